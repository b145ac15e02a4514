"""A value of another JSON type than its row documents.

Why it matters: a client that maps the field onto the documented type fails on the response.

Example: documented String, answered `{"dom": [1]}`.
"""

from asdocumented.checks import Check, Findings, ValueRule
from asdocumented.location import KINDS, Json
from asdocumented.place import Place

ID = "wrong-type"


def _applies(place: Place, kind: type) -> bool:
    types = place.node.types
    if not types or kind is type(None) or (place.recovered and kind is dict):
        return False
    if kind is float and "integer" in types:
        return "number" not in types
    return KINDS[kind] not in types and not (kind is int and "number" in types)


def _find(place: Place, value: Json) -> Findings:
    if isinstance(value, float) and value.is_integer():
        return
    if isinstance(value, str) and _spells_documented_type(place, value):
        return
    yield place.finding(ID, "error", KINDS[type(value)])


def _spells_documented_type(place: Place, text: str) -> bool:
    folded = text.strip().casefold()
    if folded == "null":
        return True
    if "boolean" in place.node.types:
        return folded in ("true", "false")
    return bool(place.node.types & {"integer", "number"}) and is_number(folded)


def is_number(text: str) -> bool:
    """Tell whether a text spells a decimal number."""
    digits = text.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()


CHECK = Check(ID, "structure", value=ValueRule(_applies, _find))
