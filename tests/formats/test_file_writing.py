"""Files that are written whole or not at all, and what is no file."""

import os
import socket
from pathlib import Path

import pytest

from asdocumented.formats.file_writing import write_all_whole, write_whole


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


def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    """A link to a link, too, and one whose file is made now."""
    real, there = tmp_path / "real" / "one.json", tmp_path / "there.json"
    real.parent.mkdir()
    real.write_bytes(b"old")
    before = real.stat().st_ino
    (tmp_path / "link").symlink_to(real)
    (tmp_path / "second").symlink_to("link")
    (tmp_path / "dangling").symlink_to("there.json")
    write_all_whole({tmp_path / "second": b"new", tmp_path / "dangling": b"made"})
    assert (real.read_bytes(), there.read_bytes()) == (b"new", b"made")
    assert real.stat().st_ino != before, "it was written over, not replaced"
    assert all((tmp_path / name).is_symlink() for name in ("link", "second", "dangling"))
    assert [entry.name for entry in real.parent.iterdir()] == ["one.json"]


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    """Nothing stands where it leads to."""
    (tmp_path / "link").symlink_to("link")
    with pytest.raises(OSError, match="link"):
        write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()


def test_what_is_no_regular_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """A pipe gets the bytes, as a device would."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_all_whole({pipe: b"new", tmp_path / "one.json": b"new"})
        assert os.read(reader, 100) == b"new"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["one.json", "pipe"]


def test_no_file_is_replaced_where_a_pipe_cannot_be_written_to(tmp_path: Path) -> None:
    """What is no file comes before the first name is taken; a folder is refused as well."""
    path, folder, listening = tmp_path / "one.json", tmp_path / "folder", tmp_path / "listening"
    write_whole(path, b"old")
    folder.mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(listening))
        for other in (listening, folder):
            with pytest.raises(OSError, match=other.name):
                write_all_whole({path: b"new", other: b"new"})
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 3


def test_standard_output_under_its_name_is_written_on_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the shell opened, a file here, keeps what stands in it, and gets what follows."""
    path = tmp_path / "out"
    with path.open("wb") as opened:
        monkeypatch.setattr("asdocumented.formats.file_writing.STREAMS", (opened.fileno(),))
        os.write(opened.fileno(), b"before ")
        write_whole(path, b"report ")
        os.write(opened.fileno(), b"after")
    assert path.read_bytes() == b"before report after"


def test_an_error_names_the_file_that_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the first of all, nor the hidden one that is written in its place."""

    def fail(descriptor: int) -> None:
        if os.fstat(descriptor).st_size > 1:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left") as error:
        write_all_whole({tmp_path / "small": b"1", tmp_path / "large": b"12"})
    assert error.value.filename == str(tmp_path / "large")
    assert [*tmp_path.iterdir()] == []
