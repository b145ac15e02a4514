"""A value of another JSON type than its row documents.

Why it matters: a client that maps the field onto the documented type fails on the response.

Example: documented String, answered `{"dom": [1]}`.
"""

from asdocumented.checks.check import Check, Findings, Finds, Rating, ValueRule, always
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.formats.json_path import KINDS, Json
from asdocumented.formats.literals import spells_boolean, spells_null, spells_number

ID = "wrong-type"
_OF_EACH_TYPE: dict[str, Json] = {
    "object": {"x": [1]},
    "array": [7],
    "string": "some words",
    "number": 7.5,
    "integer": 7,
    "boolean": True,
}


def _applies(place: Place, kind: type) -> bool:
    types = place.node.types
    if not types or kind is type(None) or (place.recovered and kind is dict):
        return False
    if kind is float and "integer" in types:
        return "number" not in types
    return KINDS[kind] not in types and not (kind is int and "number" in types)


def _find(place: Place, value: Json) -> Findings:
    if isinstance(value, float) and value.is_integer() and "integer" in place.node.types:
        return
    if isinstance(value, str) and _spells_documented_type(place, value):
        return
    yield place.finding(ID, "error", KINDS[type(value)])


def _finds(place: Place, kind: type) -> Finds:
    if kind is str:
        return lambda text: not _spells_documented_type(place, text)
    if kind is float and "integer" in place.node.types:
        return lambda number: not number.is_integer()
    return always


def _spells_documented_type(place: Place, text: str) -> bool:
    types = place.node.types
    return (
        spells_null(text)
        or ("boolean" in types and spells_boolean(text))
        or (bool(types & {"integer", "number"}) and spells_number(text))
    )


def _mutations(spot: Spot) -> Mutants:
    """Put a value of each type here that the row does not name."""
    types = spot.node.types
    allowed = types | {"integer"} if "number" in types else types
    for kind, value in _OF_EACH_TYPE.items():
        if types and kind not in allowed:
            yield spot.becomes(f"{kind} in place of the documented type", value)
    if types and "array" not in types:
        yield spot.becomes("the value nested in an array", [spot.value])


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "a value has another JSON type than documented",
            "a client that maps it onto the documented type fails",
        ),
    ),
    value=ValueRule(_applies, _find, finds=_finds),
    title="`{name}` is {observed}, not {datatype}",
    mend="Type {rows} as {observed}, or send {datatype}.",
    mutations=each_value(_mutations),
)
