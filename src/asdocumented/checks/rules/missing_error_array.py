"""A documented array of errors or warnings that is not there, or is null.

Why it matters: a client that looks through the array for failures raises, or sees none.

Example: documented `.errors[] Array`, answered without `errors`.
"""

from asdocumented.checks.check import Check, Findings, Rating, ValueRule, always
from asdocumented.checks.mutation import Mutants, Spot, each_value, without
from asdocumented.checks.place import Names, Place
from asdocumented.contracts.model import Severity
from asdocumented.formats.json_path import member

ID = "missing-error-array"


def _names(names: Names) -> Findings:
    for place in names.absent:
        rule = place.node.presence.rule
        if place.node.error_array and rule in ("promised", "counted"):
            severity: Severity = "error" if rule == "promised" else "warning"
            yield place.absence(ID, severity, names.place.location)


def _applies(place: Place, kind: type) -> bool:
    return kind is type(None) and place.node.error_array and "null" not in place.node.types


def _value(place: Place, _: None) -> Findings:
    yield place.finding(ID, "warning", "null")


def _mutations(spot: Spot) -> Mutants:
    """Leave an array of errors out, or put null in its place."""
    members = spot.value if isinstance(spot.value, dict) else {}
    for name, node in spot.node.fields.items():
        promised = node.presence.rule in ("promised", "counted") and node.citation is not None
        if name in members and node.error_array and promised:
            left_out = without(members, name)
            yield spot.becomes("an error array left out", left_out, member(name))
    if spot.node.error_array and "null" not in spot.node.types:
        yield spot.becomes("null in place of an error array", None)


CHECK = Check(
    ID,
    "errors",
    severities=(
        Rating(
            "error",
            "the page promises that the array is always there",
            "a client that looks through it fails",
        ),
        Rating(
            "warning",
            "the row names no condition, or the array is null",
            "a client that looks through it may fail",
        ),
    ),
    names=_names,
    value=ValueRule(_applies, _value, finds=lambda _, __: always),
    title="`{name}` is missing or null",
    mend="Always send the array, or say in {rows} when it is left out.",
    mutations=each_value(_mutations),
)
