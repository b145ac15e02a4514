"""A number that the documented integer type cannot hold.

Why it matters: a client that keeps an Integer in 32 bits overflows or refuses the response.
A warning where the row tells of milliseconds, which never fit, or where the page also knows a
wider type; a note where the page has one word for both; an error beyond 64 bits.

Example: documented Integer, answered `1778284800000`.
"""

from asdocumented.checks.check import Check, Findings, Finds, Rating, Schema, ValueRule
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.contracts.model import Severity

ID = "integer-out-of-range"
_RANGES = {"int32": range(-(2**31), 2**31), "int64": range(-(2**63), 2**63)}


def _applies(place: Place, kind: type) -> bool:
    return kind is int and place.node.format in _RANGES


def _holds(place: Place) -> Schema:
    allowed = _RANGES[place.node.format or ""]
    return {"minimum": allowed.start, "maximum": allowed.stop - 1}


def _find(place: Place, value: int) -> Findings:
    if value in _RANGES[place.node.format or ""]:
        return
    if value not in _RANGES["int64"]:
        yield place.finding(ID, "error", "too large for 64 bits")
    else:
        yield place.finding(ID, _severity(place), "too large for a 32-bit Integer")


def _finds(place: Place, _: type) -> Finds:
    documented, wide = _RANGES[place.node.format or ""], _RANGES["int64"]

    def finds(value: int) -> bool | None:
        if value in documented:
            return False
        return True if value in wide else None

    return finds


def _severity(place: Place) -> Severity:
    epoch = place.node.epoch
    in_milliseconds = epoch is not None and epoch.per_second == 1000
    return "warning" if in_milliseconds or place.situation.contract.wide_integers else "note"


def _mutations(spot: Spot) -> Mutants:
    """Put the nearest numbers here that the documented type cannot hold."""
    bits = {"int32": 31, "int64": 63}.get(spot.node.format or "")
    if bits is not None and isinstance(spot.value, int):
        yield spot.becomes("one more than the largest number", 2**bits)
        yield spot.becomes("one less than the smallest number", -(2**bits) - 1)
        yield spot.becomes("a number beyond 64 bits", 2**64)


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "the number needs more than 64 bits",
            "no common integer type holds it",
        ),
        Rating(
            "warning",
            "the row tells of milliseconds, or the page also knows a wider type",
            "a client that takes Integer for 32 bits overflows",
        ),
        Rating(
            "note",
            "the page has one word for all integers",
            "it may mean 64 bits",
        ),
    ),
    value=ValueRule(_applies, _find, _holds, _finds),
    grouping="habit",
    title="{names} {are} too large for the documented type",
    mend="Type {rows} Long.",
    mutations=each_value(_mutations),
)
