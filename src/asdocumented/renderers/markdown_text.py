"""Text of evidence within Markdown: nothing in it is markup, pings people, or makes a link."""

import re

_MOST_CHARACTERS = 2000
_ACTIVE = re.compile(r"([\\`*_\[\]<>|~$&])")
LINKED = r"://|www\.|\bGH-(?=\d)|(?<!\w):(?=[\w+-]+:)"
"""What GitHub makes a link or a picture of in plain text, beside mentions and issues."""

_PINGS = re.compile(rf"[@#](?=\w)|{LINKED}", re.IGNORECASE)
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters, those that turn the direction of text or are invisible, lone surrogates."""


def plain(text: str) -> str:
    """Return text in which nothing is Markdown or HTML, pings people, or makes a link."""
    plain = _ACTIVE.sub(r"\\\1", line(text)).replace("\\<", "&lt;").replace("\\&", "&amp;")
    return unlinked(plain)


def unlinked(text: str) -> str:
    """Return text in which nothing pings people, or becomes a link or a picture by itself."""
    return _PINGS.sub(lambda found: found[0][:1] + "\u2060" + found[0][1:], text)


def code(text: str) -> str:
    """Return text as a code span, also within a table's cell."""
    shown = line(text).replace("|", "\\|")
    longest = max(map(len, re.findall("`+", shown)), default=0)
    marks = "`" * (longest + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    return f"{marks}{pad}{shown}{pad}{marks}"


def line(text: str) -> str:
    """Return text on one line, with what cannot be printed spelt out."""
    cut = text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", cut.replace("\n", " "))
