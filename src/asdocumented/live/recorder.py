"""A recording: each case of a plan sent, redacted, journalled, and exported as a cassette."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal, TypeAlias

from filelock import FileLock, Timeout

from asdocumented.errors import Fault
from asdocumented.live.clock import Clock
from asdocumented.live.export import PARTIAL, Provenance, cassette, write_whole
from asdocumented.live.failures import NoAnswer
from asdocumented.live.journal import Intent, Journal, Outcome, Start, read_journal
from asdocumented.live.plan import Plan, Planned
from asdocumented.live.session import Session
from asdocumented.redaction.sweep import find_secrets
from asdocumented.redaction.transfer import Transfer

Result: TypeAlias = Literal["recorded", "resumed", "failed", "withheld"]

_FOLDER = ".recording"
_RESUMABLE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one case; `status` is HTTP's, `reason` why there is no cassette."""

    planned: Planned
    result: Result
    status: int | None = None
    reason: str = ""
    attempts: int = 0


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

    def __init__(
        self, session: Session, folder: Path, provenance: Provenance, clock: Clock
    ) -> None:
        self._session = session
        self._folder = folder
        self._provenance = provenance
        self._clock = clock

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
                    journal.write(self._start(plan))
                for planned in plan.requests:
                    before = (done or {}).get(planned.name)
                    if before is None:
                        yield self._record_one(planned, journal)
                    else:
                        yield self._export(planned, before, "resumed")
            path.unlink()

    def _start(self, plan: Plan) -> Start:
        return Start(
            self._provenance.target,
            plan.digest(),
            self._provenance.version,
            self._clock.now(),
            self._provenance.zone,
            self._provenance.stand_in,
        )

    def _resumable(self, path: Path) -> dict[str, Transfer] | None:
        """Return what an interrupted recording has; None where there is none to resume."""
        entries = list(read_journal(path))
        start = entries[0] if entries else None
        if not isinstance(start, Start) or start.version != self._provenance.version:
            return None
        if not timedelta() <= self._clock.now() - start.started < _RESUMABLE:
            return None
        return {
            entry.name: entry.transfer
            for entry in entries
            if isinstance(entry, Outcome) and entry.transfer is not None
        }

    def _record_one(self, planned: Planned, journal: Journal) -> CaseResult:
        """Send one request; its outcome is on the disk, redacted, when this returns."""
        journal.write(Intent(planned.name, self._clock.now()))
        before = self._session.transport.attempts
        try:
            transfer = self._session.send(planned)
        except NoAnswer as failure:
            attempts = self._session.transport.attempts - before
            journal.write(Outcome(planned.name, self._clock.now(), attempts, None, failure.what))
            reason = f"{failure.what}; {failure.remedy}"
            return CaseResult(planned, "failed", None, reason, attempts)
        attempts = self._session.transport.attempts - before
        if found := self._secrets_in(transfer):
            journal.write(Outcome(planned.name, self._clock.now(), attempts, None, found))
            return CaseResult(planned, "withheld", transfer.status, found, attempts)
        journal.write(Outcome(planned.name, self._clock.now(), attempts, transfer))
        return replace(self._export(planned, transfer, "recorded"), attempts=attempts)

    def _export(self, planned: Planned, transfer: Transfer, result: Result) -> CaseResult:
        if found := self._secrets_in(transfer):
            return CaseResult(planned, "withheld", transfer.status, found)
        content = cassette(transfer, self._provenance)
        write_whole(cassette_path(self._folder, planned), content)
        return CaseResult(planned, result, transfer.status)

    def _secrets_in(self, transfer: Transfer) -> str:
        """Return why a transfer must not be written; "" where it may."""
        secrets = self._session.redactor.secrets
        content = cassette(transfer, self._provenance)
        found = find_secrets(content, secrets) or find_secrets(transfer.body, secrets)
        return f"not written, for it would hold {found[0]}" if found else ""


def cassette_path(folder: Path, planned: Planned) -> Path:
    """Return where the cassette of a case stands in a target's folder."""
    return folder / planned.operation / f"{planned.case}.yaml"
