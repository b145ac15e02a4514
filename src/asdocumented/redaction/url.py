"""Redacts the URL of a request; its host, path template and documented names stay."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import quote, quote_plus, unquote, unquote_plus, urlsplit

import msgspec

from asdocumented.contracts.model import Contract, Node, Parameter
from asdocumented.contracts.routing import matching_template
from asdocumented.formats.literals import spells_boolean, spells_null
from asdocumented.redaction.vocabulary import is_plain, reads_as_name
from asdocumented.redaction.writer import Writer

_TEMPLATE = re.compile(r"\{([^{}]*)\}")
_SAFE = ",:@$-_.~"
_VERSION = re.compile(r"v[0-9]{1,2}(\.[0-9]{1,2})?", re.ASCII)
_UNREADABLE = "//["
"""What is written instead of a URL that cannot be parsed; it cannot be parsed, either."""

Treatment: TypeAlias = Literal["fixed", "host", "kept", "listed", "name", "replaced"]


_WRITE: Mapping[Treatment, Callable[[Writer, str], str]] = {
    "host": Writer.without_credentials,
    "kept": Writer.kept,
    "listed": Writer.listed,
    "name": Writer.name,
    "replaced": Writer.replaced,
}


class Piece(NamedTuple):
    """A piece of a URL, encoded and decoded, its treatment, and whether it is sensitive."""

    raw: str
    text: str
    treatment: Treatment
    sensitive: bool = False


class UrlText(msgspec.Struct, frozen=True):
    """A URL split into pieces, without user information and fragment."""

    base: tuple[Piece, ...]
    query: tuple[Piece, ...]

    def values(self, public: frozenset[str]) -> Iterator[tuple[str, bool]]:
        """Yield the texts that will be replaced, each with whether it is sensitive."""
        for piece in (*self.base, *self.query):
            unnamed = piece.treatment == "name" and not reads_as_name(piece.text, public)
            if piece.treatment == "replaced" or unnamed:
                yield piece.text, piece.sensitive

    def fixed(self) -> Iterator[str]:
        """Yield the texts that are written unchanged, unless they are sensitive elsewhere."""
        yield self.address()
        yield from (piece.text for piece in self.query if piece.treatment == "listed")

    def address(self) -> str:
        """Return the parts of scheme, host and path that are written unchanged."""
        return "".join(p.raw for p in self.base if p.treatment in ("fixed", "host"))

    def names(self, public: frozenset[str]) -> Iterator[str]:
        """Yield the undocumented names that are written unchanged."""
        for piece in self.query:
            if piece.treatment == "name" and reads_as_name(piece.text, public):
                yield piece.text


def read_url(url: str, contract: Contract | None, known: frozenset[str] = frozenset()) -> UrlText:
    """Return a URL split into pieces.

    A documented parameter keeps its name, and its value unless it is sensitive. The value of any
    other parameter is replaced, and so is its name unless it reads as a name. Of a path that no
    contract documents, versions and the `known` words of the contracts stay.
    """
    base, mark, query = url.partition("#")[0].partition("?")
    pieces = _base(base, contract, known)
    if pieces is None:
        return UrlText((Piece(_UNREADABLE, "", "fixed"),), ())
    return UrlText(pieces, (_fixed("?"), *_query(query, contract)) if mark else ())


@lru_cache(maxsize=1024)
def _base(base: str, contract: Contract | None, known: frozenset[str]) -> tuple[Piece, ...] | None:
    """Return the pieces of a URL before its query, None where it cannot be parsed."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return None
    scheme = f"{parts.scheme}:" if parts.scheme else ""
    host = parts.netloc.rpartition("@")[2]
    origin = [Piece(scheme, scheme, "fixed")] if scheme else []
    if parts.netloc:
        origin += [_fixed("//"), Piece(host, host, "host")]
    template = matching_template(contract, parts.path) if contract else ""
    return (*origin, *_path(parts.path, contract, template, known))


def write_url(url: UrlText, writer: Writer) -> str:
    """Return the redacted URL."""
    base = [_written(piece, writer, quote) for piece in url.base]
    query = [_written(piece, writer, quote_plus) for piece in url.query]
    return "".join([*base, *query])


