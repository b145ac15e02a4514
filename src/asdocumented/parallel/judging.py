"""Has parts of evidence judged by workers, and adds what they found in the order of the parts."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future

import msgspec

from asdocumented.evidence.parts import FileEnd, Part, WholeFiles
from asdocumented.evidence.unread import Unread
from asdocumented.parallel.adding import PartsAdder
from asdocumented.parallel.part_judge import PartSettings, judge_part
from asdocumented.parallel.workers import Workers, uninterrupted

LOST = "the process that judged it ended before its time, twice: is there too little memory?"

_AHEAD = 2
"""How many parts are given out for each worker, so that it never waits."""

_LARGE = 4 * 2**20
_MOST_FIRST = 32 * 2**20
_MUCH = 0.1
"""Before parts are given out, large ones are judged here, up to so many bytes, as long as much of
what one shows is kept: until no more answers are. What others keep of theirs would come in vain, or
could not be added.
"""


class _Sent(msgspec.Struct):
    """A part that was given to a worker, and what will be known of it."""

    part: Part
    judged: Future[bytes]


def judge_parts(
    parts: Iterable[Part | FileEnd | Unread],
    adder: PartsAdder,
    settings: PartSettings,
    workers: Workers,
) -> None:
    """Have parts judged, and add them as if they were judged here.

    An interruption ends the workers. A part whose worker is lost is judged once more, in a process
    of its own. Where none can be started, parts are judged here.
    """
    judge = _PartsJudge(adder, settings, workers)
    try:
        judge.judge(parts)
    finally:
        judge.end()


class _PartsJudge:
    def __init__(self, adder: PartsAdder, settings: PartSettings, workers: Workers) -> None:
        self._adder = adder
        self._packed = settings.packed()
        self._transport = settings.transport()
        self._workers = workers
        self._can_start = True
        self._executor: Executor | None = None
        self._is_begun = False
        self._first_bytes = 0
        self._waiting: deque[_Sent | FileEnd | Unread] = deque()

    def judge(self, parts: Iterable[Part | FileEnd | Unread]) -> None:
        """Keep the workers busy, and add what comes next."""
        for one in parts:
            if not self._is_begun and self._is_first(one):
                self._adder.add(one)
                continue
            self._waiting.append(one if isinstance(one, FileEnd | Unread) else self._send(one))
            if len(self._waiting) > self._workers.count * _AHEAD:
                self._take()
        while self._waiting:
            self._take()

    def _is_first(self, part: Part | FileEnd | Unread) -> bool:
        """Tell whether a part is judged here before others are given out."""
        if isinstance(part, FileEnd | Unread):
            return True
        is_first = (
            part.size >= _LARGE
            and self._first_bytes < _MOST_FIRST
            and all(urls is None for urls in self._adder.kept_urls)
            and (self._first_bytes == 0 or self._adder.kept_share >= _MUCH)
        )
        self._first_bytes += part.size if is_first else 0
        return is_first

    def end(self) -> None:
        """Let the workers go; what they have not begun is not judged."""
        for one in self._waiting:
            if isinstance(one, _Sent):
                one.judged.cancel()
        self._stop(self._executor)

    def _start(self, count: int) -> Executor | None:
        """Start workers; None where the machine starts none, which is not tried again."""
        not_started: tuple[type[BaseException], ...] = (OSError, *self._workers.lost)
        try:
            return self._workers.start(count) if self._can_start else None
        except not_started:
            self._can_start = False
            return None

    def _stop(self, executor: Executor | None) -> None:
        if executor is not None:
            executor.shutdown(wait=self._workers.are_ours)

    def _take(self) -> None:
        first = self._waiting.popleft()
        if not isinstance(first, _Sent):
            self._adder.add(first)
            return
        try:
            self._add(first)
        except self._workers.lost:
            self._start_again()
            self._judge_again(first.part)

    def _add(self, sent: _Sent) -> None:
        found, tally = self._transport.load(sent.judged.result())
        self._adder.add_judged(sent.part, found, tally)

    def _send(self, part: Part) -> _Sent:
        if not self._is_begun:
            self._is_begun = True
            self._executor = self._start(self._workers.count)
        return _Sent(part, self._submit(self._executor, part))

    def _submit(self, executor: Executor | None, part: Part) -> Future[bytes]:
        try:
            if executor is None:
                raise BrokenExecutor
            with uninterrupted():
                return executor.submit(judge_part, self._packed, part, self._adder.kept_urls)
        except self._workers.lost as error:
            failed: Future[bytes] = Future()
            failed.set_exception(error)
            return failed

    def _start_again(self) -> None:
        """Start new workers, and give them all parts that were not judged."""
        self._stop(self._executor)
        self._executor = self._start(self._workers.count)
        for one in self._waiting:
            if isinstance(one, _Sent) and not _is_judged(one.judged):
                one.judged = self._submit(self._executor, one.part)

    def _judge_again(self, part: Part) -> None:
        """Judge a part whose worker was lost, each file by itself; tell what is lost again."""
        for one in _pieces(part):
            executor = self._start(1)
            if executor is None:
                self._adder.add(one)
                continue
            try:
                self._add(_Sent(one, self._submit(executor, one)))
            except self._workers.lost:
                self._adder.lose(one, LOST)
            finally:
                self._stop(executor)


def _pieces(part: Part) -> Iterator[Part]:
    """Yield a part, of several files each by itself."""
    if isinstance(part, WholeFiles):
        size = part.size // len(part.files)
        yield from (WholeFiles((file,), size) for file in part.files)
    else:
        yield part


def _is_judged(future: Future[bytes]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None
