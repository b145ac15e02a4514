"""The verdict of each documented row, and of each relation between fields."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from asdocumented.contracts.model import (
    SEVERITIES,
    FieldRelation,
    Node,
    Row,
    Severity,
    StatusRelation,
    Table,
)
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.formats.json_path import RequestLocation
from asdocumented.judging.drift_counts import DriftCount
from asdocumented.judging.judged import Judged
from asdocumented.report.model import RelationReport, RowReport, Verdict

Broken: TypeAlias = AbstractSet[tuple[str, EvidenceSet]]
"""Ids of relations, each with an evidence set that breaks it."""

_FIRST: tuple[Verdict, ...] = ("drifts", "conforms", "seen", "absent", "unobserved")
"""The order in which one verdict is chosen for a row that documents several places."""


def rows(judged: Judged, names: Mapping[EvidenceSet, str]) -> Iterator[RowReport]:
    """Yield each documented row with its verdict in each evidence set, by the set's name."""
    facts, names = _Facts(judged), _with_evidence(judged, names)
    for table in judged.contract.tables:
        for row in table.rows:
            locations = judged.contract.rows[table.id, row.number]
            verdicts: dict[str, Verdict] = {}
            severities: dict[str, Severity] = {}
            for evidence_set, name in names.items():
                found = {facts.verdict(table, row, place, evidence_set) for place in locations}
                verdicts[name] = min(found, key=_FIRST.index)
                if verdicts[name] == "drifts":
                    severities[name] = facts.severity(table, row, locations, evidence_set)
            yield RowReport(
                operation=judged.contract.operation,
                edition=judged.contract.edition,
                table=table.title,
                row=row.number,
                location=locations[0],
                name=row.plain_name,
                datatype=row.datatype or None,
                verdicts=verdicts,
                severities=severities,
            )


def _with_evidence(judged: Judged, names: Mapping[EvidenceSet, str]) -> Mapping[EvidenceSet, str]:
    """Return the evidence sets with interactions that a contract is about."""
    return {one: name for one, name in names.items() if judged.interactions[one]}


class _Facts:
    """What was seen and found, by documented location; array marks are left out, as in rows."""

    def __init__(self, judged: Judged) -> None:
        self._judged = judged
        self._values: dict[tuple[str, EvidenceSet], list[int]] = {}
        for seen in judged.observations.values():
            location = seen.place.node.location
            for evidence_set in judged.interactions:
                sums = self._values.setdefault((location, evidence_set), [0, 0, 0])
                sums[0] += seen.values(evidence_set)
                sums[1] += seen.undecided[evidence_set]
                sums[2] += seen.missing[evidence_set]
        self._judgeable: set[str] = {
            node.location
            for root in judged.contract.bodies.values()
            for node in root.tree()
            if node.is_judgeable
        }
        self._drifting: dict[tuple[str, EvidenceSet], Severity] = {}
        for entry in judged.drift_counts.entries.values():
            if entry.severity in judged.checks[entry.finding.check].judges_rows:
                for key in (_plain(entry.finding.location), self._cited(entry)):
                    for evidence_set in entry.counts:
                        known = self._drifting.get((key, evidence_set), entry.severity)
                        worst = min(known, entry.severity, key=SEVERITIES.index)
                        self._drifting[key, evidence_set] = worst
        self._in_bodies = {
            row
            for root in judged.contract.bodies.values()
            for node in root.tree()
            for row in node.rows
        }

    def verdict(self, table: Table, row: Row, location: str, evidence_set: EvidenceSet) -> Verdict:
        """Return a row's verdict at one place: unobserved where no interaction could show it."""
        if self._severities(table, row, [location], evidence_set):
            return "drifts"
        if parameter := RequestLocation.read(location):
            return self._parameter_verdict(parameter, evidence_set)
        if (table.id, row.number) not in self._in_bodies:
            return "unobserved"
        present, undecided, missing = self._values.get((location, evidence_set), [0, 0, 0])
        if present:
            judged = present > undecided and location in self._judgeable
            return "conforms" if judged else "seen"
        return "absent" if missing else "unobserved"

    def _parameter_verdict(self, parameter: RequestLocation, evidence_set: EvidenceSet) -> Verdict:
        """Return the verdict of a parameter: it conforms only where its effect was judged."""
        if (evidence_set, parameter.name) in self._judged.effects:
            return "conforms"
        sent = self._judged.parameters_sent.get(evidence_set)
        is_shown = parameter.place in ("query", "path")
        return "seen" if is_shown and sent and sent[parameter.name] else "unobserved"

    def severity(
        self, table: Table, row: Row, locations: Sequence[str], evidence_set: EvidenceSet
    ) -> Severity:
        """Return the worst severity of a row that drifts."""
        found = self._severities(table, row, locations, evidence_set)
        return min(found, key=SEVERITIES.index)

    def _severities(
        self, table: Table, row: Row, locations: Sequence[str], evidence_set: EvidenceSet
    ) -> list[Severity]:
        keys = {*map(_plain, locations), f"{table.title}#{row.number}"}
        found = (self._drifting.get((key, evidence_set)) for key in keys)
        return [one for one in found if one is not None]

    def _cited(self, entry: DriftCount) -> str:
        """Return the row that a finding departs from; empty where its row is only near."""
        citation = entry.finding.citation
        check = self._judged.checks[entry.finding.check]
        return f"{citation.table}#{citation.row}" if check.cites_row else ""


