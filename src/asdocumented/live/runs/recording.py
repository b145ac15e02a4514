"""A recording: each case of a plan sent, redacted, journalled, and written as a cassette."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal, TypeAlias

from asdocumented.errors import Fault
from asdocumented.evidence.journal import Entry, RequestResult, RunStart
from asdocumented.formats.files import PARTIAL, write_whole
from asdocumented.live.planning.plan import Plan, PlannedRequest
from asdocumented.live.runs.cassette import cassette
from asdocumented.live.runs.journal import Journal, read_whole_entries
from asdocumented.live.runs.lock import hold_lock
from asdocumented.live.runs.sender import Sender, make_run_start

CaseStatus: TypeAlias = Literal["recorded", "resumed", "failed"]

_FOLDER = ".recording"
_RESUMABLE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """Whether one case was recorded; `reason` tells why there is no new cassette."""

    planned: PlannedRequest
    status: CaseStatus
    result: RequestResult
    reason: str = ""


@contextmanager
def lock_recordings(folder: Path) -> Iterator[Path]:
    """Yield the hidden folder of the recordings in a target's folder, locked until the end.

    Files that a killed recorder left half written are removed. Raises Fault where another recorder
    is at work there, or the folder cannot be written.
    """
    hidden = folder / _FOLDER
    with ExitStack() as stack:
        try:
            hidden.mkdir(parents=True, exist_ok=True)
            (hidden / ".gitignore").write_text("*\n", encoding="utf-8")
            busy = "another recorder is at work in this folder"
            stack.enter_context(hold_lock(hidden / "lock", folder, busy))
            for partial in folder.rglob(f".*{PARTIAL}"):
                partial.unlink(missing_ok=True)
        except OSError as error:
            reason = error.strerror or "cannot be written"
            raise Fault(str(folder), reason, "name another folder: --cassettes") from error
        yield hidden


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
        with lock_recordings(self._folder) as hidden:
            path = hidden / f"{plan.digest()}.jsonl"
            if not self._is_resumable(path):
                path.unlink(missing_ok=True)
            with Journal.open(path) as journal:
                answered = _answered(journal.entries)
                if not journal.entries:
                    sender = self._sender
                    start = make_run_start(sender.provenance, plan.digest(), sender.clock.now())
                    journal.write(start)
                for planned in plan.requests:
                    before = answered.get(planned.name)
                    result = before or self._sender.send(planned, journal)
                    yield self._export(planned, result, "resumed" if before else "recorded")
            path.unlink()

    def _is_resumable(self, path: Path) -> bool:
        """Tell whether a recording was interrupted that this version of the tool can go on with."""
        start = next(read_whole_entries(path), None)
        if not isinstance(start, RunStart) or start.version != self._sender.provenance.version:
            return False
        return timedelta() <= self._sender.clock.now() - start.started < _RESUMABLE

    def _export(
        self, planned: PlannedRequest, result: RequestResult, status: CaseStatus
    ) -> CaseResult:
        """Write the cassette of a result, unless its final bytes hold a secret."""
        if result.exchange is None:
            return CaseResult(planned, "failed", result, result.failure or "")
        content = cassette(result.exchange, self._sender.provenance)
        if refusal := self._sender.secrets_in(content):
            return CaseResult(planned, "failed", result, refusal)
        write_whole(cassette_path(self._folder, planned), content)
        return CaseResult(planned, status, result)


def _answered(entries: Sequence[Entry]) -> Mapping[str, RequestResult]:
    return {
        entry.name: entry
        for entry in entries
        if isinstance(entry, RequestResult) and entry.exchange is not None
    }


def cassette_path(folder: Path, planned: PlannedRequest) -> Path:
    """Return where the cassette of a case stands in a target's folder."""
    return folder / planned.operation / f"{planned.case}.yaml"
