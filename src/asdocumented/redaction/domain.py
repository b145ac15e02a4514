"""The texts that may replace one: of the same length, classes of characters and kind."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import gcd
from operator import getitem, mod
from struct import Struct

import msgspec

from asdocumented.redaction.letters import DIGITS, LOWER, replacements

WORDS = frozenset({"null", "true", "false"})
"""Texts that mean something to a check: none of them is replaced, and none replaces another."""

_INTEGER = re.compile(r"[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_UUID_LENGTH = 36
_DATE_SHAPE = re.compile(r"[0-9tz :./,+-]*", re.ASCII)
_OF_DATES = frozenset(f"{DIGITS}tz :./,+-")
"""What a text of that shape begins with, which takes less time to tell."""
_ONES = str.maketrans(dict.fromkeys(DIGITS, "1"))
_CLASSES = {**_ONES, **str.maketrans(dict.fromkeys(LOWER, "x"))}
"""A letter that is in no UUID and in no date stands for all of them, a digit for all digits."""
_BOUNDS = (2**31 - 1, 2**31, 2**63 - 1, 2**63)
_FEWEST_BOUND, _MOST_BOUND = 10, 20
"""How many digits a number has that may lie on either side of a bound, or is compared with it."""
_SHORT = 64
_SMALL = 100_000


class Domain(msgspec.Struct, frozen=True, eq=False):
    """What may replace a text.

    - `choices` has for each character those that may replace it, and `counts` how many they are.
    - `size` is how many texts there are; 0 where they are too many for all of them to be tried.
    - `is_date` tells whether the text has the characters of a date alone.
    - `is_bound` tells whether it is a number that may lie on either side of a bound.
    - `numbers` returns the numbers in random bytes, one for each character.
    """

    choices: Sequence[str]
    counts: Sequence[int]
    size: int
    is_date: bool
    is_bound: bool
    numbers: Callable[[bytes], Sequence[int]]

    def drawn(self, random: bytes) -> str:
        """Return the text that random bytes choose, four or more for each character."""
        chosen = map(mod, self.numbers(random), self.counts)
        return "".join(map(getitem, self.choices, chosen))

    def suits(self, text: str, candidate: str) -> bool:
        """Tell whether checks treat a candidate as they treat the text that it is to replace.

        That is as word, date, or integer of the same types.
        """
        if candidate in WORDS or (
            not self.is_date and candidate[0] in _OF_DATES and _DATE_SHAPE.fullmatch(candidate)
        ):
            return False
        return not self.is_bound or _bounds(text) == _bounds(candidate)

    def walk(self, start: int, step: int) -> Iterator[str]:
        """Yield each text of a small domain once, from a start, in steps coprime to its size."""
        choices = [*zip(self.choices, self.counts, strict=True)]
        while gcd(step, self.size) > 1:
            step += 1
        for turn in range(self.size):
            rest = (start + turn * step) % self.size
            written = ""
            for choice, count in choices:
                rest, index = divmod(rest, count)
                written += choice[index]
            yield written


def domain_of(folded: str) -> Domain:
    """Return the domain of a text in lower case; short texts of the same classes share one."""
    if len(folded) > _SHORT or not folded.isascii():
        return worked_out(folded)
    if folded.isdigit():
        return _known(("0" if folded[0] == "0" else "1").ljust(len(folded), "1"))
    return _known(_representative(folded))


def _representative(folded: str) -> str:
    """Return a text that has the same domain as another one, and as many others have."""
    if folded[0] in _OF_DATES and _DATE_SHAPE.fullmatch(folded):
        ones = folded.translate(_ONES)
        start = "0" if folded[0] == "0" else ones[0]
        if "." not in ones:
            return start + ones[1:]
        return f"{start}{ones[1:-1]}{'0' if folded[-1] == '0' else ones[-1]}"
    if len(folded) == _UUID_LENGTH and _UUID.fullmatch(folded):
        return folded
    return folded.translate(_CLASSES)


def worked_out(folded: str) -> Domain:
    """Return the domain of a text, whatever others there are."""
    choices = _choices(folded)
    is_integer = _INTEGER.fullmatch(folded) is not None
    return Domain(
        choices,
        [*map(len, choices)],
        size=_size(choices),
        is_date=_DATE_SHAPE.fullmatch(folded) is not None,
        is_bound=is_integer and _FEWEST_BOUND <= len(folded) <= _MOST_BOUND,
        numbers=Struct(f">{len(choices)}I").unpack_from,
    )


_known = lru_cache(maxsize=4096)(worked_out)


def _choices(folded: str) -> list[str]:
    choices = [replacements(character) or character for character in folded]
    if _UUID.fullmatch(folded):
        return [choice if choice != LOWER else LOWER[:6] for choice in choices]
    if _DATE_SHAPE.fullmatch(folded):
        letters = "" if any(map(str.isdigit, folded)) else "tz"
        pairs = zip(folded, choices, strict=True)
        choices = [choice if choice != LOWER else letters or c for c, choice in pairs]
    number = _INTEGER.fullmatch(folded) or _DECIMAL.fullmatch(folded)
    for edge in (0, -1) if number and "." in folded else (0,) if number else ():
        choices[edge] = "0" if folded[edge] == "0" else DIGITS[1:]
    return choices


def _size(choices: Sequence[str]) -> int:
    size = 1
    for choice in choices:
        size *= len(choice)
        if size > _SMALL:
            return 0
    return size


def _bounds(number: str) -> list[bool]:
    return [int(number) > bound for bound in _BOUNDS]
