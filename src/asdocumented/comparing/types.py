"""How the JSON types that the documentation allows differ."""

from collections.abc import Set as AbstractSet
from typing import Literal, TypeAlias

TypeChange: TypeAlias = Literal["told", "untold", "narrowed", "widened", "changed"]


def type_change(before: AbstractSet[str], after: AbstractSet[str]) -> TypeChange | None:
    """Return how types changed; None where they are the same. An integer is a number."""
    if before == after:
        return None
    if not before or not after:
        return "told" if not before else "untold"
    old, new = _with_numbers(before), _with_numbers(after)
    if old < new:
        return "widened"
    return "narrowed" if new < old else "changed"


def _with_numbers(types: AbstractSet[str]) -> frozenset[str]:
    return frozenset(types) | ({"integer"} if "number" in types else set())
