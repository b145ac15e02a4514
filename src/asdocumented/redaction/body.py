"""Redacts a body: its tokens are edited in place, all other characters stay as they are."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from asdocumented.contracts.branches import best_branch
from asdocumented.contracts.model import Contract
from asdocumented.formats import json_body
from asdocumented.redaction.json_text import Edit, Leaf, edited, quoted, tree
from asdocumented.redaction.numbers import plain_digits
from asdocumented.redaction.persons import personal_parts
from asdocumented.redaction.treatment import Token, Treatment, json_tokens, loose_tokens
from asdocumented.redaction.vocabulary import reads_as_name
from asdocumented.redaction.writer import Writer, unknown_words

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
    "name": Writer.name,
    "replaced": Writer.replaced,
}


class Value(NamedTuple):
    """A text that will be replaced, and whether it is sensitive or only unknown."""

    text: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class BodyText:
    """A body split into tokens; `fault` says why it is no JSON."""

    text: str
    fault: str | None
    tokens: tuple[Token, ...]

    def values(self, public: frozenset[str]) -> Iterator[Value]:
        """Yield the texts that will be replaced."""
        for token in self.tokens:
            if token.treatment == "fixed":
                continue
            for text in _texts_to_replace(token, public):
                yield Value(text, token.sensitive)
            if token.treatment in ("kept", "listed", "json") and token.leaf.kind == "string":
                yield from (
                    Value(text, sensitive=True) for text in personal_parts(token.leaf.string)
                )

    def fixed(self) -> Iterator[str]:
        """Yield the texts that are written unchanged, unless they are sensitive elsewhere."""
        for leaf, treatment, sensitive in self.tokens:
            stays = treatment in ("fixed", "listed") or (treatment == "json" and not sensitive)
            if stays and leaf.kind != "word":
                yield _value(leaf)

    def names(self, public: frozenset[str]) -> Iterator[str]:
        """Yield the undocumented names that are written unchanged."""
        for leaf, treatment, _ in self.tokens:
            if treatment == "name" and reads_as_name(leaf.string, public):
                yield leaf.string


def read_body(body: bytes, contract: Contract | None, status: int) -> BodyText:
    """Return a body split into tokens; one in another encoding than UTF-8 has none."""
    value, fault = json_body.parse(body)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return BodyText("", fault, ())
    if fault in _WIDE:
        return BodyText("", fault, ())
    if fault is not None:
        return BodyText(text, fault, tuple(loose_tokens(text)))
    node = contract.body(status) if contract else None
    if node is not None:
        node = best_branch(node, value)
    return BodyText(text, None, tuple(json_tokens(tree(text), contract, node)))


def write_body(body: BodyText, writer: Writer) -> bytes:
    """Return the redacted body; a body that is no JSON keeps its kind of fault."""
    edits = [
        Edit(token.leaf, new)
        for token in body.tokens
        if token.treatment != "fixed" and (new := _written(token, writer)) != token.leaf.text
    ]
    written = edited(body.text, edits).encode("utf-8")
    same = json_body.parse(written)[1] == body.fault
    return written if same else _STAND_INS.get(body.fault or "", b"x")


def _texts_to_replace(token: Token, public: frozenset[str]) -> list[str]:
    """Return the texts of a token that will be replaced."""
    leaf, treatment, sensitive = token
    text = _value(leaf)
    if treatment in ("replaced", "digits"):
        return [text if leaf.kind == "string" else plain_digits(text)]
    if treatment == "message":
        return unknown_words(text, public)
    if treatment == "name":
        return [] if reads_as_name(text, public) else [text]
    if treatment == "json" and sensitive:
        inner = _inner(token)
        if inner is None:
            return [text]
        return [found for one in inner for found in _texts_to_replace(one, public)]
    return []


def _inner(token: Token) -> tuple[Token, ...] | None:
    """Return the tokens of a text that contains JSON, None if it does not."""
    text = token.leaf.string
    if json_body.parse(text.encode("utf-8", "surrogatepass"))[1] is not None:
        return None
    found = json_tokens(tree(text), None, None)
    return tuple(one._replace(treatment=_of_inner(one, sensitive=token.sensitive)) for one in found)


def _of_inner(inner: Token, *, sensitive: bool) -> Treatment:
    if inner.leaf.kind == "word":
        return "fixed"
    if not sensitive:
        return "listed"
    return "replaced" if inner.leaf.kind == "number" else inner.treatment


def _written(token: Token, writer: Writer) -> str:
    """Return what is written instead of a token."""
    leaf, treatment, _ = token
    if leaf.kind == "number":
        if treatment == "replaced":
            return writer.number(leaf.text)
        return writer.kept_number(leaf.text, only_sensitive=treatment == "listed")
    old = _value(leaf)
    new = _json_written(token, writer) if treatment == "json" else _WRITE[treatment](writer, old)
    if new == old:
        return leaf.text
    return new if leaf.kind == "word" else _quoted_like(leaf.text, new)


def _json_written(token: Token, writer: Writer) -> str:
    """Return a text that contains JSON with the tokens of that JSON edited.

    A sensitive value may span several tokens: it is replaced even if no JSON is left.
    """
    text, inner = token.leaf.string, _inner(token)
    if inner is None:
        return writer.replaced(text) if token.sensitive else writer.listed(text)
    edits = [Edit(one.leaf, _written(one, writer)) for one in inner if one.treatment != "fixed"]
    written = edited(text, edits)
    left = not token.sensitive and writer.secrets.spans(written, only_sensitive=True)
    return writer.listed(text) if left else written


def _value(leaf: Leaf) -> str:
    return leaf.string if leaf.kind == "string" else leaf.text


def _quoted_like(token: str, new: str) -> str:
    """Return a string token, without its closing quote if the old one had none."""
    whole = len(token) > 1 and token.endswith('"')
    return quoted(new) if whole else quoted(new)[:-1]
