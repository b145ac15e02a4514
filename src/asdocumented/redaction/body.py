"""A body whose tokens are edited in its own text; what is not edited stays to the letter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from asdocumented.contracts.model import Contract
from asdocumented.formats import json_body
from asdocumented.redaction.json_text import Edit, Leaf, edited, quoted, tree
from asdocumented.redaction.numbers import told_digits
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
}
"""For each kind of fault a body that has it and nothing else."""


class Value(NamedTuple):
    """A text that is going to be replaced, and whether it is sensitive or only unknown."""

    text: str
    guarded: bool


@dataclass(frozen=True, slots=True)
class BodyText:
    """A body, taken apart; `fault` says why it is no JSON."""

    text: str
    fault: str | None
    tokens: tuple[Token, ...]

    def values(self, public: frozenset[str]) -> Iterator[Value]:
        """Yield what is going to be replaced."""
        for token in self.tokens:
            for text in _told(token, public):
                yield Value(text, token.guarded)
            if token.treatment in ("kept", "listed", "json") and token.leaf.kind == "string":
                yield from (Value(text, guarded=True) for text in personal_parts(token.leaf.string))

    def fixed(self) -> Iterator[str]:
        """Yield what is written as it is, or would be if it were not sensitive elsewhere."""
        for leaf, treatment, guarded in self.tokens:
            stays = treatment in ("fixed", "listed") or (treatment == "json" and not guarded)
            if stays and leaf.kind != "word":
                yield _value(leaf)

    def names(self, public: frozenset[str]) -> Iterator[str]:
        """Yield the names that no table lists and that may stay."""
        for leaf, treatment, _ in self.tokens:
            if treatment == "name" and reads_as_name(leaf.string, public):
                yield leaf.string


def read_body(body: bytes, contract: Contract | None, status: int) -> BodyText:
    """Return a body taken apart; one that is not UTF-8 has no tokens."""
    fault = json_body.parse(body)[1]
    if fault == "not UTF-8":
        return BodyText("", fault, ())
    text = body.decode("utf-8")
    if fault is not None:
        return BodyText(text, fault, tuple(loose_tokens(text)))
    node = contract.body(status) if contract else None
    return BodyText(text, None, tuple(json_tokens(tree(text), contract, node)))


def write_body(body: BodyText, writer: Writer) -> bytes:
    """Return a body with everything replaced that may not stay; its kind of fault survives."""
    edits = [
        Edit(token.leaf, new)
        for token in body.tokens
        if token.treatment != "fixed" and (new := _written(token, writer)) != token.leaf.text
    ]
    written = edited(body.text, edits).encode("utf-8")
    same = json_body.parse(written)[1] == body.fault
    return written if same else _STAND_INS.get(body.fault or "", b"x")


def _told(token: Token, public: frozenset[str]) -> list[str]:
    """Return the texts of a token that are going to be replaced."""
    leaf, treatment, guarded = token
    text = _value(leaf)
    if treatment in ("replaced", "digits"):
        return [text if leaf.kind == "string" else told_digits(text)]
    if treatment == "message":
        return unknown_words(text, public)
    if treatment == "name":
        return [] if reads_as_name(text, public) else [text]
    if treatment == "json" and guarded:
        inner = _inner(token)
        return [text] if inner is None else [told for one in inner for told in _told(one, public)]
    return []


def _inner(token: Token) -> tuple[Token, ...] | None:
    """Return the tokens of a text that holds JSON, as sensitive as it; None where it is none."""
    text = token.leaf.string
    if json_body.parse(text.encode("utf-8", "surrogatepass"))[1] is not None:
        return None
    found = json_tokens(tree(text), None, None)
    return tuple(one._replace(treatment=_of_inner(one, guarded=token.guarded)) for one in found)


def _of_inner(inner: Token, *, guarded: bool) -> Treatment:
    if inner.leaf.kind == "word":
        return "fixed"
    if not guarded:
        return "listed"
    return "replaced" if inner.leaf.kind == "number" else inner.treatment


def _written(token: Token, writer: Writer) -> str:
    """Return what is written in the place of a token."""
    leaf, treatment, _ = token
    if leaf.kind == "number":
        if treatment == "replaced":
            return writer.number(leaf.text)
        return writer.kept_number(leaf.text, only_guarded=treatment == "listed")
    old = _value(leaf)
    write: dict[Treatment, Callable[[str], str]] = {
        "digits": writer.digits,
        "json": lambda _: _json_written(token, writer),
        "kept": writer.kept,
        "listed": writer.listed,
        "message": writer.message,
        "name": writer.name,
        "replaced": writer.replaced,
    }
    new = write[treatment](old)
    if new == old:
        return leaf.text
    return new if leaf.kind == "word" else _quoted_like(leaf.text, new)


def _json_written(token: Token, writer: Writer) -> str:
    """Return a text that holds JSON with its own tokens edited.

    A sensitive value that is more than one token goes, though no JSON is left.
    """
    text, inner = token.leaf.string, _inner(token)
    if inner is None:
        return writer.replaced(text) if token.guarded else writer.listed(text)
    edits = [Edit(one.leaf, _written(one, writer)) for one in inner if one.treatment != "fixed"]
    written = edited(text, edits)
    left = not token.guarded and writer.secrets.spans(written, only_guarded=True)
    return writer.listed(text) if left else written


def _value(leaf: Leaf) -> str:
    return leaf.string if leaf.kind == "string" else leaf.text


def _quoted_like(token: str, new: str) -> str:
    """Return a string token; one that had no end gets none."""
    whole = len(token) > 1 and token.endswith('"')
    return quoted(new) if whole else quoted(new)[:-1]
