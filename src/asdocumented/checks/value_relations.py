"""Compares two values, or two numbers, of which a relation says how they belong together."""

from asdocumented.checks.check import Compare
from asdocumented.checks.place import Place
from asdocumented.contracts.model import FieldRelation
from asdocumented.formats.json_path import Json

_SINGLE = frozenset({str, bool, int, float})
_NUMBERS = frozenset({int, float})


def compare_values(_: Place, relation: FieldRelation) -> Compare:
    """Return what tells whether two values are equal; a number is also equal as a decimal.

    It says None of values of two types, which other checks judge, of null and of unset values.
    """
    unset = relation.unset

    def equals(one: Json, other: Json) -> bool | None:
        kind, other_kind = type(one), type(other)
        if kind is not other_kind and (kind not in _NUMBERS or other_kind not in _NUMBERS):
            return None
        if kind not in _SINGLE or one in unset or other in unset:
            return None
        return one == other

    return equals


def inline_numbers(_: Place, relation: FieldRelation) -> str:
    """Return a test of two numbers as an expression."""
    if relation.relation == "zero-with":
        return "(not {left}) is (not {right})"
    unset = "".join(f" or {{left}} == {one} or {{right}} == {one}" for one in _numbers(relation))
    return f"{{left}} <= {{right}}{unset}"


def _numbers(relation: FieldRelation) -> list[float]:
    return [one for one in relation.unset if isinstance(one, int) and not isinstance(one, bool)]


def compare_numbers(_: Place, relation: FieldRelation) -> Compare:
    """Return what tells whether two numbers belong together; None where one stands for none."""
    unset = relation.unset

    def at_most(one: Json, other: Json) -> bool | None:
        if type(one) not in _NUMBERS or type(other) not in _NUMBERS:
            return None
        if one in unset or other in unset:
            return None
        return one <= other  # type: ignore[operator]  # both are numbers

    def zero_with(one: Json, other: Json) -> bool | None:
        if type(one) not in _NUMBERS or type(other) not in _NUMBERS:
            return None
        if one in unset or other in unset:
            return None
        return (one == 0) is (other == 0)

    return at_most if relation.relation == "at-most" else zero_with
