"""`asdocumented compare` of two targets: asks them, or reads their recordings."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from asdocumented.cli.compared_evidence import recordings_of
from asdocumented.cli.operands import Operand
from asdocumented.cli.output import tell
from asdocumented.comparing.model import FORMAT, Compared, Comparison
from asdocumented.comparing.target_pairs import Answer, recorded_answers
from asdocumented.comparing.targets import compare_targets
from asdocumented.config.targets import Target, credentials
from asdocumented.contracts.model import Contract, NotJudged
from asdocumented.errors import Fault
from asdocumented.evidence.interaction import Interaction
from asdocumented.evidence.unread import Unread
from asdocumented.redaction.shown import redacted_interaction
from asdocumented.workspace import Workspace

if TYPE_CHECKING:
    from asdocumented.live.planning.plan import PlannedRequest

_MEANT = "name two targets, or recordings of the operations"


class _Gathered(NamedTuple):
    """The answers of one side, where they come from in words, and what is missing."""

    compared: Compared
    answers: list[Answer]
    missing: list[NotJudged]


def compare_two_targets(
    before: Operand, after: Operand, workspace: Workspace, *, production: bool
) -> Comparison:
    """Return what differs between two targets, live ones asked within their rate limits.

    Raises Fault where one cannot be asked or read, or where nothing of both belongs together.
    """
    contracts = [one.contract for one in workspace.folder.newest]
    for one in (before, after):
        if one.target is not None:
            _require(workspace, one.target, production=production)
    live = before.target is not None and after.target is not None
    sides = before, after
    recordings_first = sorted((0, 1), key=lambda place: sides[place].target is not None)
    gathered = {
        place: _gather(sides[place], contracts, workspace, live=live) for place in recordings_first
    }
    old, new = gathered[0], gathered[1]
    names = old.compared.name, new.compared.name
    found = compare_targets(old.answers, new.answers, names)
    if not found.pairs and old.answers and new.answers:
        what = "no answer of both is to the same request or case"
        raise Fault(f"{before.text} and {after.text}", what, _MEANT)
    return Comparison(
        format=FORMAT,
        kind="targets",
        before=old.compared,
        after=new.compared,
        version=workspace.version,
        changes=found.changes,
        evidence=[*_evidence(found.pairs, found.other_samples)],
        not_compared=[*old.missing, *new.missing, *found.not_compared],
        pairs=found.pairs,
    )


def describe_requests(operands: tuple[Operand, Operand], workspace: Workspace) -> str:
    """Return what would be asked of both sides, without the values of samples.

    Raises Fault where recordings are not there.
    """
    from asdocumented.cli.record import describe
    from asdocumented.live.planning.plan import make_plan

    parts: list[str] = []
    total = 0
    for one in operands:
        if one.target is None:
            found = sum(1 for _ in recordings_of([one.path]))
            parts.append(f"{one.text}: nothing is asked, it has {found} recorded answers")
            continue
        target = workspace.target(one.target)
        plan = make_plan(workspace.folder.newest, target.samples)
        total += len(plan.requests)
        limit = f"{target.name}: at most {target.requests_per_minute} requests a minute"
        parts.append(f"{limit}\n{describe(plan, target)}")
    requests = "1 request" if total == 1 else f"{total} requests"
    return "\n\n".join([*parts, f"{requests} in all; nothing was sent"])


def _evidence(pairs: int, other_samples: int) -> Iterator[str]:
    yield f"{pairs - other_samples} answers of each to the same request"
    if other_samples:
        yield f"{other_samples} of each to the same case with other samples, without their values"
    yield "left out: pseudonyms, and dates that the zone or the moment of the answer explains"


def _require(workspace: Workspace, name: str, *, production: bool) -> None:
    """Raise Fault where a target cannot be asked; before anything is sent to the other one."""
    target = workspace.target_to_ask(name, production=production)
    credentials(target, workspace.environment)


def _gather(
    operand: Operand, contracts: list[Contract], workspace: Workspace, *, live: bool
) -> _Gathered:
    """Return the answers of one side.

    Where both are `live`, requests are the same by what was sent, else by what a recording shows.
    """
    if operand.target is None:
        return _read(operand, contracts, workspace)
    target = workspace.target(operand.target)
    asked, missing = _ask(target, workspace)
    known = {one.operation: one for one in contracts}
    answers = [
        Answer(known[planned.operation], found, f"{planned.path} {planned.credentials}")
        for planned, found in asked
    ]
    if not live:
        answers = recorded_answers([found for _, found in asked], contracts)
    return _Gathered(Compared(target.name, f"asked now, {len(asked)} answers"), answers, missing)


def _read(operand: Operand, contracts: list[Contract], workspace: Workspace) -> _Gathered:
    """Return the recordings of a file or folder; raise Fault where they are of no operation."""
    found, missing = [], []
    for one in recordings_of([operand.path]):
        if isinstance(one, Unread):
            missing.append(NotJudged(one.file, one.reason))
        else:
            found.append(redacted_interaction(one, workspace.contracts.redactor))
    answers = recorded_answers(found, contracts)
    if not answers:
        raise Fault(operand.text, "no recorded answer of any operation in it", _MEANT)
    targets = sorted({one.interaction.evidence_set.name for one in answers})
    words = f"{len(answers)} recorded answers of {', '.join(targets)}"
    return _Gathered(Compared(operand.path.as_posix(), words), answers, missing)


def _ask(
    target: Target, workspace: Workspace
) -> tuple[list[tuple["PlannedRequest", Interaction]], list[NotJudged]]:
    """Return the answers of a target to the plan, and what was not asked or had no answer.

    Raises Fault where there is nothing to ask.
    """
    from asdocumented.cli.asked import Asker
    from asdocumented.live.clock import Clock
    from asdocumented.live.http.failures import OutOfPatience, Unanswered
    from asdocumented.live.planning.plan import make_plan

    plan = make_plan(workspace.folder.newest, target.samples)
    if not plan.requests:
        raise Fault(target.name, "there is nothing to ask", "give the target samples")
    answers: list[tuple[PlannedRequest, Interaction]] = []
    count = len(plan.requests)
    tell(f"{target.name}: {count} requests; at most {target.requests_per_minute} a minute")
    with workspace.session(target, Clock(tell=tell)) as session:
        asker = Asker(session, target)
        try:
            answers.extend(
                (one, found) for one in plan.requests if (found := asker.ask(one)) is not None
            )
        except (OutOfPatience, Unanswered) as stopped:
            asker.failures.append(f"stopped: {stopped.what}")
    missing = [NotJudged(f"{target.name}: {one.name}", one.reason) for one in plan.left_out]
    return answers, [*missing, *(NotJudged(target.name, one) for one in asker.failures)]
