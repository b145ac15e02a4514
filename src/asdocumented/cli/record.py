"""`asdocumented record`: send the cases of the contracts to a target, and keep cassettes."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from asdocumented.cli.output import print_lines, tell
from asdocumented.config.targets import Target
from asdocumented.errors import ExitCode, Fault, suggestion
from asdocumented.evidence.files import read_evidence
from asdocumented.judging.incomplete import WORTHLESS
from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import OutOfPatience, Unanswered, UnansweredInARow
from asdocumented.live.http.session import Session
from asdocumented.live.planning.pairs import make_whole_plan
from asdocumented.live.planning.plan import Plan, PlannedRequest
from asdocumented.live.runs.recording import CaseResult, Recorder
from asdocumented.live.runs.sender import Sender
from asdocumented.workspace import Workspace

_MOST_WITHOUT_ANSWER = 3
_NOTES = {"right": "", "none": " (no credentials)", "wrong": " (wrong credentials)"}


class RecordOptions(msgspec.Struct, frozen=True):
    """What the command line was told."""

    target: str
    cases: tuple[str, ...]
    without_pairs: bool
    dry_run: bool
    production: bool
    cassettes: Path
    contracts: Path | None
    config: Path | None
    operations: tuple[str, ...]
    editions: tuple[str, ...]


def run_record(options: RecordOptions, clock: Clock | None = None) -> ExitCode:
    """Record, say what came of it, and return the exit code; raise Fault at bad options."""
    workspace = Workspace(
        Path.cwd(), options.contracts, options.config, options.operations, options.editions
    )
    target = workspace.target(options.target)
    editions, pairs = workspace.folder.newest, not options.without_pairs
    plan = _chosen(make_whole_plan(editions, target.samples, pairs=pairs), options.cases)
    if options.dry_run:
        print_lines(describe(plan, target))
        return ExitCode.AS_DOCUMENTED
    workspace.target_to_ask(options.target, production=options.production)
    if not plan.requests:
        remedy = "give the target samples, or write cases.toml as contracts/README.md describes it"
        raise Fault(target.name, "there is nothing to record", remedy)
    return _record(plan, target, workspace, options.cassettes, clock or Clock(tell=tell))


def _record(
    plan: Plan, target: Target, workspace: Workspace, cassettes: Path, clock: Clock
) -> ExitCode:
    folder = cassettes / target.name
    contracts = {one.contract.operation: one.contract for one in workspace.folder.newest}
    with workspace.session(target, clock) as session:
        sender = Sender(session, workspace.provenance(target), clock)
        recorder = Recorder(sender, folder, contracts)
        done, reason = _follow(recorder.record(plan), len(plan.requests))
    lines = [*_summary(done, plan, session, folder, reason), *_failures(done, target, reason)]
    lines += _removed(recorder.removed)
    worthless = list(_worthless(workspace, target, folder))
    print_lines("\n".join([*lines, *worthless, *_left_out(plan)]))
    whole = not (reason or recorder.removed) and all(one.status != "failed" for one in done)
    return ExitCode.AS_DOCUMENTED if whole and not worthless else ExitCode.INCONCLUSIVE


def _worthless(workspace: Workspace, target: Target, folder: Path) -> Iterator[str]:
    """Yield that the recordings of a target show nothing, where that is so, and what to do."""
    session = workspace.contracts.session(())
    session.evidence(read_evidence([folder]))
    for one in session.result().unread:
        if one.reason == WORTHLESS:
            yield f"inconclusive: {one.file}: {one.reason}: check the credentials and the samples,"
            yield f"  asdocumented doctor --target {target.name} tells which"


def _follow(results: Iterable[CaseResult], total: int) -> tuple[list[CaseResult], str]:
    """Tell of each case as it is done; return all, and why the recording ended early."""
    done: list[CaseResult] = []
    unanswered = UnansweredInARow()
    try:
        for one in results:
            done.append(one)
            told = one.reason if one.no_answer else f"{one.result.status or ''} {one.reason}"
            line = f"[{len(done):>3}/{total}] {one.planned.name:<44} {one.status:<9} {told.strip()}"
            tell(line.rstrip())
            unanswered.add(answered=bool(one.result.status))
            if _last_are_no_answers(done):
                return done, "three responses in a row are no answers of the API"
    except Unanswered as stopped:
        return done, stopped.what
    except OutOfPatience as refused:
        wait = "" if refused.seconds is None else f" ({refused.seconds:.0f} s)"
        return done, f"{refused.what}{wait}"
    return done, ""


def _last_are_no_answers(done: Sequence[CaseResult]) -> bool:
    """Tell whether the last cases that send right credentials met nothing that is an answer."""
    last = [one for one in done if one.planned.credentials == "right"][-_MOST_WITHOUT_ANSWER:]
    return len(last) == _MOST_WITHOUT_ANSWER and all(one.no_answer for one in last)


def _chosen(plan: Plan, names: Sequence[str]) -> Plan:
    """Return the part of a plan that is asked for, by `operation/case`, operation or case."""
    known = [one.name for one in plan.requests] + [one.name for one in plan.left_out]
    words = {word for name in known for word in (name, *name.split("/"))}
    for name in names:
        if name not in words:
            remedy = f"{suggestion(name, words)}--dry-run lists them"
            raise Fault(f"--case {name}", "no such case", remedy)

    def wanted(operation: str, case: str) -> bool:
        return not names or not {f"{operation}/{case}", operation, case}.isdisjoint(names)

    return Plan(
        tuple(one for one in plan.requests if wanted(one.operation, one.case)),
        tuple(one for one in plan.left_out if wanted(one.operation, one.case)),
    )


def describe(plan: Plan, target: Target) -> str:
    """Return the plan for people: what each request is for; samples are not shown."""
    pairs = cost_of_pairs(plan.requests)
    count = len(plan.requests)
    each = "" if pairs else ", one a case"
    lines = [f"{count} {'request' if count == 1 else 'requests'} to {target.name}{each}", *pairs]
    for one in plan.requests:
        lines += ["", one.name, f"  {one.why}"]
        lines += [f"  {one.method} {one.template}{_NOTES[one.credentials]}"]
    return "\n".join([*lines, *_left_out(plan)])


def cost_of_pairs(requests: Iterable[PlannedRequest]) -> list[str]:
    """Return how many requests are sent for relations between calls alone, beside the cases."""
    count = sum(bool(one.pair) for one in requests)
    what = f"{count} of them for relations between calls"
    return [f"  {what}: --without-pairs leaves them out"] if count else []


def _left_out(plan: Plan) -> list[str]:
    lines = [f"  {one.operation}/{one.case}: {one.reason}" for one in plan.left_out]
    return ["", f"{len(lines)} cases that the samples cannot fill:", *lines] if lines else []


def _summary(
    done: Sequence[CaseResult], plan: Plan, session: Session, folder: Path, reason: str
) -> list[str]:
    count = {
        status: sum(one.status == status for one in done)
        for status in ("recorded", "unchanged", "resumed", "failed")
    }
    shown = ", ".join(f"{number} {status}" for status, number in count.items() if number)
    waited = f"{session.rate_limit.waited:.0f} s waited for the rate limit"
    lines = [f"{folder}: {shown or 'nothing'} · {session.transport.attempts} requests · {waited}"]
    if reason:
        missing = len(plan.requests) - len(done)
        lines.append(f"stopped: {reason}; {missing} cases are missing: the same command goes on")
    return lines


def _failures(done: Sequence[CaseResult], target: Target, reason: str) -> list[str]:
    """Return what was not recorded and why, whether a recording of it stays, and what to do."""
    failed = [one for one in done if one.status == "failed"]
    head = [f"{len(failed)} not recorded:"] if failed else []
    lines = [f"  {one.planned.name}: {one.reason}; {_remains(one)}" for one in failed]
    advice = [f"asdocumented doctor --target {target.name} says what is wrong"]
    return [*head, *lines, *(advice if failed or reason else [])]


def _removed(names: Sequence[str]) -> list[str]:
    """Return which recordings had to go at the end."""
    head = "removed at the end, for a later answer showed a secret that they held:"
    return [head, *(f"  {name}" for name in names)] if names else []


def _remains(one: CaseResult) -> str:
    return "the old recording stays" if one.old else "nothing is recorded of it"
