"""YAML scalars in the shapes that vcrpy writes: what they look like, and how they are read."""

import re

from asdocumented.evidence.vcr_yaml import NULLS, Binary, Tree

_ESCAPE = (
    r'\\(?:[0abtnvfre "\\N_LP\n]|x[0-9A-Fa-f]{2}|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}'
    r"|U(?!0000[Dd][89A-Fa-f])(?:000[0-9A-Fa-f]|0010)[0-9A-Fa-f]{4})"
)
_REST = r"(?:[^\n :]++|:(?=[^ \n])|\ ++(?=[^ #\n]))*+"


def scalar_shape(indent: int) -> str:
    """Return the pattern of a scalar whose further lines are indented by so many spaces."""
    return (
        r"(?:'[^']*+(?:''[^']*+)*+'"
        rf'|"[^"\\]*+(?:{_ESCAPE}[^"\\]*+)*+"'
        rf"|!!binary\ \|(?:\n\ {{{indent}}}[A-Za-z0-9+/=]++)++"
        rf"|[A-Za-z0-9_/.(+;]{_REST}(?:\n\ {{{indent}}}(?=[^ #\n]){_REST})*+)"
    )


_SPACES_BEFORE = re.compile(r"\n(?<= \n)")
"""Found in a third of the time that the two characters take: texts have many spaces."""
_LONE_BREAK = re.compile(r"\n *+(?!\n)")
_BREAK = re.compile(r"\n[ \n]*")
_BREAK_AFTER_SPACES = re.compile(r"(?<! ) *\n[ \n]*")
_ESCAPE_SEQUENCE = r"\\(?:\n[ \n]*|x..|u....|U........|.)"
_ESCAPED = re.compile(rf"{_ESCAPE_SEQUENCE}|\n[ \n]*")
_ESCAPED_AFTER_SPACES = re.compile(rf"{_ESCAPE_SEQUENCE}|(?:(?<! )|(?<=\\ )) *\n[ \n]*")
_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


def read_scalar(text: str) -> Tree:
    """Return the value of a scalar that matches `scalar_shape`."""
    style = text[0]
    if style == "!":
        return Binary(text.partition("\n")[2])
    spaces = _SPACES_BEFORE.search(text) is not None
    if style == '"':
        return (_ESCAPED_AFTER_SPACES if spaces else _ESCAPED).sub(_unescape, text[1:-1])
    if style == "'":
        folded = _folded(text[1:-1], spaces=spaces)
        return folded.replace("''", "'") if "'" in folded else folded
    return None if text in NULLS else _folded(text, spaces=spaces)


def _folded(text: str, *, spaces: bool) -> str:
    """Return the lines of a scalar as one; `spaces` tells whether a line may end with spaces."""
    if "\n" not in text:
        return text
    if not spaces:
        folded = _LONE_BREAK.sub(" ", text)
        if "\n" not in folded:
            return folded
    return (_BREAK_AFTER_SPACES if spaces else _BREAK).sub(_fold, text)


def _fold(found: re.Match[str]) -> str:
    """Return the text for the line breaks between two lines of a scalar."""
    breaks = found[0].count("\n")
    return " " if breaks == 1 else "\n" * (breaks - 1)


def _unescape(found: re.Match[str]) -> str:
    text = found[0]
    if text[0] != "\\":
        return _fold(found)
    if text[1] == "\n":
        return "\n" * (text.count("\n") - 1)
    if text[1] in "xuU":
        return chr(int.from_bytes(bytes.fromhex(text[2:])))
    return _ESCAPES.get(text[1], text[1])
