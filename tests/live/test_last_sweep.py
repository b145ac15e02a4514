"""When a live run ends, what was learnt in it goes from all that it wrote before."""

import errno
import json
from pathlib import Path

import pytest

from asdocumented.errors import Fault
from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.interaction import Interaction
from asdocumented.evidence.unread import Unread
from asdocumented.formats.file_writing import write_whole
from asdocumented.live.clock import Clock
from asdocumented.live.runs import last_sweep
from asdocumented.live.runs.folder import open_run
from asdocumented.live.runs.sender import Sender, make_run_start
from asdocumented.live.runs.target_run import TargetRun
from tests.live.raw_server import http, serving
from tests.live.recordings import PROVENANCE, plan, session, texts

pytestmark = pytest.mark.enable_socket


def answer(**body: object) -> bytes:
    """Return an answer with this body."""
    return http("200 OK", json.dumps(body).encode(), "Content-Type: application/json")


def run(folder: Path, *answers: bytes, error: type[BaseException] | None = None) -> None:
    """Ask for as many answers as are served, and end with an error if one is given."""
    clock, requests = Clock(), plan(len(answers))
    start = make_run_start(PROVENANCE, requests.digest(), clock.now())
    with (
        serving(answers) as server,
        session(server.url) as ready,
        open_run(folder, [start], clock) as live,
    ):
        live.redactors["demo"] = ready.redactor
        judged: list[Interaction] = []
        target_run = TargetRun(Sender(ready, PROVENANCE, clock), live, judged.append)
        for planned in requests.requests:
            target_run.ask(planned)
        if error is not None:
            raise error


LATE = answer(note="sold by Margarethe"), answer(code="Margarethe", note="x")


def test_what_a_later_answer_shows_to_be_secret_goes_from_the_journal(tmp_path: Path) -> None:
    """A name in a free text stays until an answer shows whose it is; lengths stay as they were."""
    run(tmp_path, *LATE)
    found = [one.interaction for one in read_evidence([tmp_path]) if isinstance(one, Evidence)]
    assert [text for text in texts(tmp_path) if "margarethe" in text.lower()] == []
    notes = [json.loads(one.response.body)["note"] for one in found]
    assert (notes[0][:8], len(notes[0]), notes[1]) == ("sold by ", len("sold by Margarethe"), "x")


def test_an_interrupted_run_is_swept_too(tmp_path: Path) -> None:
    """Its journal goes on with another run."""
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, *LATE, error=KeyboardInterrupt)
    assert [text for text in texts(tmp_path) if "margarethe" in text.lower()] == []


def test_an_answer_that_cannot_be_mended_is_left_out(tmp_path: Path) -> None:
    """The secret stands in a form that nothing can replace: the request counts as unanswered."""
    run(tmp_path, answer(note="code 99443-32266-71"), answer(code="99443322 6671", note="x"))
    reasons = [one.reason for one in read_evidence([tmp_path]) if isinstance(one, Unread)]
    assert [text for text in texts(tmp_path) if "32266" in text] == []
    assert reasons == [
        "demo/coupons/case-00: not kept, for it would hold a known value, in another form",
        "the run of demo did not come to its end",
    ]


def refuse(monkeypatch: pytest.MonkeyPatch, *, always: bool) -> None:
    """Let nothing be written where a file stands in the way of room, or nothing at all."""

    def write(path: Path, content: bytes) -> None:
        if always or path.exists():
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write_whole(path, content)

    monkeypatch.setattr(last_sweep, "write_whole", write)


def test_a_journal_on_a_full_disk_is_swept_in_the_room_that_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its old content goes first."""
    refuse(monkeypatch, always=False)
    run(tmp_path, *LATE)
    assert len([one for one in read_evidence([tmp_path]) if isinstance(one, Evidence)]) == len(LATE)
    assert [text for text in texts(tmp_path) if "margarethe" in text.lower()] == []


def test_a_journal_that_cannot_be_swept_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file keeps what was learnt later."""
    refuse(monkeypatch, always=True)
    with pytest.raises(Fault, match="No space left on device"):
        run(tmp_path, *LATE)
    assert [*tmp_path.glob("*.jsonl")] == []


def test_a_journal_without_what_was_learnt_is_not_written_again(tmp_path: Path) -> None:
    """Most runs learn nothing late."""
    run(tmp_path, answer(note="sold"), answer(note="again"))
    (path,) = tmp_path.glob("*.jsonl")
    before = path.stat().st_ino
    run(tmp_path, answer(note="sold"))
    assert path.stat().st_ino == before
