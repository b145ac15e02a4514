"""A documented field that the response leaves out.

Why it matters: a client that counts on the field reads nothing. A note unless the page promises
that the field is always there; fields with a condition or a parameter are judged by it. An empty
object is one finding.

Example: `validTillDateTime` has a row, and six of eight printed coupons lack it.
"""

from asdocumented.checks.check import Check, Findings
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Names, Place
from asdocumented.contracts.model import Severity

ID = "absent-field"


def _find(names: Names) -> Findings:
    absent = [place for place in names.absent if not place.node.error_array]
    for place in absent:
        if place.node.presence.rule == "promised":
            yield _absent(names, place, "error")
    counted = [place for place in absent if place.node.presence.rule == "counted"]
    if len(counted) > 1 and not names.present:
        yield names.place.finding(
            ID, "note", "an empty object", documented=f"{len(counted)} members"
        )
        return
    for place in counted:
        yield _absent(names, place, "note")


def _absent(names: Names, place: Place, severity: Severity) -> Finding:
    return place.finding(ID, severity, "absent", among=names.place.location, has_value=False)


CHECK = Check(
    ID,
    "structure",
    names=_find,
    judges_rows=("error", "warning"),
    grouping="object",
    title="{names} {are} left out of {parent}",
    mend="Say in {rows} when the {fields} may be left out, or always send {them}.",
)
