"""From judged evidence to the report: drifts, rows with their verdicts, relations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from asdocumented.engine import Judged
from asdocumented.location import member
from asdocumented.model import (
    ORIGINS,
    SEVERITIES,
    DateRelation,
    Node,
    Origin,
    Row,
    StatusRelation,
    Table,
)
from asdocumented.relations import describe
from asdocumented.report import (
    Drift,
    OperationReport,
    RelationReport,
    Report,
    RowReport,
    Run,
    RunVerdict,
    Share,
    TargetReport,
    Unread,
    Verdict,
)
from asdocumented.tally import MOST_DRIFTS, Entry, fingerprint


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the judged evidence does not know of its run: clock, version, choice, targets."""

    started: datetime
    finished: datetime
    version: str
    skipped: tuple[str, ...] = ()
    targets: Sequence[TargetReport] = ()
    unmatched: int = 0


_FIRST: tuple[Verdict, ...] = ("drifts", "conforms", "absent", "unobserved")
"""Of the verdicts on a row's several places, the one that stands for the row."""


def build_report(
    judged: Sequence[Judged], facts: RunFacts, errors: Sequence[Unread] = ()
) -> Report:
    """Return the report on judged evidence, in an order that depends on nothing but its content."""
    drifts = sorted(
        (drift for one in judged for drift in _drifts(one)),
        key=_order,
    )
    interactions = sum(one.interactions.total() for one in judged)
    origins = [origin for origin in ORIGINS if any(one.interactions[origin] for one in judged)]
    verdict: RunVerdict = "drift" if drifts else "as documented"
    lost = any(unread.whole for unread in errors)
    run = Run(
        started=_timestamp(facts.started),
        finished=_timestamp(facts.finished),
        version=facts.version,
        origins=origins,
        targets=list(facts.targets),
        interactions=interactions,
        unmatched=facts.unmatched,
        skipped=sorted(facts.skipped),
        verdict="inconclusive" if not interactions or (lost and not drifts) else verdict,
    )
    return Report(
        run=run,
        operations=[_operation(one) for one in judged],
        drifts=drifts,
        rows=[row for one in judged for row in _rows(one)],
        relations=[relation for one in judged for relation in _relations(one)],
        errors=sorted(
            [*errors, *_unlisted(judged)], key=lambda unread: (unread.file, unread.reason)
        ),
    )


def _order(drift: Drift) -> tuple[str | int, ...]:
    severity = SEVERITIES.index(drift.severity)
    place = (drift.operation, drift.edition, severity, drift.check, drift.location)
    return (*place, drift.documented, drift.observed)


def _unlisted(judged: Sequence[Judged]) -> Iterator[Unread]:
    for one in judged:
        if one.tally.unlisted:
            reason = f"{one.tally.unlisted} findings beyond {MOST_DRIFTS} drifts are not listed"
            yield Unread(f"{one.contract.operation} {one.contract.edition}", reason)


def _timestamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _operation(judged: Judged) -> OperationReport:
    contract = judged.contract
    return OperationReport(
        id=contract.operation,
        edition=contract.edition,
        method=contract.method,
        path=contract.path,
        page=contract.page,
        interactions={origin: judged.interactions[origin] for origin in _origins(judged)},
    )


def _origins(judged: Judged) -> list[Origin]:
    return [origin for origin in ORIGINS if judged.interactions[origin]]


def _drifts(judged: Judged) -> Iterator[Drift]:
    for entry in judged.tally.entries.values():
        finding = entry.finding
        yield Drift(
            fingerprint=fingerprint(judged.contract, finding),
            check=finding.check,
            severity=entry.severity,
            operation=judged.contract.operation,
            edition=judged.contract.edition,
            location=finding.location,
            documented=finding.documented,
            observed=finding.observed,
            citation=finding.citation,
            seen={
                origin: Share(entry.counts[origin], _among(judged, entry, origin))
                for origin in _origins(judged)
                if entry.counts[origin]
            },
            samples=sorted(
                entry.samples, key=lambda s: (ORIGINS.index(s.origin), s.interaction, s.pointer)
            ),
        )


def _among(judged: Judged, entry: Entry, origin: Origin) -> int:
    seen = judged.seen.get(entry.finding.among)
    return seen.values(origin) if seen else judged.interactions[origin]


