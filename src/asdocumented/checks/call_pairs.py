"""Which answers are held against each other, and how their items are compared."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from msgspec.structs import replace

from asdocumented.checks.call_differences import Comparison, Difference
from asdocumented.checks.calls import Answer, Calls, Compared

_MOST_DIFFERENCES = 50

Key: TypeAlias = Callable[[Answer], Hashable | None]


def neighbours(
    answers: Iterable[Answer], key: Key, variant: Key
) -> Iterator[tuple[Answer, Answer]]:
    """Yield each answer with the one before it that has the same key and another variant.

    What holds between neighbours holds between all of one key, so that the cost is linear. Answers
    without a key or a variant are left out, as are two that time may explain.
    """
    before: dict[Hashable, tuple[Hashable, Answer]] = {}
    for answer in answers:
        group, one = key(answer), variant(answer)
        if group is None or one is None:
            continue
        known = before.get(group)
        if known is not None and known[0] != one and answer.is_near(known[1]):
            yield answer, known[1]
        before[group] = one, answer


def compare_answers(
    calls: Calls, answer: Answer, other: Answer, comparison: Comparison
) -> Compared | None:
    """Return in what the items of two answers differ; None where they cannot be told apart."""
    if answer.interaction.response.body == other.interaction.response.body:
        return Compared(answer, other, ())
    comparison = comparison_of(comparison, answer, other)
    found = islice(_differences(calls, answer, other, comparison), _MOST_DIFFERENCES)
    if calls.items(answer) is None or calls.items(other) is None:
        return None
    return Compared(answer, other, tuple(found))


def comparison_of(comparison: Comparison, answer: Answer, other: Answer) -> Comparison:
    """Return how two answers are compared: words of redacted ones may be pseudonyms."""
    redacted = answer.interaction.redacted or other.interaction.redacted
    return replace(comparison, redacted=redacted)


def _differences(
    calls: Calls, answer: Answer, other: Answer, comparison: Comparison
) -> Iterator[Difference]:
    one, two = calls.items(answer), calls.items(other)
    if one is None or two is None:
        return
    for key in dict.fromkeys((*one.found, *two.found)):
        item, before = one.found.get(key), two.found.get(key)
        if item is None and before is not None:
            yield Difference(calls.location(), "absent", one.above, before.path)
        elif before is None and item is not None:
            yield Difference(calls.location(), "there", item.path, two.above)
        elif item is not None and before is not None:
            yield from comparison.differences(one.node, item, before)


def compare_neighbours(
    calls: Calls, key: Key, variant: Key, comparison: Comparison
) -> Iterator[Compared]:
    """Yield each answer compared with its neighbour."""
    for answer, other in neighbours(calls.answers, key, variant):
        compared = compare_answers(calls, answer, other, comparison)
        if compared is not None:
            yield compared
