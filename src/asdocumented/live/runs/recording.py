"""A recording: each case of a plan sent, redacted, journalled, and exported as a cassette."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal, TypeAlias

from filelock import FileLock, Timeout

from asdocumented.errors import Fault
from asdocumented.live.planning.plan import Plan, Planned
from asdocumented.live.runs.cassette import PARTIAL, cassette, write_whole
from asdocumented.live.runs.journal import Journal, Outcome, Start, read_journal
from asdocumented.live.runs.sender import Sender, begin

Result: TypeAlias = Literal["recorded", "resumed", "failed"]

_FOLDER = ".recording"
_RESUMABLE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one case; `reason` tells why there is no new cassette."""

    planned: Planned
    result: Result
    outcome: Outcome
    reason: str = ""


@contextmanager
def exclusive(folder: Path) -> Iterator[Path]:
    """Yield the hidden folder of the recordings in a target's folder, locked until the end.

    Raises Fault where another recorder is at work there, or the folder cannot be written.
    """
    hidden = folder / _FOLDER
    try:
        hidden.mkdir(parents=True, exist_ok=True)
        (hidden / ".gitignore").write_text("*\n", encoding="utf-8")
        lock = FileLock(hidden / "lock")
        lock.acquire(timeout=0)
        for partial in folder.rglob(f".*{PARTIAL}"):
            partial.unlink(missing_ok=True)
    except Timeout:
        what = "another recorder is at work in this folder"
        raise Fault(str(folder), what, "wait until it has ended") from None
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise Fault(str(folder), reason, "name another folder: --cassettes") from error
    try:
        yield hidden
    finally:
        lock.release()


class Recorder:
    """Records into a target's folder: `<operation>/<case>.yaml` for each case of a plan."""

    def __init__(self, sender: Sender, folder: Path) -> None:
        self._sender = sender
        self._folder = folder

    def record(self, plan: Plan) -> Iterator[CaseResult]:
        """Send what a plan asks for, and yield what came of each case.

        A recording of the same plan that was interrupted within the last day is resumed. Raises
        OutOfPatience where the server asks to wait too long: what was recorded stays.
        """
        with exclusive(self._folder) as hidden:
            path = hidden / f"{plan.digest()}.jsonl"
            done = self._resumable(path)
            if done is None:
                path.unlink(missing_ok=True)
            with Journal.open(path) as journal:
                if done is None:
                    sender = self._sender
                    journal.write(begin(sender.provenance, plan.digest(), sender.clock.now()))
                for planned in plan.requests:
                    before = (done or {}).get(planned.name)
                    outcome = before or self._sender.send(planned, journal)
                    yield self._export(planned, outcome, "resumed" if before else "recorded")
            path.unlink()

    def _resumable(self, path: Path) -> dict[str, Outcome] | None:
        """Return what an interrupted recording has; None where there is none to resume."""
        entries = list(read_journal(path))
        start = entries[0] if entries else None
        if not isinstance(start, Start) or start.version != self._sender.provenance.version:
            return None
        if not timedelta() <= self._sender.clock.now() - start.started < _RESUMABLE:
            return None
        return {
            entry.name: entry
            for entry in entries
            if isinstance(entry, Outcome) and entry.transfer is not None
        }

    def _export(self, planned: Planned, outcome: Outcome, result: Result) -> CaseResult:
        """Write the cassette of an outcome; its final bytes are searched for secrets again."""
        if outcome.transfer is None:
            return CaseResult(planned, "failed", outcome, outcome.failure or "")
        content = cassette(outcome.transfer, self._sender.provenance)
        if refusal := self._sender.secrets_in(content):
            return CaseResult(planned, "failed", outcome, refusal)
        write_whole(cassette_path(self._folder, planned), content)
        return CaseResult(planned, result, outcome)


def cassette_path(folder: Path, planned: Planned) -> Path:
    """Return where the cassette of a case stands in a target's folder."""
    return folder / planned.operation / f"{planned.case}.yaml"
