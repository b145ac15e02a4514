"""What the evidence says of each documented row, and of each relation between fields."""

from collections.abc import Iterator, Mapping

from asdocumented.checks.date_relations import describe
from asdocumented.contracts.model import DateRelation, Node, Row, StatusRelation, Table
from asdocumented.evidence.interaction import Column
from asdocumented.formats.json_path import RequestLocation, member
from asdocumented.judging.contract_judge import Judged
from asdocumented.judging.drift_counts import DriftCount
from asdocumented.report.model import RelationReport, RowReport, Verdict

_FIRST: tuple[Verdict, ...] = ("drifts", "conforms", "absent", "unobserved")
"""Of the verdicts on a row's several places, the one that stands for the row."""


def rows(judged: Judged, labels: Mapping[Column, str]) -> Iterator[RowReport]:
    """Yield each documented row with its verdict under each column that has evidence."""
    facts, asked = _Facts(judged), _asked(judged, labels)
    for table in judged.contract.tables:
        for row in table.rows:
            locations = judged.contract.rows[table.id, row.number]
            verdicts: dict[str, Verdict] = {}
            for column, label in asked.items():
                found = {facts.verdict(table, row, location, column) for location in locations}
                verdicts[label] = min(found, key=_FIRST.index)
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


def _asked(judged: Judged, labels: Mapping[Column, str]) -> Mapping[Column, str]:
    """Return the columns under which a contract has evidence."""
    return {column: label for column, label in labels.items() if judged.interactions[column]}


class _Facts:
    """What was seen and found, by documented location: array marks left out, as rows do."""

    def __init__(self, judged: Judged) -> None:
        self._judged = judged
        self._values: dict[tuple[str, Column], list[int]] = {}
        for seen in judged.seen.values():
            location = seen.place.node.location
            for column in judged.interactions:
                sums = self._values.setdefault((location, column), [0, 0, 0])
                sums[0] += seen.values(column)
                sums[1] += seen.undecided[column]
                sums[2] += seen.missing[column]
        self._drifting = {
            (key, column)
            for entry in judged.drift_counts.entries.values()
            if entry.finding.check != "targets-disagree"
            and not (entry.finding.check == "absent-field" and entry.severity == "note")
            for key in (_plain(entry.finding.location), _cited(entry))
            for column in entry.counts
        }

    def verdict(self, table: Table, row: Row, location: str, column: Column) -> Verdict:
        """Return a row's verdict: unobserved where no interaction could show it."""
        if {(_plain(location), column), (f"{table.title}#{row.number}", column)} & self._drifting:
            return "drifts"
        if parameter := RequestLocation.read(location):
            sent = self._judged.asked.get(column)
            return "conforms" if sent and sent[parameter.name] else "unobserved"
        present, undecided, missing = self._values.get((location, column), [0, 0, 0])
        if present > undecided:
            return "conforms"
        return "absent" if missing and not present else "unobserved"


def _plain(location: str) -> str:
    return location.replace("[*]", "")


def _cited(entry: DriftCount) -> str:
    """Return the row that a finding says is departed from; of unlisted fields, no row is."""
    citation = entry.finding.citation
    return "" if entry.finding.check == "undocumented-field" else f"{citation.table}#{citation.row}"


def relations(judged: Judged, labels: Mapping[Column, str]) -> Iterator[RelationReport]:
    """Yield each documented relation with its verdict under each column that has evidence."""
    asked = _asked(judged, labels)
    for root in judged.contract.bodies.values():
        for node in root.tree():
            for relation in node.dates:
                verdicts = {
                    label: _date_verdict(judged, node, relation, column)
                    for column, label in asked.items()
                }
                yield _relation(judged, node, relation.id, verdicts)
            for status in node.statuses:
                verdicts = {
                    label: _status_verdict(judged, node, status, column)
                    for column, label in asked.items()
                }
                yield _relation(judged, node, status.id, verdicts)


def _relation(
    judged: Judged, node: Node, name: str, verdicts: dict[str, Verdict]
) -> RelationReport:
    contract = judged.contract
    return RelationReport(contract.operation, contract.edition, name, node.location, verdicts)


def _date_verdict(judged: Judged, node: Node, relation: DateRelation, column: Column) -> Verdict:
    left = _plain(node.location + member(relation.left))
    for entry in judged.drift_counts.entries.values():
        found = (_plain(entry.finding.location), entry.finding.documented)
        if column in entry.counts and found == (left, describe(relation)):
            return "drifts"
    decided = any(
        (relation.id, column) in seen.decided and seen.place.node.location == node.location
        for seen in judged.seen.values()
    )
    return "conforms" if decided else "unobserved"


def _status_verdict(judged: Judged, node: Node, status: StatusRelation, column: Column) -> Verdict:
    for entry in judged.drift_counts.entries.values():
        of_status = entry.finding.check == "contradictory-status"
        if of_status and column in entry.counts and entry.finding.citation == status.citation:
            return "drifts"
    flags = {".".join((_plain(node.location), *path)) for path in (status.success, status.code)}
    compared = any(
        _plain(seen.place.node.location) in flags and seen.values(column)
        for seen in judged.seen.values()
    )
    return "conforms" if compared else "unobserved"
