"""What a credential is made of: each part of it may come back by itself."""

import re
from base64 import b64decode
from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote

import msgspec

from asdocumented.redaction.telling_names import sounds_secret

_MOST_MEMBERS = 10_000
_MOST_FIELDS = 100_000
_MOST_LAYERS = 3
_SCHEMES = frozenset({"basic", "bearer", "digest", "token", "apikey"})
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")
_SEPARATORS = re.compile(r"[\s,;]+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*", re.ASCII)
_QUOTED = re.compile(r'"([^"]{4,2000})"')
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{4,}={0,2}", re.ASCII)
_TELLS_ONE = re.compile(r"[0-9@]")
_DATE_OR_NUMBER = re.compile(r"[0-9TZ:./ +-]+")
_JSON = ("{", "[")
_SHORTEST_UNKNOWN = 8
_UNREADABLE = "\ufffd"
_NAMED_BY = "name", "key"
"""What an object of a list of pairs calls its name."""


def parts(value: str) -> Iterator[str]:
    """Yield a header's value, and the parts of it that may be a credential by themselves.

    What is percent-encoded, Base64 or JSON in it is taken apart, too, layer by layer.
    """
    if _SEPARATORS.search(value):
        scheme, _, rest = value.partition(" ")
        yield rest.strip() if scheme.lower() in _SCHEMES else value
    waiting = [value]
    for _ in range(_MOST_LAYERS):
        inner: list[str] = []
        for text in waiting:
            if (pairs := _json(text)) is not None:
                yield text
                yield from _told(pairs)
                continue
            yield from (quoted for quoted in _QUOTED.findall(text) if " " in quoted)
            for word in _SEPARATORS.split(text):
                if word and word.lower() not in _SCHEMES:
                    yield from _of_word(word, inner)
        waiting = inner


def fields(text: str) -> list[tuple[str, str]]:
    """Return the names and values of a form, of a long one the first 100,000."""
    return parse_qsl("&".join(text.split("&", _MOST_FIELDS)[:_MOST_FIELDS]))


def members(value: object) -> Iterator[tuple[str, str]]:
    """Yield the texts and numbers in a JSON value, each with the name of its member.

    The `value` of an object is yielded under its `name` or `key`, too, which are no values then.
    """
    waiting: deque[tuple[str, object]] = deque([("", value)])
    for _ in range(_MOST_MEMBERS):
        if not waiting:
            return
        name, one = waiting.popleft()
        if isinstance(one, dict):
            named = [key for key in _NAMED_BY if "value" in one and isinstance(one.get(key), str)]
            waiting += [(key, inner) for key, inner in one.items() if key not in named]
            waiting += [(str(one[key]), one["value"]) for key in named]
        elif isinstance(one, list):
            waiting += [(name, item) for item in one]
        elif isinstance(one, str | int) and not isinstance(one, bool):
            yield name, str(one)


def _of_word(word: str, inner: list[str]) -> Iterator[str]:
    """Yield a word and its parts; leave what is packed in it in `inner`."""
    yield word
    name, equals, rest = word.partition("=")
    value = rest.strip('"') if equals and rest.strip("=") else ""
    if value and _NAME.fullmatch(name):
        yield value
        yield value.partition("/")[0]
    yield from _pair(value or word)
    if "&" in word and "://" not in word:
        yield from _told(fields(word))
    if "%" in word:
        inner.append(unquote(value or word))
    for piece in (value or word).split("."):
        inner += (one for one in _readings(piece) if one.lstrip().startswith(_JSON))


def _json(text: str) -> list[tuple[str, str]] | None:
    """Return what stands in JSON, with its names; None for another text."""
    if not text.lstrip().startswith(_JSON):
        return None
    try:
        return [*members(msgspec.json.decode(text))]
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def _told(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the values that a name or their form tells; ordinary words and dates are left out."""
    for name, value in pairs:
        unknown = len(value) >= _SHORTEST_UNKNOWN and "://" not in value
        form = unknown and _TELLS_ONE.search(value) and not _DATE_OR_NUMBER.fullmatch(value)
        if form or sounds_secret(name):
            yield value


def _pair(word: str) -> Iterator[str]:
    """Yield the parts of `id:secret`, and what Base64 hides; a password may hold colons."""
    for plain in _readings(word) or [word]:
        user, colon, password = plain.partition(":")
        if colon:
            yield from (user, password)
        elif plain is not word and plain.isprintable() and _UNREADABLE not in plain:
            yield plain


def _readings(word: str) -> list[str]:
    """Return the texts that Base64 holds, of either alphabet; none where it holds no text.

    Letters beyond ASCII are read as UTF-8 and as Latin-1, for clients send either (RFC 7617,
    section 2.1), and a server may repeat what it read.
    """
    if _BASE64.fullmatch(word) is None:
        return []
    plain = word.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        content = b64decode(plain + "=" * (-len(plain) % 4))
    except ValueError:
        return []
    if _CONTROL.search(content) is None:
        readings = [content.decode("latin-1"), content.decode("utf-8", "replace")]
        return [*dict.fromkeys(readings)]
    try:
        return [content.decode("utf-8")]
    except UnicodeDecodeError:
        return []