def _plain(location: str) -> str:
    return location.replace("[*]", "")


def relations(judged: Judged, names: Mapping[EvidenceSet, str]) -> Iterator[RelationReport]:
    """Yield each documented relation with its verdict in each evidence set, by the set's name."""
    names = _with_evidence(judged, names)
    broken = broken_relations(judged)
    roots = judged.contract.roots
    found = (one for root in roots for one in _relations(judged, names, root, broken))
    yield from {(one.id, one.location): one for one in found}.values()


def _relations(
    judged: Judged, names: Mapping[EvidenceSet, str], root: Node, broken: Broken
) -> Iterator[RelationReport]:
    """Yield the relations of one body; what is `broken` drifts."""
    for node in root.tree():
        for relation in node.relations:
            verdicts = {
                name: "drifts"
                if (relation.id, evidence_set) in broken
                else _field_verdict(judged, node, relation, evidence_set)
                for evidence_set, name in names.items()
            }
            yield _relation(judged, node, relation.id, verdicts)
        for status in node.statuses:
            verdicts = {
                name: "drifts"
                if (status.id, evidence_set) in broken
                else _status_verdict(judged, node, status, evidence_set)
                for evidence_set, name in names.items()
            }
            yield _relation(judged, node, status.id, verdicts)


def _relation(
    judged: Judged, node: Node, name: str, verdicts: dict[str, Verdict]
) -> RelationReport:
    contract = judged.contract
    return RelationReport(contract.operation, contract.edition, name, node.location, verdicts)


def _field_verdict(
    judged: Judged, node: Node, relation: FieldRelation, evidence_set: EvidenceSet
) -> Verdict:
    decided = any(
        (relation.id, evidence_set) in seen.decided and seen.place.node.location == node.location
        for seen in judged.observations.values()
    )
    return "conforms" if decided else "unobserved"


def broken_relations(judged: Judged) -> Broken:
    """Return the relations that are broken."""
    return {
        (entry.finding.relation, evidence_set)
        for entry in judged.drift_counts.entries.values()
        if entry.finding.relation
        for evidence_set in entry.counts
    }


def _status_verdict(
    judged: Judged, node: Node, status: StatusRelation, evidence_set: EvidenceSet
) -> Verdict:
    flags = {".".join((_plain(node.location), *path)) for path in (status.success, status.code)}
    compared = any(
        _plain(seen.place.node.location) in flags and seen.values(evidence_set)
        for seen in judged.observations.values()
    )
    return "conforms" if compared else "unobserved"
