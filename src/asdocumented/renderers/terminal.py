"""The summary for a terminal: drifts by operation, errors first."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import click

from asdocumented.contracts.model import SEVERITIES, Citation, NotJudged, Severity
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.report.model import Drift, ProbeReport, Report, TargetReport

Paint = Callable[[str, Severity], str]
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_WIDEST = 60
_LABELS = {
    "example": "printed example",
    "cassette": "recording",
    "har": "HAR request",
    "live": "live request",
}


def render(report: Report, *, notes: bool, colour: bool) -> str:
    """Return the summary; notes are counted, and shown only where asked for."""

    def paint(text: str, severity: Severity) -> str:
        return click.style(text, fg=_COLOURS[severity]) if colour else text

    lines = [_headline(report)]
    drifts = {
        key: list(group)
        for key, group in groupby(report.drifts, key=lambda drift: (drift.operation, drift.edition))
    }
    for operation in report.operations:
        lines += ["", f"{operation.method} {operation.path} · edition {operation.edition}"]
        lines += _operation(drifts.get((operation.id, operation.edition), []), paint, notes=notes)
    lines += _probes(report.probes)
    for unread in report.errors:
        lines += ["", f"incomplete: {unread.file}: {unread.reason}"]
    lines += _not_judged(report.not_judged, notes=notes)
    lines += ["", _closing_line(report, paint, notes=notes)]
    return "\n".join(lines)


def describe(*citations: Citation) -> str:
    """Return citations as a reader looks them up: page and edition, table, rows and their names.

    Rows of one table stand together.
    """
    tables: dict[tuple[str, ...], list[str]] = {}
    for one in citations:
        page = f"{one.page} {one.edition}".strip()
        rows = tables.setdefault((page,) if one.table is None else (page, one.table), [])
        if one.row is not None:
            rows.append(f"{one.row} ({one.name})")
    return "; ".join(", ".join([*table, *_rows(rows)]) for table, rows in tables.items())


def _rows(rows: Sequence[str]) -> list[str]:
    return [f"{'row' if len(rows) == 1 else 'rows'} {', '.join(rows)}"] if rows else []


def _headline(report: Report) -> str:
    editions = _plural(len(report.operations), "edition")
    operations = _plural(len({operation.id for operation in report.operations}), "operation")
    counts = [
        describe_count(sum(one.interactions.get(name, 0) for one in report.operations), name)
        for name in report.run.columns
    ]
    headline = " · ".join([f"{editions} of {operations}", *(counts or ["nothing to judge"])])
    targets = [f"  {describe_target(target)}" for target in report.run.targets]
    left_out = _plural(report.run.unmatched, "other request")
    unmatched = [f"  {left_out} that no operation matches"] if report.run.unmatched else []
    return "\n".join([headline, *targets, *unmatched])


def _not_judged(promises: Sequence[NotJudged], *, notes: bool) -> Iterator[str]:
    """Yield how many documented promises nothing judges; with notes, each with its reason."""
    if promises:
        hint = "" if notes else " (--notes lists them)"
        yield from ("", f"not judged: {_plural(len(promises), 'promise')} of the pages{hint}")
    for one in promises if notes else ():
        yield f"  {one.what}: {one.why}"


def _probes(probes: Sequence[ProbeReport]) -> Iterator[str]:
    """Yield the invalid requests that were not refused as documented."""
    if probes:
        refused = sum(probe.refused and not probe.drifts for probe in probes)
        sent = _plural(len(probes), "invalid request")
        yield from ("", f"probes, no part of the gate: {sent}, {refused} refused as documented")
    for probe in probes:
        if not probe.refused or probe.drifts:
            found = ", ".join(
                f"{one.check} {one.location} ({one.observed})" for one in probe.drifts
            )
            how = "refused" if probe.refused else "accepted"
            where = f"{probe.target} {probe.operation}".strip()
            line = f"  {where}: {probe.probe}: HTTP {probe.status}, {how}"
            yield f"{line}: {found}" if found else line


def describe_count(count: int, name: str) -> str:
    """Return how many interactions of the evidence set with this name there are, in words."""
    origin, target = EvidenceSet.read(name)
    return _plural(count, f"{target} request" if target else _LABELS[origin])


def _operation(drifts: list[Drift], paint: Paint, *, notes: bool) -> Iterator[str]:
    shown = [drift for drift in drifts if notes or drift.severity != "note"]
    for drift in shown:
        yield from _drift(drift, paint)
    if not shown:
        hidden = f", {_plural(len(drifts), 'note')}" if drifts else ""
        yield f"  no errors, no warnings{hidden}"


def render_drift(drift: Drift) -> str:
    """Return one drift as in the summary, and an interaction that shows it."""
    shown_by = next((f"\n           in         {one.interaction}" for one in drift.samples), "")
    return "\n".join(_drift(drift, lambda text, _: text)) + shown_by


def _drift(drift: Drift, paint: Paint) -> Iterator[str]:
    severity = paint(f"{drift.severity:<8}", drift.severity)
    width = min(max(len(drift.documented), len(drift.observed), 9), _WIDEST)
    cited = describe(drift.citation, *drift.sources)
    yield f"  {severity} {drift.check:<20} {drift.location}"
    if drift.follows_from:
        yield f"           follows from {cited}: {drift.follows_from}"
    else:
        yield f"           documented {drift.documented:<{width}}  {cited}"
    yield f"           observed   {drift.observed:<{width}}  {_seen(drift)}{_sample(drift)}"


def describe_target(target: TargetReport) -> str:
    """Return a target as a reader has to know it: its zone, and whether it is a stand-in."""
    zone = target.zone or "zone unknown"
    stand_in = ", a stand-in, not the vendor's server" if target.stand_in else ""
    dates = sorted({moment[:10] for moment in (target.first, target.last) if moment})
    when = f", recorded {' to '.join(dates)}" if dates else ""
    return f"{target.name}: {target.interactions} ({zone}{stand_in}{when})"


def _seen(drift: Drift) -> str:
    shares = [(name, f"{share.count} of {share.of}") for name, share in drift.seen.items()]
    if not shares:
        return "in the page"
    if len(shares) == 1:
        return shares[0][1]
    return ", ".join(f"{name} {share}" for name, share in shares)


def _sample(drift: Drift) -> str:
    value = next((sample.value for sample in drift.samples if sample.value is not None), None)
    return "" if value is None else f"   {value if len(value) <= 60 else value[:59] + '…'}"


def _closing_line(report: Report, paint: Paint, *, notes: bool) -> str:
    if not report.run.interactions:
        return "inconclusive: nothing was judged"
    counts = []
    for severity in SEVERITIES:
        count = report.count(severity)
        text = _plural(count, severity)
        counts.append(paint(text, severity) if count else text)
    hint = " (--notes shows them)" if report.count("note") and not notes else ""
    lost = len({unread.file for unread in report.errors if unread.whole})
    missing = f" · incomplete: {_plural(lost, 'source')} not judged in full" if lost else ""
    return f"drift: {', '.join(counts)}{hint}{missing}"


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
