"""The journal of a live run is evidence: its answers are judged again."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.evidence.journal import RequestResult, RequestStart, RunEnd, RunStart
from asdocumented.evidence.unread import Unread
from asdocumented.formats.http_message import HttpExchange
from asdocumented.live.runs.journal import Journal

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
UNENDED = "the run of eu did not come to its end"
EXCHANGE = HttpExchange(
    "GET",
    "http://eu.example/a?id=1",
    (),
    200,
    "OK",
    (("content-type", "application/json"),),
    b'{"a": 10.0}\xff',
    NOON,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "run.jsonl"
    with Journal.open(path) as journal:
        journal.write(RunStart("eu", "plan", "1.2.3", NOON, "UTC", stand_in=True))
        for name, exchange in (("one", EXCHANGE), ("two", None), ("three", EXCHANGE)):
            journal.write(RequestStart("eu", name, NOON))
            journal.write(RequestResult("eu", name, NOON, 1, 200 if exchange else None, exchange))
    return path


def test_each_answer_is_a_live_interaction(path: Path) -> None:
    """With its bytes, when and where it was asked; a request without an answer is none."""
    interactions = [one.interaction for one in read_evidence([path]) if isinstance(one, Evidence)]
    assert [one.name for one in interactions] == ["eu/one", "eu/three"]
    assert interactions[0] == Interaction(
        "eu/one",
        "live",
        Request("GET", "http://eu.example/a?id=1"),
        Response(200, "application/json", b'{"a": 10.0}\xff'),
        zone="UTC",
        recorded=NOON,
        target="eu",
        stand_in=True,
        redacted=True,
    )


def test_what_a_stand_in_was_made_to_depart_in_is_told(tmp_path: Path) -> None:
    """With each answer, for the names come with the response."""
    departing = replace(EXCHANGE, deviations=("decimal-amounts",))
    with Journal.open(tmp_path / "run.jsonl") as journal:
        journal.write(RunStart("eu", "plan", "1.2.3", NOON, "UTC", stand_in=True))
        for name, exchange in (("one", departing), ("two", EXCHANGE)):
            journal.write(RequestResult("eu", name, NOON, 1, 200, exchange))
        journal.write(RunEnd("eu", NOON))
    found = read_evidence([tmp_path])
    told = [one.interaction.deviations for one in found if isinstance(one, Evidence)]
    assert told == [("decimal-amounts",), ()]


def test_a_last_line_cut_off_by_a_kill_is_passed_over(path: Path) -> None:
    """What is whole is evidence; that the run is not is told."""
    path.write_bytes(path.read_bytes()[:-20])
    found, *_, unended = read_evidence([path])
    assert isinstance(found, Evidence)
    assert unended == Unread(str(path), UNENDED, whole=True)


def test_what_had_no_answer_is_told_until_it_has_one(path: Path) -> None:
    """By its reason, with the first request; a run at its end is whole all the same."""
    lost = "eu/two and 1 more: the connection is refused"
    with Journal.open(path) as journal:
        for name in ("two", "four"):
            journal.write(RequestResult("eu", name, NOON, 1, failure="the connection is refused"))
    assert list(read_evidence([path]))[2:] == [
        Unread(str(path), lost, whole=False),
        Unread(str(path), UNENDED, whole=True),
    ]
    with Journal.open(path) as journal:
        for name in ("two", "four"):
            journal.write(RequestResult("eu", name, NOON, 1, 200, EXCHANGE))
        journal.write(RunEnd("eu", NOON))
    assert [type(one) for one in read_evidence([path.parent])] == [Evidence] * 4


def test_a_line_that_is_nested_too_deeply_is_told(path: Path) -> None:
    """No parser follows it, whatever member it stands in."""
    deep = b"[" * 100_000 + b"]" * 100_000
    path.write_bytes(path.read_bytes().replace(b'"entry":{', b'"more":' + deep + b',"entry":{', 1))
    assert [one.reason for one in read_evidence([path]) if isinstance(one, Unread)] == [
        "a line of the journal is damaged"
    ]


@pytest.mark.parametrize(
    ("target", "name"), [("a" * 65, "one"), ("EU", "one"), ("../eu", "one"), ("eu", "a" * 1001)]
)
def test_a_name_that_no_run_has_is_told(target: str, name: str, tmp_path: Path) -> None:
    """Names stand in each drift of a report: one of a megabyte would make gigabytes."""
    path = tmp_path / "run.jsonl"
    with Journal.open(path) as journal:
        journal.write(RequestResult(target, name, NOON, 1, 200, EXCHANGE))
    assert [one.reason for one in read_evidence([path]) if isinstance(one, Unread)] == [
        "a line of the journal is not written as its format says"
    ]


def test_a_line_that_was_changed_is_told(path: Path) -> None:
    """What stands before it is judged."""
    path.write_bytes(path.read_bytes().replace(b'"name":"two"', b'"name":"2"', 1))
    first, fault = read_evidence([path])
    assert isinstance(first, Evidence)
    assert isinstance(fault, Unread)
    assert fault.reason == "a line of the journal is damaged (after 1 interactions)"


def test_a_journal_of_version_0_1_0_is_evidence() -> None:
    """Its field names stay readable: an exchange was called a transfer."""
    path = Path(__file__).with_name("written_by_0_1_0.jsonl")
    found, *missing = read_evidence([path])
    assert isinstance(found, Evidence)
    assert found.interaction == Interaction(
        "eu/things/one",
        "live",
        Request("GET", "http://eu.example/a?id=1"),
        Response(200, "application/json", b'{"a": 10.0}'),
        zone="UTC",
        recorded=NOON,
        target="eu",
        stand_in=True,
        redacted=True,
    )
    assert missing == [
        Unread(str(path), "eu/things/two: no answer in time", whole=False),
        Unread(str(path), UNENDED, whole=True),
    ]
