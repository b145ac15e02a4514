"""One edition's folder read into a Contract, or refused with all that is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from asdocumented.contracts import bindings, keywords, meta, schema
from asdocumented.contracts.audit import Documentation, audit
from asdocumented.contracts.bodies import REQUEST, DocumentedBody, documented_bodies
from asdocumented.contracts.call_forms import call_faults
from asdocumented.contracts.citations import Citations
from asdocumented.contracts.files import (
    PageFile,
    ParameterFile,
    RelationsFile,
    as_list,
    read_table,
)
from asdocumented.contracts.model import Contract, Filter, Node, Parameter, Remark, Table
from asdocumented.contracts.not_judged import Promises, list_not_judged
from asdocumented.contracts.openapi import OpenApiOperation, read_openapi
from asdocumented.contracts.parameters import make_parameter
from asdocumented.contracts.printed import printed_examples, printed_types
from asdocumented.contracts.relations import (
    Relations,
    file_faults,
    make_relations,
    read_relations,
)
from asdocumented.contracts.remarks import read_remarks
from asdocumented.contracts.residue import promise_faults, with_residue
from asdocumented.contracts.schema import Direction, Schema, SchemaFile
from asdocumented.errors import Fault, FaultList
from asdocumented.formats.files import files_in, read_json, read_toml
from asdocumented.formats.json_path import KINDS, RequestLocation, mapping

_SHA256 = re.compile("[0-9a-fA-F]{64}")


class _Files(msgspec.Struct, frozen=True):
    """The files of an edition, as far as they can be read; `schemas` by file name."""

    page: PageFile
    tables: Mapping[str, Table]
    operation: OpenApiOperation
    bodies: list[DocumentedBody]
    schemas: Mapping[str, Schema]
    relations: RelationsFile


def load_contract(folder: Path) -> Contract:
    """Return the contract in `<operation>/<edition>/`; raise all that is wrong with it."""
    faults = FaultList()
    files = _read_files(folder, faults)
    page = files.page
    citations = Citations(page.slug, page.edition, files.tables, page.title)
    relations = make_relations(folder / "relations.toml", files.relations, citations)
    schemas = {
        name: SchemaFile(str(folder / name), root, citations, _directions(name, files.bodies))
        for name, root in files.schemas.items()
    }
    examples = frozenset[str]()
    with faults:
        examples = frozenset(path.stem for path in files_in(folder / "examples", "*.json"))
    documentation = Documentation(folder, files.tables, files.page.datatypes, examples)
    openapi, parameters = folder / "openapi.yaml", files.operation.parameters
    whole = not faults.found
    faults.add(audit(documentation, schemas.values(), parameters, openapi, whole=whole))
    faults.add(file_faults(relations.path, files.relations, citations))
    remarks: tuple[Remark, ...] = ()
    with faults:
        remarks = read_remarks(folder, citations)
    roots = _build(schemas, relations, faults)
    if whole and len(roots) == len(schemas):
        faults.add(bindings.parameter_faults(str(openapi), files.operation))
        for name, root in roots.items():
            faults.add(bindings.node_faults(schemas[name].path, root.tree(), parameters))
        judged = {body.file for body in files.bodies if body.judged}
        nodes = [node for name in judged if name for node in roots[name].tree()]
        faults.add(relations.faults({node.location for node in nodes}, parameters))
        where = str(relations.path)
        faults.add(call_faults(where, relations.calls, parameters, relations.filters, nodes))
    faults.raise_found()
    promises = Promises(
        files.operation, files.bodies, [*files.tables.values()], schemas, roots, files.relations
    )
    contract = _contract(folder, files, citations, relations, roots)
    printed = printed_examples(folder)
    return replace(
        contract,
        remarks=remarks,
        not_judged=list_not_judged(promises, contract.parameters.values()),
        printed=printed_types(contract, printed),
        examples=printed,
        same=relations.same,
        calls=relations.calls,
        volatile=relations.volatile,
    )


def _directions(name: str, bodies: Iterable[DocumentedBody]) -> frozenset[Direction]:
    """Return whether requests or responses have bodies of a schema file."""
    return frozenset(
        "request" if body.status == REQUEST else "response" for body in bodies if body.file == name
    )


def _read_files(folder: Path, faults: FaultList) -> _Files:
    """Read all files; raise what is wrong with them where nothing can be said of the rest."""
    page, relations = None, RelationsFile()
    tables: dict[str, Table] = {}
    with faults:
        page = read_toml(folder / "page.toml", PageFile)
        faults.add(_page_faults(folder, page))
        for one in page.tables:
            with faults:
                rows = read_table(folder / "tables" / f"{one.id}.csv")
                tables[one.id] = Table(one.id, one.title, one.documents, rows)
    openapi = folder / "openapi.yaml"
    operation = read_openapi(openapi, faults)
    bodies = documented_bodies(openapi, operation, faults) if operation else []
    schemas = _read_schemas(folder, bodies, faults)
    with faults:
        relations = read_relations(folder / "relations.toml")
    if page is None or operation is None or len(tables) < len(page.tables):
        raise faults.as_fault()
    return _Files(page, tables, operation, bodies, schemas, relations)


def _page_faults(folder: Path, page: PageFile) -> list[Fault]:
    where = str(folder / "page.toml")
    found = []
    if not _SHA256.fullmatch(page.sha256):
        what = f"sha256 {page.sha256[:80]!r} is no SHA-256"
        found.append(Fault(where, what, "write the 64 hexadecimal digits of the page's text"))
    for word, kind in page.datatypes.items():
        for name in sorted(kind.types - {*KINDS.values()}) or ([] if kind.types else [""]):
            what = f"the datatype {word!r} promises {name!r}, which is no type of JSON"
            found.append(Fault(where, what, f"write one of {', '.join(KINDS.values())}"))
    if page.edition != folder.name:
        what = f"edition {page.edition!r} stands in the folder {folder.name!r}"
        found.append(Fault(where, what, "rename one of them"))
    ids = [table.id for table in page.tables]
    for name in dict.fromkeys(ids):
        if ids.count(name) > 1:
            what = f"two tables have the id {name!r}"
            found.append(Fault(where, what, "give each its own"))
    return found


def _read_schemas(
    folder: Path, bodies: Iterable[DocumentedBody], faults: FaultList
) -> dict[str, Schema]:
    """Return the schema files that can be read, by name."""
    schemas: dict[str, Schema] = {}
    for name in dict.fromkeys(body.file for body in bodies if body.file is not None):
        with faults:
            root, path = read_json(folder / name), str(folder / name)
            found = list(meta.schema_faults(path, root))
            faults.add(found or keywords.keyword_faults(path, root))
            if not found:
                schemas[name] = mapping(root)
    return schemas


def _build(
    schemas: Mapping[str, SchemaFile], relations: Relations, faults: FaultList
) -> dict[str, Node]:
    """Return the root node of each schema file that can be built."""
    roots = {}
    for name, file in schemas.items():
        at_fault = list(promise_faults(file))
        faults.add(at_fault)
        if at_fault:
            continue
        with faults:
            roots[name] = with_residue(file, schema.build(file, relations.by_location))
    return roots


def _contract(
    folder: Path,
    files: _Files,
    citations: Citations,
    relations: Relations,
    roots: Mapping[str, Node],
) -> Contract:
    """Return the contract that the files are, once nothing is wrong with them."""
    operation, responses = files.operation, files.operation.responses
    judged = {body.status: roots[body.file] for body in files.bodies if body.judged and body.file}
    return Contract(
        folder=folder,
        operation=folder.parent.name,
        edition=files.page.edition,
        page=files.page.slug,
        page_title=files.page.title,
        page_address=files.page.address,
        page_retrieved=files.page.retrieved,
        method=operation.method,
        path=operation.path,
        prefixes=operation.prefixes,
        tables=tuple(files.tables.values()),
        rows=_rows(roots.values(), operation.parameters),
        parameters=_parameters(operation.parameters, citations, relations.filters, judged.values()),
        statuses=frozenset(responses),
        status_sources=citations.all_of(
            [source for one in responses.values() for source in as_list(one.source or [])]
        ),
        bodies=judged,
        content_types={status: frozenset(one.content) for status, one in responses.items()},
        filters=relations.filters,
        combination=relations.combination,
        wide_integers=any(kind.format == "int64" for kind in files.page.datatypes.values()),
    )


def _parameters(
    parameters: Iterable[ParameterFile],
    citations: Citations,
    filters: Iterable[Filter],
    bodies: Iterable[Node],
) -> dict[str, Parameter]:
    """Return the parameters by name."""
    rules = {rule.parameter: rule for rule in filters}
    nodes = (node for root in bodies for node in root.tree())
    hidden = {node.location for node in nodes if node.sensitive in ("personal", "secret")}
    return {
        one.name: make_parameter(
            one,
            citations,
            rule := rules.get(one.name),
            selects_sensitive=rule is not None and rule.location in hidden,
        )
        for one in parameters
    }


def _rows(
    bodies: Iterable[Node], parameters: Iterable[ParameterFile]
) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Return where each row lies: at the nodes of its name, else at those without a name.

    The items of an array cite its row, and lie below it.
    """
    rows: dict[tuple[str, int], dict[str, None]] = {}
    nodes = [node for body in bodies for node in body.tree()]
    named = {row for node in nodes if node.name for row in node.rows}
    for node in nodes:
        for row in node.rows:
            if node.name or row not in named:
                rows.setdefault(row, {})[node.location] = None
    for parameter in parameters:
        for source in as_list(parameter.source):
            if source.table is not None and source.row is not None:
                location = str(RequestLocation(parameter.place, parameter.name))
                rows.setdefault((source.table, source.row), {})[location] = None
    return {row: tuple(locations) for row, locations in rows.items()}
