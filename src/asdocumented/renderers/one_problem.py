"""One problem whole: its drifts, their rows, evidence, requests, history, and how to waive it."""

from collections.abc import Iterator, Mapping, Sequence

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import Citation
from asdocumented.renderers.curl import curl, value_names
from asdocumented.renderers.drift_text import describe, seen
from asdocumented.report.model import Drift, OtherSample, Problem, Report

_MOST_DRIFTS = 50


def render(report: Report, problem: Problem, drifts: Sequence[Drift]) -> str:
    """Return a problem of a report with some of its drifts, for a person.

    The values of sensitive parameters are named in requests: `$CODE_1` is the same value wherever
    it stands.
    """
    names = value_names(drifts)
    lines = [*_head(report, problem, drifts)]
    for drift in drifts[:_MOST_DRIFTS]:
        lines += ["", *_drift(drift), *_requests(drift, names)]
    if len(drifts) > _MOST_DRIFTS:
        lines += ["", f"and {len(drifts) - _MOST_DRIFTS} more drifts, all in drift.json"]
    asked = {drift.check for drift in drifts}
    for check in all_checks():
        if check.id in asked:
            lines += ["", f"{check.id}: {check.explanation.strip()}"]
    lines += ["", f"accept it: asdocumented waive {problem.id} --reason TEXT"]
    lines += [f"is it mended? asdocumented replay {problem.id} --target NAME"]
    return "\n".join(lines)


def _head(report: Report, problem: Problem, drifts: Sequence[Drift]) -> Iterator[str]:
    operation = next(
        one
        for one in report.operations
        if (one.id, one.edition) == (problem.operation, problem.edition)
    )
    page = operation.title or operation.page
    yield f"{problem.severity}: {problem.title}  [{problem.id}]"
    yield f"what to do: {problem.what_to_do}"
    yield f"operation: {operation.method} {operation.path}, edition {operation.edition}"
    yield f"page: {page}{f', {operation.address}' if operation.address else ''}"
    failing = sum(drift.fails for drift in drifts)
    yield f"the gate: {failing} of {len(drifts)} drifts fail"


def _drift(drift: Drift) -> Iterator[str]:
    yield f"{drift.check} at {drift.location}  [{drift.fingerprint}]"
    if drift.documented:
        yield f"  documented: {drift.documented}"
    if drift.follows_from:
        yield f"  follows from its rows: {drift.follows_from}"
    for one in (drift.citation, *drift.sources):
        yield f"  row: {_row(one)}"
    if drift.place is not None:
        yield f"  in the contract: {drift.place.file}:{drift.place.line}"
    yield f"  observed: {drift.observed}"
    yield f"  seen: {seen(drift)}"
    if drift.cause is not None:
        yield f"  probably at fault: the {drift.cause}"
    yield f"  status: {_status(drift)}"


def _row(cited: Citation) -> str:
    datatype = cited.datatype or "no datatype"
    return f"{describe(cited)}{f', {datatype}' if cited.row is not None else ''}"


def _status(drift: Drift) -> str:
    """Return whether a drift is new, known or waived, and since when it is known."""
    known = drift.first_seen is not None and drift.first_seen != drift.last_seen
    since = f", first seen {(drift.first_seen or '')[:10]}" if known else ""
    terms = f": {drift.waiver.words}" if drift.waiver else ""
    return f"{drift.status}{terms}{since}{', fails' if drift.fails else ''}"


def _requests(drift: Drift, names: Mapping[str, str]) -> Iterator[str]:
    for one in drift.samples:
        mark = " (replaced)" if one.replaced else ""
        value = "" if one.value is None else f": {one.value}{mark}"
        yield f"  sample: {one.set}, {one.interaction}, {one.pointer or 'the whole'}{value}"
        if one.surroundings is not None:
            yield f"    in {one.surroundings}"
        if one.request is not None:
            yield f"    {curl(one.request, names)}"
        if one.other is not None:
            yield from _other(one.other, names)


def _other(one: OtherSample, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the answer that a sample was held against."""
    value = "nothing there" if one.value is None else one.value
    mark = " (replaced)" if one.replaced else ""
    yield f"    beside: {one.interaction}, {one.pointer or 'the whole'}: {value}{mark}"
    if one.request is not None:
        yield f"    {curl(one.request, names)}"
