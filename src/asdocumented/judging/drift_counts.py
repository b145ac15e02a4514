"""Counts findings into drifts: one entry for each fingerprint, with a few samples."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec

from asdocumented.checks.finding import Finding
from asdocumented.contracts.model import SEVERITIES, Contract, Severity
from asdocumented.evidence.interaction import EvidenceSet, Origin
from asdocumented.formats.json_path import Json, Step, at, excerpt, pointer, printable

SAMPLES = 3
MOST_DRIFTS = 5000
_Key = tuple[str, str, str, str]


class Sample(msgspec.Struct, frozen=True):
    """One value that shows a drift: in which interaction, where in its body, as JSON text.

    `value` is None where the drift is that there is none.
    """

    origin: Origin
    interaction: str
    pointer: str
    value: str | None


@dataclass(slots=True)
class DriftCount:
    """All findings with one fingerprint so far."""

    finding: Finding
    severity: Severity
    counts: Counter[EvidenceSet] = field(default_factory=Counter)
    samples: list[Sample] = field(default_factory=list)

    def count(self, evidence_set: EvidenceSet) -> bool:
        """Count one more finding, and tell whether a sample of it is still wanted."""
        self.counts[evidence_set] += 1
        return self.counts[evidence_set] <= SAMPLES

    def sample(
        self, finding: Finding, origin: Origin, interaction: str, path: Sequence[Step], judged: Json
    ) -> None:
        """Keep the value that a finding in a judged value is about; `path` leads to the latter."""
        value = at(judged, finding.path) if finding.value is msgspec.UNSET else finding.value
        shown = excerpt(value) if finding.has_value and value is not msgspec.UNSET else None
        self.samples.append(
            Sample(origin, printable(interaction), pointer((*path, *finding.path)), shown)
        )


@dataclass(slots=True)
class DriftCounts:
    """The findings of one contract over all its interactions."""

    contract: Contract
    entries: dict[_Key, DriftCount] = field(default_factory=dict)
    listed: Counter[Severity] = field(default_factory=Counter)
    unlisted: int = 0

    def entry(self, finding: Finding) -> DriftCount:
        """Return the entry that a finding counts towards, or one that is dropped.

        Hostile evidence can hold a new name in every body: past 5,000 drifts of one severity no
        more are listed, so that memory and report stay bounded and no note displaces an error.
        """
        key = (finding.check, finding.location, finding.expected, finding.kind)
        entry = self.entries.get(key)
        if entry is None:
            entry = DriftCount(finding, finding.severity)
            if self.listed[finding.severity] < MOST_DRIFTS:
                self.listed[finding.severity] += 1
                self.entries[key] = entry
            else:
                self.unlisted += 1
        elif SEVERITIES.index(finding.severity) < SEVERITIES.index(entry.severity):
            entry.severity = finding.severity
        return entry


def fingerprint(contract: Contract, finding: Finding) -> str:
    """Return the identity of a drift: what was found where, never in which value or message."""
    parts = (
        finding.check,
        contract.operation,
        contract.edition,
        finding.location,
        finding.expected,
        finding.kind,
    )
    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
