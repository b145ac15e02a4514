"""A recording that is older than allowed.

Why it matters: the API may behave otherwise by now, and a green result says nothing of it. How
old is allowed is said by `--max-age` or `gate.max_recording_age_days`; the gate fails beyond it.

Example: recorded 400 days ago, where 180 are allowed.
"""

from datetime import UTC, datetime

from msgspec import structs

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.place import Situation

ID = "stale-recording"
_OLD = datetime(1970, 1, 1, tzinfo=UTC)


def _find(situation: Situation) -> Findings:
    if situation.stale_after_days is not None:
        yield Finding(
            check=ID,
            severity="note",
            location="$",
            documented="nothing",
            observed=f"recorded more than {situation.stale_after_days} days ago",
            observed_class="recorded too long ago",
            citation=situation.contract.citation(),
            among="",
            has_value=False,
        )


def _mutations(subject: Subject) -> Mutants:
    """Let the interaction be recorded when time began."""
    old = structs.replace(subject.parsed.interaction, recorded=_OLD, stand_in=False)
    yield Mutant("a recording of 1970", "$", lambda: old)


CHECK = Check(
    ID,
    "evidence",
    severities=(
        Rating(
            "note",
            "a recording is older than allowed",
            "the API may have changed since",
        ),
    ),
    situation=_find,
    grouping="operation",
    title="Recordings are older than allowed",
    mend="Record again: asdocumented record.",
    mutations=_mutations,
)
