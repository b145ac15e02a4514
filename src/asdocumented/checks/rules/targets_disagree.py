"""A place that behaves in another way at one target than at the next.

Why it matters: a client that was tested against one cluster breaks, or may break, at another.
Only live runs against several targets compare; each answer is judged in its target's own zone.

Example: `redemptionRange` is an object at `eu`, and the documented text at `india`.
"""

from asdocumented.checks.check import Check, Comparison, Findings
from asdocumented.checks.finding import Finding

ID = "targets-disagree"


def _find(comparison: Comparison) -> Findings:
    states: dict[str, list[str]] = {}
    for target, state in sorted(comparison.states.items()):
        states.setdefault(state, []).append(target)
    if len(states) < 2:
        return
    shown = sorted(f"{state} at {', '.join(targets)}" for state, targets in states.items())
    yield Finding(
        check=ID,
        severity=comparison.severity,
        location=comparison.location,
        documented=comparison.documented,
        observed="; ".join(shown),
        citation=comparison.citation,
        among=comparison.among,
        has_value=False,
    )


CHECK = Check(ID, "evidence", comparison=_find, judges_rows=())
