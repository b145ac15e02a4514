"""A value that is not among those the page lists.

Why it matters: a client that decides by the value has no branch for it. A note where the page
names values only as examples.

Example: documented `LOWER`, `UPPER`, `AS_IT_IS`, sent or answered `Title`.
"""

import re
from collections.abc import Callable

from asdocumented.checks import Check, Findings, ValueRule
from asdocumented.location import Json
from asdocumented.model import Finding, Severity
from asdocumented.place import Place, Situation

ID = "unknown-enum-value"
_SCALARS = frozenset({str, int, float, bool})
_WORD = re.compile(r"[\w.-]{1,40}", re.ASCII)


def _applies(place: Place, kind: type) -> bool:
    known = place.node.known_values
    return (place.node.enum is not None and kind in _SCALARS) or (bool(known) and kind is str)


def _listed(place: Place) -> frozenset[Json]:
    enum = place.node.enum
    values = place.node.known_values if enum is None else enum
    return frozenset(value for value in values if not isinstance(value, list | dict))


def _passes(place: Place) -> Callable[[Json], bool]:
    return _listed(place).__contains__


def _find(place: Place, value: Json) -> Findings:
    if value in _listed(place) or _spells_nothing(value):
        return
    severity: Severity = "note" if place.node.enum is None else "error"
    yield place.finding(ID, severity, _observed(value, hidden=place.node.sensitive is not None))


def _spells_nothing(value: Json) -> bool:
    return isinstance(value, str) and value.strip().casefold() == "null"


def _observed(value: Json, *, hidden: bool) -> str:
    text = str(value)
    return text if _WORD.fullmatch(text) and not hidden else "another value"


def _request(situation: Situation) -> Findings:
    for name, value in situation.query if situation.asked is not None else ():
        parameter = situation.contract.parameters.get(name)
        if parameter is None or parameter.enum is None:
            continue
        if value.casefold() not in {known.casefold() for known in parameter.enum}:
            yield Finding(
                check=ID,
                severity="warning",
                location=f"$request.{parameter.place}.{name}",
                documented=" | ".join(parameter.enum),
                observed=_observed(value, hidden=parameter.sensitive is not None),
                citation=parameter.citation,
                among="",
                value=value,
            )


CHECK = Check(ID, "structure", value=ValueRule(_applies, _find, _passes), request=_request)
