"""The tokens of a body, each with its treatment, in the order of the text."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat

from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json
from asdocumented.redaction.json_text import (
    Members,
    Tree,
    kind_of,
    split,
    string_of,
    with_all_members,
)
from asdocumented.redaction.spots import Spot, item_spot, member_spots, root_spot
from asdocumented.redaction.tokens import Packed, Token, Treatment, fixed, worked_out
from asdocumented.redaction.treatment import of_number, of_string

_SHORT = 64
_BRANCHES = (dict, list)
_JSON_WORDS = frozenset({"true", "false", "null", "NaN", "Infinity", "-Infinity"})


def json_tokens(pieces: Sequence[str], value: Json, root: Spot) -> tuple[list[Token], bool]:
    """Return every token of a JSON text, and whether a name stands twice in an object.

    Args:
        pieces: of the text, as `split` returns them.
        value: the text, parsed.
        root: where it stands.

    """
    written = pieces[1::2]
    found = _walked(written, value, root)
    if len(found) == len(written):
        return found, False
    return _walked(written, with_all_members("".join(pieces)), root), True


def loose_tokens(pieces: Sequence[str], public: frozenset[str]) -> list[Token]:
    """Return every token of a text that is no JSON: words are messages, values are replaced."""
    return [_loose(text, public) for text in pieces[1::2]]


def _loose(written: str, public: frozenset[str]) -> Token:
    kind = kind_of(written)
    if kind == "word":
        return worked_out(kind, written, "fixed" if written in _JSON_WORDS else "message", public)
    text = string_of(written) if kind == "string" else written
    return worked_out(kind, text, "replaced", public)


def _walked(written: Sequence[str], value: Tree, root: Spot) -> list[Token]:
    """Return the tokens that a value has; too few where members have the same name.

    What is written stands in the order in which the value is walked through.
    """
    texts = iter(written)
    tokens: list[Token] = []
    outer: list[Iterator[tuple[Token | None, Spot, Tree]]] = []
    branch: Iterator[tuple[Token | None, Spot, Tree]] = iter([(None, root, value)])
    while True:
        for name, spot, below in branch:
            if name is not None:
                next(texts)
                tokens.append(name)
            if isinstance(below, _BRANCHES):
                outer.append(branch)
                branch = _opened(spot, below)
                break
            text = next(texts)
            tokens.append((_token if len(text) <= _SHORT else _token.__wrapped__)(spot, text))
        else:
            if not outer:
                return tokens
            branch = outer.pop()


def _opened(
    spot: Spot, value: Sequence[Tree] | Mapping[str, Tree]
) -> Iterator[tuple[Token | None, Spot, Tree]]:
    """Return the members or items of a value, each with the token of its name and its spot."""
    if isinstance(value, dict):
        return zip(*member_spots(spot, tuple(value)), value.values(), strict=True)
    if isinstance(value, Members):
        names = tuple([name for name, _ in value])
        return zip(*member_spots(spot, names), [below for _, below in value], strict=True)
    return zip(repeat(None), repeat(item_spot(spot)), value, strict=False)


@lru_cache(maxsize=4096)
def _token(spot: Spot, written: str) -> Token:
    """Return the token of a value."""
    node = spot.place.node if spot.place else None
    kind = kind_of(written)
    if kind == "word":
        return fixed(kind, written)
    if kind == "number":
        treatment = of_number(written, node, spot.sensitivity)
        sensitive = spot.sensitivity is not None
        return worked_out(kind, written, treatment, spot.public, sensitive=sensitive)
    text = string_of(written)
    treatment = of_string(text, node, spot.sensitivity)
    sensitive = spot.sensitivity not in (None, "message")
    inner = _packed(text, spot.public, sensitive=sensitive) if treatment == "json" else None
    return worked_out(kind, text, treatment, spot.public, sensitive=sensitive, inner=inner)


def _packed(text: str, public: frozenset[str], *, sensitive: bool) -> Packed | None:
    """Return the JSON that a text contains, None if it contains none."""
    value, fault = json_body.parse(text.encode("utf-8", "surrogatepass"))
    if fault is not None:
        return None
    pieces = split(text)
    tokens, _ = json_tokens(pieces, value, root_spot(None, None, public))
    return Packed(pieces, [_inner(one, public, sensitive=sensitive) for one in tokens])


def _inner(one: Token, public: frozenset[str], *, sensitive: bool) -> Token:
    """Return a token of JSON in a text: no row documents it."""
    if one.kind == "word" or (sensitive and one.kind == "string"):
        return one
    treatment: Treatment = "replaced" if sensitive else "listed"
    return worked_out(one.kind, one.text, treatment, public)
