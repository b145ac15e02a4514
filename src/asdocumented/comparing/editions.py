"""Compares two editions of one operation."""

from collections.abc import Iterator

from asdocumented.comparing.answers import answer_differences, relation_differences
from asdocumented.comparing.change import EFFECTS, Change
from asdocumented.comparing.differences import Difference
from asdocumented.comparing.fields import body_differences
from asdocumented.comparing.marks import mark_differences
from asdocumented.comparing.parameters import parameter_differences
from asdocumented.contracts.model import Contract, Node


def compare_editions(before: Contract, after: Contract) -> list[Change]:
    """Return every change from one edition to another, the worst first.

    Nothing is known of evidence and waivers yet.
    """
    named = (before.operation, before.edition, after.edition)
    changes: dict[str, Change] = {}
    for one in _differences(before, after):
        change = one.as_change(named)
        changes.setdefault(change.fingerprint, change)
    return sorted(changes.values(), key=order)


def order(change: Change) -> tuple[int, str, str, str]:
    """Return the place of a change: the worst first, then by location."""
    return EFFECTS.index(change.effect), change.location, change.change, change.message


def _differences(before: Contract, after: Contract) -> Iterator[Difference]:
    yield from parameter_differences(before, after)
    yield from answer_differences(before, after)
    for one, other in _bodies(before, after):
        yield from body_differences(one, other)
    yield from mark_differences(before, after)
    yield from relation_differences(before, after)


def _bodies(before: Contract, after: Contract) -> Iterator[tuple[Node, Node]]:
    """Yield the bodies of the same status, branch by branch."""
    for status in sorted(before.bodies.keys() & after.bodies.keys()):
        one, other = before.bodies[status], after.bodies[status]
        if len(one.branches) == len(other.branches):
            yield from zip(one.branches, other.branches, strict=True)
        yield one, other
