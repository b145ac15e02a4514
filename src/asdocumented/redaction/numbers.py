"""JSON numbers with their digits replaced and their spelling kept: `12.50` stays a decimal."""

import re
from collections.abc import Callable
from decimal import Decimal, localcontext
from math import isinf

_NUMBER = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?(?:([eE])([+-]?[0-9]{1,9}))?", re.ASCII)
_LARGEST_EXACT = 10**22
_MOST_SHIFTED = 25
_LONGEST_FINITE = 300
"""A number of so many digits is no infinity, whatever they are."""


def plain(token: str) -> str:
    """Return a number in its plain spelling: `1.20e1` is 12, `7.0` is 7, `7.50` is 7.5."""
    found = _NUMBER.fullmatch(token)
    if found is None or (found[3] is None and found[4] is None):
        return token
    value = float(token)
    if isinf(value) or abs(value) >= _LARGEST_EXACT or abs(int(found[5] or 0)) > _MOST_SHIFTED:
        return token
    return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"


def plain_digits(token: str) -> str:
    """Return the digits of a number without its sign, in its plain spelling if it has one."""
    if token.isdigit():
        return token
    found = _NUMBER.fullmatch(token)
    if found is None or plain(token) != token:
        return plain(token).lstrip("-")
    return f"{found[2]}.{found[3]}" if found[3] else found[2]


def renumbered(token: str, of: Callable[[str], str]) -> str:
    """Return a number with other digits; `of` returns the pseudonym of its digits."""
    if token.isdigit() and len(token) <= _LONGEST_FINITE:
        return of(token)
    found = _NUMBER.fullmatch(token)
    if found is None:
        return of(token)
    old = plain_digits(token)
    other = of(old)
    if other == old:
        return token
    sign, _, fraction, mark, exponent = found.groups()
    if plain(token) == token:
        new = f"{sign}{other}{mark}{exponent}" if mark else sign + other
    else:
        new = sign + _spelled(other, fraction, mark, exponent)
    return new if _kind(new) == _kind(token) else token


def _spelled(plain_text: str, fraction: str | None, mark: str | None, exponent: str | None) -> str:
    """Return a plain number with the same count of decimals and the same exponent as before."""
    if mark and exponent:
        with localcontext(prec=100):
            shifted = f"{Decimal(plain_text).scaleb(-int(exponent)):f}"
        if fraction and "." not in shifted:
            shifted += ".0"
        return f"{shifted}{mark}{exponent}"
    whole, _, decimals = plain_text.partition(".")
    return f"{whole}.{decimals.ljust(len(fraction or ''), '0')}"


def _kind(token: str) -> tuple[bool, bool]:
    value = float(token)
    return isinf(value), value.is_integer()
