"""From judged evidence to the report: drifts, rows with their verdicts, relations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from msgspec import structs

from asdocumented.checks.check import Check
from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import SEVERITIES
from asdocumented.evidence.interaction import ORIGINS, Column, Origin
from asdocumented.evidence.unread import Unread
from asdocumented.formats.json_path import RequestLocation
from asdocumented.judging.contract_judge import Judged
from asdocumented.judging.drift_counts import MOST_DRIFTS, DriftCount, fingerprint
from asdocumented.judging.probes import JudgedProbe
from asdocumented.judging.session import JudgedEvidence, JudgedTarget
from asdocumented.report.model import (
    Drift,
    OperationReport,
    ProbeReport,
    Report,
    Run,
    RunVerdict,
    Share,
    TargetReport,
)
from asdocumented.report.row_verdicts import relations, rows


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the judged evidence does not know of its run: clock, version, choice, targets."""

    started: datetime
    finished: datetime
    version: str
    skipped: tuple[str, ...] = ()
    targets: Sequence[TargetReport] = ()
    unmatched: int = 0


def build_report(
    judged: Sequence[Judged],
    facts: RunFacts,
    errors: Sequence[Unread] = (),
    probes: Sequence[ProbeReport] = (),
) -> Report:
    """Return the report on judged evidence, in an order that depends on nothing but its content."""
    labels = _labels(judged)
    found = sorted((drift for one in judged for drift in drifts(one, labels)), key=_order)
    interactions = sum(one.interactions.total() for one in judged)
    verdict: RunVerdict = "drift" if found else "as documented"
    lost = any(unread.whole for unread in errors) and all(one.severity == "note" for one in found)
    run = Run(
        started=_timestamp(facts.started),
        finished=_timestamp(facts.finished),
        version=facts.version,
        origins=[one for one in ORIGINS if any(_origin(column) == one for column in labels)],
        columns=list(labels.values()),
        targets=list(facts.targets),
        interactions=interactions,
        unmatched=facts.unmatched,
        skipped=sorted(facts.skipped),
        verdict="inconclusive" if not interactions or lost else verdict,
    )
    return Report(
        run=run,
        operations=[_operation(one, labels) for one in judged],
        drifts=found,
        rows=[row for one in judged for row in rows(one, labels)],
        relations=[relation for one in judged for relation in relations(one, labels)],
        errors=sorted(
            [*errors, *_unlisted(judged)], key=lambda unread: (unread.file, unread.reason)
        ),
        probes=list(probes),
    )


def report_session(
    found: JudgedEvidence, checks: Sequence[Check], started: datetime, *, named: bool = False
) -> Report:
    """Return the report on a session, made now.

    `checks` are those that were asked; of `named` evidence, the report is only on the editions
    that it was about.
    """
    facts = RunFacts(
        started=started,
        finished=datetime.now(UTC),
        version=version("asdocumented"),
        skipped=tuple(check.id for check in all_checks() if check not in checks),
        targets=[_target(one) for one in found.targets],
        unmatched=found.unmatched,
    )
    touched = [one for one in found.judged if one.interactions] if named else []
    unread = [structs.replace(one, file=_shown(one.file)) for one in found.unread]
    probes = [_probe(one) for one in found.probes]
    return build_report(touched or found.judged, facts, unread, probes)


def _shown(file: str) -> str:
    """Return a path as a report may tell it: below the working directory, else its last parts."""
    path = Path(file).absolute()
    if path.is_relative_to(Path.cwd()):
        return path.relative_to(Path.cwd()).as_posix()
    return "/".join(path.parts[-2:])


def _target(target: JudgedTarget) -> TargetReport:
    return TargetReport(
        target.name,
        target.origin,
        target.zone,
        target.stand_in,
        target.interactions,
        _timestamp(target.first) if target.first else None,
        _timestamp(target.last) if target.last else None,
    )


def _probe(probe: JudgedProbe) -> ProbeReport:
    """Return how an invalid request was taken, with what of its refusal is not as documented.

    Of a request that is accepted, it is told what is wrong with that.
    """
    found = drifts(probe.judged, dict.fromkeys(probe.judged.interactions, "live"))
    return ProbeReport(
        operation=probe.contract.operation,
        edition=probe.contract.edition,
        target=probe.target,
        probe=probe.probe,
        status=probe.status,
        refused=probe.refused,
        drifts=[
            drift
            for drift in found
            if drift.severity != "note" and _is_of_request(drift) != probe.refused
        ],
    )


def _is_of_request(drift: Drift) -> bool:
    return RequestLocation.read(drift.location) is not None


def _labels(judged: Sequence[Judged]) -> Mapping[Column, str]:
    """Return every column that has evidence, in order, with its name in the report.

    Only where several targets were asked, each has a column of its own.
    """
    found = {column for one in judged for column in +one.interactions}
    columns = sorted(found, key=lambda column: (ORIGINS.index(_origin(column)), column))
    live = [column for column in columns if _origin(column) == "live"]
    return {column: "live" if [column] == live else column for column in columns}


def _origin(column: Column) -> Origin:
    return next(origin for origin in ORIGINS if column.partition(":")[0] == origin)


def _order(drift: Drift) -> tuple[str | int, ...]:
    severity = SEVERITIES.index(drift.severity)
    place = (drift.operation, drift.edition, severity, drift.check, drift.location)
    return (*place, drift.documented, drift.observed)


def _unlisted(judged: Sequence[Judged]) -> Iterator[Unread]:
    for one in judged:
        if one.drift_counts.unlisted:
            reason = (
                f"{one.drift_counts.unlisted} findings beyond {MOST_DRIFTS} drifts are not listed"
            )
            yield Unread(f"{one.contract.operation} {one.contract.edition}", reason, whole=False)


def _timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _operation(judged: Judged, labels: Mapping[Column, str]) -> OperationReport:
    contract = judged.contract
    return OperationReport(
        id=contract.operation,
        edition=contract.edition,
        method=contract.method,
        path=contract.path,
        page=contract.page,
        interactions={
            label: judged.interactions[column]
            for column, label in labels.items()
            if judged.interactions[column]
        },
    )


def drifts(judged: Judged, labels: Mapping[Column, str]) -> Iterator[Drift]:
    """Yield the drifts from one contract, seen under the columns that have a name."""
    for entry in judged.drift_counts.entries.values():
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
                label: Share(entry.counts[column], _among(judged, entry, column))
                for column, label in labels.items()
                if entry.counts[column]
            },
            samples=sorted(
                entry.samples, key=lambda s: (ORIGINS.index(s.origin), s.interaction, s.pointer)
            ),
        )


def _among(judged: Judged, entry: DriftCount, column: Column) -> int:
    seen = judged.seen.get(entry.finding.among)
    return seen.values(column) if seen else judged.interactions[column]
