"""Opens and lists what is at a URL, by fsspec: buckets, web servers, archives, memory.

Credentials come from where fsspec takes them: its configuration and the environment. What its file
systems raise may hold URLs with credentials, so of an error only its kind is told.
"""

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from asdocumented.errors import Fault
from asdocumented.evidence.locations import Remote
from asdocumented.formats.damage import Damaged
from asdocumented.formats.extras import how_to_install

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER = 2**17
_SECONDS = 60
"""How long a web server may say nothing."""

_MAGIC = re.compile(r"[*\[]")
_WEB = frozenset({"http", "https"})
_REFUSED = (401, 403)
_IN_ONE_STREAM = {"block_size": 0, "size": 1}
"""How a web server is asked once: with any size, fsspec does not ask for it first."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


class _FileSystem(Protocol):
    """What is used of a file system of fsspec, which comes without types."""

    def open(self, path: str, mode: str, **options: object) -> _Readable: ...
    def info(self, path: str) -> Mapping[str, object]: ...
    def find(self, path: str) -> list[str]: ...
    def ls(self, path: str, *, detail: bool) -> list[str]: ...
    def glob(self, path: str, *, detail: bool) -> dict[str, Mapping[str, object]]: ...


def require_remote(one: Remote) -> None:
    """Raise Fault where fsspec, or what it needs for such a URL, is not installed."""
    try:
        from fsspec import get_filesystem_class
    except ImportError as error:
        remedy = how_to_install(Path.cwd(), "cluster")
        raise Fault(str(one), "fsspec opens URLs, and is not installed", remedy) from error
    for protocol in _protocols(one):
        try:
            get_filesystem_class(protocol)
        except ImportError as error:
            what = f"fsspec needs another package for {protocol}"
            remedy = f"python -m pip install 'fsspec[{protocol}]'"
            raise Fault(str(one), what, remedy) from error
        except ValueError as error:
            remedy = "name a path, or a URL such as s3://, gs:// or https://"
            raise Fault(str(one), f"fsspec knows no {protocol}", remedy) from error


def list_remote(one: Remote) -> list[tuple[Remote, str]]:
    """Return the files at a URL in the order of their names, each with its path below the URL.

    A folder is searched with all below it, an index page of a web server (its URL ends with a
    slash) alone; `*` and `[` begin a pattern of names. A file is itself, with its name, whether it
    can be opened or not. Raises Damaged where nothing can be listed.
    """
    is_web = _is_web(one)
    before, url, behind = _links(one.url)
    url, mark, query = url.partition("?") if is_web else (url, "", "")
    magic = is_pattern(one)
    if is_web and not magic and not url.endswith("/"):
        return [(one, one.name)]
    with _told("it cannot be listed"):
        system, path = _open_system(one)
        path = path.partition("?")[0] if is_web else path
        if magic:
            url, below = _folder(url), _folder(path).rstrip("/")
            found = [
                name for name, info in system.glob(path, detail=True).items() if _is_file(info)
            ]
        elif is_web:
            below, found = path, system.ls(path, detail=False)
        elif _is_file(system.info(path)):
            return [(one, one.name)]
        else:
            below, found = path, system.find(path)
    root = f"{before}{url}" if url.endswith("/") else f"{before}{url}/"
    names = sorted(name.removeprefix(below).lstrip("/") for name in found)
    return [(Remote(f"{root}{name}{mark}{query}{behind}"), name) for name in names if name]


def is_pattern(one: Remote) -> bool:
    """Tell whether a URL has wildcards for names."""
    url = _links(one.url)[1].partition("://")[2]
    return _MAGIC.search(url.partition("?")[0] if _is_web(one) else url) is not None


def _links(url: str) -> tuple[str, str, str]:
    """Return the link of a chained URL that has the path, with what stands before and behind it."""
    links = url.split("::")
    at = next(number for number, link in enumerate(links) if "://" in link)
    return (
        "".join(f"{one}::" for one in links[:at]),
        links[at],
        "".join(f"::{one}" for one in links[at + 1 :]),
    )


def _folder(pattern: str) -> str:
    """Return the folder that all names of a pattern are in, with its slash."""
    fixed = _MAGIC.split(pattern, maxsplit=1)[0]
    return fixed[: fixed.rfind("/") + 1]


def _is_file(info: Mapping[str, object]) -> bool:
    return info.get("type") != "directory"


@contextmanager
def open_remote(one: Remote) -> Iterator[io.BufferedReader]:
    """Open a file at a URL, to be read once from its beginning; raise Damaged where it cannot be.

    A web server is asked once for the whole file, and whatever it is, it is read in little memory.
    """
    with _told("it cannot be opened"):
        system, path = _open_system(one)
        file = system.open(path, "rb", **(_IN_ONE_STREAM if _is_web(one) else {}))
    try:
        yield io.BufferedReader(_Stream(file), _BUFFER)
    finally:
        with suppress(Exception):
            file.close()


class _Stream(io.RawIOBase):
    """A file of fsspec as a raw stream, which fills a buffer wherever there is enough."""

    def __init__(self, file: _Readable) -> None:
        self._file = file
        self._is_over = False

    def readable(self) -> bool:
        """Return true: the file can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read into a buffer; raise Damaged where reading breaks off."""
        into = memoryview(buffer)
        size = 0
        with _told("reading broke off"):
            while size < len(into) and not self._is_over:
                found = self._file.read(len(into) - size)
                into[size : size + len(found)] = found
                size += len(found)
                self._is_over = not found
        return size


def _open_system(one: Remote) -> tuple[_FileSystem, str]:
    """Return the file system of a URL, and what it calls the path there."""
    from fsspec.core import url_to_fs

    options: dict[str, object] = {}
    for protocol in _WEB.intersection(_protocols(one)):
        from aiohttp import ClientTimeout

        timeout = ClientTimeout(total=None, sock_connect=_SECONDS, sock_read=_SECONDS)
        options[protocol] = {"client_kwargs": {"timeout": timeout}}
    return cast("tuple[_FileSystem, str]", url_to_fs(one.url, **options))


def _protocols(one: Remote) -> list[str]:
    """Return the protocols of a URL, of each link where it is a chain."""
    return [link.partition("://")[0].lower() for link in one.url.split("::")]


def _is_web(one: Remote) -> bool:
    """Tell whether a web server is asked for the file itself."""
    return _protocols(one)[0] in _WEB


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Raise Damaged for whatever a file system raises, with its kind and what to do."""
    try:
        yield
    except Damaged:
        raise
    except Exception as error:  # noqa: BLE001  # each file system has exceptions of its own
        raise Damaged(f"{what}: {_kind(error)}") from None


def _kind(error: BaseException) -> str:
    """Return what to tell of an error: of what is not found, its true cause, where it has one."""
    name, status = type(error).__name__, getattr(error, "status", None)
    if isinstance(error, FileNotFoundError):
        return _kind(error.__cause__) if error.__cause__ else "no such file or folder"
    if isinstance(error, PermissionError) or status in _REFUSED or "Credential" in name:
        return "access is refused; set the credentials where fsspec takes them from"
    if isinstance(error, TimeoutError):
        return "no answer in time; try again"
    if isinstance(error, ConnectionError) or "Connect" in name:
        return "no connection; check the address, or try again"
    if isinstance(status, int) and status:
        return f"HTTP status {status}"
    return f"{name}; try again, or copy the file here"
