"""Earlier reports: which drifts are new, still there, gone, or not judged this time."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import structs

from asdocumented.contracts.model import SEVERITIES
from asdocumented.errors import Fault
from asdocumented.formats.files import files_in, read_bytes
from asdocumented.formats.json_path import Json, printable
from asdocumented.gate.judged_places import DriftPlace, JudgedPlaces, shown_in
from asdocumented.report.gate_model import EarlierDrift, EarlierRun, History
from asdocumented.report.model import FORMAT, Drift, Problem, RelationReport, Report, RowReport

_MOST_REPORTS = 1000
_MOST_BYTES = 512 * 2**20


class EarlierReport(NamedTuple):
    """A report of an earlier run, and its file for messages."""

    file: str
    report: Report


class _Format(msgspec.Struct):
    format: int


class _Known(msgspec.Struct):
    """The drifts that are known after some reports: those not gone, by fingerprint."""

    drifts: dict[str, EarlierDrift] = msgspec.field(default_factory=dict)

    def add(self, report: Report) -> tuple[list[EarlierDrift], list[EarlierDrift]]:
        """Take account of the next report; return what is gone, and what was not judged."""
        for one in report.history.not_judged:
            self.drifts.setdefault(one.fingerprint, one)
        present = {drift.fingerprint for drift in report.drifts}
        judged = JudgedPlaces(report)
        gone, not_judged = [], []
        for fingerprint, one in list(self.drifts.items()):
            if fingerprint in present:
                continue
            place = DriftPlace(one.check, one.operation, one.edition, one.location, one.sets)
            why = judged.why_not(place)
            if why:
                not_judged.append(structs.replace(one, why=why))
            else:
                gone.append(structs.replace(one, why=""))
                del self.drifts[fingerprint]
        for drift in report.drifts:
            known = self.drifts.get(drift.fingerprint)
            self.drifts[drift.fingerprint] = _as_earlier(drift, report.run.finished, known)
        return gone, not_judged


def read_report(path: Path, name: str) -> Report:
    """Return the report in a file; what is hidden in its texts is spelt out.

    It may come from anywhere: no text of it commands a terminal or turns the direction of writing.

    Raises Fault where there is none, and where it has another format than this version writes.
    """
    if path.is_dir():
        raise Fault(name, "a folder stands in its place", "name a drift.json")
    if not path.exists():
        raise Fault(name, "no such file", "name a drift.json, or run asdocumented check first")
    content = read_bytes(path, _MOST_BYTES)
    remedy = "name a drift.json that `asdocumented check` or `live` wrote"
    try:
        found = msgspec.json.decode(content, type=_Format).format
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Fault(name, "not a report", remedy) from error
    if found != FORMAT:
        what = f"a report of format {found}, and this version reads format {FORMAT}"
        raise Fault(name, what, "make the report again with this version")
    try:
        report = msgspec.convert(visible(msgspec.json.decode(content)), Report)
    except (msgspec.ValidationError, msgspec.DecodeError, RecursionError) as error:
        raise Fault(name, f"not a whole report: {error}", remedy) from error
    if missing := next(_dangling(report), None):
        raise Fault(name, f"not a whole report: it names {missing}, and does not have it", remedy)
    return report


def _dangling(report: Report) -> Iterator[str]:
    """Yield what a report names and does not have."""
    drifts = {one.fingerprint for one in report.drifts}
    operations = {(one.id, one.edition) for one in report.operations}
    sets = {one.set for one in report.evidence}
    placed: list[Problem | Drift | RowReport | RelationReport] = [
        *report.problems,
        *report.drifts,
        *report.rows,
        *report.relations,
    ]
    for problem in report.problems:
        yield from (f"drift {one}" for one in problem.drifts if one not in drifts)
    of_problems = {one for problem in report.problems for one in problem.drifts}
    yield from (f"the problem of drift {one}" for one in sorted(drifts) if one not in of_problems)
    for each in placed:
        if (each.operation, each.edition) not in operations:
            yield f"operation {each.operation} {each.edition}"
    named = [name for row in report.rows for name in row.verdicts]
    named += [name for relation in report.relations for name in relation.verdicts]
    named += [name for one in report.drifts for name in one.seen]
    named += [sample.set for one in report.drifts for sample in one.samples]
    yield from (f"evidence set {name}" for name in named if name not in sets)


def visible(value: Json) -> Json:
    """Return a value in which each text is printable; line ends stay."""
    if isinstance(value, str):
        return value if value.isprintable() else "\n".join(map(printable, value.split("\n")))
    if isinstance(value, list):
        return [visible(one) for one in value]
    if isinstance(value, dict):
        return {printable(name): visible(one) for name, one in value.items()}
    return value


def read_earlier(path: Path, name: str) -> tuple[EarlierReport, ...]:
    """Return the reports of a file, or of a folder and the folders in it, the oldest first.

    A folder may be empty: then there is no earlier run. Raises Fault where a report is at fault.
    """
    if not path.is_dir():
        return (EarlierReport(name, read_report(path, name)),)
    found = files_in(path, "*.json")
    found += [
        report
        for folder in files_in(path, "*")
        if folder.is_dir()
        for report in files_in(folder, "drift.json")
    ]
    if len(found) > _MOST_REPORTS:
        remedy = f"keep the newest {_MOST_REPORTS}"
        raise Fault(name, f"{len(found)} reports in it", remedy)
    names = {one: f"{name.rstrip('/')}/{one.relative_to(path).as_posix()}" for one in found}
    reports = [EarlierReport(names[one], read_report(one, names[one])) for one in found]
    return tuple(sorted(reports, key=lambda one: (one.report.run.finished, one.file)))


def with_history(report: Report, earlier: Sequence[EarlierReport]) -> Report:
    """Return a report with its drifts held against those of earlier ones.

    A drift is known where an earlier report has it and no later one says that it is gone. What was
    not judged is not gone. Without earlier reports, every drift is new, and has no dates.
    """
    if not earlier:
        return report
    known, runs = _Known(), list[EarlierRun]()
    for one in earlier:
        before = {*known.drifts}
        lost, _ = known.add(one.report)
        new = sum(drift.fingerprint not in before for drift in one.report.drifts)
        runs.append(_run(one, new=new if runs else 0, gone=len(lost)))
    drifts = [_with_dates(one, report.run.finished, known.drifts) for one in report.drifts]
    gone, not_judged = known.add(report)
    history = History(runs, sorted(gone, key=_order), sorted(not_judged, key=_order))
    return structs.replace(report, drifts=drifts, history=history)


def _as_earlier(drift: Drift, finished: str, known: EarlierDrift | None) -> EarlierDrift:
    first = [drift.first_seen or finished, *([known.first_seen] if known else [])]
    return EarlierDrift(
        fingerprint=drift.fingerprint,
        check=drift.check,
        severity=drift.severity,
        operation=drift.operation,
        edition=drift.edition,
        location=drift.location,
        observed=drift.observed,
        observed_class=drift.observed_class,
        sets=shown_in(drift),
        first_seen=min(first),
        last_seen=finished,
    )


def _with_dates(drift: Drift, finished: str, known: Mapping[str, EarlierDrift]) -> Drift:
    before = known.get(drift.fingerprint)
    return structs.replace(
        drift,
        status="new" if before is None else "known",
        first_seen=finished if before is None else before.first_seen,
        last_seen=finished,
    )


def _run(one: EarlierReport, *, new: int, gone: int) -> EarlierRun:
    report = one.report
    return EarlierRun(
        file=printable(one.file),
        finished=report.run.finished,
        version=report.run.version,
        decision=report.gate.decision,
        interactions=report.run.interactions,
        problems={
            severity: sum(problem.severity == severity for problem in report.problems)
            for severity in SEVERITIES
        },
        drifts=len(report.drifts),
        new=new,
        gone=gone,
        contracts={f"{each.id} {each.edition}": each.digest for each in report.operations},
    )


def _order(drift: EarlierDrift) -> tuple[int, str, str, str, str]:
    place = (drift.operation, drift.edition, drift.check, drift.location)
    return SEVERITIES.index(drift.severity), *place
