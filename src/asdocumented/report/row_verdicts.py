"""The verdict of each documented row, and of each relation between fields."""

from collections.abc import Iterator, Mapping

from asdocumented.contracts.model import DateRelation, Node, Row, StatusRelation, Table
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.formats.json_path import RequestLocation
from asdocumented.judging.drift_counts import DriftCount
from asdocumented.judging.judged import Judged
from asdocumented.report.model import RelationReport, RowReport, Verdict

_FIRST: tuple[Verdict, ...] = ("drifts", "conforms", "absent", "unobserved")
"""The order in which one verdict is chosen for a row that documents several places."""


def rows(judged: Judged, names: Mapping[EvidenceSet, str]) -> Iterator[RowReport]:
    """Yield each documented row with its verdict in each evidence set, by the set's name."""
    facts, names = _Facts(judged), _with_evidence(judged, names)
    for table in judged.contract.tables:
        for row in table.rows:
            locations = judged.contract.rows[table.id, row.number]
            verdicts: dict[str, Verdict] = {}
            for evidence_set, name in names.items():
                found = {facts.verdict(table, row, place, evidence_set) for place in locations}
                verdicts[name] = min(found, key=_FIRST.index)
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
        self._drifting = {
            (key, evidence_set)
            for entry in judged.drift_counts.entries.values()
            if entry.severity in judged.checks[entry.finding.check].judges_rows
            for key in (_plain(entry.finding.location), self._cited(entry))
            for evidence_set in entry.counts
        }

        self._in_bodies = {
            row
            for root in judged.contract.bodies.values()
            for node in root.tree()
            for row in node.rows
        }

    def verdict(self, table: Table, row: Row, location: str, evidence_set: EvidenceSet) -> Verdict:
        """Return a row's verdict: unobserved where no interaction could show it."""
        keys = {_plain(location), f"{table.title}#{row.number}"}
        if {(key, evidence_set) for key in keys} & self._drifting:
            return "drifts"
        if parameter := RequestLocation.read(location):
            sent = self._judged.parameters_sent.get(evidence_set)
            known = parameter.place == "query" and sent is not None and sent[parameter.name]
            return "conforms" if known else "unobserved"
        if (table.id, row.number) not in self._in_bodies:
            return "unobserved"
        present, undecided, missing = self._values.get((location, evidence_set), [0, 0, 0])
        if present > undecided:
            return "conforms"
        return "absent" if missing and not present else "unobserved"

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
    for root in judged.contract.bodies.values():
        for node in root.tree():
            for relation in node.dates:
                verdicts = {
                    name: _date_verdict(judged, node, relation, evidence_set)
                    for evidence_set, name in names.items()
                }
                yield _relation(judged, node, relation.id, verdicts)
            for status in node.statuses:
                verdicts = {
                    name: _status_verdict(judged, node, status, evidence_set)
                    for evidence_set, name in names.items()
                }
                yield _relation(judged, node, status.id, verdicts)


def _relation(
    judged: Judged, node: Node, name: str, verdicts: dict[str, Verdict]
) -> RelationReport:
    contract = judged.contract
    return RelationReport(contract.operation, contract.edition, name, node.location, verdicts)


def _date_verdict(
    judged: Judged, node: Node, relation: DateRelation, evidence_set: EvidenceSet
) -> Verdict:
    if _is_broken(judged, relation.id, evidence_set):
        return "drifts"
    decided = any(
        (relation.id, evidence_set) in seen.decided and seen.place.node.location == node.location
        for seen in judged.observations.values()
    )
    return "conforms" if decided else "unobserved"


def _is_broken(judged: Judged, relation: str, evidence_set: EvidenceSet) -> bool:
    return any(
        entry.finding.relation == relation and evidence_set in entry.counts
        for entry in judged.drift_counts.entries.values()
    )


def _status_verdict(
    judged: Judged, node: Node, status: StatusRelation, evidence_set: EvidenceSet
) -> Verdict:
    if _is_broken(judged, status.id, evidence_set):
        return "drifts"
    flags = {".".join((_plain(node.location), *path)) for path in (status.success, status.code)}
    compared = any(
        _plain(seen.place.node.location) in flags and seen.values(evidence_set)
        for seen in judged.observations.values()
    )
    return "conforms" if compared else "unobserved"
