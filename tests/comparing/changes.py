"""Changes as literals, and how they look from the other side."""

from collections.abc import Iterable

from asdocumented.comparing.classes import all_classes
from asdocumented.comparing.editions import compare_editions
from asdocumented.contracts.model import Contract

Told = tuple[str, str, str | None, str | None]
"""Class, location, and what both sides say; None where a side has nothing of the kind."""


def told(before: Contract, after: Contract) -> list[Told]:
    """Return the changes between two editions, in the order that people read them."""
    return [
        (
            one.change,
            one.location,
            one.before.says if one.before else None,
            one.after.says if one.after else None,
        )
        for one in compare_editions(before, after)
    ]


def mirrored(before: Contract, after: Contract) -> set[Told]:
    """Return the changes between two editions as they look from the second one."""
    return {
        (
            all_classes()[one.change].mirror,
            one.before.location if one.before else one.location,
            one.after.says if one.after else None,
            one.before.says if one.before else None,
        )
        for one in compare_editions(before, after)
    }


def as_set(changes: Iterable[Told]) -> set[Told]:
    """Return changes without their order."""
    return set(changes)
