"""A null where the page does not say that the field may be null, or in place of the whole body.

Why it matters: a client with a non-nullable field fails, or shows "null" to a customer. A warning
where the row has a datatype, or where the row or a printed example shows a number: a client that
computes with it fails. A note elsewhere, an error in place of the whole body.

Example: documented Integer, answered `null`.
"""

import json

from asdocumented.checks.check import Check, Findings, Rating, ValueRule, always
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.formats.json_path import KINDS

ID = "null-value"
_PRINTED = "a number, as in a printed example"
_NUMBERS = frozenset({"integer", "number"})


def _applies(place: Place, kind: type) -> bool:
    allowed = "null" in place.node.types or None in (place.node.enum or ())
    return kind is type(None) and not allowed and not place.node.error_array


def _find(place: Place, _: None) -> Findings:
    node = place.node
    numbers = [value for value in node.examples if KINDS[type(value)] in _NUMBERS]
    printed = place.situation.contract.printed.get(node, frozenset())
    if place.location == "$":
        yield place.finding(ID, "error", "null")
    elif node.types and node.citation is not None:
        yield place.finding(ID, "warning", "null")
    elif numbers:
        listing = ", ".join(json.dumps(number) for number in numbers)
        yield place.finding(ID, "warning", "null", documented=f"for example {listing}")
    elif printed & _NUMBERS:
        yield place.finding(ID, "warning", "null", follows_from=_PRINTED)
    else:
        yield place.finding(ID, "note", "null")


def _mutations(spot: Spot) -> Mutants:
    """Put null where the row does not admit it."""
    admitted = "null" in spot.node.types or (spot.node.enum and None in spot.node.enum)
    if spot.value is not None and not admitted and not spot.node.error_array:
        yield spot.becomes("null", None)


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "the whole body is null",
            "a client that reads any member fails",
        ),
        Rating(
            "warning",
            "the row has a datatype, or the row or a printed example shows a number",
            "a client with a type without null fails, and so does one that computes",
        ),
        Rating(
            "note",
            "nothing tells what the value is",
            "no client can have relied on it",
        ),
    ),
    value=ValueRule(_applies, _find, finds=lambda _, __: always),
    title="`{name}` is null",
    mend="Say in {rows} that the field may be null, or leave it out.",
    mutations=each_value(_mutations),
)
