"""Texts that spell null, a boolean or a number.

The patterns mean the same to Python and to JSON Schema.
"""

import re

_BLANK = r"[ \t\r\n]*"
NULL = rf"^{_BLANK}[Nn][Uu][Ll][Ll]{_BLANK}$"
BOOLEAN = rf"^{_BLANK}(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]){_BLANK}$"
_NUMBER = rf"^{_BLANK}-?(?:[0-9]+\.?[0-9]*|\.[0-9]+){_BLANK}$"
_null, _boolean, _number = (re.compile(one).search for one in (NULL, BOOLEAN, _NUMBER))


def spells_null(text: str) -> bool:
    """Tell whether a text is the word null, in any letter case and with blanks around it."""
    return _null(text) is not None


def spells_boolean(text: str) -> bool:
    """Tell whether a text is the word true or false, likewise."""
    return _boolean(text) is not None


def spells_number(text: str) -> bool:
    """Tell whether a text is a decimal number, with blanks around it or none."""
    return _number(text) is not None
