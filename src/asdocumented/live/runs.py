"""The journals of live runs in a folder: a new one, or the one that was interrupted last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from asdocumented.errors import Fault
from asdocumented.live.journal import Journal, Outcome, Start, read_journal
from asdocumented.live.plan import Plan, Planned
from asdocumented.live.sender import Sender
from asdocumented.model import Interaction, Request, Response


@dataclass(frozen=True, slots=True)
class Run:
    """A run: its journal, and what it has done already."""

    path: Path
    done: Mapping[str, Outcome]


def new_run(folder: Path, sender: Sender) -> Run:
    """Return a run that has done nothing yet, named after now and its target."""
    moment = f"{sender.clock.now():%Y%m%dT%H%M%S%fZ}"
    return Run(folder / f"{moment}-{sender.provenance.target}.jsonl", {})


def interrupted_run(folder: Path, sender: Sender, plan: Plan) -> Run:
    """Return the last run of this target and plan, if it is not done; raise Fault else."""
    wanted = (sender.provenance.target, plan.digest(), sender.provenance.version)
    for path in sorted(folder.glob("*.jsonl"), reverse=True):
        entries = list(read_journal(path))
        start = entries[0] if entries else None
        if not isinstance(start, Start) or (start.target, start.plan, start.version) != wanted:
            continue
        done = {one.name: one for one in entries if isinstance(one, Outcome) and one.transfer}
        if all(planned.name in done for planned in plan.requests):
            break
        return Run(path, done)
    remedy = "leave out --resume to begin a new one"
    raise Fault(str(folder), "no run of this target and plan was interrupted", remedy)


def outcomes(plan: Plan, run: Run, sender: Sender) -> Iterator[tuple[Planned, Outcome, bool]]:
    """Yield what came of each request, and whether it was done before; the journal has it by then.

    Raises OutOfPatience where the server asks to wait too long, Fault where nothing can be written.
    """
    try:
        run.path.parent.mkdir(parents=True, exist_ok=True)
        with Journal.open(run.path) as journal:
            if not run.done:
                sender.start(plan, journal)
            for planned in plan.requests:
                before = run.done.get(planned.name)
                yield planned, before or sender.send(planned, journal), before is not None
    except OSError as error:
        remedy = "name a folder that can be written: --report-dir"
        raise Fault(str(run.path), error.strerror or str(error), remedy) from error


def interactions(outcome: Outcome, sender: Sender) -> Sequence[Interaction]:
    """Return the interaction of an outcome, if it has one, as it is judged."""
    transfer, provenance = outcome.transfer, sender.provenance
    if transfer is None:
        return ()
    return (
        Interaction(
            name=f"{provenance.target}/{outcome.name}",
            origin="live",
            request=Request(transfer.method, transfer.url),
            response=Response(transfer.status, transfer.content_type, transfer.body),
            zone=provenance.zone,
            recorded=transfer.recorded,
            target=provenance.target,
            stand_in=provenance.stand_in,
        ),
    )
