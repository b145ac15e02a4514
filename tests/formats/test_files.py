"""Files that are written whole or not at all."""

import os
from pathlib import Path

import pytest

from asdocumented.errors import Fault
from asdocumented.formats.files import read_bytes, read_yaml, write_all_whole, write_whole


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """Nothing but the new content is left."""
    path = tmp_path / "deep" / "one.yaml"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in path.parent.iterdir()] == ["one.yaml"]


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk shows before the old content is gone."""
    path = tmp_path / "one.yaml"
    write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["one.yaml"]


def test_of_several_files_none_is_replaced_unless_all_are_written(tmp_path: Path) -> None:
    """A folder that cannot be made shows before the first name is taken."""
    first, second = tmp_path / "one.json", tmp_path / "file" / "two.html"
    write_whole(first, b"old")
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        write_all_whole({first: b"new", second: b"new"})
    assert first.read_bytes() == b"old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "one.json"]


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
