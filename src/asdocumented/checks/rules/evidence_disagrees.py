"""A place that evidence sets show differently, where the page leaves open what is right.

Why it matters: a client that was written to the printed examples, or tested against one server,
may break at another. Printed examples, recordings and live answers are compared by target.

Example: `id` is text in the printed examples and at `eu`, and a number at `india`.
"""

from functools import partial

from msgspec import structs

from asdocumented.checks.check import Check, Comparison, Findings, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutant, Mutants, Subject, another_type, replaced
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.json_path import Json

ID = "evidence-disagrees"
_ANOTHER = "another target"


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


def _mutations(subject: Subject) -> Mutants:
    """Let another target answer another type at a place without a datatype, or another status."""
    locations = dict.fromkeys(
        spot.place.documented_location
        for spot in subject.spots
        if not spot.node.types and spot.node.citation is not None and _is_single(spot.value)
    )
    for location in locations:
        make = partial(_elsewhere, subject, location)
        yield Mutant("another type at another target", location, make)
    status, contract = subject.parsed.situation.status, subject.contract
    others = [one for one in (200, 404, 400, 401) if one != status and contract.documents(one)]
    asked = subject.parsed.situation.origin in ("cassette", "live")
    if status is not None and contract.documents(status) and others and asked:
        make = partial(_with_status, subject, others[0])
        yield Mutant("another status at another target", "$statusCode", make)


def _is_single(value: Json) -> bool:
    return value is not None and not isinstance(value, list | dict)


def _elsewhere(subject: Subject, location: str) -> Interaction:
    """Return the answer of another target, with other types at a place."""
    body = subject.parsed.body
    for spot in subject.spots:
        if spot.place.documented_location == location:
            body = replaced(body, spot.path, another_type(spot.value))
    return structs.replace(subject.body(body), target=_ANOTHER)


def _with_status(subject: Subject, status: int) -> Interaction:
    return structs.replace(subject.answered(status=status), target=_ANOTHER)


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
    mutations=_mutations,
)
