"""Builds the report from judged evidence: drifts, rows with their verdicts, relations."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache

import msgspec
from msgspec import structs

from asdocumented import __version__
from asdocumented.checks.check import Check
from asdocumented.checks.finding import REQUESTS
from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import SEVERITIES, Contract, NotJudged, Severity
from asdocumented.evidence.interaction import EvidenceSet, Request, name_sets
from asdocumented.evidence.unread import Unread
from asdocumented.formats.files import digest_of, shown_file
from asdocumented.formats.json_path import RequestLocation, pointer, printable
from asdocumented.formats.urls import cut_url, parse_url
from asdocumented.judging import drift_counts
from asdocumented.judging.call_relations import CALLS
from asdocumented.judging.drift_counts import MOST_DRIFTS, DriftCount, fingerprint
from asdocumented.judging.judged import Judged
from asdocumented.judging.probes import JudgedProbe
from asdocumented.judging.session import JudgedEvidence
from asdocumented.judging.set_counts import SetCounts
from asdocumented.judging.situations import MOST_TARGETS
from asdocumented.judging.unjudged import UnmatchedRequest
from asdocumented.report.call_verdicts import answers_left_out, call_verdicts
from asdocumented.report.cause import with_causes
from asdocumented.report.model import (
    FORMAT,
    Drift,
    EvidenceReport,
    OperationReport,
    OperationVerdict,
    OtherSample,
    ProbeReport,
    RemarkReport,
    Report,
    Run,
    Sample,
    SampleRequest,
    Share,
    Unmatched,
)
from asdocumented.report.places import ContractPlaces
from asdocumented.report.problems import group_problems
from asdocumented.report.row_verdicts import relations, rows
from asdocumented.report.versions import versions

_MOST_WORDINGS = 4


class RunFacts(msgspec.Struct, frozen=True):
    """What a report says of its run beside the judged evidence.

    `severities` are those that the configuration changed, by check.
    """

    started: datetime
    finished: datetime
    version: str
    skipped: tuple[str, ...] = ()
    unmatched: Mapping[UnmatchedRequest, int] = msgspec.field(default_factory=dict)
    other_requests: int = 0
    pages_alone: bool = False
    sets: Mapping[EvidenceSet, SetCounts] = msgspec.field(default_factory=dict)
    left_out: tuple[NotJudged, ...] = ()
    severities: Mapping[str, Severity] = msgspec.field(default_factory=dict)


def build_report(
    judged: Sequence[Judged],
    facts: RunFacts,
    errors: Sequence[Unread] = (),
    probes: Sequence[ProbeReport] = (),
) -> Report:
    """Return the report on judged evidence, in an order that only its content decides.

    Its gate is not asked yet, and no drift of it fails.
    """
    for one in judged:
        one.drift_counts.rate(facts.severities)
    places = ContractPlaces()
    names = name_sets(one for each in judged for one in +each.interactions)
    evidence = [_evidence(one, name, judged, facts.sets) for one, name in names.items()]
    found_rows = [row for one in judged for row in rows(one, names)]
    unordered = (drift for one in judged for drift in drifts(one, names, places))
    found = with_causes(sorted(unordered, key=_order), evidence, found_rows)
    run = Run(
        started=_timestamp(facts.started),
        finished=_timestamp(facts.finished),
        version=facts.version,
        interactions=sum(one.interactions.total() for one in judged),
        other_requests=facts.other_requests,
        skipped=sorted(facts.skipped),
        pages_alone=facts.pages_alone,
        left_out=list(facts.left_out),
        versions={**versions()},
    )
    return Report(
        format=FORMAT,
        run=run,
        evidence=evidence,
        operations=[_operation(one, judged, names, found) for one in judged],
        problems=group_problems(found, all_checks()),
        drifts=found,
        rows=found_rows,
        relations=[
            relation
            for one in judged
            for relation in (*relations(one, names), *call_verdicts(one, names))
        ],
        errors=sorted([*errors, *_unlisted(judged)], key=lambda one: (one.file, one.reason)),
        probes=list(probes),
        not_judged=[
            promise
            for one in judged
            for promise in (*not_judged(one.contract), *answers_left_out(one), *_mixed(one))
        ],
        unmatched=_unmatched(facts.unmatched),
        remarks=[remark for one in judged for remark in _remarks(one.contract)],
    )


def _remarks(contract: Contract) -> Iterator[RemarkReport]:
    for one in contract.remarks:
        yield RemarkReport(
            operation=contract.operation,
            edition=contract.edition,
            citation=one.citation,
            sources=list(one.sources),
            text=one.text,
            what_to_do=one.mend,
        )


def _unmatched(found: Mapping[UnmatchedRequest, int]) -> list[Unmatched]:
    """Return the requests that no operation matches, the most frequent first."""
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [Unmatched(one.method, one.path, count, one.why) for one, count in ordered]


def not_judged(contract: Contract) -> list[NotJudged]:
    """Return what of a contract is not judged, each told with its operation and edition."""
    whose = f"{contract.operation} {contract.edition}"
    return [structs.replace(one, what=f"{whose}: {one.what}") for one in contract.not_judged]


def _mixed(judged: Judged) -> Iterator[NotJudged]:
    """Yield the origins whose targets are not all told apart."""
    for origin in sorted(judged.mixed):
        whose = f"{judged.contract.operation} {judged.contract.edition}"
        why = f"they are counted together, as {origin}: judge them in several runs"
        yield NotJudged(f"{whose}: each target of {origin} past the {MOST_TARGETS}th", why)


class RunOptions(msgspec.Struct, frozen=True):
    """How evidence was judged: by which checks, and from when to when (aware).

    Where the evidence was `named` by the user, the report leaves out editions that none of it was
    about. `severities` are those that the configuration changed, by check.
    """

    checks: Sequence[Check]
    started: datetime
    finished: datetime
    named: bool = False
    pages_alone: bool = False
    severities: Mapping[str, Severity] = msgspec.field(default_factory=dict)


def report_session(found: JudgedEvidence, run: RunOptions) -> Report:
    """Return the report on a session, with a gate that is not asked yet."""
    facts = RunFacts(
        started=run.started,
        finished=run.finished,
        version=__version__,
        skipped=tuple(check.id for check in all_checks() if check not in run.checks),
        unmatched=found.unmatched,
        other_requests=found.others,
        pages_alone=run.pages_alone,
        sets=found.sets,
        left_out=tuple(_departing(*one) for one in found.departing.items()),
        severities=run.severities,
    )
    touched = [
        one
        for one in found.judged
        if run.named and (one.interactions or one.contract.operation in found.unanswered)
    ]
    unread = [structs.replace(one, file=shown_file(one.file)) for one in found.unread]
    probes = [_probe(one, run.severities) for one in found.probes]
    return build_report(touched or found.judged, facts, unread, probes)


def _departing(target: str, count: int) -> NotJudged:
    recordings = "1 recording" if count == 1 else f"{count} recordings"
    why = "its stand-in was made to depart from the pages: name the folder to judge them"
    return NotJudged(f"{recordings} of {target or 'an unnamed target'}", why)


def _evidence(
    one: EvidenceSet, name: str, judged: Sequence[Judged], sets: Mapping[EvidenceSet, SetCounts]
) -> EvidenceReport:
    counts = sets.get(one, SetCounts())
    return EvidenceReport(
        set=name,
        origin=one.origin,
        target=one.target or None,
        zone=one.zone or None,
        stand_in=one.stand_in,
        deviations=list(counts.deviations),
        interactions=sum(each.interactions[one] for each in judged),
        first=_timestamp(counts.first) if counts.first else None,
        last=_timestamp(counts.last) if counts.last else None,
        undated=counts.undated,
    )


def _probe(probe: JudgedProbe, severities: Mapping[str, Severity]) -> ProbeReport:
    """Return how an invalid request was answered.

    Where it was refused, its drifts are those of the answer; where it was accepted, those of the
    request.
    """
    probe.judged.drift_counts.rate(severities)
    found = drifts(probe.judged, name_sets(probe.judged.interactions), ContractPlaces())
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


def _order(drift: Drift) -> tuple[str | int, ...]:
    severity = SEVERITIES.index(drift.severity)
    place = (drift.operation, drift.edition, severity, drift.check, drift.location)
    return (*place, drift.documented or drift.follows_from, drift.observed)


def _unlisted(judged: Sequence[Judged]) -> Iterator[Unread]:
    for one in judged:
        if count := one.drift_counts.unlisted.total():
            reason = f"{count:,} findings beyond {MOST_DRIFTS:,} drifts are not listed"
            yield Unread(f"{one.contract.operation} {one.contract.edition}", reason, whole=False)


def _timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _operation(
    judged: Judged,
    every: Sequence[Judged],
    names: Mapping[EvidenceSet, str],
    found: Sequence[Drift],
) -> OperationReport:
    contract = judged.contract
    others = [one.contract for one in every if one.contract.operation == contract.operation]
    own = [
        one
        for one in found
        if (one.operation, one.edition) == (contract.operation, contract.edition)
        and one.severity != "note"
    ]
    drifting = {name for one in own for name in one.seen}
    verdicts: dict[str, OperationVerdict] = {}
    for evidence_set, name in names.items():
        if judged.interactions[evidence_set]:
            shown = evidence_set in judged.shown
            as_shown: OperationVerdict = "as documented" if shown else "not shown"
            verdicts[name] = "drift" if name in drifting else as_shown
    overall: OperationVerdict = "as documented" if judged.shown else "not shown"
    return OperationReport(
        id=contract.operation,
        edition=contract.edition,
        newest=all(one.edition <= contract.edition for one in others),
        method=contract.method,
        path=contract.path,
        page=contract.page,
        title=contract.page_title,
        address=contract.page_address,
        retrieved=contract.page_retrieved.isoformat() if contract.page_retrieved else None,
        interactions={
            name: judged.interactions[one]
            for one, name in names.items()
            if judged.interactions[one]
        },
        verdict="drift" if own else overall,
        verdicts=verdicts,
        digest=digest_of(contract.folder) if contract.folder else None,
    )


def drifts(
    judged: Judged, names: Mapping[EvidenceSet, str], places: ContractPlaces
) -> Iterator[Drift]:
    """Yield the drifts from one contract, and how often the named evidence sets show each."""
    for key, entry in judged.drift_counts.entries.items():
        finding = entry.finding
        expected, observed = _wording(entry, names)
        yield Drift(
            fingerprint=fingerprint(judged.contract, key),
            check=finding.check,
            severity=entry.severity,
            operation=judged.contract.operation,
            edition=judged.contract.edition,
            location=finding.location,
            documented=expected if finding.documented else "",
            follows_from="" if finding.documented else expected,
            observed=observed,
            observed_class=key.observed,
            citation=finding.citation,
            sources=list(finding.sources),
            place=places.of(judged.contract, finding.citation),
            seen={
                name: Share(entry.counts[evidence_set], _among(judged, entry, evidence_set))
                for evidence_set, name in names.items()
                if entry.counts[evidence_set]
            },
            samples=sorted(
                (
                    _sample(one, names[one.evidence_set], judged.contract)
                    for one in entry.samples
                    if one.evidence_set in names
                ),
                key=lambda s: (list(names.values()).index(s.set), s.interaction, s.pointer),
            ),
        )


def _sample(one: drift_counts.Sample, name: str, contract: Contract) -> Sample:
    return Sample(
        set=name,
        interaction=one.interaction,
        pointer=pointer(one.path),
        value=one.value,
        request=_request(one.request, contract),
        surroundings=one.surroundings,
        replaced=one.replaced,
        other=None if one.other is None else _other(one.other, contract),
    )


def _other(one: drift_counts.Sample, contract: Contract) -> OtherSample:
    return OtherSample(
        interaction=one.interaction,
        pointer=pointer(one.path),
        value=one.value,
        request=_request(one.request, contract),
        surroundings=one.surroundings,
        replaced=one.replaced,
    )


@lru_cache(maxsize=16)
def _request(request: Request, contract: Contract) -> SampleRequest:
    """Return the request of a sample; one answer may give many samples."""
    url = cut_url(printable(request.url))
    sensitive = [one.name for one in contract.parameters.values() if one.sensitive]
    sent = parse_url(url)[1] or {}
    secret = [name for name in sensitive if name in sent]
    return SampleRequest(request.method, url, secret, request.inferred)


def _wording(entry: DriftCount, names: Mapping[EvidenceSet, str]) -> tuple[str, str]:
    """Return what was expected and observed; where sets differ in it, each with its names."""
    said = {name: entry.wordings[one] for one, name in names.items() if one in entry.wordings}
    expected = _by_set({name: one.expected for name, one in said.items()})
    observed = _by_set({name: one.observed for name, one in said.items()})
    return expected or entry.finding.expected, observed or entry.finding.observed


def _by_set(words: Mapping[str, str]) -> str:
    """Return different words with the sets that they hold for; "" where all are the same."""
    different = dict.fromkeys(words.values())
    if len(different) < 2:
        return "".join(different)
    parts = [
        f"{word} ({', '.join(name for name, one in words.items() if one == word)})"
        for word in different
    ]
    return "; ".join(parts[:_MOST_WORDINGS])


def _among(judged: Judged, entry: DriftCount, evidence_set: EvidenceSet) -> int:
    """Return how many values, or else interactions, could show a drift."""
    return sum(
        _could_show(judged, location, expectation, evidence_set)
        for location, expectation in entry.among
    )


def _could_show(judged: Judged, location: str, expectation: str, evidence_set: EvidenceSet) -> int:
    if location == REQUESTS:
        return judged.requests[evidence_set]
    if location.startswith(CALLS):
        return judged.calls_compared[location.removeprefix(CALLS), evidence_set]
    seen = judged.observations.get(location)
    if seen is None:
        return judged.interactions[evidence_set]
    if expectation:
        return seen.expected[evidence_set, expectation]
    return seen.values(evidence_set)
