"""Finds the files of evidence that are named: single ones, those of folders, and those at URLs."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from asdocumented.errors import Fault
from asdocumented.evidence.locations import STANDARD_INPUT, Location, Remote
from asdocumented.evidence.unread import Unread
from asdocumented.formats.damage import Damaged
from asdocumented.formats.json_path import printable
from asdocumented.formats.urls import shown_mistyped

_SUFFIXES = (".yaml", ".yml", ".json", ".har", ".jsonl", ".ndjson")
_NAMES = _SUFFIXES + tuple(f"{suffix}.gz" for suffix in _SUFFIXES)
_SOURCE_CHARACTERS = 64
_COMPRESSION = 16
_NOTHING = "holds no cassette, no HAR file and no journal"


class EvidenceFile(msgspec.Struct, frozen=True):
    """One file to read, how interactions name it, and the source that they are counted under.

    `shown` is how messages name it: as the user did.
    """

    path: Location
    name: str
    source: str
    shown: str


def list_evidence(locations: Iterable[Location]) -> Iterator[EvidenceFile | Unread]:
    """Yield the files that `read_evidence` reads, in its order, and folders without any."""
    seen: set[str] = set()
    for one in locations:
        source = _source(one)
        found = _files_at(one, seen) if isinstance(one, Remote) else _named_files(one, seen)
        for file in found:
            if isinstance(file, Unread):
                yield file
            else:
                yield EvidenceFile(file[0], file[1], source, str(file[0]))


def _source(location: Location) -> str:
    """Return how a file or folder names its evidence: without suffixes, printable, not long."""
    if isinstance(location, Remote):
        name = location.name
    else:
        name = "stdin" if location == STANDARD_INPUT else location.absolute().name
    for suffix in sorted(_NAMES, key=len, reverse=True):
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)]
            break
    return printable(name)[:_SOURCE_CHARACTERS]


def holds_evidence(folder: Path) -> bool:
    """Tell whether a folder has a file that would be read, or cannot be listed."""
    return next(_walk(folder, set()), None) is not None


def size_of(path: Location) -> int:
    """Return about how many bytes a file has once it is decompressed, 0 where nothing tells it."""
    if isinstance(path, Remote):
        return 0
    with suppress(OSError):
        factor = _COMPRESSION if path.name.lower().endswith(".gz") else 1
        return path.stat().st_size * factor
    return 0


def total_size(locations: Iterable[Location]) -> int:
    """Return about how many bytes of evidence there are, as far as files here tell it."""
    named = (one for one in locations if not isinstance(one, Remote))
    return sum(size_of(one.path) for one in list_evidence(named) if isinstance(one, EvidenceFile))


def require_paths(locations: Iterable[Location]) -> None:
    """Raise Fault where a file or folder that somebody named is not there.

    Of a URL, only what opens it has to be there: it is asked for nothing yet.
    """
    for one in locations:
        if one == STANDARD_INPUT:
            continue
        if isinstance(one, Remote):
            from asdocumented.evidence.remote import require_remote

            require_remote(one)
            continue
        try:
            one.stat()
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            what = "no such file or folder" if missing else error.strerror or str(error)
            named = shown_mistyped(str(one))
            raise Fault(named, what, "name cassettes or HAR files") from error


def _files_at(url: Remote, seen: set[str]) -> Iterator[tuple[Remote, str] | Unread]:
    """Yield what is at a URL: a file, all of a pattern, or of a folder as of one here."""
    from asdocumented.evidence.remote import is_pattern, list_remote

    try:
        found = list_remote(url)
    except Damaged as damaged:
        yield Unread(str(url), damaged.reason)
        return
    takes_all = is_pattern(url)
    kept = [one for one in found if one[0] == url or takes_all or is_evidence(one[1])]
    if not kept:
        yield Unread(str(url), _NOTHING)
    for one, name in kept:
        if one.url not in seen:
            seen.add(one.url)
            yield one, name


def is_evidence(name: str) -> bool:
    """Tell whether a path below a folder has the name of evidence, and no hidden part."""
    hidden = any(part.startswith(".") for part in name.split("/"))
    return not hidden and name.lower().endswith(_NAMES)


def _named_files(path: Path, seen: set[str]) -> Iterator[tuple[Path, str] | Unread]:
    """Yield a file, or the files of a folder; links are followed, and no file comes twice."""
    if not _is_folder(path):
        if _is_new(os.path.realpath(path), seen):
            yield path, path.name
        return
    empty = True
    for found in _walk(path, seen):
        empty = False
        yield found if isinstance(found, Unread) else (found, found.relative_to(path).as_posix())
    if empty:
        yield Unread(str(path), _NOTHING)


def _walk(folder: Path, seen: set[str]) -> Iterator[Path | Unread]:
    stack = [_Listed(folder, os.path.realpath(folder))]
    while stack:
        path, real, is_file = stack.pop()
        if is_file or not _is_folder(path):
            if path.name.lower().endswith(_NAMES) and _is_new(real, seen):
                yield path
            continue
        if not _is_new(real, seen):
            continue
        try:
            with os.scandir(path) as entries:
                names = sorted(entries, key=lambda one: os.path.normcase(one.name), reverse=True)
                stack += [_listed(path, real, one) for one in names if one.name[0] != "."]
        except OSError as error:
            yield Unread(str(path), error.strerror or "cannot be listed")


class _Listed(NamedTuple):
    """What a folder lists: its path, the one without links, and whether it is known as a file."""

    path: Path
    real: str
    is_file: bool = False


def _listed(folder: Path, real: str, entry: "os.DirEntry[str]") -> _Listed:
    """Return an entry of a folder; the system is asked no more about a file that is no link."""
    path = folder / entry.name
    with suppress(OSError):  # a folder may let its names be read, and nothing below them
        if entry.is_file(follow_symlinks=False):
            return _Listed(path, f"{real.rstrip(os.sep)}{os.sep}{entry.name}", is_file=True)
    return _Listed(path, os.path.realpath(path))


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; a path without permission fails when it is read."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_new(real: str, seen: set[str]) -> bool:
    if real in seen:
        return False
    seen.add(real)
    return True
