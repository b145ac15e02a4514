"""A null where the page does not say that the field may be null, or in place of the whole body.

Why it matters: a client with a non-nullable field fails, or shows "null" to a customer.

Example: documented Integer, answered `null`.
"""

from asdocumented.checks.check import Check, Findings, ValueRule
from asdocumented.checks.place import Place
from asdocumented.contracts.model import Severity

ID = "null-value"


def _applies(place: Place, kind: type) -> bool:
    allowed = "null" in place.node.types or None in (place.node.enum or ())
    return kind is type(None) and not allowed and not place.node.error_array


def _find(place: Place, _: None) -> Findings:
    typed = place.node.types and place.node.citation is not None
    severity: Severity = "warning" if typed else "note"
    yield place.finding(ID, "error" if place.location == "$" else severity, "null")


CHECK = Check(
    ID,
    "structure",
    value=ValueRule(_applies, _find),
    title="`{name}` is null",
    mend="Say in {rows} that the field may be null, or leave it out.",
)
