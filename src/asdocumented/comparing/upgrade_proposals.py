"""Proposals for the fields that an upgrade map leaves open; a person decides on them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from asdocumented.comparing.upgrade_items import Item, new_answers, old_answers
from asdocumented.comparing.upgrade_map import UpgradeMap, is_below
from asdocumented.comparing.upgrade_places import Places, last_names
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.json_path import Json, RequestLocation
from asdocumented.report.part import Part

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_LEAST_SHARED = 2
_TELLING = 2
"""How many different values have to be equal: one alone may be so by chance."""


class Proposal(Part, frozen=True):
    """Two fields that may be one, and what speaks for it."""

    old: str
    new: str
    reasons: tuple[str, ...]


def propose(
    upgrade: UpgradeMap,
    contracts: tuple[Contract, Contract],
    old: Iterable[Interaction] = (),
    new: Iterable[Interaction] = (),
) -> tuple[Proposal, ...]:
    """Return proposals for the fields that are open on both sides, the best first.

    Args:
        upgrade: the map.
        contracts: those of the old and the new operation.
        old: answers of the old operation, of the same target as the others.
        new: answers of the new operation.

    """
    before = [*_leaves(Places(contracts[0]), upgrade.open_old)]
    after = [*_leaves(Places(contracts[1]), upgrade.open_new)]
    pairs = _pairs(upgrade, contracts, old, new)
    found = []
    for one, other in product(before, after):
        reasons = (*_by_name(one, other), *_by_values(upgrade, pairs, one, other))
        if reasons:
            found.append(Proposal(one, other, tuple(reasons)))
    return tuple(sorted(found, key=lambda proposal: -len(proposal.reasons)))


def _leaves(places: Places, outermost: Iterable[str]) -> Iterator[str]:
    """Yield the open fields that hold no others, and all open parameters."""
    still = [*outermost]
    for place in places.known:
        node = places.nodes.get(place)
        is_leaf = node is None or not (node.fields or node.item)
        if is_leaf and any(is_below(place, one) for one in still):
            yield place


def _by_name(old: str, new: str) -> Iterator[str]:
    """Yield what the names have in common; fields and parameters are never one."""
    if (RequestLocation.read(old) is None) != (RequestLocation.read(new) is None):
        return
    ((_, name),) = last_names([old])
    ((_, other),) = last_names([new])
    words, others = _words(name), _words(other)
    if words == others:
        yield "the same name"
    elif len(shared := [word for word in words if word in others]) >= _LEAST_SHARED:
        yield f"both names have {' and '.join(shared)}"


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(name))


def _pairs(
    upgrade: UpgradeMap,
    contracts: tuple[Contract, Contract],
    old: Iterable[Interaction],
    new: Iterable[Interaction],
) -> list[tuple[Item, Item]]:
    """Return the first items of both sides that have one identity."""
    before = [one for answer in old_answers(upgrade, contracts[0], old) for one in answer.items]
    after = [one for answer in new_answers(upgrade, contracts[1], new) for one in answer.items]
    olds = {one.key: one for one in before if not one.failed}
    news = {one.key: one for one in after}
    return [(one, news[key]) for key, one in olds.items() if key in news]


def _by_values(
    upgrade: UpgradeMap, pairs: Sequence[tuple[Item, Item]], old: str, new: str
) -> Iterator[str]:
    """Yield that all items have equal values, where these are different from item to item."""
    pairing = upgrade.pairing
    if pairing is None or not is_below(old, pairing.old_items):
        return
    seen: set[str] = set()
    for before, after in pairs:
        values = [one.value for one in before.values(pairing.old_items, old)]
        others = [one.value for one in after.values(pairing.new_items, new)]
        if not values and not others:
            continue
        if [*map(_plain, values)] != [*map(_plain, others)]:
            return
        seen |= {_plain(value) for value in values if value not in (None, "")}
    if len(seen) >= _TELLING:
        yield f"equal values in {len(seen)} cases"


def _plain(value: Json) -> str:
    return str(value).casefold()
