"""Environment variables that a configuration names: what is wrong with one, never its value."""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, TypeAlias

from msgspec import Meta

VariableName: TypeAlias = Annotated[
    str,
    Meta(
        description="write the NAME of an environment variable in capitals, such as "
        '"DEMO_PASSWORD", never a value',
        pattern=r"^[A-Z_][A-Z0-9_]{0,127}$(?!\n)",
    ),
]

_UNPRINTABLE = ("Cc", "Cs")
"""Unicode's control characters, and what Python makes of bytes that are no UTF-8."""


def variable_fault(variable: str, place: str, environment: Mapping[str, str]) -> str:
    """Return why a variable cannot be used, "" where it can; `place` is the key that names it."""
    value = environment.get(variable, "")
    if not value.strip():
        return f"the variable {variable} ({place}) is not set"
    if any(unicodedata.category(character) in _UNPRINTABLE for character in value):
        return f"the variable {variable} ({place}) holds a line end, or is no printable UTF-8"
    return ""
