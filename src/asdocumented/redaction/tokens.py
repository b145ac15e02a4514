"""A token of a body: how it is treated, and what follows from that whatever else is recorded."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from asdocumented.redaction.json_text import Kind
from asdocumented.redaction.letters import fold
from asdocumented.redaction.numbers import plain, plain_digits
from asdocumented.redaction.persons import personal_parts
from asdocumented.redaction.token_forms import tokens_in
from asdocumented.redaction.vocabulary import reads_as_name
from asdocumented.redaction.whole_words import runs_of
from asdocumented.redaction.writer import unknown_words

Treatment: TypeAlias = Literal[
    "digits", "fixed", "json", "kept", "listed", "message", "name", "replaced"
]
"""How a token is written.

- `fixed`: unchanged
- `kept`: with the secrets in it replaced
- `listed`: where a list of values is documented; with the sensitive values in it replaced
- `message`: with the secrets and the unknown words in it replaced
- `name`: an undocumented member name; replaced unless it reads as a name
- `json`: a text that contains JSON, whose tokens are treated each by itself
- `digits`: a text in the place of a date; with its digits replaced
- `replaced`: replaced as a whole
"""


_WHOLE = ("digits", "replaced")
"""Treatments of a text as one."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A token of a body, worked out once for all places where it is the same.

    - `text` is the value of a string, else the token itself.
    - `sensitive` tells whether its value is, or is only unknown.
    - `inner` is the JSON that a text contains, None where it contains none.
    - `whole` is what will be replaced as one, "" where nothing is; `replaced` are several texts in
      it that will be, `personal` those that are sensitive wherever they stand.
    - `stays` tells that it is written as it is, unless it is sensitive elsewhere.
    - `runs` are the words and numbers in it, in lower case, where a secret has to begin with one of
      them for it to change; None where it may change all the same.
    """

    kind: Kind
    text: str
    treatment: Treatment
    sensitive: bool = False
    inner: "Packed | None" = None
    whole: str = ""
    replaced: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    stays: bool = False
    runs: tuple[str, ...] | None = None


class Packed(msgspec.Struct, frozen=True, gc=False):
    """The pieces of a text that contains JSON, and its tokens."""

    pieces: list[str]
    tokens: list[Token]


def fixed(kind: Kind, text: str) -> Token:
    """Return a token that is written unchanged."""
    return Token(kind, text, "fixed", stays=kind != "word")


def worked_out(  # noqa: PLR0913  # what a token follows from, each by itself
    kind: Kind,
    text: str,
    treatment: Treatment,
    public: frozenset[str],
    *,
    sensitive: bool = False,
    inner: Packed | None = None,
) -> Token:
    """Return a token with what follows; `public` are the words that are not replaced."""
    if treatment == "fixed":
        return fixed(kind, text)
    tokens = tokens_in(text) if kind == "string" else ()
    if treatment == "name":
        if text and (tokens or not reads_as_name(text, public)):
            return Token(kind, text, treatment, whole=text, personal=tokens)
        return Token(kind, text, treatment, stays=True, runs=_runs(kind, text))
    if treatment in _WHOLE:
        whole = text if kind == "string" else plain_digits(text)
        return Token(kind, text, treatment, sensitive, inner, whole, personal=tokens)
    is_hidden = treatment == "json" and sensitive
    return Token(
        kind,
        text,
        treatment,
        sensitive,
        inner,
        whole=text if is_hidden and inner is None else "",
        replaced=_replaced(text, treatment, public, inner if is_hidden else None),
        personal=tokens if treatment == "message" else (*_personal(kind, text), *tokens),
        stays=treatment == "listed" or (treatment == "json" and not sensitive),
        runs=_runs(kind, text) if treatment in ("kept", "listed") else None,
    )


def _personal(kind: Kind, text: str) -> Iterator[str]:
    """Return what of a text tells of a person."""
    return personal_parts(text) if kind == "string" else iter(())


def _replaced(
    text: str, treatment: Treatment, public: frozenset[str], hidden: Packed | None
) -> tuple[str, ...]:
    """Return what is replaced in a text; all of the JSON that is `hidden` in it."""
    if treatment == "message":
        return tuple(unknown_words(text, public))
    texts = ((inner.whole, *inner.replaced) for inner in hidden.tokens) if hidden else ()
    return tuple(text for found in texts for text in found if text)


def _runs(kind: Kind, text: str) -> tuple[str, ...]:
    texts = {text, plain(text)} if kind == "number" else (text,)
    return tuple({run for one in texts for run in runs_of(fold(one))})
