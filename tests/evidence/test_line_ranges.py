"""Ranges of lines: each line in one of them, with its number in the whole file."""

import json
import os
import tracemalloc
from itertools import repeat
from pathlib import Path

import pytest

from asdocumented.evidence import lines, parts
from asdocumented.evidence.files import Evidence, FileTally, read_evidence
from asdocumented.evidence.finding import EvidenceFile
from asdocumented.evidence.line_ranges import LineRange, cut_lines, read_lines
from asdocumented.evidence.parts import Entries, FileEnd, WholeFiles, cut, read_part
from asdocumented.evidence.unread import Unread


def line(number: int, text: str = "{}") -> str:
    """Return an interaction as a line."""
    entry = {
        "request": {"method": "GET", "url": f"https://a.example/c?a={number}"},
        "response": {"status": 200, "content": {"mimeType": "application/json", "text": text}},
    }
    return json.dumps(entry) + "\n"


TEXTS = {
    "plain": "".join(line(number) for number in range(9)),
    "empty lines": "\n\n" + "\n \n".join(line(number) for number in range(9)) + "\n\n",
    "other line breaks": "".join(line(number) for number in range(9)).replace("\n", "\r\n"),
    "a mark": "\ufeff" + "".join(line(number) for number in range(9)),
    "no break at the end": "".join(line(number) for number in range(9)).rstrip(),
    "odd lines": line(1) + "{\n" + line(2) + "[]\n" + line(3) + "x\n",
}


def ranges(path: Path, size: int) -> list[LineRange]:
    """Return a file in ranges of about so many bytes."""
    return [*cut_lines(EvidenceFile(path, path.name, "", str(path)), path, repeat(size))]


def read(found: list[LineRange]) -> list[object]:
    """Return what ranges hold, with what cannot be read of the file at the end."""
    tally = FileTally()
    entries: list[object] = []
    for one in found:
        entries += read_lines(one, tally)
    return [*entries, *tally.unread(found[0].file.shown, None)]


@pytest.mark.parametrize("size", [1, 100, 300, 10_000])
@pytest.mark.parametrize("text", TEXTS)
def test_ranges_hold_what_the_file_holds(tmp_path: Path, text: str, size: int) -> None:
    """With the same names and places, wherever it is cut."""
    path = tmp_path / "a.ndjson"
    path.write_bytes(TEXTS[text].encode())
    expected = [
        (one.interaction if isinstance(one, Evidence) else one) for one in read_evidence([path])
    ]
    found = [
        one.interaction if isinstance(one, Evidence) else one for one in read(ranges(path, size))
    ]
    assert found == expected


def test_ranges_cover_the_file_without_a_gap(tmp_path: Path) -> None:
    """Each begins where the one before it ends, at the beginning of a line."""
    path = tmp_path / "a.ndjson"
    path.write_text(TEXTS["empty lines"])
    found = ranges(path, 200)
    ends = [one.offset + one.size for one in found]
    assert [one.offset for one in found] == [0, *ends[:-1]]
    assert ends[-1] == path.stat().st_size
    assert sum(one.count for one in found) == 9


def test_ranges_are_found_in_little_memory(tmp_path: Path) -> None:
    """Whatever their size, and that of a line."""
    path = tmp_path / "a.ndjson"
    path.write_bytes(b"x" * 2**24 + b"\n" + b"y\n" * 2**12)
    tracemalloc.start()
    try:
        (found,) = ranges(path, 2**26)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (found.size, found.count) == (path.stat().st_size, 2**12 + 1)
    assert peak < 2**23


def test_a_line_that_is_too_long_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It makes its range as long as it is, which is read piece by piece."""
    monkeypatch.setattr(lines, "MOST_LINE", 500)
    path = tmp_path / "a.ndjson"
    path.write_text(line(1) + line(2, "x" * 900) + line(3))
    *found, fault = read(ranges(path, 300))
    assert [one.interaction.name for one in found if isinstance(one, Evidence)] == [
        "a.ndjson#0",
        "a.ndjson#2",
    ]
    assert fault == Unread(str(path), "line 2: a line larger than 64 MiB", whole=False)


def test_a_file_that_shrinks_is_told(tmp_path: Path) -> None:
    """What is still there is judged."""
    path = tmp_path / "a.ndjson"
    path.write_text(TEXTS["plain"])
    found = ranges(path, 500)
    path.write_text(line(0) + line(1))
    *kept, fault = read(found)
    assert len(kept) == 2
    assert fault == Unread(
        str(path), "line 3 and 6 more: the file changed while it was read", whole=False
    )


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody writes to it."""
    path = tmp_path / "a.ndjson"
    path.write_text(TEXTS["plain"])
    found = ranges(path, 10_000)
    path.unlink()
    os.mkfifo(path)
    assert read(found) == [
        Unread(str(path), "line 1 and 8 more: not a regular file", whole=True),
        Unread(str(path), "holds no interaction"),
    ]


def test_a_file_that_goes_away_is_told(tmp_path: Path) -> None:
    """With the reason of the system."""
    path = tmp_path / "a.ndjson"
    path.write_text(TEXTS["plain"])
    found = ranges(path, 10_000)
    path.unlink()
    assert read(found) == [
        Unread(str(path), "line 1 and 8 more: No such file or directory", whole=True),
        Unread(str(path), "holds no interaction"),
    ]


def test_small_files_are_one_part_and_large_ones_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of their names, a folder without any between them."""
    monkeypatch.setattr(parts, "PART_BYTES", 800)
    for name, count in (("a", 1), ("b", 1), ("c", 20), ("d", 1)):
        (tmp_path / f"{name}.ndjson").write_text("".join(map(line, range(count))))
    here = [*cut([tmp_path])]
    apart = [*cut([tmp_path], 2)]
    assert [type(one) for one in here] == [WholeFiles, *[Entries] * 4, FileEnd, WholeFiles]
    assert [type(one) for one in apart] == [WholeFiles, *[LineRange] * 4, FileEnd, WholeFiles]
    for found in (here, apart):
        tally = FileTally()
        names = [
            one.interaction.name
            for part in found
            if not isinstance(part, FileEnd | Unread)
            for one in read_part(part, tally, None)
            if isinstance(one, Evidence)
        ]
        assert names == [
            "a.ndjson#0",
            "b.ndjson#0",
            *(f"c.ndjson#{n}" for n in range(20)),
            "d.ndjson#0",
        ]
