"""Texts of two or four bytes a character, with and without a mark at their beginning."""

import re

from asdocumented.formats.wide_encoding import wide_encoding

_RUN = re.compile(r"\0{1,3}[ -~](?:\0{1,3}[ -~]){5,}")


def decode(content: bytes, errors: str) -> str:
    """Return bytes as UTF-16 or UTF-32 where they begin as it does, else as UTF-8."""
    return content.decode(wide_encoding(content) or "utf-8", errors)


def narrowed(text: str) -> str:
    """Return what stands in a text with zeros between its letters, line by line, without them."""
    if "\0" not in text:
        return ""
    found = _RUN.finditer(text)
    return "\n".join(text[max(one.start() - 1, 0) : one.end()].replace("\0", "") for one in found)
