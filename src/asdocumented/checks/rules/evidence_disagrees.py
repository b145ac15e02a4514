"""A place that evidence sets show differently, where the page leaves open what is right.

Why it matters: a client that was written to the printed examples, or tested against one server,
may break at another. Printed examples, recordings and live answers are compared by target.

Example: `id` is text in the printed examples and at `eu`, and a number at `india`.
"""

from asdocumented.checks.check import Check, Comparison, Findings, Rating
from asdocumented.checks.finding import Finding

ID = "evidence-disagrees"


def _find(comparison: Comparison) -> Findings:
    states: dict[str, list[str]] = {}
    for name, state in comparison.states.items():
        states.setdefault(state, []).append(name)
    if len(states) < 2:
        return
    yield Finding(
        check=ID,
        severity=comparison.severity,
        location=comparison.location,
        documented=comparison.documented,
        observed="; ".join(f"{state} in {_listed(names)}" for state, names in states.items()),
        observed_class=f"{comparison.documented}: different in the evidence sets",
        citation=comparison.citation,
        among=comparison.among,
        has_value=False,
    )


def _listed(names: list[str]) -> str:
    words = ["the printed examples" if name == "example" else name for name in names]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


CHECK = Check(
    ID,
    "evidence",
    severities=(
        Rating(
            "warning",
            "a place without a datatype holds other types in one evidence set than in the next",
            "a client that was written to one server breaks, or may break, at another",
        ),
        Rating(
            "note",
            "a documented status comes in one evidence set only",
            "the page documents it",
        ),
    ),
    comparison=_find,
    judges_rows=(),
    title="`{name}` differs between the evidence sets",
    mend="Say in {rows} which of them is right, and answer so everywhere.",
)
