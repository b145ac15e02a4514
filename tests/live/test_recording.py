"""A recording is redacted, resumed, locked, and never destroys an older cassette."""

import base64
import json
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path

import pytest
from msgspec import structs

from asdocumented.errors import Fault
from asdocumented.evidence.journal import RequestResult
from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import OutOfPatience
from asdocumented.live.planning.plan import Plan
from asdocumented.live.runs.journal import Journal, read_whole_entries
from asdocumented.live.runs.recording import Recorder, lock_recordings
from asdocumented.live.runs.sender import Sender
from tests.live.fake_clock import FakeClock
from tests.live.raw_server import http, serving
from tests.live.recordings import (
    ANSWER,
    BODY,
    PROVENANCE,
    edition,
    plan,
    record,
    recorder,
    session,
    texts,
)

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
        results = recorder(ready, tmp_path).record(plan(3))
        next(results)
        journal = next(tmp_path.rglob("*.jsonl")).read_text("utf-8")
        results.close()  # type: ignore[attr-defined]  # it is a generator
    assert '"name":"coupons/case-00"' in journal
    assert "canary" not in journal.lower()


def test_an_interrupted_recording_goes_on_where_it_was(tmp_path: Path) -> None:
    """What is done is not asked for again."""
    with serving([ANSWER]) as server:
        with session(server.url) as ready:
            results = recorder(ready, tmp_path).record(plan(3))
            next(results)
            next(results)
            results.close()  # type: ignore[attr-defined]  # it is a generator
        assert record(server.url, tmp_path, plan(3)) == [
            "case-00 resumed",
            "case-01 resumed",
            "case-02 recorded",
        ]
    assert len(server.requests) == 3


def test_a_recording_in_another_zone_begins_anew(tmp_path: Path) -> None:
    """What was answered before was recorded under another zone."""
    with serving([ANSWER]) as server, session(server.url) as ready:
        results = recorder(ready, tmp_path).record(plan(2))
        next(results)
        results.close()  # type: ignore[attr-defined]  # it is a generator
        elsewhere = structs.replace(PROVENANCE, zone="Asia/Kolkata")
        contracts = {"coupons": edition(1).contract}
        again = Recorder(Sender(ready, elsewhere, Clock()), tmp_path, contracts)
        assert [one.status for one in again.record(plan(2))] == ["recorded", "recorded"]


def test_a_cassette_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    """With its place and what to do; a file stands where its folder should be."""
    (tmp_path / "coupons").touch()
    with serving([ANSWER]) as server, pytest.raises(Fault) as fault:
        record(server.url, tmp_path, plan(1))
    assert fault.value.where == str(tmp_path / "coupons" / "case-00.yaml")
    assert fault.value.remedy == "make room for it, or name another folder: --into"


def test_a_whole_recording_is_recorded_anew(tmp_path: Path) -> None:
    """Nothing is resumed once all cases are there."""
    with serving([ANSWER]) as server:
        record(server.url, tmp_path, plan(1))
        assert record(server.url, tmp_path, plan(1)) == ["case-00 unchanged"]
    assert len(server.requests) == 2


def test_a_stand_in_that_answers_as_before_leaves_its_file_untouched(tmp_path: Path) -> None:
    """Only the dates would change; after 90 days they do, so that no recording gets stale."""
    fake = FakeClock()
    dated = http(
        "200 OK", BODY, "Content-Type: application/json", "Date: Sun, 22 Nov 2026 12:00:00 GMT"
    )
    later = dated.replace(b"22 Nov", b"23 Nov")

    def again(answer: bytes, days: int) -> tuple[str, bytes]:
        fake.passed = days * 86_400
        with serving([answer]) as server, session(server.url, fake.clock) as ready:
            (one,) = recorder(ready, tmp_path, fake.clock).record(plan(1))
        (path,) = tmp_path.rglob("*.yaml")
        return one.status, path.read_bytes()

    status, first = again(dated, 0)
    assert status == "recorded"
    assert again(later, 90) == ("unchanged", first)
    status, renewed = again(later, 91)
    assert (status, first in renewed, b"23 Nov" in renewed) == ("recorded", False, True)
    status, changed = again(later.replace(b'"count": 1', b'"count": 2'), 91)
    assert (status, changed == renewed) == ("recorded", False)


