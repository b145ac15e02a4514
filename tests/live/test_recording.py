"""A recording is redacted, resumed, locked, and never destroys an older cassette."""

import base64
from pathlib import Path

import pytest

from asdocumented.errors import Fault
from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import OutOfPatience
from asdocumented.live.runs.recording import Recorder, lock_recordings
from asdocumented.live.runs.sender import Sender
from tests.live.fake_clock import FakeClock
from tests.live.raw_server import http, serving
from tests.live.recordings import ANSWER, PROVENANCE, plan, record, session, texts

pytestmark = pytest.mark.enable_socket


def test_each_case_becomes_a_cassette(tmp_path: Path) -> None:
    """The file is named after operation and case; the journal is gone once all is done."""
    with serving([ANSWER]) as server:
        assert record(server.url, tmp_path, plan(2)) == ["case-00 recorded", "case-01 recorded"]
    cassettes = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.yaml"))
    assert cassettes == ["coupons/case-00.yaml", "coupons/case-01.yaml"]
    assert list(tmp_path.rglob("*.jsonl")) == []


def test_nothing_secret_stands_in_any_file(tmp_path: Path) -> None:
    """Codes, credentials, cookies, unknown texts: no canary of either side is written."""
    with serving([ANSWER]) as server:
        record(server.url, tmp_path, plan(2))
    assert "canary" in server.requests[0].lower()
    assert not [text for text in texts(tmp_path) if "canary" in text.lower()]


def test_the_journal_of_an_interrupted_recording_holds_nothing_secret(tmp_path: Path) -> None:
    """What is flushed after each request is redacted, too."""
    with serving([ANSWER]) as server, session(server.url) as ready:
        results = Recorder(Sender(ready, PROVENANCE, Clock()), tmp_path).record(plan(3))
        next(results)
        journal = next(tmp_path.rglob("*.jsonl")).read_text("utf-8")
        results.close()  # type: ignore[attr-defined]  # it is a generator
    assert '"name":"coupons/case-00"' in journal
    assert "canary" not in journal.lower()


def test_an_interrupted_recording_goes_on_where_it_was(tmp_path: Path) -> None:
    """What is done is not asked for again."""
    with serving([ANSWER]) as server:
        with session(server.url) as ready:
            results = Recorder(Sender(ready, PROVENANCE, Clock()), tmp_path).record(plan(3))
            next(results)
            next(results)
            results.close()  # type: ignore[attr-defined]  # it is a generator
        assert record(server.url, tmp_path, plan(3)) == [
            "case-00 resumed",
            "case-01 resumed",
            "case-02 recorded",
        ]
    assert len(server.requests) == 3


def test_a_whole_recording_is_recorded_anew(tmp_path: Path) -> None:
    """Nothing is resumed once all cases are there."""
    with serving([ANSWER]) as server:
        record(server.url, tmp_path, plan(1))
        assert record(server.url, tmp_path, plan(1)) == ["case-00 recorded"]
    assert len(server.requests) == 2


def test_an_interrupted_recording_of_yesterday_is_not_resumed(tmp_path: Path) -> None:
    """After a day all is asked again: the server may behave otherwise by now."""
    fake = FakeClock()
    with serving([ANSWER]) as server:
        with session(server.url) as ready:
            results = Recorder(Sender(ready, PROVENANCE, fake.clock), tmp_path).record(plan(2))
            next(results)
            results.close()  # type: ignore[attr-defined]  # it is a generator
        fake.passed = 86_401
        with session(server.url) as ready:
            later = Recorder(Sender(ready, PROVENANCE, fake.clock), tmp_path).record(plan(2))
            assert [one.status for one in later] == ["recorded", "recorded"]


def test_a_failed_request_leaves_the_old_cassette(tmp_path: Path) -> None:
    """Re-recording never destroys before the new one is whole."""
    with serving([ANSWER]) as server:
        record(server.url, tmp_path, plan(1))
    (cassette,) = tmp_path.rglob("*.yaml")
    old = cassette.read_bytes()
    with serving([http("200 OK", b"x" * 9_000_000)]) as server:
        assert record(server.url, tmp_path, plan(1)) == ["case-00 failed"]
    assert cassette.read_bytes() == old


def test_a_server_that_asks_for_a_long_wait_ends_the_recording(tmp_path: Path) -> None:
    """What was recorded before stays, and the same command goes on later."""
    refusal = http("429 Too Many Requests", b"", "Retry-After: 86400")
    with serving([ANSWER, refusal]) as server, session(server.url) as ready:
        results = Recorder(Sender(ready, PROVENANCE, Clock()), tmp_path).record(plan(2))
        assert next(results).status == "recorded"
        with pytest.raises(OutOfPatience):
            next(results)
    with serving([ANSWER]) as server:
        assert record(server.url, tmp_path, plan(2)) == ["case-00 resumed", "case-01 recorded"]


def test_two_recorders_of_one_folder_exclude_each_other(tmp_path: Path) -> None:
    """The second one is told, and nothing of the first is touched."""
    other = pytest.raises(Fault, match="another recorder is at work")
    with serving([ANSWER]) as server, lock_recordings(tmp_path), other:
        record(server.url, tmp_path, plan(1))
    assert server.requests == []


def test_what_a_secret_would_stand_in_is_not_written(tmp_path: Path) -> None:
    """A server that tells a credential in base64 in a field that stays: the sweep refuses."""
    coded = base64.b64encode(b"see: canary-word").decode()
    answer = http("200 OK", f'{{"note": "{coded}"}}'.encode(), "Content-Type: application/json")
    with serving([answer]) as server:
        assert record(server.url, tmp_path, plan(1)) == ["case-00 failed"]
    assert list(tmp_path.rglob("*.yaml")) == []
    assert not [text for text in texts(tmp_path) if coded in text]


def test_leftovers_of_a_kill_are_cleared_away(tmp_path: Path) -> None:
    """A file that was half written when the recorder died is removed by the next one."""
    leftover = tmp_path / "coupons" / ".case-00.yaml.123.partial"
    leftover.parent.mkdir()
    leftover.write_bytes(b"half")
    with serving([ANSWER]) as server:
        record(server.url, tmp_path, plan(1))
    assert not leftover.exists()
