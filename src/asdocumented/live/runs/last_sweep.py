"""Sweeps what a recording or a run wrote once more, with all that was learnt until its end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from asdocumented.evidence.journal import Entry, RequestResult, encode_line
from asdocumented.formats.file_writing import write_whole
from asdocumented.formats.http_message import HttpExchange, raw_text
from asdocumented.live.runs.cassette import Provenance, cassette
from asdocumented.live.runs.journal import read_whole_entries
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

    One is removed where the secret stands in a form that cannot be replaced, and where it cannot
    be written anew. Raises OSError where a file can be neither written nor removed, once all
    others are swept.
    """
    faults: list[OSError] = []
    for one in written:
        if not find_secrets(cassette(one.exchange, provenance), redactor.secrets):
            continue
        content = cassette(_swept(one.exchange, redactor), provenance)
        try:
            if find_secrets(content, redactor.secrets):
                one.path.unlink(missing_ok=True)
                yield one.name
            else:
                _write_anew(one.path, content)
        except OSError as error:
            faults.append(error)
            yield one.name
    for fault in faults[:1]:
        raise fault


def remove_unsafe(journal: Path, redactor: Redactor) -> None:
    """Remove a journal that holds a secret learnt later: what it would resume is asked again."""
    if journal.exists() and find_secrets(journal.read_bytes(), redactor.secrets):
        journal.unlink()


def sweep_journal(path: Path, redactors: Mapping[str, Redactor]) -> None:
    """Write a journal anew, where an answer in it holds a secret learnt later.

    An answer that cannot be mended is left out: its request counts as one without answer. The
    journal is untouched where there is none. Raises OSError.

    Args:
        path: the journal; nothing writes to it any more.
        redactors: what knows the secrets of each target that was asked.

    """
    entries = list(read_whole_entries(path))
    swept = [_swept_entry(one, redactors) for one in entries]
    if any(one is not before for one, before in zip(swept, entries, strict=True)):
        _write_anew(path, b"".join(map(encode_line, swept)))


def _write_anew(path: Path, content: bytes) -> None:
    """Write a file in place of one with a secret: that one goes first where there is no room.

    Raises OSError where it cannot be written; then there is none.
    """
    try:
        write_whole(path, content)
    except OSError:
        path.write_bytes(b"")  # a file that is open still has its room, whatever its name
        path.unlink()
        write_whole(path, content)


def _swept_entry(entry: Entry, redactors: Mapping[str, Redactor]) -> Entry:
    redactor = redactors.get(entry.target)
    if not isinstance(entry, RequestResult) or entry.exchange is None or redactor is None:
        return entry
    if not find_secrets(raw_text(entry.exchange), redactor.secrets):
        return entry
    swept = _swept(entry.exchange, redactor)
    found = find_secrets(raw_text(swept), redactor.secrets)
    if found:
        failure = f"not kept, for it would hold {found[0]}"
        return structs.replace(entry, exchange=None, failure=failure)
    return structs.replace(entry, exchange=swept)


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
