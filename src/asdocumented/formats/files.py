"""Files are read within a limit of size, with a Fault that names the place."""

import json
import os
import stat
import tomllib
from datetime import date
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from asdocumented.errors import Fault
from asdocumented.formats.json_path import Json, printable
from asdocumented.formats.urls import begins_as_url, shown_urls

T = TypeVar("T")

_LIMIT = 64 * 2**20
_MOST_VALUES = 1_000_000

NO_PATH = ("a path with a null character", "correct the name")
"""What is told of a name, and what to do: no system has a file of that name."""


def read_bytes(path: Path, most: int = _LIMIT) -> bytes:
    """Return a file's bytes; raise Fault where it is missing, unreadable or larger than `most`."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            what = "a folder" if stat.S_ISDIR(found.st_mode) else "no regular file"
            raise Fault(str(path), what, "put a file in its place")
        if found.st_size > most:
            what = f"larger than {most // 2**20} MiB"
            raise Fault(str(path), what, "split the file, or leave it out")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        remedy = "create the file, or correct its place and permissions; see contracts/README.md"
        raise Fault(str(path), reason, remedy) from error
    except ValueError as error:
        raise Fault(str(path), *NO_PATH) from error


def is_there(path: Path) -> bool:
    """Tell whether anything has this name, be it a link that leads nowhere or to itself."""
    return os.path.lexists(path)


def is_lost_link(path: Path) -> bool:
    """Tell whether a path is a link that leads nowhere or to itself."""
    return path.is_symlink() and not path.exists()


def files_in(folder: Path, pattern: str) -> list[Path]:
    """Return the files of an optional folder by name, those that match a pattern.

    Raises Fault where something else has the folder's name, or where it cannot be listed.
    """
    try:
        found = sorted(folder.iterdir()) if is_there(folder) else []
    except OSError as error:
        what = "a link that leads nowhere" if is_lost_link(folder) else _why_not_listed(error)
        remedy = "put a folder in its place, correct its permissions, or remove it"
        raise Fault(str(folder), what, remedy) from error
    return [one for one in found if fnmatchcase(one.name, pattern)]


def _why_not_listed(error: OSError) -> str:
    return "no folder" if isinstance(error, NotADirectoryError) else error.strerror or str(error)


def read_text(path: Path) -> str:
    """Return a file's text; raise Fault where it is not UTF-8."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Fault(str(path), f"not UTF-8 at byte {error.start}", "save it as UTF-8") from error


def read_json(path: Path) -> Json:
    """Return a JSON file's value; raise Fault with line and column where it is none."""
    try:
        value: Json = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        where = f"{path}:{error.lineno}:{error.colno}"
        raise Fault(
            where, f"invalid JSON: {error.msg}", "correct the JSON at this place"
        ) from error
    except (RecursionError, ValueError) as error:
        raise Fault(str(path), f"unreadable JSON: {error}", "simplify the file") from error
    return value


def read_toml(path: Path, kind: type[T]) -> T:
    """Return a TOML file as a value of `kind`; raise Fault with the place where it is none."""
    try:
        values = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise Fault(str(path), f"invalid TOML: {error}", "correct the TOML") from error
    except (RecursionError, ValueError) as error:
        raise Fault(str(path), f"unreadable TOML: {error}", "simplify the file") from error
    return convert(values, kind, path)


def read_yaml(path: Path, kind: type[T]) -> T:
    """Return a YAML file as a value of `kind`; raise Fault with the place where it is none."""
    import yaml

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        loaded = yaml.load(read_text(path), Loader=loader)  # noqa: S506  # it is a safe loader
        if _size(loaded) > _MOST_VALUES:
            remedy = "write out what its aliases repeat, or split it"
            raise Fault(str(path), f"more than {_MOST_VALUES:,} values, aliases counted", remedy)
        values = _as_json(loaded)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Fault(str(path), f"invalid YAML: {error}", "correct the YAML") from error
    return convert(values, kind, path)


def _size(values: object) -> int:
    """Return how many values there are, each alias counted as what it stands for, up to a limit."""
    waiting, count = [values], 0
    while waiting and count <= _MOST_VALUES:
        one = waiting.pop()
        count += 1
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return count


def _as_json(values: object) -> object:
    """Return YAML data as JSON has it.

    Every key is text (`200:` means the status "200"), and so is a date without quotes.
    """
    if isinstance(values, dict):
        return {str(key): _as_json(value) for key, value in values.items()}
    if isinstance(values, date):
        return values.isoformat()
    return [*map(_as_json, values)] if isinstance(values, list) else values


def convert(values: object, kind: type[T], path: Path) -> T:
    """Return parsed data as a value of `kind`; raise Fault with the place where it does not fit."""
    try:
        return msgspec.convert(values, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        remedy = "correct this key; contracts/README.md lists the keys"
        raise Fault(str(path), str(error), remedy) from error


def shown_path(path: Path) -> str:
    """Return how a report names a path: from the working directory on, else its last two parts.

    What is no UTF-8 in it is escaped: a report could not be written with it.
    """
    whole, here = path.absolute(), Path.cwd()
    if whole.is_relative_to(here):
        return printable(whole.relative_to(here).as_posix())
    return printable("/".join(whole.parts[-2:]))


def shown_file(file: str) -> str:
    """Return how a report names a file of evidence: a path as `shown_path` does, a URL as it is."""
    return file if begins_as_url(file) else shown_path(Path(file))


def shown_word(word: str) -> str:
    """Return a word of a command as a report names it.

    Absolute paths, also behind `=`, are cut; a URL loses what may be a credential.
    """
    word = printable(shown_urls(word))
    name, mark, path = word.rpartition("=")
    return f"{name}{mark}{shown_path(Path(path))}" if Path(path).anchor else word


def digest_of(path: Path) -> str | None:
    """Return the SHA-256 of a file, or of all files in a folder with their names, as hexadecimal.

    Hidden files do not count. None where one cannot be read.
    """
    try:
        if not path.is_dir():
            return sha256(path.read_bytes()).hexdigest() if path.is_file() else None
        whole = sha256()
        names = ((one.relative_to(path).as_posix(), one) for one in path.rglob("*"))
        for name, one in sorted(names):
            if one.is_file() and not any(part.startswith(".") for part in name.split("/")):
                whole.update(f"{name}\0{sha256(one.read_bytes()).hexdigest()}\n".encode())
        return whole.hexdigest()
    except OSError:
        return None
