"""A documented field that the response leaves out.

Why it matters: a client that counts on the field reads nothing. A note unless the page promises
that the field is always there; fields with a condition or a parameter are judged by it. An empty
object is one finding.

Example: `validTillDateTime` has a row, and six of eight printed coupons lack it.
"""

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutants, Spot, each_value, without
from asdocumented.checks.place import Names
from asdocumented.formats.json_path import member

ID = "absent-field"


def _find(names: Names) -> Findings:
    absent = [place for place in names.absent if not place.node.error_array]
    for place in absent:
        if place.node.presence.rule == "promised":
            yield place.absence(ID, "error", names.place.location)
    counted = [place for place in absent if place.node.presence.rule == "counted"]
    if len(counted) > 1 and not (names.present or names.more):
        members = f"{len(counted)} members, as no condition is named"
        yield names.place.finding(ID, "note", "an empty object", follows_from=members)
        return
    for place in counted:
        yield place.absence(ID, "note", names.place.location)


def _mutations(spot: Spot) -> Mutants:
    """Leave out a member that its row lists without a condition."""
    members = spot.value if isinstance(spot.value, dict) else {}
    for name, node in spot.node.fields.items():
        listed = node.citation is not None and not node.error_array
        counted = node.presence.rule in ("promised", "counted")
        if name in members and listed and counted and len(members) > 1:
            yield spot.becomes("a member left out", without(members, name), member(name))


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "the page promises that the field is always there",
            "a client that counts on it reads nothing",
        ),
        Rating(
            "note",
            "the row lists the field without a condition",
            "no page says that it is always there",
        ),
    ),
    names=_find,
    judges_rows=("error", "warning"),
    grouping="object",
    title="{names} {are} left out of {parent}",
    mend="Say in {rows} when the {fields} may be left out, or always send {them}.",
    mutations=each_value(_mutations),
)
