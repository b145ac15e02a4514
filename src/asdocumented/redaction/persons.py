"""E-mail addresses and telephone numbers in any text."""

import re
from collections.abc import Iterator

_AT = r"(?:[@\uff20]|%40|\s?(?:\(at\)|\[at\])\s?)"
_DOT = r"(?:\.|\s?(?:\(dot\)|\[dot\])\s?)"
_MAIL = rf"(?:\"[^\"\n]{{1,64}}\"|[\w.%+-]{{1,64}}?){_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}})+"

_GAP = r"[ \xa0\u2009\u202f./\u2010-\u2013-]"
_BEGINS, _ENDS = r"(?<![\w.+-])(?<!\d )", r"(?![\w:.-])"
_INTERNATIONAL = rf"[+\uff0b]\d(?:(?:[()]|{_GAP}){{0,2}}\d){{7,14}}(?!\d)"
_DIGITS = r"(?<![\w.+-])(?:\d{10,13}|00\d{8,13})(?![\w.-])"
_TEN_OR_MORE = rf"(?=\(?(?:\d\)?{_GAP}{{0,2}}){{10,15}}(?!\d))"
_WITH_AREA = rf"{_TEN_OR_MORE}\(?0\d{{2,5}}\)?(?:{_GAP}{{1,2}}\d{{2,8}}){{1,4}}"
_OF_TEN = rf"(?:\(?[2-9]\d\d\)?{_GAP}\d{{3}}{_GAP}\d{{4}}|\d{{5}}{_GAP}\d{{5}})"
_NATIONAL = rf"{_BEGINS}(?:{_WITH_AREA}|(?:\d{{1,3}}{_GAP})?{_OF_TEN}){_ENDS}"
"""Behind an area code with 0 before it, or ten digits in groups of 3, 3 and 4, or of 5."""

_PERSONAL = re.compile(f"{_MAIL}|{_INTERNATIONAL}|{_DIGITS}|{_NATIONAL}", re.IGNORECASE)
_MAY_BE = re.compile(
    r"[@\uff20]|%40|[(\[]at[)\]]|[+\uff0b]\d|\d(?:[^\w\n]{0,3}\d){9}", re.IGNORECASE
)
"""What each of them holds, and hardly another text: it is looked for in a tenth of the time."""


def personal_parts(text: str) -> Iterator[str]:
    """Yield the parts of a text that look like an e-mail address or a telephone number."""
    return (hit[0] for hit in _PERSONAL.finditer(text)) if _MAY_BE.search(text) else iter(())