def test_an_interrupted_recording_of_yesterday_is_not_resumed(tmp_path: Path) -> None:
    """After a day all is asked again: the server may behave otherwise by now."""
    fake = FakeClock()
    with serving([ANSWER]) as server:
        with session(server.url) as ready:
            results = recorder(ready, tmp_path, fake.clock).record(plan(2))
            next(results)
            results.close()  # type: ignore[attr-defined]  # it is a generator
        fake.passed = 86_401
        with session(server.url) as ready:
            later = recorder(ready, tmp_path, fake.clock).record(plan(2))
            assert [one.status for one in later] == ["unchanged", "recorded"]


def test_a_failed_request_leaves_the_old_cassette(tmp_path: Path) -> None:
    """Re-recording never destroys before the new one is whole."""
    with serving([ANSWER]) as server:
        record(server.url, tmp_path, plan(1))
    (cassette,) = tmp_path.rglob("*.yaml")
    old = cassette.read_bytes()
    with serving([http("200 OK", b"x" * 9_000_000)]) as server:
        assert record(server.url, tmp_path, plan(1)) == ["case-00 failed"]
    assert cassette.read_bytes() == old


NO_ANSWERS = [
    http("401 Unauthorized", BODY, "Content-Type: application/json"),
    http("403 Forbidden", BODY, "Content-Type: application/json"),
    http("500 Internal Server Error", BODY, "Content-Type: application/json"),
    http("302 Found", BODY, "Location: /login"),
    http("200 OK", b"<html>login</html>", "Content-Type: text/html"),
    http("404 Not Found", b"<html>no such page</html>", "Content-Type: text/html"),
    http("200 OK", b"", "Content-Type: application/json"),
    http("200 OK", b'{"code": "CANARY-CO', "Content-Type: application/json"),
]


@pytest.mark.parametrize("answer", NO_ANSWERS, ids=range(len(NO_ANSWERS)))
def test_what_is_no_answer_replaces_no_recording(answer: bytes, tmp_path: Path) -> None:
    """The old cassette stays byte for byte, and without one nothing is written."""
    with serving([answer]) as server:
        assert record(server.url, tmp_path, plan(1)) == ["case-00 failed"]
    assert list(tmp_path.rglob("*.yaml")) == []
    with serving([ANSWER]) as server:
        assert record(server.url, tmp_path, plan(1)) == ["case-00 recorded"]
    (cassette,) = tmp_path.rglob("*.yaml")
    old = cassette.read_bytes()
    with serving([answer]) as server:
        assert record(server.url, tmp_path, plan(1)) == ["case-00 failed"]
    assert cassette.read_bytes() == old


@pytest.mark.parametrize(
    "nothing",
    [
        http("404 Not Found", b'{"message": "no such coupon"}', "Content-Type: application/json"),
        http("200 OK", b"{}", "Content-Type: application/json"),
    ],
    ids=["not found", "empty"],
)
def test_an_answer_that_shows_nothing_replaces_none_that_shows_something(
    nothing: bytes, tmp_path: Path
) -> None:
    """A sample that exists no more takes no evidence away; without a recording it is one."""
    with serving([nothing]) as server:
        assert record(server.url, tmp_path, plan(1)) == ["case-00 recorded"]
    with serving([ANSWER]) as server:
        assert record(server.url, tmp_path, plan(1)) == ["case-00 recorded"]
    (cassette,) = tmp_path.rglob("*.yaml")
    old = cassette.read_bytes()
    with serving([nothing]) as server:
        assert record(server.url, tmp_path, plan(1)) == ["case-00 failed"]
    assert cassette.read_bytes() == old


def test_a_case_that_wants_a_refusal_records_what_comes(tmp_path: Path) -> None:
    """A refusal is what it asks for."""
    (planned,) = plan(1).requests
    wanted = Plan((replace(planned, credentials="none"),), ())
    with serving([NO_ANSWERS[0]]) as server:
        assert record(server.url, tmp_path, wanted) == ["case-00 recorded"]


@pytest.mark.parametrize("answer", NO_ANSWERS[2:], ids=range(len(NO_ANSWERS) - 2))
def test_what_is_no_refusal_either_replaces_no_refusal(answer: bytes, tmp_path: Path) -> None:
    """A failing server or a login page says nothing of the API; without a recording it is one."""
    (planned,) = plan(1).requests
    wanted = Plan((replace(planned, credentials="none"),), ())
    with serving([answer, NO_ANSWERS[0], answer, NO_ANSWERS[1]]) as server:
        found = [record(server.url, tmp_path, wanted) for _ in range(4)]
    assert found == [
        ["case-00 recorded"],
        ["case-00 recorded"],
        ["case-00 failed"],
        ["case-00 recorded"],
    ]


