"""The texts of `asdocumented live`: what is going to be sent, and the statistics afterwards."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from asdocumented.cli.record import cost_of_pairs, describe
from asdocumented.judging.incomplete import WORTHLESS
from asdocumented.live.planning.coverage import UncoveredRow, uncovered_rows
from asdocumented.live.runs.folder import Run
from asdocumented.live.runs.live_run import Budget, LiveRun
from asdocumented.live.runs.run import TargetResult
from asdocumented.live.runs.statistics import RunStatistics
from asdocumented.report.model import ProbeReport, Report, RowReport


def describe_live_run(live_run: LiveRun) -> str:
    """Return the plan of a target: the purpose of each request, and the rows that none can show."""
    lines = [
        describe(live_run.plan, live_run.target),
        *_hidden_lines(uncovered_rows(live_run.editions, live_run.plan)),
    ]
    if live_run.budget is not None:
        lines += ["", f"then exploring: {_budget(live_run.budget)}, seed {live_run.seed}"]
    if live_run.probes:
        lines += ["", f"then {len(live_run.probes)} invalid requests, no part of the gate:"]
        lines += [f"  {probe.method} {probe.template[:100]}" for probe in live_run.probes]
    return "\n".join(lines)


def announcement(live_run: LiveRun, run: Run) -> str:
    """Return what is going to be sent: the purpose of each request, and what cannot be shown."""
    target, plan = live_run.target, live_run.plan
    left = [one for one in plan.requests if (target.name, one.name) not in run.answered]
    more = (
        [f"exploring ({_budget(live_run.budget)}, seed {run.seeds[target.name]})"]
        if live_run.budget
        else []
    )
    more += [f"{len(live_run.probes)} probes"] if live_run.probes else []
    asked = ", then ".join(["1 request" if len(left) == 1 else f"{len(left)} requests", *more])
    lines = [f"{target.name}: {asked}; at most {target.requests_per_minute} a minute"]
    lines += cost_of_pairs(left)
    lines += [f"  {one.name}: {one.why}" for one in left]
    lines += [f"cannot be tried: {one.name}: {one.reason}" for one in plan.left_out]
    return "\n".join([*lines, *_hidden_lines(uncovered_rows(live_run.editions, plan))])


def statistics_lines(report: Report, result: TargetResult) -> Iterator[str]:
    """Yield the statistics of a target: its requests, its rows by verdict, and what to do."""
    statistics = result.statistics
    names = [
        one.set
        for one in report.evidence
        if one.origin == "live" and one.target == statistics.target
    ]
    yield f"{statistics.target}: {_spent(statistics)}"
    yield f"  claims: {_claims(report.rows, names, result)}"
    probes = [probe for probe in report.probes if probe.target == statistics.target]
    if probes:
        yield f"  probes: {_probes(probes)}"
    if statistics.shows_nothing:
        doctor = f"asdocumented doctor --target {statistics.target} tells which"
        yield f"  inconclusive: {WORTHLESS}: check the credentials and the samples, {doctor}"
    if statistics.stopped:
        yield f"  not at its end: {statistics.stopped}; the same command with --resume goes on"


def _budget(budget: Budget) -> str:
    parts = [f"up to {budget.requests} requests"] if budget.requests is not None else []
    parts += [f"{budget.seconds:.0f} s"] if budget.seconds is not None else []
    return ", ".join(parts)


def _spent(statistics: RunStatistics) -> str:
    """Return the count of requests by purpose, with token calls and repeated attempts."""
    phases = [f"{count} {phase}" for phase, count in statistics.attempts.items() if count]
    total = f"{statistics.attempts.total()} requests ({', '.join(phases) or 'none'})"
    return f"{total}, {statistics.waited:.0f} s waited for the rate limit"


def _claims(
    rows: Sequence[RowReport],
    names: Sequence[str],
    result: TargetResult,
) -> str:
    """Return the count of rows by verdict; rows not seen are told apart by the reason."""
    hiding = uncovered_rows(result.live_run.editions, result.live_run.plan)
    hidden = {(one.operation, one.table, one.row) for one in hiding}
    counts = dict.fromkeys(("conforms", "drifts", "seen", "absent", "unobserved", "hidden"), 0)
    for row in rows:
        verdict = next((row.verdicts[one] for one in names if one in row.verdicts), "unobserved")
        unseen = verdict in ("unobserved", "absent")
        key = "hidden" if unseen and (row.operation, row.table, row.row) in hidden else verdict
        counts[key] += 1
    untried = "not tried" if result.statistics.stopped else "not shown"
    return (
        f"{counts['conforms']} proved, {counts['drifts']} drift, {counts['seen']} seen, "
        f"{counts['absent']} never there, "
        f"{counts['hidden']} not provable with these samples, {counts['unobserved']} {untried}"
    )


def _probes(probes: Sequence[ProbeReport]) -> str:
    refused = [probe for probe in probes if probe.refused]
    documented = sum(not probe.drifts for probe in refused)
    accepted = len(probes) - len(refused)
    return (
        f"{len(probes)} sent, {documented} refused as documented, "
        f"{len(refused) - documented} refused otherwise, {accepted} accepted"
    )


def _hidden_lines(hidden: Iterable[UncoveredRow]) -> list[str]:
    """Return the rows that no request can show, those of a table with the same reason in a line."""
    lines = []
    for (operation, table, reason), group in groupby(sorted(hidden, key=_same), _same):
        rows = [one.row for one in group]
        numbers = ", ".join(_ranges(rows))
        lines.append(f"cannot be shown: {operation}, {table}, row {numbers}: {reason}")
    return lines


def _same(hidden: UncoveredRow) -> tuple[str, str, str]:
    return hidden.operation, hidden.table, hidden.reason


def _ranges(numbers: Iterable[int]) -> Iterator[str]:
    """Yield runs of numbers: 1, 25-32."""
    for _, run in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        yield str(found[0]) if len(found) == 1 else f"{found[0]}-{found[-1]}"
