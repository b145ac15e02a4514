"""The model of `drift.json`."""

from typing import Literal, TypeAlias

import msgspec

from asdocumented.contracts.model import Citation, NotJudged, Severity
from asdocumented.evidence.interaction import Origin
from asdocumented.evidence.unread import Unread
from asdocumented.judging.drift_counts import Sample

Verdict: TypeAlias = Literal["conforms", "drifts", "absent", "unobserved"]
RunVerdict: TypeAlias = Literal["as documented", "drift", "inconclusive"]
Status: TypeAlias = Literal["new", "known", "waived"]


class Share(msgspec.Struct, frozen=True):
    """How often something was seen, and in how many places it could have been."""

    count: int
    of: int


class Drift(msgspec.Struct, frozen=True):
    """All findings with one fingerprint.

    `documented` is what the cited row says; it is empty where what was expected only follows from
    its rows, and `follows_from` says it instead. `sources` are the further rows and pages beside
    `citation`. `observed_class` says what was observed without values, zones and counts.
    """

    fingerprint: str
    check: str
    severity: Severity
    operation: str
    edition: str
    location: str
    documented: str
    follows_from: str
    observed: str
    observed_class: str
    citation: Citation
    sources: list[Citation]
    seen: dict[str, Share]
    samples: list[Sample]
    status: Status = "new"
    waiver: None = None


class OperationReport(msgspec.Struct, frozen=True):
    """One edition of one operation, and how many interactions of each evidence set were judged."""

    id: str
    edition: str
    method: str
    path: str
    page: str
    interactions: dict[str, int]


class RowReport(msgspec.Struct, frozen=True):
    """One documented row, its location in the traffic, and its verdict in each evidence set."""

    operation: str
    edition: str
    table: str
    row: int
    location: str
    name: str
    datatype: str | None
    verdicts: dict[str, Verdict]


class RelationReport(msgspec.Struct, frozen=True):
    """One documented relation between fields, and its verdict in each evidence set."""

    operation: str
    edition: str
    id: str
    location: str
    verdicts: dict[str, Verdict]


class ProbeReport(msgspec.Struct, frozen=True):
    """An invalid request, whether it was refused, and what is not as documented.

    `probe` names what was wrong with the request.
    """

    operation: str
    edition: str
    target: str
    probe: str
    status: int
    refused: bool
    drifts: list[Drift]


class TargetReport(msgspec.Struct, frozen=True):
    """One target whose recordings were judged; a stand-in is not the documented server.

    `first` and `last` tell when they were recorded, in UTC (RFC 3339).
    """

    name: str
    origin: Origin
    zone: str | None
    stand_in: bool
    interactions: int
    first: str | None
    last: str | None


class Run(msgspec.Struct, frozen=True):
    """When and with what a report was made, and its verdict. Times are in UTC (RFC 3339).

    `columns` are the names of the evidence sets: the origin, and where several targets were asked
    live, the target behind a colon. `unmatched` counts interactions that no operation matches.
    """

    started: str
    finished: str
    version: str
    origins: list[Origin]
    columns: list[str]
    targets: list[TargetReport]
    interactions: int
    unmatched: int
    skipped: list[str]
    verdict: RunVerdict


class Report(msgspec.Struct, frozen=True):
    """The whole of `drift.json`; every other output is made from it alone."""

    run: Run
    operations: list[OperationReport]
    drifts: list[Drift]
    rows: list[RowReport]
    relations: list[RelationReport]
    errors: list[Unread]
    probes: list[ProbeReport]
    not_judged: list[NotJudged]

    def count(self, severity: Severity) -> int:
        """Return how many drifts have this severity."""
        return sum(drift.severity == severity for drift in self.drifts)
