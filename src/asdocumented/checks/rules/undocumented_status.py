"""An HTTP status that nothing documents for the operation.

Why it matters: a client has no branch for it, and retries or gives up wrongly.

Example: documented 200 and 404, answered 418.
"""

from functools import partial

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.place import Situation

ID = "undocumented-status"
_RARE = (418, 299, 599)


def _find(situation: Situation) -> Findings:
    status, contract = situation.status, situation.contract
    if status is None or contract.documents(status):
        return
    yield Finding(
        check=ID,
        severity="warning",
        location="$statusCode",
        follows_from=f"one of {', '.join(sorted(contract.statuses))}",
        observed=str(status),
        citation=contract.citation(),
        sources=contract.status_sources,
        among="",
        value=status,
    )


def _mutations(subject: Subject) -> Mutants:
    """Answer with a status that nothing lists."""
    unlisted = next((one for one in _RARE if not subject.contract.documents(one)), None)
    if unlisted is not None:
        make = partial(subject.answered, status=unlisted)
        yield Mutant("a status that nothing lists", "$statusCode", make)


CHECK = Check(
    ID,
    "transport",
    severities=(
        Rating(
            "warning",
            "an answer has a status that no page lists",
            "a client has no branch for it",
        ),
    ),
    situation=_find,
    is_undocumented=True,
    title="HTTP {observed} is documented nowhere",
    mend="Add the status to the page.",
    mutations=_mutations,
)
