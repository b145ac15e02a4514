"""Placeholders that stand where a secret was: they count only where they are the whole of it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from asdocumented.redaction.escapes import without_entities, without_escapes, without_percent
from asdocumented.redaction.telling_names import sounds_secret
from asdocumented.redaction.vocabulary import is_plain, vocabulary

_LONGEST = 200
_MOST_LAYERS = 4
_WORDS = "redacted|filtered|masked|removed|hidden|sanitized|sanitised|dummy|placeholder|omitted"
_MASK = re.compile(
    rf"[*•.#x-]* | [xX*]+ | <\s*> | [(_-]* (?:{_WORDS}) [)_-]*", re.IGNORECASE | re.VERBOSE
)
_FRAMED = re.compile(
    r"""
    < ([^<>]+) > | \[ ([^\[\]]+) \]                                # <TOKEN>, [REDACTED]
    | \$? \{\{ \s* \$? ([^{}]+) \}\} | \$? \{ ([^{}]+) \}          # {{token}}, ${TOKEN}
    """,
    re.VERBOSE,
)
_VARIABLE = re.compile(r"\$(\w+)|%(\w+)%", re.ASCII)
_LETTERS = r"[^\W\d_]{1,24}"
_NAME = re.compile(rf"[\s_./-]*{_LETTERS}(?:[\s_./-]{{1,3}}{_LETTERS})*[\s_./-]*")
_NUMBERED = re.compile(rf"[\s_./-]*{_LETTERS}(?:[\s_./-]{{1,3}}{_LETTERS})*[\s_-][0-9]{{1,2}}\s*")
_DIGIT_BEHIND = re.compile(r"(?<=[A-Za-z])[0-9](?![A-Za-z0-9])")
_HEXADECIMAL = re.compile(r"[a-f]{8}", re.IGNORECASE)
_SCHEME = re.compile(r"(?:basic|bearer|digest|token|apikey|negotiate)\s+", re.IGNORECASE)
_SHORTEST_MASK = 3


def is_placeholder(text: str) -> bool:
    """Tell whether a text is nothing but a placeholder, encoded or not; so is none."""
    return len(text) <= _LONGEST and _is_one(text)


def is_masked(value: str) -> bool:
    """Tell whether a header's value holds placeholders alone: each cookie, and behind a scheme."""
    return all(map(is_placeholder, _secrets_of(_opened(value))))


def bare_value(value: str) -> str:
    """Return a header's value without the scheme before it."""
    return _SCHEME.sub("", value.strip(), count=1)


@lru_cache(maxsize=8192)
def _is_one(text: str) -> bool:
    plain = _opened(text).strip().strip("\"'")
    if _MASK.fullmatch(plain) is not None:
        return True
    if framed := _FRAMED.fullmatch(plain):
        return _names(framed[framed.lastindex or 0])
    variable = _VARIABLE.fullmatch(plain)
    return variable is not None and _is_variable(variable[variable.lastindex or 0])


def _opened(text: str) -> str:
    """Return a text with the escapes and encodings undone that a placeholder may be written in."""
    for _ in range(_MOST_LAYERS):
        before, text = text, without_percent(without_entities(without_escapes(text)))
        if text == before:
            break
    return text


def _names(text: str) -> bool:
    """Tell whether a text in brackets names what was there, and is not the secret itself.

    It has words of letters. Digits stand behind them only where they number a name in capitals or
    one that tells a credential: `USER_1`, `token2`.
    """
    if _HEXADECIMAL.search(text) is not None:
        return False
    if _NAME.fullmatch(text) is not None:
        return True
    if _NUMBERED.fullmatch(text) is not None:
        return text.isupper()
    return sounds_secret(text) and _NAME.fullmatch(_DIGIT_BEHIND.sub("", text)) is not None


def _is_variable(name: str) -> bool:
    """Tell whether a name is written as an environment variable, or is a word that says enough.

    A password may begin with `$`, and is no such word.
    """
    if name.isupper():
        return _names(name)
    return _NAME.fullmatch(name) is not None and (
        sounds_secret(name) or is_plain(name, vocabulary(None)) or name == "username"
    )


def _secrets_of(value: str) -> Iterator[str]:
    """Yield what may be secret in a header's value."""
    for pair in bare_value(value).split(";"):
        _, equals, rest = pair.partition("=")
        is_pair = equals and len(rest.strip("= ")) >= _SHORTEST_MASK
        yield rest if is_pair and not is_placeholder(pair) else pair
