"""A recording: each case of a plan sent, redacted, journalled, and written as a cassette."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

import msgspec

from asdocumented.contracts.model import Contract
from asdocumented.errors import Fault
from asdocumented.evidence.journal import Entry, RequestResult, RunStart
from asdocumented.evidence.recorded import Recorded
from asdocumented.evidence.vcr import read_yaml
from asdocumented.formats import json_body
from asdocumented.formats.damage import Damaged
from asdocumented.formats.file_writing import PARTIAL, write_whole
from asdocumented.formats.http_message import HttpExchange
from asdocumented.judging.answers import REFUSALS, shows_nothing, why_no_answer
from asdocumented.live.planning.plan import Plan, PlannedRequest
from asdocumented.live.runs.cassette import cassette, says_the_same
from asdocumented.live.runs.journal import Journal, read_whole_entries
from asdocumented.live.runs.last_sweep import WrittenCassette, remove_unsafe, sweep_again
from asdocumented.live.runs.lock import hold_lock
from asdocumented.live.runs.sender import Sender, make_run_start

CaseStatus: TypeAlias = Literal["recorded", "unchanged", "resumed", "failed"]

_FOLDER = ".recording"
_MAKE_ROOM = "make room for it, or name another folder: --into"
_FAILED = "last-failed.jsonl"
_RESUMABLE = timedelta(days=1)
_FRESH = timedelta(days=90)


class CaseResult(msgspec.Struct, frozen=True):
    """What came of one case; `reason` tells why it failed, and `old` whether a recording stays.

    It is unchanged where a stand-in answered what is recorded already: the file is not touched.
    `no_answer` tells that a response came that is no answer of the API.
    """

    planned: PlannedRequest
    status: CaseStatus
    result: RequestResult
    reason: str = ""
    old: bool = False
    no_answer: bool = False


@contextmanager
def lock_recordings(folder: Path) -> Iterator[Path]:
    """Yield the hidden folder of the recordings in a target's folder, locked until the end.

    Files that a killed recorder left half written are removed. Raises Fault where another recorder
    is at work there, or the folder cannot be written, at the beginning or later: a full disk.
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
            yield hidden
        except OSError as error:
            reason = error.strerror or "cannot be written"
            raise Fault(str(folder), reason, _MAKE_ROOM) from error


