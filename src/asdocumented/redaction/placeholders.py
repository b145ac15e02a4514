"""Placeholders that stand where a secret was: they count only where they are the whole of it."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

_LONGEST = 200
_WORDS = "redacted|filtered|masked|removed|hidden|sanitized|sanitised|dummy|placeholder|omitted"
_WHOLE = re.compile(
    rf"""
    [*•.#x-]* | [xX*]+                           # ***, XXXX
    | <[\w\s./-]*> | \[[A-Za-z][\w\s./-]*\]      # <TOKEN>, [REDACTED]
    | \{{\{{[^{{}}]*\}}\}} | \{{[A-Za-z_][\w.-]*\}} | \$\{{?[A-Za-z_]\w*\}}?   # {{token}}, $TOKEN
    | %[A-Za-z_]+% | [(_-]* (?:{_WORDS}) [)_-]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SCHEME = re.compile(r"(?:basic|bearer|digest|token|apikey|negotiate)\s+", re.IGNORECASE)


def is_placeholder(text: str) -> bool:
    """Tell whether a text is nothing but a placeholder, percent-encoded or not; so is none."""
    plain = unquote(text[:_LONGEST]).strip().strip("\"'") if len(text) <= _LONGEST else text
    return len(plain) <= _LONGEST and _WHOLE.fullmatch(plain) is not None


def is_masked(value: str) -> bool:
    """Tell whether a header's value holds placeholders alone: each cookie, and behind a scheme."""
    return all(map(is_placeholder, _secrets_of(value)))


def bare_value(value: str) -> str:
    """Return a header's value without the scheme before it."""
    return _SCHEME.sub("", value.strip(), count=1)


def _secrets_of(value: str) -> Iterator[str]:
    """Yield what may be secret in a header's value."""
    for pair in bare_value(value).split(";"):
        _, equals, rest = pair.partition("=")
        yield rest if equals and rest.strip("=") and not is_placeholder(pair) else pair
