"""A documented field that the response leaves out.

Why it matters: a client that counts on the field reads nothing. A note unless the page promises
that the field is always there; fields with a condition or a parameter are judged by it.

Example: `validTillDateTime` has a row, and six of eight printed coupons lack it.
"""

from asdocumented.checks.check import Check, Findings
from asdocumented.checks.place import Names

ID = "absent-field"


def _find(names: Names) -> Findings:
    for place in names.absent:
        rule = place.node.presence.rule
        if rule in ("conditional", "parameter") or place.node.error_array:
            continue
        promised = rule == "promised"
        yield place.finding(
            ID,
            "error" if promised else "note",
            "absent",
            among=names.place.location,
            has_value=False,
        )


CHECK = Check(
    ID, "structure", names=_find, judges_rows=("error", "warning"), compared_by_place=True
)