class Recorder:
    """Records into a target's folder: `<operation>/<case>.yaml` for each case of a plan.

    `contracts` tell by operation which responses are answers: no other one is recorded. `removed`
    are the cases whose cassette had to go at the end, for it held a secret that was learnt later.
    """

    def __init__(self, sender: Sender, folder: Path, contracts: Mapping[str, Contract]) -> None:
        self._sender = sender
        self._folder = folder
        self._contracts = contracts
        self._written: list[WrittenCassette] = []
        self.removed: list[str] = []

    def record(self, plan: Plan) -> Iterator[CaseResult]:
        """Send what a plan asks for, and yield what came of each case.

        A recording of the same plan, host and zone that was interrupted within the last day is
        resumed. Where a case failed, the journal stays in the hidden folder. Raises OutOfPatience
        where the server asks to wait too long: what was recorded stays. At the end, however it
        comes, all that was written is swept again with all that was learnt.
        """
        with lock_recordings(self._folder) as hidden:
            identity = self._identity(plan)
            path = hidden / f"{identity}.jsonl"
            if not self._is_resumable(path):
                path.unlink(missing_ok=True)
            try:
                failed = yield from self._cases(plan, path, identity)
            finally:
                self._sweep_again(path)
            if failed and path.exists():
                path.replace(hidden / _FAILED)
            else:
                path.unlink(missing_ok=True)

    def _cases(self, plan: Plan, path: Path, identity: str) -> Generator[CaseResult, None, bool]:
        """Yield what came of each case; return whether one failed."""
        with Journal.open(path) as journal:
            answered = _with_exchange(journal.entries)
            failed = False
            if not journal.entries:
                sender = self._sender
                journal.write(make_run_start(sender.provenance, identity, sender.clock.now()))
            for planned in plan.requests:
                before = answered.get(planned.name)
                if before is not None and self._why_no_answer(planned, before):
                    before = None
                result = before or self._sender.send(planned, journal)
                one = self._export(planned, result, "resumed" if before else "recorded")
                failed = failed or one.status == "failed"
                yield one
        return failed

    def _sweep_again(self, journal: Path) -> None:
        sender = self._sender
        redactor = sender.session.redactor
        try:
            self.removed += sweep_again(self._written, sender.provenance, redactor)
        finally:
            remove_unsafe(journal, redactor)

    def _identity(self, plan: Plan) -> str:
        """Return the identity of a recording: another plan, host, path or zone begins anew.

        A server that was started again on loopback has another port.
        """
        base, zone = urlsplit(self._sender.session.base), self._sender.provenance.zone
        where = (base.hostname or "", base.path, zone or "", plan.digest())
        return sha256("\n".join(where).encode()).hexdigest()[:16]

    def _is_resumable(self, path: Path) -> bool:
        """Tell whether a recording was interrupted that this version of the tool can go on with."""
        start = next(read_whole_entries(path), None)
        if not isinstance(start, RunStart) or start.version != self._sender.provenance.version:
            return False
        return timedelta() <= self._sender.clock.now() - start.started < _RESUMABLE

    def _export(
        self, planned: PlannedRequest, result: RequestResult, status: CaseStatus
    ) -> CaseResult:
        """Write the cassette of an answer, unless its final bytes hold a secret."""
        path = cassette_path(self._folder, planned)
        old = _read(path)
        if result.exchange is None:
            return CaseResult(planned, "failed", result, result.failure or "", old is not None)
        why = self._why_no_answer(planned, result)
        if why and (planned.credentials == "right" or self._is_answer(planned, old)):
            return CaseResult(planned, "failed", result, why, old is not None, no_answer=True)
        if why := self._why_not_replaced(planned, result.exchange, old):
            return CaseResult(planned, "failed", result, why, old=True)
        content = cassette(result.exchange, self._sender.provenance)
        if refusal := self._sender.secrets_in(content):
            return CaseResult(planned, "failed", result, refusal, old is not None)
        if self._is_recorded_already(old, content):
            status = "resumed" if status == "resumed" else "unchanged"
        else:
            self._write(path, content)
        self._written.append(WrittenCassette(planned.name, path, result.exchange))
        return CaseResult(planned, status, result, old=old is not None)

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        try:
            write_whole(path, content)
        except OSError as error:
            what = error.strerror or "cannot be written"
            raise Fault(str(path), what, _MAKE_ROOM) from error

    def _why_no_answer(self, planned: PlannedRequest, result: RequestResult) -> str:
        """Return why a response is no answer of the API, "" where it is one.

        A refusal is one where no credentials or wrong ones are sent.
        """
        exchange = result.exchange
        if exchange is None or (planned.credentials != "right" and exchange.status in REFUSALS):
            return ""
        contract = self._contracts[planned.operation]
        return why_no_answer(contract, exchange.status, exchange.body, exchange.content_type)

    def _is_answer(self, planned: PlannedRequest, old: bytes | None) -> bool:
        """Tell whether a refusal is recorded that an answer of the API may replace alone."""
        before = _read_recorded(old)
        if before is None or before.status in REFUSALS:
            return before is not None
        contract = self._contracts[planned.operation]
        return not why_no_answer(contract, before.status, before.body, before.content_type)

    def _why_not_replaced(
        self, planned: PlannedRequest, exchange: HttpExchange, old: bytes | None
    ) -> str:
        """Return why an answer must not replace the recording of a case, "" where it may.

        One that shows nothing takes no evidence away, such as where a sample exists no more.
        """
        if planned.credentials != "right":
            return ""
        contract = self._contracts[planned.operation]
        if _shows(contract, exchange.status, exchange.body, exchange.content_type):
            return ""
        before = _read_recorded(old)
        if before is None:
            return ""
        shown = _shows(contract, before.status, before.body, before.content_type)
        return f"HTTP {exchange.status}, and nothing is shown any more" if shown else ""

    def _is_recorded_already(self, old: bytes | None, content: bytes) -> bool:
        """Tell whether an old recording of a stand-in says the same, and is not about to be stale.

        Of other targets it matters when they were asked last.
        """
        if old is None or not self._sender.provenance.stand_in:
            return False
        since = self._sender.clock.now() - _FRESH
        return says_the_same(old, content, since)


def _shows(contract: Contract, status: int, body: bytes, content_type: str | None) -> bool:
    """Tell whether an answer shows something."""
    root = contract.body(status, content_type)
    other = bool(body) and bool(contract.media_types(status))
    return not shows_nothing(root, status, *json_body.parse(body), other_content=other)


def _read(path: Path) -> bytes | None:
    """Return the content of a file; None where there is none, or it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _read_recorded(old: bytes | None) -> Recorded | None:
    """Return what a cassette holds; None where it cannot be read, or there is none."""
    try:
        before = None if old is None else next(read_yaml(BytesIO(old)), None)
    except Damaged:
        return None
    return before if isinstance(before, Recorded) else None


def _with_exchange(entries: Sequence[Entry]) -> Mapping[str, RequestResult]:
    return {
        entry.name: entry
        for entry in entries
        if isinstance(entry, RequestResult) and entry.exchange is not None
    }


def cassette_path(folder: Path, planned: PlannedRequest) -> Path:
    """Return where the cassette of a case stands in a target's folder."""
    return folder / planned.operation / f"{planned.case}.yaml"