def _rows(judged: Judged) -> Iterator[RowReport]:
    facts = _Facts(judged)
    for table in judged.contract.tables:
        for row in table.rows:
            locations = judged.contract.rows[table.id, row.number]
            verdicts: dict[Origin, Verdict] = {}
            for origin in _origins(judged):
                found = {facts.verdict(table, row, location, origin) for location in locations}
                verdicts[origin] = min(found, key=_FIRST.index)
            yield RowReport(
                operation=judged.contract.operation,
                edition=judged.contract.edition,
                table=table.title,
                row=row.number,
                location=locations[0],
                name=row.plain_name,
                datatype=row.datatype or None,
                verdicts=verdicts,
            )


class _Facts:
    """What was seen and found, by documented location: array marks left out, as rows do."""

    def __init__(self, judged: Judged) -> None:
        self._judged = judged
        self._values: dict[tuple[str, Origin], list[int]] = {}
        for seen in judged.seen.values():
            location = seen.place.node.location
            for origin in ORIGINS:
                sums = self._values.setdefault((location, origin), [0, 0, 0])
                sums[0] += seen.values(origin)
                sums[1] += seen.undecided[origin]
                sums[2] += seen.missing[origin]
        self._drifting = {
            (key, origin)
            for entry in judged.tally.entries.values()
            if not (entry.finding.check == "absent-field" and entry.severity == "note")
            for key in (_plain(entry.finding.location), _cited(entry))
            for origin in entry.counts
        }

    def verdict(self, table: Table, row: Row, location: str, origin: Origin) -> Verdict:
        """Return a row's verdict: unobserved where no interaction could show it."""
        if {(_plain(location), origin), (f"{table.title}#{row.number}", origin)} & self._drifting:
            return "drifts"
        if location.startswith("$request."):
            name = location.split(".", 2)[2]
            asked = self._judged.asked.get(origin)
            return "conforms" if asked and asked[name] else "unobserved"
        present, undecided, missing = self._values.get((location, origin), [0, 0, 0])
        if present > undecided:
            return "conforms"
        return "absent" if missing and not present else "unobserved"


def _plain(location: str) -> str:
    return location.replace("[*]", "")


def _cited(entry: Entry) -> str:
    """Return the row that a finding says is departed from; of unlisted fields, no row is."""
    citation = entry.finding.citation
    return "" if entry.finding.check == "undocumented-field" else f"{citation.table}#{citation.row}"


def _relations(judged: Judged) -> Iterator[RelationReport]:
    for root in judged.contract.bodies.values():
        for node in root.tree():
            for relation in node.dates:
                verdicts = {o: _date_verdict(judged, node, relation, o) for o in _origins(judged)}
                yield _relation(judged, node, relation.id, verdicts)
            for status in node.statuses:
                verdicts = {o: _status_verdict(judged, node, status, o) for o in _origins(judged)}
                yield _relation(judged, node, status.id, verdicts)


def _relation(
    judged: Judged, node: Node, name: str, verdicts: dict[Origin, Verdict]
) -> RelationReport:
    contract = judged.contract
    return RelationReport(contract.operation, contract.edition, name, node.location, verdicts)


def _date_verdict(judged: Judged, node: Node, relation: DateRelation, origin: Origin) -> Verdict:
    left = _plain(node.location + member(relation.left))
    for entry in judged.tally.entries.values():
        found = (_plain(entry.finding.location), entry.finding.documented)
        if origin in entry.counts and found == (left, describe(relation)):
            return "drifts"
    decided = any(
        (relation.id, origin) in seen.decided and seen.place.node.location == node.location
        for seen in judged.seen.values()
    )
    return "conforms" if decided else "unobserved"


def _status_verdict(judged: Judged, node: Node, status: StatusRelation, origin: Origin) -> Verdict:
    for entry in judged.tally.entries.values():
        of_status = entry.finding.check == "contradictory-status"
        if of_status and origin in entry.counts and entry.finding.citation == status.citation:
            return "drifts"
    flags = {".".join((_plain(node.location), *path)) for path in (status.success, status.code)}
    compared = any(
        _plain(seen.place.node.location) in flags and seen.values(origin)
        for seen in judged.seen.values()
    )
    return "conforms" if compared else "unobserved"