def _written(piece: Piece, writer: Writer, encoded: Callable[..., str]) -> str:
    if piece.treatment == "fixed":
        return piece.raw
    new = _WRITE[piece.treatment](writer, piece.text)
    return piece.raw if new == piece.text else encoded(new, safe=_SAFE)


def _fixed(text: str) -> Piece:
    return Piece(text, text, "fixed")


def _query(query: str, contract: Contract | None) -> Iterator[Piece]:
    for index, pair in enumerate(query.split("&")):
        if index:
            yield _fixed("&")
        raw_name, equals, raw_value = pair.partition("=")
        name = unquote_plus(raw_name)
        parameter = _parameter(contract, name, "query")
        yield Piece(raw_name, name, "fixed" if parameter else "name")
        yield _fixed(equals)
        yield _value(raw_value, unquote_plus(raw_value), contract, parameter)


def _value(raw: str, text: str, contract: Contract | None, parameter: Parameter | None) -> Piece:
    if not text or spells_null(text) or spells_boolean(text):
        return Piece(raw, text, "fixed")
    if parameter is None or contract is None:
        return Piece(raw, text, "replaced")
    sensitive = parameter.sensitive is not None or parameter.name in _sensitive(contract)
    if text.casefold() in _deciding(contract).get(parameter.name, frozenset()):
        return Piece(raw, text, "fixed")
    if sensitive:
        return Piece(raw, text, "replaced", sensitive=True)
    return Piece(raw, text, "listed" if parameter.enum else "kept")


def _parameter(contract: Contract | None, name: str, place: str) -> Parameter | None:
    found = contract.parameters.get(name) if contract else None
    return found if found is not None and found.place == place else None


@lru_cache(maxsize=64)
def _sensitive(contract: Contract) -> frozenset[str]:
    """Return the parameters that filter by a sensitive field."""
    at = {node.location for node in _nodes(contract) if node.sensitive in ("personal", "secret")}
    return frozenset(rule.parameter for rule in contract.filters if rule.location in at)


@lru_cache(maxsize=64)
def _deciding(contract: Contract) -> dict[str, frozenset[str]]:
    """Return for each parameter the values, in lower case, that a rule of the contract names."""
    found: dict[str, set[str]] = {
        parameter.name: {value.casefold() for value in parameter.enum or ()}
        for parameter in contract.parameters.values()
    }
    for node in _nodes(contract):
        if node.presence.rule == "parameter":
            found.setdefault(node.presence.parameter, set()).add(node.presence.equals.casefold())
        if node.letter_case is not None:
            words = (*node.letter_case.upper, *node.letter_case.lower)
            known = found.setdefault(node.letter_case.parameter, set())
            known.update(word.casefold() for word in words)
    return {name: frozenset(values) for name, values in found.items()}


def _nodes(contract: Contract) -> list[Node]:
    return [node for root in contract.bodies.values() for node in root.tree()]


def _path(
    path: str, contract: Contract | None, template: str, known: frozenset[str]
) -> Iterator[Piece]:
    """Yield the segments of a path; without a contract, versions and known words are kept."""
    documented = template.rstrip("/").split("/") if contract else []
    for index, segment in enumerate(path.split("/")):
        if index:
            yield _fixed("/")
        text = unquote(segment)
        if contract is not None and index < len(documented):
            yield from _segment(segment, documented[index], contract)
        elif not segment or _VERSION.fullmatch(text) or is_plain(text, known):
            yield Piece(segment, text, "kept")
        else:
            yield Piece(segment, text, "replaced")


def _segment(segment: str, template: str, contract: Contract) -> Iterator[Piece]:
    """Yield the pieces of a segment of a documented path: literal texts and parameters."""
    if "{" not in template:
        yield _fixed(segment)
        return
    names = _TEMPLATE.findall(template)
    literals = _TEMPLATE.split(template)[::2]
    pattern = "(.+)".join(re.escape(literal) for literal in literals)
    found = re.fullmatch(pattern, unquote(segment), re.DOTALL) if names else None
    if found is None:
        yield _fixed(segment)
        return
    for literal, name, text in zip(literals, [*names, ""], [*found.groups(), ""], strict=True):
        yield _fixed(quote(literal, safe=_SAFE))
        yield _value(quote(text, safe=_SAFE), text, contract, _parameter(contract, name, "path"))
