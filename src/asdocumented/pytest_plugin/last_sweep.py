"""Sweeps what a session recorded once more, with all that it learnt until its end."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

import msgspec

from asdocumented.evidence.recorded import MARK
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.sweep import find_secrets

if TYPE_CHECKING:
    from vcr.request import Request

CassetteDict: TypeAlias = "dict[str, list[object]]"
"""What vcrpy writes: `requests`, and the `responses` to them in the same order."""


class Persister(Protocol):
    """What vcrpy reads and writes cassettes with."""

    def load_cassette(self, cassette_path: Path, serializer: object) -> object:
        """Return what a file holds."""

    def save_cassette(
        self, cassette_path: Path, cassette_dict: CassetteDict, serializer: object
    ) -> None:
        """Write a file."""


class WrittenFile(NamedTuple):
    """What was written to a file, and with what."""

    persister: Persister
    cassette: CassetteDict
    serializer: object


class RememberingPersister(msgspec.Struct, frozen=True):
    """Passes on what is to be read and written, and remembers what was written to each file."""

    behind: Persister
    written: dict[Path, WrittenFile]

    def load_cassette(self, cassette_path: Path, serializer: object) -> object:
        """Return what a file holds."""
        return self.behind.load_cassette(cassette_path, serializer)

    def save_cassette(
        self, cassette_path: Path, cassette_dict: CassetteDict, serializer: object
    ) -> None:
        """Write a file."""
        self.behind.save_cassette(cassette_path, cassette_dict, serializer)
        written = WrittenFile(self.behind, cassette_dict, serializer)
        self.written[Path(cassette_path)] = written


def sweep_again(written: Mapping[Path, WrittenFile], redactor: Redactor) -> Iterator[str]:
    """Write each file anew in which a redacted interaction holds a secret learnt later.

    A line is yielded for a file that cannot be mended and is removed, or cannot be removed.
    """
    for path, one in written.items():
        is_secret = _is_secret(path.name, redactor)
        shown = _without_secret(path, redactor) if is_secret else path
        try:
            if is_secret and _marked(one) and path.exists():
                path.unlink()
                what = "its name holds a value that is secret; give the parameter of the test an id"
                yield f"{shown} is removed: {what}"
            elif not _mended(path, one, redactor):
                path.unlink()
                yield f"{shown} is removed: it would hold what was learnt later to be secret"
        except OSError as error:
            yield f"{shown} {_removed(path)}: {error.strerror or error}"


def _removed(path: Path) -> str:
    """Remove a file that cannot be written anew; say what came of it."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return "may hold what was learnt later to be secret"
    return "is removed: what was learnt later to be secret cannot be taken out of it"


def _mended(path: Path, one: WrittenFile, redactor: Redactor) -> bool:
    """Tell whether a file holds no secret, after it was written anew where it did."""
    marked = _marked(one)
    if not marked or not path.exists() or not _holds_secret(path, redactor):
        return True
    for request, response in marked:
        _replace(request, response, redactor)  # type: ignore[arg-type]  # vcrpy types neither
    one.persister.save_cassette(path, one.cassette, one.serializer)
    return not _holds_secret(path, redactor)


def _marked(one: WrittenFile) -> list[tuple[object, object]]:
    """Return the redacted interactions of a file, each as request and response."""
    pairs = zip(one.cassette["requests"], one.cassette["responses"], strict=True)
    return [pair for pair in pairs if MARK[0] in _headers(pair[0])]


def _is_secret(name: str, redactor: Redactor) -> bool:
    """Tell whether a name holds a credential, or a value that a contract calls sensitive.

    What is only unknown, such as an undocumented parameter, may well be a word of the test.
    """
    secrets = redactor.secrets
    return bool(secrets.spans(name, only_sensitive=True)) or secrets.has_in_another_form(name)


def _without_secret(path: Path, redactor: Redactor) -> Path:
    """Return a path whose name is replaced as far as it has to be."""
    name = redactor.text(path.name)
    return path.with_name("*" if _is_secret(name, redactor) else name)


def _headers(request: object) -> Mapping[str, object]:
    found: Mapping[str, object] = getattr(request, "headers", {})
    return found


def _holds_secret(path: Path, redactor: Redactor) -> bool:
    return bool(find_secrets(path.read_bytes(), redactor.secrets))


def _replace(request: "Request", response: dict[str, object], redactor: Redactor) -> None:
    """Replace what is known to be secret in an interaction as the hook made it."""
    request.uri = redactor.text(request.uri)
    body, headers = response["body"], response["headers"]
    content = body.get("string") if isinstance(body, dict) else None
    if isinstance(content, bytes):
        text = redactor.text(content.decode("utf-8", "surrogateescape"))
        response["body"] = {"string": text.encode("utf-8", "surrogateescape")}
    elif isinstance(content, str):  # vcrpy turns bytes into text when it writes them
        response["body"] = {"string": redactor.text(content)}
    if isinstance(headers, dict):
        response["headers"] = {name: _texts(found, redactor) for name, found in headers.items()}


def _texts(values: Iterable[object], redactor: Redactor) -> list[str]:
    return [redactor.text(str(value)) for value in values]
