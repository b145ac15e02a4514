"""What a text spells that is no text: null, a boolean, a number."""

_LONGEST = 64


def spells_null(text: str) -> bool:
    """Tell whether a text is the word null, in any letter case and with blanks around it."""
    return len(text) <= _LONGEST and text.strip().casefold() == "null"


def spells_boolean(text: str) -> bool:
    """Tell whether a text is the word true or false, likewise."""
    return len(text) <= _LONGEST and text.strip().casefold() in ("true", "false")


def spells_number(text: str) -> bool:
    """Tell whether a text is a decimal number, with blanks around it or none."""
    digits = text.strip().removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()
