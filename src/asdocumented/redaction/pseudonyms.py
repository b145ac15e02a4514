"""Pseudonyms: a text is always replaced by the same other text, of the same length and form."""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from operator import getitem, mod
from struct import Struct

from asdocumented.redaction.domain import WORDS, Domain, domain_of
from asdocumented.redaction.keyed_hash import KeyedHash
from asdocumented.redaction.letters import DIGITS, fold, in_case_of

_PART = re.compile(r"[^\W_](?:[^,;|]*[^\W_])?")
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
        self._hash = KeyedHash(key)
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
        if text.isalnum():
            return self._of_part(text)
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
        domain = domain_of(folded)
        for attempt in range(_TRIES[domain.is_small]):
            candidate = self._draw(folded, domain, attempt)
            known = candidate in self._originals or candidate == folded
            if not known and candidate not in self._taken and domain.suits(folded, candidate):
                return candidate
        return self._left(folded, domain) if domain.is_small else folded

    def _left(self, folded: str, domain: Domain) -> str:
        """Return a text of a domain that stands for no other one, be it an original."""
        start, step, *_ = self._numbers(folded, -1, 0)
        for candidate in domain.walk(start, step):
            if candidate not in self._taken and domain.suits(folded, candidate):
                return candidate
        return folded

    def _draw(self, folded: str, domain: Domain, attempt: int) -> str:
        """Return a candidate; it depends on the key, the text and the attempt only.

        Of a long text its digest stands for it, so that the cost grows with its length alone.
        """
        stands_for = folded if len(folded) <= _LONGEST_HASHED else _digest(folded)
        numbers: list[int] = []
        for start in range(0, len(domain.choices), _AT_ONCE):
            numbers += self._numbers(stands_for, attempt, start)
        return "".join(map(getitem, domain.choices, map(mod, numbers, domain.counts)))

    def _numbers(self, folded: str, attempt: int, start: int) -> Sequence[int]:
        text = f"{attempt}\0{start}\0{folded}".encode("utf-8", "surrogatepass")
        return _NUMBERS.unpack(self._hash.digest(text))


def _in_case_of(text: str, found: str) -> str:
    """Return a pseudonym in lower case with the letter case of a text, character by character."""
    if text.isascii() and text.upper() == text:
        return found.upper()
    return "".join(map(in_case_of, text, found))


def _digest(folded: str) -> str:
    return sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()


def folded_parts(texts: Iterable[str]) -> frozenset[str]:
    """Return the parts of texts in lower case, as they are compared with pseudonyms."""
    return frozenset(fold(part) for text in texts for part in parts(text))


def parts(text: str) -> list[str]:
    """Return the parts of a text that each have their own pseudonym."""
    return [text] if text.isalnum() else _PART.findall(text)


def _stays(folded: str) -> bool:
    return folded in WORDS or (len(folded) == 1 and folded in DIGITS)
