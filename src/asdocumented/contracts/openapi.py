"""openapi.yaml: the one operation with its parameters and responses, references resolved."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from asdocumented.contracts import openapi_keys
from asdocumented.contracts.files import (
    OpenApiFile,
    ParameterFile,
    RequestBodyFile,
    ResponseFile,
    ServerFile,
)
from asdocumented.contracts.openapi_keys import METHODS
from asdocumented.errors import Fault, FaultList
from asdocumented.formats.files import convert, read_yaml
from asdocumented.formats.json_path import Json, mapping, sequence

T = TypeVar("T")

_STATUS = re.compile(r"[1-5](?:[0-9]{2}|XX)|default")
_WORDS: Mapping[type, str] = {list: "list", dict: "mapping"}
_BEFORE_PATH = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*")
_MOST_SERVERS = 20
_REMEDY = "correct this key; contracts/README.md lists the keys"


class OpenApiOperation(msgspec.Struct, frozen=True):
    """The operation: method in upper case, path template, parameters, responses by status.

    `prefixes` are the paths that its servers have before the template.
    """

    method: str
    path: str
    prefixes: tuple[str, ...]
    parameters: tuple[ParameterFile, ...]
    responses: Mapping[str, ResponseFile]
    request_body: RequestBodyFile | None


def read_operation(path: Path) -> tuple[str, str, tuple[str, ...]]:
    """Return path template, method and prefixes of the one operation.

    Raises Fault where there is not one.
    """
    document = read_yaml(path, OpenApiFile)
    template, method, item = _only_operation(path, document)
    return template, method, prefixes(path, document, item, mapping(item[method]))


def read_openapi(path: Path, faults: FaultList) -> OpenApiOperation | None:
    """Return the operation of an OpenAPI file; None where it cannot be told, with faults added."""
    with faults:
        document = read_yaml(path, dict[str, object])
        file = convert(document, OpenApiFile, path)
        template, method, item = _only_operation(path, file)
        reader = _Reader(path, mapping(document), faults)
        operation = mapping(item[method])
        shapes = ((item, "parameters", list), (operation, "parameters", list))
        for value, key, kind in (*shapes, (operation, "responses", dict)):
            reader.refuse_other(value, key, kind)
        for place, (what, remedy) in openapi_keys.document_faults(mapping(document)):
            faults.add([Fault(f"{path}, {place}", what, remedy)])
        reader.refuse_unknown(item, openapi_keys.PATH, template)
        reader.refuse_unknown(operation, openapi_keys.OPERATION, f"{template}, {method}")
        for server in _servers(file, item, operation):
            reader.refuse_unknown(mapping(server), openapi_keys.SERVER, "servers")
        parameters = [*sequence(item.get("parameters")), *sequence(operation.get("parameters"))]
        return OpenApiOperation(
            method=method.upper(),
            path=template,
            prefixes=prefixes(path, file, item, operation),
            parameters=tuple(reader.parameters(parameters)),
            responses=dict(reader.responses(mapping(operation.get("responses")))),
            request_body=reader.request_body(operation.get("requestBody")),
        )
    return None


def prefixes(
    path: Path, file: OpenApiFile, item: Mapping[str, Json], operation: Mapping[str, Json]
) -> tuple[str, ...]:
    """Return the paths of the servers: the operation's own, else its path's, else the file's.

    Variables of a server stand for each of their values. Raises Fault at a server that is none.
    """
    found: dict[str, None] = {}
    for server in _servers(file, item, operation):
        try:
            read = msgspec.convert(server, ServerFile)
        except msgspec.ValidationError as error:
            raise Fault(f"{path}, servers", str(error), _REMEDY) from error
        for url in _urls(read):
            found[_BEFORE_PATH.sub("", url.partition("?")[0]).rstrip("/")] = None
    return tuple(prefix for prefix in found if prefix)


def _servers(
    file: OpenApiFile, item: Mapping[str, Json], operation: Mapping[str, Json]
) -> Sequence[object]:
    servers = operation.get("servers") or item.get("servers") or file.servers
    return servers if isinstance(servers, list) else [servers]


def _urls(server: ServerFile) -> list[str]:
    urls = [server.url]
    for name, variable in server.variables.items():
        values = (variable.enum or [variable.default])[:_MOST_SERVERS]
        urls = [url.replace(f"{{{name}}}", value) for url in urls for value in values]
    return urls[:_MOST_SERVERS]


def _only_operation(path: Path, file: OpenApiFile) -> tuple[str, str, Mapping[str, Json]]:
    operations = [
        (template, method, mapping(item))
        for template, item in file.paths.items()
        for method in item
        if method in METHODS
    ]
    if len(operations) != 1:
        what = f"{len(operations)} operations; a contract is about one"
        raise Fault(str(path), what, "give each operation a folder of its own")
    return operations[0]


class _Reader(msgspec.Struct, frozen=True):
    """Reads parts of one OpenAPI document, and gathers what is wrong with each of them."""

    path: Path
    document: Mapping[str, Json]
    faults: FaultList

    def refuse_unknown(
        self, value: Mapping[str, Json], known: frozenset[str], place: str, *extensions: str
    ) -> None:
        """Add a fault for every key that OpenAPI does not know, as a misspelt one."""
        self._refuse(openapi_keys.unknown_keys(value, known, *extensions), place)

    def _refuse(self, found: Iterable[tuple[str, str]], place: str) -> None:
        where = f"{self.path}, {place}"
        self.faults.add(Fault(where, what, remedy) for what, remedy in found)

    def _refuse_content(self, value: Mapping[str, Json], place: str) -> None:
        """Add a fault for every key of media types, and beside references, that is not read."""
        for media, body in mapping(value.get("content")).items():
            where = f"{place}, {media}"
            self.refuse_unknown(mapping(body), openapi_keys.MEDIA, where)
            schema = mapping(mapping(body).get("schema"))
            self._refuse(openapi_keys.reference_faults(schema) if "$ref" in schema else (), where)

    def refuse_other(self, value: Mapping[str, Json], key: str, kind: type) -> None:
        """Add a fault where a value is there and not of this type."""
        if key in value and not isinstance(value[key], kind):
            self.faults.add([Fault(f"{self.path}, {key}", f"no {_WORDS[kind]}", _REMEDY)])

    def parameters(self, written: list[Json]) -> Iterator[ParameterFile]:
        """Yield the parameters that can be read."""
        for index, one in enumerate(written):
            with self.faults:
                value = self._resolved(one, f"parameters[{index}]")
                place = f"parameter {mapping(value).get('name', index)}"
                yield self._converted(value, ParameterFile, place)

    def responses(self, written: Mapping[str, Json]) -> Iterator[tuple[str, ResponseFile]]:
        """Yield the responses that can be read, by status."""
        for status, one in written.items():
            place = f"response {status}"
            if status.startswith("x-"):
                continue
            if not _STATUS.fullmatch(status):
                remedy = 'write a status such as "200", a class such as 4XX, or default'
                self.faults.add([Fault(f"{self.path}, {place}", "no HTTP status", remedy)])
                continue
            with self.faults:
                value = self._resolved(one, place)
                known = openapi_keys.RESPONSE
                self.refuse_unknown(mapping(value), known, place, openapi_keys.SOURCE)
                self._refuse_content(mapping(value), place)
                yield status, self._converted(value, ResponseFile, place)

    def request_body(self, written: Json) -> RequestBodyFile | None:
        """Return the body of the request; None where there is none, or it cannot be read."""
        if written is None:
            return None
        with self.faults:
            value = self._resolved(written, "requestBody")
            self.refuse_unknown(mapping(value), openapi_keys.REQUEST_BODY, "requestBody")
            self._refuse_content(mapping(value), "requestBody")
            return self._converted(value, RequestBodyFile, "requestBody")
        return None

    def _converted(self, value: Json, kind: type[T], place: str) -> T:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            raise Fault(f"{self.path}, {place}", str(error), _REMEDY) from error

    def _resolved(self, value: Json, place: str, seen: tuple[str, ...] = ()) -> Json:
        """Return a value with what its references into this file lead to in their place."""
        if isinstance(value, list):
            return [self._resolved(one, place, seen) for one in value]
        if not isinstance(value, dict):
            return value
        reference = value.get("$ref")
        if isinstance(reference, str) and reference.startswith("#"):
            if reference in seen:
                what = f"{reference} refers to itself"
                raise Fault(f"{self.path}, {place}", what, "write the nesting out")
            target = self._target(reference, place)
            beside = {key: one for key, one in value.items() if key != "$ref"}
            return self._resolved({**target, **beside}, place, (*seen, reference))
        return {key: self._resolved(one, place, seen) for key, one in value.items()}

    def _target(self, reference: str, place: str) -> Mapping[str, Json]:
        target: Json = dict(self.document)
        for step in reference.removeprefix("#").removeprefix("/").split("/"):
            target = mapping(target).get(step.replace("~1", "/").replace("~0", "~"))
        if not isinstance(target, dict):
            what = f"{reference} leads nowhere"
            raise Fault(f"{self.path}, {place}", what, "refer to #/components/… in this file")
        return target
