"""A journal holds all whole entries after a kill."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from asdocumented.errors import Fault
from asdocumented.evidence.journal import Entry, RequestResult, RequestStart, RunStart
from asdocumented.formats.http_message import HttpExchange
from asdocumented.live.runs.journal import Journal, read_whole_entries

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
EXCHANGE = HttpExchange(
    "GET", "http://x.example/a", (("Accept", "*/*"),), 200, "OK", (("A", "b"),), b"\xff\x00{", NOON
)
ENTRIES: list[Entry] = [
    RunStart("sandbox", "abc", "0.1.0", NOON, "UTC", stand_in=True),
    RequestStart("sandbox", "things/one", NOON),
    RequestResult("sandbox", "things/one", NOON, 1, 200, EXCHANGE),
    RequestStart("sandbox", "things/two", NOON),
    RequestResult("sandbox", "things/two", NOON, 4, None, None, "no answer in time"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.jsonl"
    with Journal.open(path) as journal:
        for entry in ENTRIES:
            journal.write(entry)
    return path


def test_what_was_written_is_read(path: Path) -> None:
    """Every entry comes back, bodies byte for byte."""
    assert list(read_whole_entries(path)) == ENTRIES


def test_without_a_file_there_is_nothing(tmp_path: Path) -> None:
    """The first recording has no journal."""
    assert list(read_whole_entries(tmp_path / "none.jsonl")) == []


def test_every_cut_leaves_the_whole_entries_before_it(path: Path) -> None:
    """A kill in mid-write loses the line that was not finished, and no other."""
    content = path.read_bytes()
    ends = [i + 1 for i, byte in enumerate(content) if byte == ord("\n")]
    for cut in range(0, len(content), 37):
        path.write_bytes(content[:cut])
        whole = sum(end <= cut for end in ends)
        assert list(read_whole_entries(path)) == ENTRIES[:whole]


def test_a_half_written_line_is_cut_off_when_the_journal_goes_on(path: Path) -> None:
    """The next entry stands on a line of its own."""
    path.write_bytes(path.read_bytes()[:-10])
    with Journal.open(path) as journal:
        journal.write(ENTRIES[-1])
    assert list(read_whole_entries(path)) == ENTRIES


def test_a_changed_line_is_not_believed(path: Path) -> None:
    """Its digest tells; what stands before it is read."""
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"status":200', b'"status":500')
    path.write_bytes(b"".join(lines))
    assert list(read_whole_entries(path)) == ENTRIES[:2]


def test_a_journal_that_is_damaged_in_the_middle_is_not_overwritten(path: Path) -> None:
    """What stands behind the damage is not thrown away: somebody has to look."""
    content = path.read_bytes().replace(b"things/one", b"things/uno", 1)
    path.write_bytes(content)
    with pytest.raises(Fault, match="a line of the journal is damaged"):
        Journal.open(path)
    assert path.read_bytes() == content
