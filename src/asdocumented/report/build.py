"""Builds the report from judged evidence: drifts, rows with their verdicts, relations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from msgspec import structs

from asdocumented.checks.check import Check
from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import SEVERITIES, Contract, NotJudged
from asdocumented.evidence.interaction import ORIGINS, EvidenceSet
from asdocumented.evidence.unread import Unread
from asdocumented.formats.json_path import RequestLocation
from asdocumented.judging.drift_counts import MOST_DRIFTS, DriftCount, fingerprint
from asdocumented.judging.judged import Judged
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
    """What a report says of its run beside the judged evidence."""

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
    """Return the report on judged evidence, in an order that only its content decides."""
    names = _names(judged)
    found = sorted((drift for one in judged for drift in drifts(one, names)), key=_order)
    interactions = sum(one.interactions.total() for one in judged)
    verdict: RunVerdict = "drift" if found else "as documented"
    lost = any(unread.whole for unread in errors) and all(one.severity == "note" for one in found)
    run = Run(
        started=_timestamp(facts.started),
        finished=_timestamp(facts.finished),
        version=facts.version,
        origins=[one for one in ORIGINS if any(found.origin == one for found in names)],
        columns=list(names.values()),
        targets=list(facts.targets),
        interactions=interactions,
        unmatched=facts.unmatched,
        skipped=sorted(facts.skipped),
        verdict="inconclusive" if not interactions or lost else verdict,
    )
    return Report(
        run=run,
        operations=[_operation(one, names) for one in judged],
        drifts=found,
        rows=[row for one in judged for row in rows(one, names)],
        relations=[relation for one in judged for relation in relations(one, names)],
        errors=sorted(
            [*errors, *_unlisted(judged)], key=lambda unread: (unread.file, unread.reason)
        ),
        probes=list(probes),
        not_judged=[promise for one in judged for promise in not_judged(one.contract)],
    )


def not_judged(contract: Contract) -> list[NotJudged]:
    """Return what of a contract is not judged, each told with its operation and edition."""
    whose = f"{contract.operation} {contract.edition}"
    return [structs.replace(one, what=f"{whose}: {one.what}") for one in contract.not_judged]


def report_session(
    found: JudgedEvidence, checks: Sequence[Check], started: datetime, *, named: bool = False
) -> Report:
    """Return the report on a session, made now.

    `checks` are those that were run. Where the evidence was `named` by the user, the report leaves
    out editions that none of it was about.
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
    """Return a path for a report: below the working directory, else its last two parts."""
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
    """Return how an invalid request was answered.

    Where it was refused, its drifts are those of the answer; where it was accepted, those of the
    request.
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


def _names(judged: Sequence[Judged]) -> Mapping[EvidenceSet, str]:
    """Return every evidence set that has interactions, in order, with its name in the report.

    The live answers of a single target are named by their origin alone.
    """
    found = {evidence_set for one in judged for evidence_set in +one.interactions}
    ordered = sorted(found, key=lambda one: (ORIGINS.index(one.origin), one.target))
    live = [one for one in ordered if one.origin == "live"]
    return {one: "live" if [one] == live else str(one) for one in ordered}


def _order(drift: Drift) -> tuple[str | int, ...]:
    severity = SEVERITIES.index(drift.severity)
    place = (drift.operation, drift.edition, severity, drift.check, drift.location)
    return (*place, drift.documented or drift.follows_from, drift.observed)


def _unlisted(judged: Sequence[Judged]) -> Iterator[Unread]:
    for one in judged:
        if one.drift_counts.unlisted:
            reason = (
                f"{one.drift_counts.unlisted} findings beyond {MOST_DRIFTS} drifts are not listed"
            )
            yield Unread(f"{one.contract.operation} {one.contract.edition}", reason, whole=False)


def _timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _operation(judged: Judged, names: Mapping[EvidenceSet, str]) -> OperationReport:
    contract = judged.contract
    return OperationReport(
        id=contract.operation,
        edition=contract.edition,
        method=contract.method,
        path=contract.path,
        page=contract.page,
        interactions={
            name: judged.interactions[evidence_set]
            for evidence_set, name in names.items()
            if judged.interactions[evidence_set]
        },
    )


def drifts(judged: Judged, names: Mapping[EvidenceSet, str]) -> Iterator[Drift]:
    """Yield the drifts from one contract, and how often the named evidence sets show each."""
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
            follows_from=finding.follows_from,
            observed=finding.observed,
            observed_class=finding.kind,
            citation=finding.citation,
            sources=list(finding.sources),
            seen={
                name: Share(entry.counts[evidence_set], _among(judged, entry, evidence_set))
                for evidence_set, name in names.items()
                if entry.counts[evidence_set]
            },
            samples=sorted(
                entry.samples, key=lambda s: (ORIGINS.index(s.origin), s.interaction, s.pointer)
            ),
        )


def _among(judged: Judged, entry: DriftCount, evidence_set: EvidenceSet) -> int:
    """Return how many values, or else interactions, could show a drift."""
    seen = judged.observations.get(entry.finding.among)
    return seen.values(evidence_set) if seen else judged.interactions[evidence_set]
