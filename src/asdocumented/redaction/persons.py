"""E-mail addresses and telephone numbers in any text."""

import re
from collections.abc import Iterator

_AT = r"(?:@|%40|\s?(?:\(at\)|\[at\])\s?)"
_DOT = r"(?:\.|\s?(?:\(dot\)|\[dot\])\s?)"
_MAIL = rf"[\w.%+-]{{1,64}}?{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}})+"
_INTERNATIONAL = r"\+[0-9](?:[ ().-]{0,2}[0-9]){7,14}(?![0-9])"
_NATIONAL = r"(?<![\w.+-])[0-9]{10,13}(?![\w.-])"
_PERSONAL = re.compile(f"{_MAIL}|{_INTERNATIONAL}|{_NATIONAL}", re.IGNORECASE)


def personal_parts(text: str) -> Iterator[str]:
    """Yield the parts of a text that look like an e-mail address or a telephone number."""
    return (hit[0] for hit in _PERSONAL.finditer(text))
