"""Judges the parameters of an upgrade map, and what became of items that failed.

A request of the new operation that asks for the same finds the same items; one that failed before
is none of them, and the errors say so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from asdocumented.comparing.upgrade_items import AnswerWithItems, Item
from asdocumented.comparing.upgrade_judgement import (
    JudgedMapping,
    Observed,
    ObservedPair,
    judged_mapping,
)
from asdocumented.comparing.upgrade_map import Mapped, UpgradeMap
from asdocumented.comparing.upgrade_requests import translate_query
from asdocumented.contracts.model import Contract
from asdocumented.formats.json_path import Json, RequestLocation, excerpt, members, pointer, select


class _SameRequest(NamedTuple):
    old: AnswerWithItems
    new: AnswerWithItems


def judge_parameters(
    upgrade: UpgradeMap,
    contract: Contract,
    old: Sequence[AnswerWithItems],
    new: Sequence[AnswerWithItems],
) -> Mapping[str, JudgedMapping]:
    """Return what requests that ask both operations for the same say of each parameter.

    `contract` is that of the new operation: it tells which parameter decides on letter case.
    """
    cases = _case_parameter(upgrade, contract)
    agreed, disagreed = Counter[str](), dict[str, list[ObservedPair]]()
    for pair in _same_requests(upgrade, old, new):
        for mapped in _parameters_of(upgrade):
            told = _tells(pair, mapped, ignore_case=mapped.new[0] != cases)
            agreed[mapped.old] += told is True
            if told is False:
                found = ObservedPair(_found(pair.old), _found(pair.new))
                disagreed.setdefault(mapped.old, []).append(found)
    return {
        one.old: judged_mapping(
            one.old, one.new[0], one.rule, agreed[one.old], disagreed.get(one.old, [])
        )
        for one in _parameters_of(upgrade)
    }


def judge_failures(
    upgrade: UpgradeMap,
    mapped: Mapped,
    old: Sequence[AnswerWithItems],
    new: Sequence[AnswerWithItems],
) -> JudgedMapping:
    """Return what requests that ask both operations for the same say of items that failed."""
    agreed, disagreed = 0, list[ObservedPair]()
    for before, after in _same_requests(upgrade, old, new):
        found = {one.casefold() for one in after.found}
        for item in before.items:
            if not item.values(_items(upgrade), mapped.old):
                continue
            there = item.key in found
            right = not there and bool(_errors(after, mapped)) if item.failed else there
            agreed += right
            if not right:
                disagreed.append(_failure(upgrade, mapped, item, after, in_new=there))
    return judged_mapping(mapped.old, mapped.new[0], mapped.rule, agreed, disagreed)


def _failure(
    upgrade: UpgradeMap, mapped: Mapped, item: Item, after: AnswerWithItems, *, in_new: bool
) -> ObservedPair:
    (value, *_) = item.values(_items(upgrade), mapped.old)
    errors = excerpt(_errors(after, mapped))
    told = "the item is there" if in_new else f"no such item, errors {errors}"
    return ObservedPair(
        Observed(item.interaction, pointer(value.path), excerpt(value.value)),
        Observed(after.interaction, pointer(members(mapped.new[0])), told),
    )


def _errors(answer: AnswerWithItems, mapped: Mapped) -> list[Json]:
    """Return the errors of an answer, none where it has null or nothing in their place."""
    return [one for _, one in select(answer.body, members(mapped.new[0])) if one]


def _items(upgrade: UpgradeMap) -> str:
    return "" if upgrade.pairing is None else upgrade.pairing.old_items


def _parameters_of(upgrade: UpgradeMap) -> Iterator[Mapped]:
    yield from (one for one in upgrade.mapped if RequestLocation.read(one.old))


def _case_parameter(upgrade: UpgradeMap, contract: Contract) -> str:
    """Return the location of the parameter that decides on the letter case of the identity."""
    if upgrade.pairing is None:
        return ""
    for root in contract.bodies.values():
        for node in root.tree():
            if node.location == upgrade.pairing.new_identity and node.letter_case:
                return str(RequestLocation("query", node.letter_case.parameter))
    return ""


def _same_requests(
    upgrade: UpgradeMap, old: Iterable[AnswerWithItems], new: Iterable[AnswerWithItems]
) -> Iterator[_SameRequest]:
    """Yield the answers to requests that ask both operations for the same."""
    asked: dict[tuple[tuple[str, str], ...], list[AnswerWithItems]] = {}
    for one in new:
        asked.setdefault(tuple(sorted(one.query)), []).append(one)
    for before in old:
        query = translate_query(upgrade, before.query)
        for after in asked.get(tuple(sorted(query)), []) if query else []:
            yield _SameRequest(before, after)


def _tells(pair: _SameRequest, mapped: Mapped, *, ignore_case: bool) -> bool | None:
    """Tell whether both answers have the same items; None where they tell nothing of a parameter.

    The one of letter case is told of by answers with the same items alone.
    """
    parameter = RequestLocation.read(mapped.old)
    if parameter is None or parameter.name not in dict(pair.old.query):
        return None
    old, new = pair.old.found, pair.new.found
    if not (old or new):
        return None
    alike = {one.casefold() for one in old} == {one.casefold() for one in new}
    if ignore_case:
        return alike
    return old == new if alike else None


def _found(answer: AnswerWithItems) -> Observed:
    told = excerpt(sorted(answer.found)) if answer.found else "nothing"
    return Observed(answer.interaction, "", f"found {told}")
