"""The cases of an operation: the requests that are worth recording, from cases.toml."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from asdocumented.contracts.model import Contract
from asdocumented.errors import Fault, FaultList
from asdocumented.formats.files import is_there, read_toml

Credentials: TypeAlias = Literal["right", "none", "wrong"]

PLACEHOLDER = re.compile(
    r"\{(?P<sample>[a-z][a-z0-9_]*)"
    r"(?:\.(?P<which>upper|lower|mixed|digits|[1-9][0-9]?))?(?:!(?P<typed>upper|lower|swap))?\}"
)
"""`{codes}` the first sample of that name, `{codes.2}` the second, `{codes.mixed}` the first in
mixed letters; `!upper`, `!lower` and `!swap` type it in another letter case."""

_NAME = re.compile("[a-z0-9][a-z0-9-]{0,63}")


class Case(msgspec.Struct, frozen=True):
    """One request to record: why, and its parameters with placeholders for samples.

    `shows` are the locations that an answer can show: `$` stands for all that depends on nothing
    but parameters, any other one for a place that only cases which name it can show.
    """

    name: str
    why: str
    query: tuple[tuple[str, str], ...]
    path: tuple[tuple[str, str], ...] = ()
    credentials: Credentials = "right"
    shows: tuple[str, ...] = ("$",)


class _CaseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    why: str
    query: dict[str, str | list[str]] = {}
    path: dict[str, str] = {}
    credentials: Credentials = "right"
    shows: tuple[str, ...] = ("$",)


class _CasesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cases: list[_CaseFile]


def load_cases(folder: Path, contract: Contract) -> tuple[Case, ...]:
    """Return the cases of an edition's folder; none where it has no cases.toml.

    Raises Fault where a name is no file name or stands twice, where nothing documents a parameter,
    and where braces are no placeholder; all of it at once.
    """
    path = folder / "cases.toml"
    if not is_there(path):
        return ()
    cases = tuple(_case(case) for case in read_toml(path, _CasesFile).cases)
    names = [case.name for case in cases]
    places = {node.location for root in contract.bodies.values() for node in root.tree()}
    faults = FaultList()
    for case in cases:
        found = _faults(case, names, places, contract)
        faults.add(Fault(f"{path}, {case.name!r}", what, remedy) for what, remedy in found)
    faults.raise_found()
    return cases


def _case(file: _CaseFile) -> Case:
    query = tuple(
        (name, value)
        for name, values in file.query.items()
        for value in (values if isinstance(values, list) else [values])
    )
    path = tuple(file.path.items())
    return Case(file.name, file.why, query, path, file.credentials, file.shows)


def _faults(
    case: Case, names: list[str], places: set[str], contract: Contract
) -> Iterator[tuple[str, str]]:
    if _NAME.fullmatch(case.name) is None:
        yield "no name for a case", "use small letters, digits and hyphens"
    if names.count(case.name) > 1:
        yield "two cases have this name", "give each its own"
    yield from _parameter_faults(case, contract)
    for location in case.shows:
        if location not in places:
            yield f"no place {location} in the schema", "name one such as $.data[*].id in shows"


def _parameter_faults(case: Case, contract: Contract) -> Iterator[tuple[str, str]]:
    for place, given in (("query", case.query), ("path", case.path)):
        for name, value in given:
            parameter = contract.parameters.get(name)
            if parameter is None or parameter.place != place:
                yield f"{name!r} is no {place} parameter", "name one of openapi.yaml"
            if re.search(r"[{}]", PLACEHOLDER.sub("", value)):
                yield f"{value!r} holds braces that are no placeholder", "write {codes.upper}"
    for name in re.findall(r"\{([^{}]*)\}", contract.path):
        if name not in dict(case.path):
            yield f"no value for {{{name}}} in the path", f'path = {{ {name} = "…" }}'
