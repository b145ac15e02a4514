"""Sweeps what a recording wrote once more, with all that was learnt until its end."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from asdocumented.formats.files import write_whole
from asdocumented.formats.http_message import HttpExchange
from asdocumented.live.runs.cassette import Provenance, cassette
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.sweep import find_secrets


class WrittenCassette(NamedTuple):
    """A cassette that was written, and the redacted exchange that it holds."""

    name: str
    path: Path
    exchange: HttpExchange


def sweep_again(
    written: Iterable[WrittenCassette], provenance: Provenance, redactor: Redactor
) -> Iterator[str]:
    """Write each cassette anew that holds a secret learnt later; yield the names of those removed.

    One is removed where the secret stands in a form that cannot be replaced. Raises OSError where
    a file can be neither written nor removed.
    """
    for one in written:
        if not find_secrets(cassette(one.exchange, provenance), redactor.secrets):
            continue
        content = cassette(_swept(one.exchange, redactor), provenance)
        if find_secrets(content, redactor.secrets):
            one.path.unlink(missing_ok=True)
            yield one.name
        else:
            write_whole(one.path, content)


def remove_unsafe(journal: Path, redactor: Redactor) -> None:
    """Remove a journal that holds a secret learnt later: what it would resume is asked again."""
    if journal.exists() and find_secrets(journal.read_bytes(), redactor.secrets):
        journal.unlink()


def _swept(exchange: HttpExchange, redactor: Redactor) -> HttpExchange:
    """Return a redacted exchange without what was learnt later; its lengths stay."""
    text = redactor.text
    body = text(exchange.body.decode("utf-8", "surrogateescape"))
    return replace(
        exchange,
        url=text(exchange.url),
        reason=text(exchange.reason),
        request_headers=tuple((name, text(value)) for name, value in exchange.request_headers),
        response_headers=tuple((name, text(value)) for name, value in exchange.response_headers),
        body=body.encode("utf-8", "surrogateescape"),
    )
