"""A token of a body: how it is treated, and what follows from that whatever else is recorded."""

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


def worked_out(one: Token, public: frozenset[str]) -> Token:
    """Return a token with what follows; `public` are the words that are not replaced."""
    kind, text, treatment = one.kind, one.text, one.treatment
    if treatment == "fixed":
        return fixed(kind, text)
    whole = _whole(one, public)
    is_name = treatment == "name" and not whole
    is_text = kind == "string" and treatment in ("kept", "listed", "json")
    return Token(
        kind,
        text,
        treatment,
        one.sensitive,
        one.inner,
        whole,
        () if whole else _replaced(one, public),
        personal=_personal(one, is_text=is_text),
        stays=is_name or treatment == "listed" or (treatment == "json" and not one.sensitive),
        runs=_runs(kind, text) if is_name or treatment in ("kept", "listed") else None,
    )


def _whole(one: Token, public: frozenset[str]) -> str:
    if one.treatment in ("replaced", "digits"):
        return one.text if one.kind == "string" else plain_digits(one.text)
    if one.treatment == "name":
        return "" if reads_as_name(one.text, public) and not tokens_in(one.text) else one.text
    return one.text if one.treatment == "json" and one.sensitive and one.inner is None else ""


def _personal(one: Token, *, is_text: bool) -> tuple[str, ...]:
    """Return what is sensitive wherever it stands: what tells of a person, and tokens."""
    tokens = tokens_in(one.text) if one.kind == "string" else ()
    return (*personal_parts(one.text), *tokens) if is_text else tokens


def _replaced(one: Token, public: frozenset[str]) -> tuple[str, ...]:
    if one.treatment == "message":
        return tuple(unknown_words(one.text, public))
    if one.treatment == "json" and one.sensitive and one.inner is not None:
        texts = ((inner.whole, *inner.replaced) for inner in one.inner.tokens)
        return tuple(text for found in texts for text in found if text)
    return ()


def _runs(kind: Kind, text: str) -> tuple[str, ...]:
    texts = {text, plain(text)} if kind == "number" else (text,)
    return tuple({run for one in texts for run in runs_of(fold(one))})
