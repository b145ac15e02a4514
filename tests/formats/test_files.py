"""Files that are read, or refused."""

import os
from pathlib import Path

import pytest

from asdocumented.errors import Fault
from asdocumented.formats.files import read_bytes, read_yaml, shown_path, shown_word


def test_yaml_is_read_as_json_has_it(tmp_path: Path) -> None:
    """A number as a key and a date without quotes are texts."""
    path = tmp_path / "one.yaml"
    path.write_text("200: {from: 2026-11-22, at: [2026-11-22T12:00:00Z]}\n", encoding="utf-8")
    assert read_yaml(path, dict[str, object]) == {
        "200": {"from": "2026-11-22", "at": ["2026-11-22T12:00:00+00:00"]}
    }


def test_aliases_that_explode_are_refused(tmp_path: Path) -> None:
    """A file of a few lines may stand for more values than a machine holds."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    path = tmp_path / "openapi.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Fault, match="more than 1,000,000 values, aliases counted"):
        read_yaml(path, dict)


def test_what_is_no_regular_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """A pipe would block for ever, a device would never end."""
    pipe = tmp_path / "page.toml"
    os.mkfifo(pipe)
    with pytest.raises(Fault, match="no regular file"):
        read_bytes(pipe)
    with pytest.raises(Fault, match="a folder"):
        read_bytes(tmp_path)


def test_a_name_with_a_null_character_is_that_of_no_file(tmp_path: Path) -> None:
    """TOML and JSON can spell it, a path cannot have it."""
    with pytest.raises(Fault, match="a path with a null character"):
        read_bytes(tmp_path / "a\0b.csv")


def test_a_name_that_is_not_utf8_is_escaped() -> None:
    """A file system, and a command line, may hold any bytes; a report is UTF-8."""
    assert shown_path(Path("cassettes/a\udcff.yaml")) == "cassettes/a\\udcff.yaml"
    assert shown_word("csv=/build/here/a\udcff.csv") == "csv=here/a\\udcff.csv"
    assert shown_word("a\udcff.har") == "a\\udcff.har"
