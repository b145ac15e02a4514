"""Texts of two or four bytes a character, with and without a mark at their beginning."""

import re

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ZEROS = (
    ((1, 2, 3), "utf-32-le"),
    ((0, 1, 2), "utf-32-be"),
    ((1, 3), "utf-16-le"),
    ((0, 2), "utf-16-be"),
)
"""Which of four bytes are zero in a text of mostly Latin letters."""
_LOOKED_AT = 400
_FEWEST_ZEROS = 0.8
_RUN = re.compile(r"\0{1,3}[ -~](?:\0{1,3}[ -~]){5,}")


def decode(content: bytes, errors: str) -> str:
    """Return bytes as UTF-16 or UTF-32 where they begin as it does, else as UTF-8."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors)
    start = content[:_LOOKED_AT]
    if b"\0" in start:
        zeros = [start[at::4].count(0) >= _FEWEST_ZEROS * len(start[at::4]) for at in range(4)]
        for places, encoding in _ZEROS:
            if all(zeros[at] for at in places):
                return content.decode(encoding, errors)
    return content.decode("utf-8", errors)


def narrowed(text: str) -> str:
    """Return what stands in a text with zeros between its letters, line by line, without them."""
    if "\0" not in text:
        return ""
    found = _RUN.finditer(text)
    return "\n".join(text[max(one.start() - 1, 0) : one.end()].replace("\0", "") for one in found)
