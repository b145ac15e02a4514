"""Pseudonyms: a text is always replaced by the same other text, of the same length and form."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from struct import Struct

from asdocumented.redaction.domain import WORDS, Domain, domain_of
from asdocumented.redaction.keyed_hash import KeyedHash
from asdocumented.redaction.letters import DIGITS, fold

_PART = re.compile(r"[^\W_](?:[^,;|]*[^\W_])?")
_LONGEST_HASHED = 512
_ATTEMPTS = {
    is_small: [b"%d" % attempt for attempt in range(tries)]
    for is_small, tries in ((True, 16), (False, 4096))
}
"""The numbers of the attempts to draw a pseudonym, as they are hashed."""

_LONGEST_SMALL = 5
"""Texts without punctuation that are longer have no small domain."""
_AT_ONCE = 8
"""A hash chooses so many characters of a pseudonym."""
_START = b"\x000\0"
_TWO = Struct(">2I")


class Pseudonyms:
    """Replaces texts under a key; two different texts never get the same pseudonym.

    A pseudonym keeps the length, the class of each character (lower case, upper case, digit, other
    letter) and all punctuation. A number keeps a zero at its beginning, or at the end of its
    decimals, and the documented integer types that can hold it. Texts that differ only in letter
    case get pseudonyms that differ only in letter case. A single digit, and texts that spell null
    or a boolean, are not replaced.

    `documented` are parts of the documented words, as `folded_parts` returns them: none of them is
    used as a pseudonym.
    """

    def __init__(self, key: bytes, documented: frozenset[str] = frozenset()) -> None:
        self._digest = KeyedHash(key).digest
        self._documented = documented
        self._found: dict[str, str] = {}
        self._taken: set[str] = set()
        self._known: Counter[Domain] = Counter()
        self._waiting: defaultdict[int, deque[str]] = defaultdict(deque)

    def reserve(self, texts: Iterable[str]) -> list[str]:
        """Take note of texts that occur elsewhere: none of them is used as a pseudonym.

        Returns their parts in lower case that have no pseudonym yet.
        """
        found, open_parts = self._found, []
        for text in texts:
            for part in parts(text):
                folded = fold(part)
                known = found.get(folded)
                if known is None:
                    if self._waiting:
                        self._choose_waiting(len(folded))
                    self._note(folded)
                    found[folded] = ""
                if not known:
                    open_parts.append(folded)
        return open_parts

    def choose_later(self, reserved: Iterable[str]) -> None:
        """Choose the pseudonyms of reserved parts in this order, but none before it is needed.

        A pseudonym depends on those of equally long texts alone: each length has its own order.
        """
        for folded in reserved:
            if not self._found[folded]:
                self._waiting[len(folded)].append(folded)

    def _choose_waiting(self, length: int, until: str = "") -> None:
        """Choose the pseudonyms of the texts of a length that wait, up to that of one of them."""
        waiting = self._waiting.get(length, ())
        while waiting:
            folded = waiting.popleft()
            if not self._found[folded]:
                self._take(folded)
            if folded == until:
                return
        self._waiting.pop(length, None)

    def of(self, text: str) -> str:
        """Return the pseudonym of a text; each part between `,`, `;` or `|` has its own."""
        if text.isalnum():
            return self._of_part(text)
        return _PART.sub(lambda found: self._of_part(found[0]), text)

    def is_pseudonym(self, text: str) -> bool:
        """Tell whether a text was given out as a pseudonym, in any letter case."""
        folded = fold(text)
        if self._waiting and self._found.get(folded) == "":
            self._choose_waiting(len(folded), folded)
        return folded in self._taken

    def _of_part(self, text: str) -> str:
        folded = fold(text)
        found = self._found.get(folded)
        if not found and self._waiting and not _stays(folded):
            self._choose_waiting(len(folded), folded)
            found = self._found.get(folded)
        if not found:
            if found is None:
                self._note(folded)
            found = self._take(folded)
        return found if text == folded else _in_case_of(text, folded, found)

    def _take(self, folded: str) -> str:
        """Choose the pseudonym of a text that occurs."""
        found = folded if _stays(folded) else self._choose(folded)
        if len(found) <= _LONGEST_SMALL and found not in self._found:
            self._note(found)
        self._found[folded] = found
        self._taken.add(found)
        return found

    def _choose(self, folded: str) -> str:
        """Return the first free candidate; in a small domain, any text that is still free."""
        domain = domain_of(folded)
        is_small = domain.size > 0
        if is_small and self._known[domain] >= domain.size:
            return self._left(folded, domain)
        found, taken, documented = self._found, self._taken, self._documented
        digest, drawn = self._digest, domain.drawn
        hashed, others = _hashed(folded), _starts(len(folded))
        for attempt in _ATTEMPTS[is_small]:
            random = digest(attempt + _START + hashed)
            if others:
                random += b"".join([digest(attempt + start + hashed) for start in others])
            candidate = drawn(random)
            occurs = candidate in found or candidate in taken or candidate in documented
            if not occurs and candidate != folded and domain.suits(folded, candidate):
                return candidate
        return self._left(folded, domain) if is_small else folded

    def _note(self, text: str) -> None:
        """Count a text that occurs from now on among those of its domain."""
        if len(text) <= _LONGEST_SMALL and text not in self._taken:
            domain = domain_of(text)
            if domain.size:
                self._known[domain] += 1

    def _left(self, folded: str, domain: Domain) -> str:
        """Return a text of a domain that stands for no other one, be it an original."""
        message = b"-1" + _START + folded.encode("utf-8", "surrogatepass")
        start, step = _TWO.unpack_from(self._digest(message))
        for candidate in domain.walk(start, step):
            if candidate not in self._taken and domain.suits(folded, candidate):
                return candidate
        return folded


def _hashed(folded: str) -> bytes:
    """Return what is hashed of a text: of a long one its digest, so that it is not all hashed."""
    text = folded if len(folded) <= _LONGEST_HASHED else _digest(folded)
    return text.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=64)
def _starts(length: int) -> Sequence[bytes]:
    """Return what stands before a text of some length in each of its hashes but the first."""
    return [b"\0%d\0" % start for start in range(_AT_ONCE, length, _AT_ONCE)]


def _in_case_of(text: str, folded: str, found: str) -> str:
    """Return a pseudonym in lower case with the letter case of a text, character by character."""
    if text.isascii() and text.upper() == text:
        return found.upper()
    letters = zip(text, folded, found, strict=True)
    return "".join([new if old == lower else new.upper() for old, lower, new in letters])


def _digest(folded: str) -> str:
    return sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()


def folded_parts(texts: Iterable[str]) -> frozenset[str]:
    """Return the parts of texts in lower case, as they are compared with pseudonyms."""
    return frozenset(fold(part) for text in texts for part in parts(text))


def parts(text: str) -> list[str]:
    """Return the parts of a text that each have their own pseudonym."""
    return [text] if text.isalnum() else _PART.findall(text)


def may_change(text: str) -> bool:
    """Tell whether a text may have a pseudonym that differs from it."""
    if text.isalnum():
        return not _stays(fold(text))
    return not all(_stays(fold(part)) for part in parts(text))


def _stays(folded: str) -> bool:
    return folded in WORDS or (len(folded) == 1 and folded in DIGITS)
