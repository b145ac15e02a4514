"""Where evidence is: a path, standard input, or a URL that fsspec opens."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import msgspec

from asdocumented.formats.urls import begins_as_url, shown_url

STANDARD_INPUT = Path("-")
"""The path that stands for standard input, as with many commands."""


class Remote(msgspec.Struct, frozen=True, order=True):
    """A file, a folder or a pattern of names at a URL; as text it has no credentials."""

    url: str

    def __str__(self) -> str:
        """Return the URL without user information, query and fragment."""
        return shown_url(self.url)

    def __repr__(self) -> str:
        """Return the same, as a traceback may show it."""
        return f"Remote({str(self)!r})"

    @property
    def name(self) -> str:
        """The last part of the path, or of what stands before it; of a pattern, its folder's."""
        for link in str(self).split("::"):
            fixed, magic, _ = link.partition("://")[2].partition("*")
            path = fixed.rpartition("/")[0] if magic else fixed
            if path.strip("/"):
                return path.rstrip("/").rpartition("/")[2]
        return str(self)


Location: TypeAlias = Path | Remote


def location_of(given: str | os.PathLike[str] | Remote) -> Location:
    """Return where evidence is that somebody named: a URL where it begins as one."""
    if isinstance(given, Remote):
        return given
    text = os.fspath(given)
    if not (isinstance(given, str) and begins_as_url(text)):
        return Path(text)
    scheme, mark, rest = text.partition("://")
    return Remote(f"{scheme.lower()}{mark}{rest}")


def in_order(locations: Iterable[Location]) -> list[Location]:
    """Return paths by their parts, then URLs, so that the order of naming makes no difference."""
    paths, remotes = [], []
    for one in locations:
        if isinstance(one, Remote):
            remotes.append(one)
        else:
            paths.append(one)
    return [*sorted(paths), *sorted(remotes)]
