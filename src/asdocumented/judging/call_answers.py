"""The answers that are kept to be held against each other, in bounded memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple, TypeAlias
from zlib import crc32

import msgspec

from asdocumented.checks.calls import Answer, hour_or_file
from asdocumented.evidence.interaction import EvidenceSet, Interaction

MOST_ANSWERS = 4096
MOST_BYTES = 32 * 2**20
MOST_OF_ONE_REQUEST = 4
_NEVER = datetime.max.replace(tzinfo=UTC)


UrlChecksums: TypeAlias = frozenset[int]
"""Checksums of URLs, the same in each process: another URL seldom has one of them."""


def _checksum(url: str) -> int:
    return crc32(url.encode("utf-8", "surrogatepass"))


class _Asked(NamedTuple):
    """What was asked: answers are kept by evidence set and URL."""

    evidence_set: EvidenceSet
    url: str


class _Kept(msgspec.Struct, eq=False):
    """An answer, and how often it came in a row within one hour."""

    asked: _Asked
    answer: Answer
    count: int


class _Run(NamedTuple):
    """How often an answer came in a row within one hour; its body is told by its SHA-256."""

    asked: _Asked
    digest: bytes
    hour_or_file: int | str
    times: int

    def is_same(self, other: "_Run") -> bool:
        """Tell whether two runs are one, however often the answer came."""
        return self[:3] == other[:3]


class AnswerCounts(msgspec.Struct, frozen=True):
    """The answers to a part of the requests without bodies, for where no more of them are kept.

    `full` tells that those of the part itself were too many.
    """

    runs: Sequence[_Run]
    closed: AbstractSet[_Asked]
    left_out: int
    full: bool


class CallAnswers(msgspec.Struct):
    """The answers of one operation that are kept, by evidence set and URL, in bounded memory.

    An answer that repeats the one before it within the same hour is counted, and not kept.
    `left_out` counts those past 4,096 answers or 32 MiB of bodies, past four different answers to
    one request, and all that come after them. None is kept unless `wanted`. `kept` is in the order
    in which they came, `closed` are the requests of which one was left out, `full` tells that the
    limit for all is reached. Where `only` is set, answers to URLs of other checksums are left out.

    What is kept of two parts of evidence, added in their order, is what is kept of the whole.
    """

    wanted: bool = True
    only: UrlChecksums | None = None
    repeated: Counter[EvidenceSet] = msgspec.field(default_factory=Counter)
    left_out: int = 0
    kept: list[_Kept] = msgspec.field(default_factory=list)
    closed: set[_Asked] = msgspec.field(default_factory=set)
    full: bool = False
    _of_one: dict[_Asked, list[_Kept]] = msgspec.field(default_factory=dict)
    _urls: set[str] = msgspec.field(default_factory=set)
    _bytes: int = 0
    _checksums: UrlChecksums | None = None

    def add(
        self,
        evidence_set: EvidenceSet,
        interaction: Interaction,
        sent: Mapping[str, Sequence[str]],
    ) -> None:
        """Keep an answer that could be read, unless it says what the one before it did."""
        if not self.wanted or not _is_comparable(interaction):
            return
        url = interaction.request.url
        is_elsewhere = self.only is not None and _checksum(url) not in self.only
        if is_elsewhere or (self.full and url not in self._urls):
            self.left_out += 1
            return
        asked = _Asked(evidence_set, url)
        if self.full and asked not in self._of_one:
            self.left_out += 1
        elif not self._repeats(asked, interaction, 1):
            values = {name: tuple(texts) for name, texts in sent.items()}
            self._keep(asked, Answer(interaction, values), 1)

    def add_all(self, later: "CallAnswers | AnswerCounts") -> None:
        """Keep the answers of a later part of the evidence; only count them once it is `full`."""
        if isinstance(later, AnswerCounts):
            for run in later.runs:
                self._count_run(run)
        else:
            for one in later.kept:
                if not self._repeats(one.asked, one.answer.interaction, one.count):
                    self._keep(one.asked, one.answer, one.count)
            self.full |= later.full
        self.left_out += later.left_out
        self.closed.update(asked for asked in later.closed if asked in self._of_one)

    def adds_exactly(self, later: "CallAnswers | AnswerCounts") -> bool:
        """Tell whether adding a later part keeps what is kept of the whole.

        Not where that part alone had too many: which of them it keeps depends on those before.
        """
        if isinstance(later, AnswerCounts):
            return self.full and not later.full
        return not later.full or not self.kept

    @property
    def checksums(self) -> UrlChecksums | None:
        """Those of the URLs of which answers are kept, once no more are; None before."""
        if self.full and self._checksums is None:
            self._checksums = frozenset(_checksum(one.asked.url) for one in self.kept)
        return self._checksums

    @property
    def share(self) -> float:
        """How much of the room for answers is taken, from 0 to 1."""
        return max(len(self.kept) / MOST_ANSWERS, self._bytes / MOST_BYTES)

    def counts(self) -> AnswerCounts:
        """Return the answers without their bodies."""
        return AnswerCounts([*map(_run, self.kept)], self.closed, self.left_out, self.full)

    @property
    def sets(self) -> list[EvidenceSet]:
        """The evidence sets of which answers are kept, in the order in which they came."""
        return [*dict.fromkeys(one.asked.evidence_set for one in self.kept)]

    def in_order(self, evidence_set: EvidenceSet) -> list[Answer]:
        """Return the answers of a set in the order of time; those without one as they came."""
        found = [one.answer for one in self.kept if one.asked.evidence_set == evidence_set]
        return sorted(found, key=lambda one: one.interaction.recorded or _NEVER)

    def _repeats(self, asked: _Asked, interaction: Interaction, count: int) -> bool:
        """Count answers that repeat the one before them; tell whether these do."""
        known = self._of_one.get(asked)
        if not known or asked in self.closed:
            return False
        last = known[-1]
        before = last.answer.interaction
        if before.response.body != interaction.response.body:
            return False
        if hour_or_file(before) != hour_or_file(interaction):
            return False
        last.count += count
        self.repeated[asked.evidence_set] += count
        return True

    def _count_run(self, run: _Run) -> None:
        """Count answers that repeat the one before them, or as left out."""
        known = self._of_one.get(run.asked)
        if known and run.asked not in self.closed and _run(known[-1]).is_same(run):
            known[-1].count += run.times
            self.repeated[run.asked.evidence_set] += run.times
            return
        if known:
            self.closed.add(run.asked)
        self.left_out += run.times

    def _keep(self, asked: _Asked, answer: Answer, count: int) -> None:
        """Keep an answer that came so often in a row, or count it as left out."""
        known = self._of_one.get(asked, [])
        size = len(answer.interaction.response.body)
        if asked in self.closed or len(known) >= MOST_OF_ONE_REQUEST:
            self.closed.add(asked)
        elif self.full or len(self.kept) >= MOST_ANSWERS or self._bytes + size > MOST_BYTES:
            self.full = True
            if known:
                self.closed.add(asked)
        else:
            kept = _Kept(asked, answer, count)
            self.kept.append(kept)
            self._of_one.setdefault(asked, known).append(kept)
            self._urls.add(asked.url)
            self._bytes += size
            self.repeated[asked.evidence_set] += count - 1
            return
        self.left_out += count


def _run(kept: _Kept) -> _Run:
    interaction = kept.answer.interaction
    digest = sha256(interaction.response.body).digest()
    return _Run(kept.asked, digest, hour_or_file(interaction), kept.count)


def _is_comparable(interaction: Interaction) -> bool:
    """Tell whether an answer may be held against others: examples are printed, not answered.

    What says neither when it came nor of which file it is one cannot be.
    """
    if interaction.recorded is None and "#" not in interaction.name:
        return False
    status = interaction.response.status
    answered = status is None or 200 <= status < 300
    return answered and interaction.origin != "example" and not interaction.request.inferred
