"""Reports as literals: one operation, the evidence sets and the drifts that a test names."""

from collections.abc import Mapping, Sequence

from msgspec import structs

from asdocumented.contracts.model import Citation
from asdocumented.evidence.interaction import Origin
from asdocumented.evidence.unread import Unread
from asdocumented.report.model import (
    FORMAT,
    Drift,
    EvidenceReport,
    OperationReport,
    OperationVerdict,
    Problem,
    Report,
    RowReport,
    Run,
    Share,
    Verdict,
)

FINISHED = "2026-11-22T12:00:00Z"
DEMO = "cassette:demo"


def drift(fingerprint: str = "a", **changes: object) -> Drift:
    """Return a drift: an error that recordings of the target demo show."""
    made = Drift(
        fingerprint=fingerprint * 16 if len(fingerprint) == 1 else fingerprint,
        check="wrong-type",
        severity="error",
        operation="coupons",
        edition="2026",
        location="$.code",
        documented="String",
        follows_from="",
        observed="object",
        observed_class="object",
        citation=Citation("coupons", "2026", "response table", 1, "code", "String"),
        sources=[],
        seen={DEMO: Share(1, 2)},
        samples=[],
    )
    return structs.replace(made, **changes)


def evidence(name: str = DEMO, **changes: object) -> EvidenceReport:
    """Return an evidence set of two interactions, recorded three weeks before."""
    origins: tuple[Origin, ...] = ("example", "cassette", "har", "live")
    made = EvidenceReport(
        set=name,
        origin=next(one for one in origins if name.startswith(one)),
        target=name.partition(":")[2] or None,
        zone="UTC",
        stand_in=False,
        deviations=[],
        interactions=2,
        first=None if name == "example" else "2026-11-01T12:00:00Z",
        last=None if name == "example" else "2026-11-02T12:00:00Z",
    )
    return structs.replace(made, **changes)


def operation(
    verdicts: Mapping[str, OperationVerdict], name: str = "coupons", **changes: object
) -> OperationReport:
    """Return an operation with these verdicts by evidence set."""
    made = OperationReport(
        id=name,
        edition="2026",
        newest=True,
        method="GET",
        path=f"/{name}",
        page=name,
        title=None,
        address=None,
        retrieved="2026-11-20",
        interactions=dict.fromkeys(verdicts, 2),
        verdict="as documented",
        verdicts={**verdicts},
    )
    return structs.replace(made, **changes)


def row(number: int, location: str, verdicts: Mapping[str, Verdict]) -> RowReport:
    """Return a row of the response table."""
    table = "response table"
    return RowReport(
        "coupons", "2026", table, number, location, location[2:], None, {**verdicts}, {}
    )


def report(  # each is a part of the report
    *drifts: Drift,
    sets: Sequence[EvidenceReport] | None = None,
    operations: Sequence[OperationReport] | None = None,
    rows: Sequence[RowReport] = (),
    errors: Sequence[Unread] = (),
    finished: str = FINISHED,
    skipped: Sequence[str] = (),
) -> Report:
    """Return a report whose gate is not asked yet; each drift is a problem of its own."""
    found = [evidence()] if sets is None else list(sets)
    shown: Mapping[str, OperationVerdict] = {one.set: "as documented" for one in found}
    run = Run(
        started=finished,
        finished=finished,
        version="1.2.3",
        interactions=sum(one.interactions for one in found),
        other_requests=0,
        skipped=[*skipped],
        pages_alone=False,
        left_out=[],
    )
    problems = [
        Problem(
            id=one.fingerprint[:10],
            title=f"`{one.location}` is {one.observed}",
            severity=one.severity,
            operation=one.operation,
            edition=one.edition,
            drifts=[one.fingerprint],
            what_to_do="Correct the row.",
        )
        for one in drifts
    ]
    return Report(
        format=FORMAT,
        run=run,
        evidence=found,
        operations=[operation(shown)] if operations is None else list(operations),
        problems=problems,
        drifts=list(drifts),
        rows=list(rows),
        relations=[],
        errors=list(errors),
        probes=[],
        not_judged=[],
        unmatched=[],
    )
