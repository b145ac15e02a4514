"""An instant as a number in another unit than the documented one: seconds for milliseconds.

Why it matters: read as documented, a day of this century becomes one in January 1970.

Example: `latestIssualTime` is 1750933819 under "epoch time (milliseconds)".
"""

from asdocumented.checks.check import Check, Findings, Finds, Rating, Schema, ValueRule
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.formats.json_path import Json

ID = "wrong-epoch-unit"
_FIRST, _LAST = 946_684_800, 4_102_444_800
"""2000-01-01 and 2100-01-01 as seconds since 1970."""

_UNITS = {1: "seconds", 1000: "milliseconds"}


def _applies(place: Place, kind: type) -> bool:
    return kind is int and place.node.epoch is not None


def _range(place: Place) -> tuple[int, int, str]:
    """Return which numbers are dates from 2000 to 2100 in the other unit, and that unit."""
    per_second = place.node.epoch.per_second if place.node.epoch else 1
    other = 1 if per_second > 1 else 1000
    return _FIRST * other, _LAST * other, _UNITS[other]


def _find(place: Place, value: int) -> Findings:
    least, most, unit = _range(place)
    epoch = place.node.epoch
    if epoch is None or not least <= value < most or value == epoch.unset:
        return
    wanted = _UNITS[epoch.per_second]
    kind = f"{unit} instead of {wanted}"
    yield place.finding(
        ID,
        "error",
        f"{kind}, such as {value}",
        observed_class=kind,
        documented=f"{wanted} since 1970",
        sources=place.node.sources,
    )


def _finds(place: Place, _: type) -> Finds:
    least, most, _unit = _range(place)
    unset = place.node.epoch.unset if place.node.epoch else None
    return lambda value: least <= value < most and value != unset


def _holds(place: Place) -> Schema | None:
    least, most, _ = _range(place)
    return {"anyOf": [{"exclusiveMaximum": least}, {"minimum": most}]}


def _mutations(spot: Spot) -> Mutants:
    """Write an instant of this century in the other unit."""
    epoch, value = spot.node.epoch, spot.value
    if epoch is None or not isinstance(value, int) or isinstance(value, bool):
        return
    least, most, unit = _range(spot.place)
    other: Json = value // 1000 if epoch.per_second > 1 else value * 1000
    if isinstance(other, int) and least <= other < most and value != epoch.unset:
        yield spot.becomes(f"{unit} for {_UNITS[epoch.per_second]}", other)


CHECK = Check(
    ID,
    "time",
    severities=(
        Rating(
            "error",
            "read in the documented unit, the number is no day of this century",
            "a client that reads it as documented shows another year",
        ),
    ),
    value=ValueRule(_applies, _find, _holds, _finds),
    title="`{name}` is in {observed}",
    mend="Correct the server, or say the unit in {rows}.",
    mutations=each_value(_mutations),
)
