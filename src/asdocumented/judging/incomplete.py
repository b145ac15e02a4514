"""What makes evidence incomplete: answers that are missing or show nothing, unknown requests."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from asdocumented.evidence.interaction import EvidenceSet, name_sets
from asdocumented.evidence.unread import Unread
from asdocumented.formats.json_path import printable
from asdocumented.judging.judged_part import Outcome
from asdocumented.judging.unjudged import UnansweredRequests

WORTHLESS = "only refusals, 404 or empty results came back"
"""Why evidence of a target is inconclusive that holds nothing else."""


def worthless(sets: Iterable[EvidenceSet], shown: Container[EvidenceSet]) -> Iterator[Unread]:
    """Yield the evidence sets of which no answer could show anything.

    This is the one rule for worthless evidence: recordings, HAR files and live answers alike.
    """
    for evidence_set, name in name_sets(sets).items():
        if evidence_set.origin != "example" and evidence_set not in shown:
            yield Unread(printable(name), WORTHLESS)


def without_answer(
    unanswered: UnansweredRequests, files: Mapping[str, Counter[Outcome]]
) -> Iterator[Unread]:
    """Yield what answers are missing; a file of which nothing could be judged is lost."""
    for file, reason in unanswered.unread():
        yield Unread(printable(file), reason, whole=not files[file]["judged"])


def without_operation(files: Mapping[str, Counter[Outcome]]) -> Iterator[Unread]:
    """Yield the files of which no operation matches any interaction."""
    for file, outcomes in files.items():
        if outcomes["unmatched"] == outcomes.total():
            count = outcomes.total()
            which = "its interaction" if count == 1 else f"any of its {count} interactions"
            yield Unread(printable(file), f"no operation of the contracts matches {which}")
