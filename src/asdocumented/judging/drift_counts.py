"""Counts findings into drifts: one entry for each fingerprint, with a few samples."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from asdocumented.checks.finding import Finding
from asdocumented.contracts.model import SEVERITIES, Citation, Contract, Severity
from asdocumented.evidence.interaction import EvidenceSet, Interaction, Request
from asdocumented.formats.json_path import (
    Json,
    MemberOrder,
    Step,
    at,
    excerpt,
    printable,
    whole_excerpt,
)

if TYPE_CHECKING:
    from asdocumented.redaction.shown import ShownInteraction

SAMPLES = 3
_MOST_AROUND = 400
_MOST_BESIDE = 3
MOST_DRIFTS = 5000


class Sample(msgspec.Struct, gc=False):
    """One value that shows a drift: in which interaction, where in its body, as JSON text.

    `value` is None where the drift is that there is none; `in_body` tells that the path leads to
    it. `surroundings` shows the value among its neighbours, or the object in which there is none;
    it is None where there is neither. `replaced` tells that something stands for a secret.
    `other` shows the same in the answer that this one was held against, where there is one.
    """

    evidence_set: EvidenceSet
    interaction: str
    request: Request
    path: tuple[Step, ...]
    value: str | None
    in_body: bool
    surroundings: str | None = None
    replaced: bool = False
    other: "Sample | None" = None

    @classmethod
    def of(
        cls,
        evidence_set: EvidenceSet,
        interaction: Interaction,
        path: tuple[Step, ...],
        body: Json,
        *,
        there: bool,
    ) -> "Sample":
        """Return what lies at a path of a body; unless it is `there`, what it should lie in."""
        value = excerpt(at(body, path)) if there else None
        name = printable(interaction.name)
        return cls(evidence_set, name, interaction.request, path, value, in_body=there)

    def redact(self, shown: "ShownInteraction") -> None:
        """Put in what a report may show of the interaction."""
        path, value = shown.at(self.path)
        there = self.in_body and value is not msgspec.UNSET
        now = excerpt(value) if there else shown.text(self.value)
        self.replaced = (path, now, shown.request) != (self.path, self.value, self.request)
        self.path, self.value, self.request = path, now, shown.request

    def surround(self, body: Json, order: MemberOrder) -> None:
        """Keep what the value stands in, of a body as reports may show it."""
        if not self.path:
            return
        around = at(body, self.path) if self.value is None else msgspec.UNSET
        if not isinstance(around, dict):
            around = _neighbours(at(body, self.path[:-1]), self.path[-1], order)
        self.surroundings = None if around is None else whole_excerpt(around, _MOST_AROUND)


def _neighbours(parent: object, step: Step, order: MemberOrder) -> object:
    """Return the members or items beside one of an object or an array; None where it has none."""
    if isinstance(parent, dict):
        place = order.place(parent, str(step))
        near = order.names(parent)[max(place - _MOST_BESIDE, 0) : place + _MOST_BESIDE + 1]
        return {name: parent[name] for name in near}
    if isinstance(parent, list) and isinstance(step, int):
        return parent[max(step - 1, 0) : step + 2]
    return None


class DriftKey(msgspec.Struct, frozen=True, gc=False):
    """What tells one drift from another within an edition: never wording, values, zones, counts.

    `citation` and `sources` are the cited rows, `observed` is the class of what was observed.
    """

    check: str
    location: str
    citation: Citation
    sources: tuple[Citation, ...]
    observed: str


class Wording(msgspec.Struct, frozen=True, gc=False):
    """How a drift reads in one evidence set."""

    expected: str
    observed: str


class DriftCount(msgspec.Struct, gc=False):
    """All findings with one key so far.

    `among` holds where the values are counted that could show the drift, each with what they are
    held against. `wordings` holds the words of the first finding in each evidence set.
    """

    finding: Finding
    severity: Severity
    counts: Counter[EvidenceSet] = msgspec.field(default_factory=Counter)
    samples: list[Sample] = msgspec.field(default_factory=list)
    among: set[tuple[str, str]] = msgspec.field(default_factory=set)
    wordings: dict[EvidenceSet, Wording] = msgspec.field(default_factory=dict)

    def count(self, evidence_set: EvidenceSet) -> bool:
        """Count one more finding, and tell whether a sample of it is still wanted."""
        self.counts[evidence_set] += 1
        return self.counts[evidence_set] <= SAMPLES

    def sample(
        self,
        finding: Finding,
        evidence_set: EvidenceSet,
        interaction: Interaction,
        path: Sequence[Step],
        judged: Json,
    ) -> Sample:
        """Keep the value that a finding in a judged value is about; `path` leads to the latter."""
        in_body = finding.value is msgspec.UNSET
        value = at(judged, finding.path) if in_body else finding.value
        shown = excerpt(value) if finding.has_value and value is not msgspec.UNSET else None
        sample = Sample(
            evidence_set,
            printable(interaction.name),
            interaction.request,
            (*path, *finding.path),
            shown,
            in_body=in_body and shown is not None,
        )
        self.samples.append(sample)
        return sample


class DriftCounts(msgspec.Struct):
    """The findings of one contract over all its interactions.

    `unlisted` counts those of drifts past the limit. `firsts` has the first value of each JSON
    type where no datatype is documented, by evidence set, location and type. `fresh` are the
    samples that the interaction gave which is being judged.
    """

    contract: Contract
    entries: dict[DriftKey, DriftCount] = msgspec.field(default_factory=dict)
    listed: Counter[Severity] = msgspec.field(default_factory=Counter)
    unlisted: Counter[EvidenceSet] = msgspec.field(default_factory=Counter)
    firsts: dict[tuple[EvidenceSet, str, str], Sample] = msgspec.field(default_factory=dict)
    fresh: list[Sample] = msgspec.field(default_factory=list)

    def entry(self, finding: Finding, evidence_set: EvidenceSet | None = None) -> DriftCount:
        """Return the entry that a finding counts towards, or one that is dropped.

        `evidence_set` is what shows the finding, None where the page alone does.

        Hostile evidence can hold a new name in every body: past 5,000 drifts of one severity no
        more are listed, so that memory and report stay bounded and no note displaces an error.
        """
        key = drift_key(finding)
        entry = self.entries.get(key)
        if entry is None:
            if self.listed[finding.severity] >= MOST_DRIFTS:
                return DriftCount(finding, finding.severity, self.unlisted)
            self.listed[finding.severity] += 1
            entry = self.entries[key] = DriftCount(finding, finding.severity)
        elif SEVERITIES.index(finding.severity) < SEVERITIES.index(entry.severity):
            entry.severity = finding.severity
        entry.among.add((finding.among, finding.expectation))
        if evidence_set is not None and evidence_set not in entry.wordings:
            entry.wordings[evidence_set] = Wording(finding.expected, finding.observed)
        return entry

    def add(self, later: "DriftCounts") -> list[Sample]:
        """Add what a later part of the evidence showed; return its samples that are kept.

        Adding the parts of evidence in their order gives what the whole gives, while
        `adds_exactly` holds.
        """
        kept: list[Sample] = []
        for theirs in later.entries.values():
            mine = self.entry(theirs.finding)
            if SEVERITIES.index(theirs.severity) < SEVERITIES.index(mine.severity):
                mine.severity = theirs.severity
            mine.among |= theirs.among
            mine.wordings = theirs.wordings | mine.wordings
            wanted = {one: SAMPLES - mine.counts[one] for one in theirs.counts}
            for sample in theirs.samples:
                if wanted[sample.evidence_set] > 0:
                    wanted[sample.evidence_set] -= 1
                    mine.samples.append(sample)
                    kept.append(sample)
            mine.counts.update(theirs.counts)
        for first, sample in later.firsts.items():
            if self.firsts.setdefault(first, sample) is sample:
                kept.append(sample)
        return kept

    def adds_exactly(self, later: "DriftCounts") -> bool:
        """Tell whether no limit of drifts is reached when a later part is added."""
        return not (self.unlisted or later.unlisted) and all(
            self.listed[severity] + count <= MOST_DRIFTS for severity, count in later.listed.items()
        )

    def rate(self, severities: Mapping[str, Severity]) -> None:
        """Give the drifts of some checks another severity, by the check's id."""
        for entry in self.entries.values():
            entry.severity = severities.get(entry.finding.check, entry.severity)


def drift_key(finding: Finding) -> DriftKey:
    """Return what a finding counts towards."""
    return DriftKey(
        finding.check,
        finding.location,
        finding.citation,
        finding.sources,
        finding.kind,
    )


def fingerprint(contract: Contract, key: DriftKey) -> str:
    """Return the identity of a drift: what was found where, never in which value or words."""
    rows = (_row(one) for one in (key.citation, *key.sources))
    named = (key.check, contract.operation, contract.edition, key.location)
    parts = (*named, *rows, key.observed)
    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _row(citation: Citation) -> str:
    return f"{citation.page} {citation.table or ''} {citation.row or ''}"
