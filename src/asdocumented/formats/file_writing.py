"""Files are written atomically; what is no file is written to."""

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

PARTIAL = ".partial"
"""How the hidden name of a file ends that is not whole yet."""

STREAMS = (1, 2)
"""The descriptors of standard output and standard error."""


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file atomically: a kill leaves the old content or the new. Raises OSError."""
    write_all_whole({path: content})


def write_all_whole(contents: Mapping[Path, bytes]) -> None:
    """Replace several files, each atomically, and none unless all could be written.

    Folders are created. A link stays, and the file that it leads to is replaced. What is no regular
    file (a device, a pipe, standard output) is written to. Content and names are on the disk when
    this returns. Raises OSError.
    """
    special = [path for path in contents if _is_written_to(path)]
    files = {_followed(path): contents[path] for path in contents if path not in special}
    partials = {path: path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}") for path in files}
    try:
        for path, partial in partials.items():
            _write_partial(path, partial, files[path])
        for path in special:
            _write_to(path, contents[path])
        for path, partial in partials.items():
            partial.replace(path)
        for folder in {path.parent for path in files}:
            _sync_folder(folder)
    finally:
        for partial in partials.values():
            with suppress(OSError):
                partial.unlink(missing_ok=True)


def _write_partial(path: Path, partial: Path, content: bytes) -> None:
    """Write the file that shall replace another one, which is what an error names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _followed(path: Path) -> Path:
    """Return the file that a link leads to; what is no link is named as it was given."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _is_written_to(path: Path) -> bool:
    """Tell whether a file is no regular one, or one that a standard stream writes to.

    Raises OSError where it is a folder, or a link that leads nowhere for ever.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    return not stat.S_ISREG(mode) or _stream_of(path) is not None


def _write_to(path: Path, content: bytes) -> None:
    """Write to what is there; a reader of a standard stream that has gone away is no fault."""
    stream = _stream_of(path)
    try:
        if stream is None:
            path.write_bytes(content)
            return
        with suppress(BrokenPipeError), os.fdopen(os.dup(stream), "wb") as file:
            file.write(content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _stream_of(path: Path) -> int | None:
    """Return the standard stream that writes to a file, such as to /dev/stdout."""
    for stream in STREAMS:
        with suppress(OSError):
            if os.path.samestat(os.fstat(stream), path.stat()):
                return stream
    return None


def _sync_folder(folder: Path) -> None:
    """Put new names on the disk, where the system lets a folder be synced."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
