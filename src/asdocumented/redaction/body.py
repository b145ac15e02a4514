"""Redacts a body: its tokens are edited in place, all other characters stay as they are."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from asdocumented.contracts.branches import best_branch
from asdocumented.contracts.model import Contract
from asdocumented.formats import json_body
from asdocumented.redaction.body_tokens import json_tokens, loose_tokens
from asdocumented.redaction.json_text import joined, quoted, split
from asdocumented.redaction.spots import root_spot
from asdocumented.redaction.tokens import Token, Treatment
from asdocumented.redaction.vocabulary import vocabulary
from asdocumented.redaction.writer import Writer

_STAND_INS = {
    "not UTF-8": b"\xff",
    "nested too deeply": b"[" * 100_000 + b"]" * 100_000,
    "NaN or Infinity": b"NaN",
    "a number too long to read": b"1" * 5000,
    "an empty body": b"",
    "HTML or XML": b"<html>",
    "JSON behind a byte order mark": "\ufeff{}".encode(),
    "more than one JSON value": b"{} {}",
    "JSON cut off": b"{",
    "UTF-16 in place of UTF-8": "{}".encode("utf-16-le"),
    "UTF-32 in place of UTF-8": "{}".encode("utf-32-le"),
    "JSONP, JSON in a call of a function": b"a({})",
}
"""For each fault of a body, the smallest body that has it."""
_WIDE = ("UTF-16 in place of UTF-8", "UTF-32 in place of UTF-8")
"""Faults of bodies that may be UTF-8, too, of texts with a zero behind each character."""

_WRITE: Mapping[Treatment, Callable[[Writer, str], str]] = {
    "digits": Writer.digits,
    "kept": Writer.kept,
    "listed": Writer.listed,
    "message": Writer.message,
    "name": Writer.listed,
    "replaced": Writer.replaced,
}


class BodyText(msgspec.Struct, frozen=True):
    """A body cut into pieces, every other of which is a token; `fault` says why it is no JSON.

    `repeats_names` tells that a name stands twice in an object.
    """

    pieces: Sequence[str]
    fault: str | None
    tokens: Sequence[Token]
    repeats_names: bool = False

    def values(self) -> Iterator[tuple[str, bool]]:
        """Yield the texts that will be replaced, each with whether it is sensitive."""
        for token in self.tokens:
            if token.whole:
                yield token.whole, token.sensitive
            for text in token.replaced:
                yield text, token.sensitive
            for text in token.personal:
                yield text, True

    def fixed(self) -> Iterator[str]:
        """Yield the texts that are written unchanged, unless they are sensitive elsewhere."""
        return (token.text for token in self.tokens if token.stays)


def read_body(
    body: bytes,
    contract: Contract | None,
    status: int,
    parsed: json_body.ParsedBody | None = None,
) -> BodyText:
    """Return a body cut into tokens; one in another encoding than UTF-8 has none.

    `parsed` is what it holds, where that is known.
    """
    value, fault, _ = parsed or json_body.read(body)
    try:
        pieces = split(body.decode("utf-8"))
    except UnicodeDecodeError:
        return BodyText([""], fault, [])
    if fault in _WIDE:
        return BodyText([""], fault, [])
    public = vocabulary(contract)
    if fault is not None:
        return BodyText(pieces, fault, loose_tokens(pieces, public))
    node = contract.body(status) if contract else None
    if node is not None:
        node = best_branch(node, value)
    tokens, repeats_names = json_tokens(pieces, value, root_spot(contract, node, public))
    return BodyText(pieces, None, tokens, repeats_names)


def write_body(body: BodyText, writer: Writer) -> bytes:
    """Return the redacted body; a body that is no JSON keeps its kind of fault."""
    written = _edited(body.pieces, body.tokens, writer).encode("utf-8")
    if body.fault is None and json_body.is_json(written):
        return written
    same = json_body.parse(written)[1] == body.fault
    return written if same else _STAND_INS.get(body.fault or "", b"x")


def _edited(pieces: Sequence[str], tokens: Sequence[Token], writer: Writer) -> str:
    """Return a text with its tokens as they are written."""
    return joined(pieces, written_tokens(tokens, pieces[1::2], writer))


def written_tokens(tokens: Sequence[Token], before: Sequence[str], writer: Writer) -> list[str]:
    """Return what is written instead of tokens that stood in a body so."""
    secrets = writer.secrets
    texts = (token.text for token in tokens if token.treatment != "fixed")
    quick = not secrets.has_credential("\n".join(texts))
    return [
        old
        if token.treatment == "fixed"
        or (quick and token.runs is not None and not secrets.begins_with_any(token.runs))
        else _written(token, old, writer)
        for token, old in zip(tokens, before, strict=True)
    ]


def _written(token: Token, written: str, writer: Writer) -> str:
    """Return what is written instead of a token."""
    if token.kind == "number":
        if token.treatment == "replaced":
            return writer.number(written)
        return writer.kept_number(written, only_sensitive=token.treatment == "listed")
    old = token.text
    new = _json_written(token, writer) if token.treatment == "json" else _new(token, writer)
    if new == old:
        return written
    return new if token.kind == "word" else _quoted_like(written, new)


def _new(token: Token, writer: Writer) -> str:
    """Return the new text of a token, without its quotes."""
    if token.treatment == "name" and token.whole:
        return writer.replaced(token.text)
    return _WRITE[token.treatment](writer, token.text)


def _json_written(token: Token, writer: Writer) -> str:
    """Return a text that contains JSON with the tokens of that JSON edited.

    A sensitive value may span several tokens: it is replaced even if no JSON is left.
    """
    text, inner = token.text, token.inner
    if inner is None:
        return writer.replaced(text) if token.sensitive else writer.listed(text)
    written = _edited(inner.pieces, inner.tokens, writer)
    left = not token.sensitive and writer.secrets.spans(written, only_sensitive=True)
    return writer.listed(text) if left else written


def _quoted_like(token: str, new: str) -> str:
    """Return a string token, without its closing quote if the old one had none."""
    whole = len(token) > 1 and token.endswith('"')
    return quoted(new) if whole else quoted(new)[:-1]
