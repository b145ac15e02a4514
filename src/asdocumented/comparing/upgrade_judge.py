"""Judges an upgrade map by answers: whether both operations say the same of the same items."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from msgspec import structs

from asdocumented.comparing.upgrade_items import (
    AnswerWithItems,
    Item,
    Value,
    new_answers,
    old_answers,
)
from asdocumented.comparing.upgrade_judgement import (
    ABSENT,
    JudgedMapping,
    Observed,
    ObservedPair,
    UpgradeJudgement,
    judged_mapping,
    judgement,
)
from asdocumented.comparing.upgrade_map import Mapped, Pairing, UpgradeMap, is_below
from asdocumented.comparing.upgrade_parameters import judge_failures, judge_parameters
from asdocumented.comparing.upgrade_places import Places
from asdocumented.comparing.upgrade_values import ValueChange, agrees
from asdocumented.contracts.model import Contract, Node
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.json_path import RequestLocation, excerpt, pointer


def judge_upgrade(
    upgrade: UpgradeMap,
    contracts: tuple[Contract, Contract],
    old: Iterable[Interaction],
    new: Iterable[Interaction],
) -> UpgradeJudgement:
    """Return what the answers of both operations say of each mapping.

    Items are paired by the mapped identity, whatever its letter case; all answers are one target's.

    Args:
        upgrade: the map; without a pairing nothing is shown.
        contracts: those of the old and the new operation.
        old: answers of the old operation, redacted.
        new: answers of the new operation, redacted under the same key.

    """
    before = old_answers(upgrade, contracts[0], old)
    after = new_answers(upgrade, contracts[1], new)
    pairs = _Pairs(upgrade, (Places(contracts[0]), Places(contracts[1])), before, after)
    parameters = judge_parameters(upgrade, contracts[1], before, after)
    found: list[JudgedMapping] = []
    for mapped in upgrade.mapped:
        if RequestLocation.read(mapped.old):
            found.append(parameters[mapped.old])
        elif mapped.rule == "left-out":
            found.append(judge_failures(upgrade, mapped, before, after))
        elif mapped.rule != "told-otherwise":
            found += [pairs.judge(mapped, place) for place in mapped.new]
    return judgement(pairs.count, found)


class _Pairs:
    """The items of both operations that have one identity, and what their values say."""

    def __init__(
        self,
        upgrade: UpgradeMap,
        places: tuple[Places, Places],
        old: Sequence[AnswerWithItems],
        new: Sequence[AnswerWithItems],
    ) -> None:
        self._pairing = upgrade.pairing
        self._old, self._new = places
        before, after = _by_key(old), _by_key(new)
        self._pairs = [(before[key], after[key]) for key in before if key in after]
        self.count = len(self._pairs)

    def judge(self, mapped: Mapped, place: str) -> JudgedMapping:
        """Return what all pairs say of one field."""
        change = ValueChange(
            mapped.rule,
            mapped.values,
            self._old.nodes[mapped.old].date,
            self._new.nodes[place].date,
        )
        agreed, disagreed = list[ObservedPair](), list[ObservedPair]()
        for old, new in self._values(mapped.old, place):
            told = _agree(change, old, new)
            if told is not None:
                pair = ObservedPair(_observed(old), _observed(new))
                (agreed if told else disagreed).append(pair)
        found = judged_mapping(mapped.old, place, mapped.rule, len(agreed), disagreed)
        return structs.replace(found, example=next(iter(agreed), None))

    def _values(self, old: str, new: str) -> Iterator[tuple[list[Value], list[Value]]]:
        """Yield each two lists of values that belong together, the same ones once."""
        if (pairing := self._pairing) is None or not _in_items(pairing, old, new):
            return
        above = [node for name, node in self._new.nodes.items() if is_below(new, name)]
        may_lack = any(node.presence.rule == "conditional" for node in above)
        for before, after in self._pairs:
            olds = _distinct(one.values(pairing.old_items, old) or [_none(one)] for one in before)
            news = _distinct(
                one.values(pairing.new_items, new) or [_none(one)]
                for one in after
                if self._is_asked_for(above, one)
            )
            for one, other in product(olds, news):
                if not _is_none(one) and not (may_lack and _is_none(other)):
                    yield one, other

    def _is_asked_for(self, above: Iterable[Node], item: Item) -> bool:
        """Tell whether the request of an item asks for the field below these nodes."""
        asks = self._new.contract.asks_for
        return all(asks(node, item.query) is not False for node in above)


def _in_items(pairing: Pairing, old: str, new: str) -> bool:
    return is_below(old, pairing.old_items) and is_below(new, pairing.new_items)


def _by_key(answers: Iterable[AnswerWithItems]) -> Mapping[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for answer in answers:
        for item in answer.items:
            if not item.failed:
                found.setdefault(item.key, []).append(item)
    return found


def _none(item: Item) -> Value:
    """Return what stands for a field that an item does not have."""
    return Value(item.interaction, item.path, None, missing=True)


def _is_none(values: Sequence[Value]) -> bool:
    return any(one.missing for one in values)


def _distinct(found: Iterable[list[Value]]) -> list[list[Value]]:
    """Return lists of values, those with the same values once."""
    return [
        *{repr([(one.value, one.missing) for one in values]): values for values in found}.values()
    ]


def _agree(change: ValueChange, old: Sequence[Value], new: Sequence[Value]) -> bool | None:
    """Tell whether all values agree, in their order; a value that is not there never does."""
    if _is_none(new) or len(old) != len(new):
        return None if all(one.value is None for one in old) else False
    told = {agrees(change, one.value, other.value) for one, other in zip(old, new, strict=True)}
    return None if told == {None} else False not in told


def _observed(values: Sequence[Value]) -> Observed:
    first = values[0]
    if _is_none(values):
        return Observed(first.interaction, pointer(first.path), ABSENT)
    shown = first.value if len(values) == 1 else [one.value for one in values]
    return Observed(first.interaction, pointer(first.path), excerpt(shown))