def test_a_refusal_in_the_journal_is_asked_again(tmp_path: Path) -> None:
    """The recording goes on with what was answered; once it is at its end, its journal is kept."""
    with serving([ANSWER, NO_ANSWERS[0]]) as server, session(server.url) as ready:
        results = recorder(ready, tmp_path).record(plan(3))
        assert [next(results).status for _ in range(2)] == ["recorded", "failed"]
        results.close()  # type: ignore[attr-defined]  # it is a generator
    with serving([NO_ANSWERS[0], ANSWER]) as server:
        assert record(server.url, tmp_path, plan(3)) == [
            "case-00 resumed",
            "case-01 failed",
            "case-02 recorded",
        ]
        assert record(server.url, tmp_path, plan(3))[0] == "case-00 unchanged"
    (kept,) = (tmp_path / ".recording").glob("*.jsonl")
    assert kept.name == "last-failed.jsonl"
    statuses = [e.status for e in read_whole_entries(kept) if isinstance(e, RequestResult)]
    assert statuses == [200, 401, 401, 200]


def test_a_server_that_asks_for_a_long_wait_ends_the_recording(tmp_path: Path) -> None:
    """What was recorded before stays, and the same command goes on later."""
    refusal = http("429 Too Many Requests", b"", "Retry-After: 86400")
    with serving([ANSWER, refusal]) as server, session(server.url) as ready:
        results = recorder(ready, tmp_path).record(plan(2))
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


def answer(**body: object) -> bytes:
    """Return an answer with this body."""
    return http("200 OK", json.dumps(body).encode(), "Content-Type: application/json")


def test_what_a_later_answer_shows_to_be_secret_goes_from_earlier_recordings(
    tmp_path: Path,
) -> None:
    """A name in a free text stays until an answer shows whose it is."""
    answers = [answer(note="sold by Margarethe"), answer(code="Margarethe", note="x")]
    with serving(answers) as server, session(server.url) as ready:
        results = recorder(ready, tmp_path).record(plan(2))
        next(results)
        first = tmp_path / "coupons" / "case-00.yaml"
        assert "sold by Margarethe" in first.read_text("utf-8")
        assert [one.status for one in results] == ["recorded"]
    assert "sold by " in first.read_text("utf-8")
    assert not [text for text in texts(tmp_path) if "margarethe" in text.lower()]


def test_a_recording_that_cannot_be_mended_is_removed_and_named(tmp_path: Path) -> None:
    """The secret stands in a form that nothing can replace."""
    answers = [answer(note="code 99443-32266-71"), answer(code="99443322 6671", note="x")]
    with serving(answers) as server, session(server.url) as ready:
        one = recorder(ready, tmp_path)
        assert [each.status for each in one.record(plan(2))] == ["recorded", "recorded"]
    assert one.removed == ["coupons/case-00"]
    assert not (tmp_path / "coupons" / "case-00.yaml").exists()
    assert not [text for text in texts(tmp_path) if "32266" in text]


def test_an_interrupted_recording_keeps_no_secret_that_was_learnt_late(tmp_path: Path) -> None:
    """Its journal goes, too: what it held is asked again."""
    answers = [answer(note="sold by Margarethe"), answer(code="Margarethe", note="x")]
    with serving(answers) as server, session(server.url) as ready:
        results = recorder(ready, tmp_path).record(plan(3))
        next(results)
        next(results)
        results.close()  # type: ignore[attr-defined]  # it is a generator
    assert not [text for text in texts(tmp_path) if "margarethe" in text.lower()]


def test_an_unchanged_recording_is_swept_again_too(tmp_path: Path) -> None:
    """Its file holds what is learnt later, though nothing was written to it."""
    first, second = answer(note="sold by Margarethe"), answer(code="Margarethe", note="x")
    with serving([first]) as server:
        assert record(server.url, tmp_path, plan(1)) == ["case-00 recorded"]
    with serving([first, second]) as server:
        assert record(server.url, tmp_path, plan(2)) == ["case-00 unchanged", "case-01 recorded"]
    assert not [text for text in texts(tmp_path) if "margarethe" in text.lower()]


def test_a_disk_that_gets_full_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the journal is written: it is no internal error."""

    def full(*_: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    with serving([ANSWER]) as server, session(server.url) as ready:
        results = recorder(ready, tmp_path).record(plan(2))
        next(results)
        monkeypatch.setattr(Journal, "write", full)
        with pytest.raises(Fault) as fault:
            next(results)
    assert (fault.value.where, fault.value.what) == (str(tmp_path), "No space left on device")
    assert fault.value.remedy == "make room for it, or name another folder: --into"
