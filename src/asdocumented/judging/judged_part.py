"""What was found in one part of the evidence, to be added to what was found before it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import EvidenceSet, Interaction
from asdocumented.evidence.unread import Unread
from asdocumented.judging.call_answers import AnswerCounts, CallAnswers
from asdocumented.judging.drift_counts import Sample
from asdocumented.judging.judged import Judged
from asdocumented.judging.set_counts import SetCounts
from asdocumented.judging.unjudged import UnansweredRequests, UnmatchedCounts

Outcome: TypeAlias = Literal["judged", "unanswered", "elsewhere", "unmatched"]
"""What became of an interaction: judged, without an answer that could be, of an operation that was
not chosen, or of none."""


class Deferred(NamedTuple):
    """What is left to do for an interaction once its part is added, in the order of the evidence.

    Its samples are redacted, which learns what is secret; an invalid request, without samples, is
    judged.
    """

    contract: Contract
    interaction: Interaction
    samples: Sequence[Sample] = ()


class JudgedPart(msgspec.Struct, frozen=True):
    """What one contract's judge found in a part: without conclusions, and without checks.

    `evidence_sets` are those that it told apart.
    """

    judged: Judged
    answers: CallAnswers | AnswerCounts
    evidence_sets: frozenset[EvidenceSet]


class SessionPart(msgspec.Struct, frozen=True):
    """What a session found in a part of the evidence; `parts` are in the order of its editions."""

    parts: Sequence[JudgedPart]
    deferred: Sequence[Deferred]
    sets: Mapping[EvidenceSet, SetCounts]
    unread: Sequence[Unread]
    unmatched: UnmatchedCounts
    unanswered: UnansweredRequests
    departing: Counter[str]
    files: Mapping[str, Counter[Outcome]]
