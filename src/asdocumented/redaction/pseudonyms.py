"""Pseudonyms: a text is always replaced by the same other text, of the same length and form."""

import hmac
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from math import gcd, prod
from struct import Struct

from asdocumented.formats.literals import spells_boolean, spells_null
from asdocumented.redaction.letters import DIGITS, LOWER, fold, in_case_of, replacements

_PART = re.compile(r"[^\W_](?:[^,;|]*[^\W_])?")
_INTEGER = re.compile(r"[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_DATE_SHAPE = re.compile(r"[0-9tz :./,+-]*", re.ASCII)
_BOUNDS = (2**31 - 1, 2**31, 2**63 - 1, 2**63)
_MOST_DIGITS = 20
_SMALL_DOMAIN = 100_000
_LONGEST_HASHED = 512
_TRIES = {True: 16, False: 4096}
_AT_ONCE = 8
_NUMBERS = Struct(f">{_AT_ONCE}I")


class Pseudonyms:
    """Replaces texts under a key; two different texts never get the same pseudonym.

    A pseudonym keeps the length, the class of each character (lower case, upper case, digit, other
    letter) and all punctuation. A number keeps a zero at its beginning, or at the end of its
    decimals, and the documented integer types that can hold it. Texts that differ only in letter
    case get pseudonyms that differ only in letter case. A single digit, and texts that spell null
    or a boolean, are not replaced.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._found: dict[str, str] = {}
        self._taken: set[str] = set()
        self._originals: set[str] = set()

    def reserve(self, texts: Iterable[str]) -> None:
        """Take note of texts that occur elsewhere: none of them is used as a pseudonym."""
        self._originals |= folded_parts(texts)

    def reserve_folded(self, originals: frozenset[str]) -> None:
        """Take note of what `folded_parts` returned of texts that occur elsewhere."""
        self._originals |= originals

    def of(self, text: str) -> str:
        """Return the pseudonym of a text; each part between `,`, `;` or `|` has its own."""
        return _PART.sub(lambda found: self._of_part(found[0]), text)

    def is_pseudonym(self, text: str) -> bool:
        """Tell whether a text was given out as a pseudonym, in any letter case."""
        return fold(text) in self._taken

    def _of_part(self, text: str) -> str:
        folded = fold(text)
        found = self._found.get(folded)
        if found is None:
            found = folded if _stays(folded) else self._choose(folded)
            self._found[folded] = found
            self._taken.add(found)
            self._originals.add(folded)
        return found if text == folded else _in_case_of(text, found)

    def _choose(self, folded: str) -> str:
        """Return the first free candidate; in a small domain, any text that is still free."""
        options = _options(folded)
        small = _is_small(options)
        for attempt in range(_TRIES[small]):
            candidate = self._draw(folded, options, attempt)
            known = candidate in self._originals or candidate == folded
            if not known and candidate not in self._taken and _same_kind(folded, candidate):
                return candidate
        start, step, *_ = self._numbers(folded, -1, 0)
        for candidate in _walk(options, start, step) if small else ():
            if candidate not in self._taken and _same_kind(folded, candidate):
                return candidate
        return folded

    def _draw(self, folded: str, options: Sequence[str], attempt: int) -> str:
        """Return a candidate; it depends on the key, the text and the attempt only.

        Of a long text its digest stands for it, so that the cost grows with its length alone.
        """
        written: list[str] = []
        stands_for = folded if len(folded) <= _LONGEST_HASHED else _digest(folded)
        for start in range(0, len(options), _AT_ONCE):
            choices = options[start : start + _AT_ONCE]
            numbers = self._numbers(stands_for, attempt, start)
            written += [c[n % len(c)] for c, n in zip(choices, numbers, strict=False)]
        return "".join(written)

    def _numbers(self, folded: str, attempt: int, start: int) -> Sequence[int]:
        text = f"{attempt}\0{start}\0{folded}".encode("utf-8", "surrogatepass")
        return _NUMBERS.unpack(hmac.digest(self._key, text, "sha256"))


def _in_case_of(text: str, found: str) -> str:
    """Return a pseudonym in lower case with the letter case of a text, character by character."""
    if text.isascii() and text.upper() == text:
        return found.upper()
    return "".join(map(in_case_of, text, found))


def _digest(folded: str) -> str:
    return sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()


def _is_small(options: Sequence[str]) -> bool:
    """Tell whether so few texts can replace one that all of them may be tried."""
    size = 1
    for choice in options:
        size *= len(choice)
        if size > _SMALL_DOMAIN:
            return False
    return True


def folded_parts(texts: Iterable[str]) -> frozenset[str]:
    """Return the parts of texts in lower case, as they are compared with pseudonyms."""
    return frozenset(fold(part) for text in texts for part in parts(text))


def parts(text: str) -> list[str]:
    """Return the parts of a text that each have their own pseudonym."""
    return _PART.findall(text)


def _stays(folded: str) -> bool:
    single_digit = len(folded) == 1 and folded in DIGITS
    return single_digit or spells_null(folded) or spells_boolean(folded)


def _options(folded: str) -> list[str]:
    """Return for each character the characters that may replace it."""
    options = [replacements(character) or character for character in folded]
    if _UUID.fullmatch(folded):
        return [choice if choice != LOWER else LOWER[:6] for choice in options]
    if _DATE_SHAPE.fullmatch(folded):
        letters = "" if any(map(str.isdigit, folded)) else "tz"
        pairs = zip(folded, options, strict=True)
        options = [choice if choice != LOWER else letters or c for c, choice in pairs]
    number = _INTEGER.fullmatch(folded) or _DECIMAL.fullmatch(folded)
    for edge in (0, -1) if number and "." in folded else (0,) if number else ():
        options[edge] = "0" if folded[edge] == "0" else DIGITS[1:]
    return options


def _walk(options: Sequence[str], start: int, step: int) -> Iterator[str]:
    """Yield each text of a domain once, from a start, in steps coprime to its size."""
    size = prod(map(len, options))
    while gcd(step, size) > 1:
        step += 1
    for turn in range(size):
        rest = (start + turn * step) % size
        written = []
        for choice in options:
            rest, index = divmod(rest, len(choice))
            written.append(choice[index])
        yield "".join(written)


def _same_kind(one: str, other: str) -> bool:
    """Tell whether checks treat two texts alike: as word, date, or integer of the same types."""
    if spells_null(other) or spells_boolean(other):
        return False
    if (_DATE_SHAPE.fullmatch(other) is None) != (_DATE_SHAPE.fullmatch(one) is None):
        return False
    if _INTEGER.fullmatch(one) is None or len(one) > _MOST_DIGITS:
        return True
    return [int(one) > bound for bound in _BOUNDS] == [int(other) > bound for bound in _BOUNDS]
