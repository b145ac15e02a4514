"""The items of recorded answers, by the identity that pairs those of two operations."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from asdocumented.comparing.upgrade_map import UpgradeMap
from asdocumented.comparing.upgrade_values import text_of
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json, Step, members, select
from asdocumented.formats.urls import parse_url
from asdocumented.judging.answers import why_no_answer


class Value(NamedTuple):
    """A value, and its place: the interaction and the path in its body.

    `missing` stands for a field that an item does not have; the place is the item's.
    """

    interaction: str
    path: tuple[Step, ...]
    value: Json
    missing: bool = False


class Item(msgspec.Struct, frozen=True):
    """One item of an answer; `identity` as it came, `failed` where the answer tells so.

    `query` is what the request of the answer sent.
    """

    interaction: str
    path: tuple[Step, ...]
    value: Json
    identity: str
    query: Mapping[str, str]
    failed: bool = False

    @property
    def key(self) -> str:
        """The identity without its letter case."""
        return self.identity.casefold()

    def values(self, items: str, location: str) -> list[Value]:
        """Return the values at a location in it."""
        below = members(location)[len(members(items)) :]
        found = select(self.value, below)
        return [Value(self.interaction, (*self.path, *path), value) for path, value in found]


class AnswerWithItems(msgspec.Struct, frozen=True):
    """An answer with its request: the parameters sent, the body, and the items in it."""

    interaction: str
    query: tuple[tuple[str, str], ...]
    body: Json
    items: tuple[Item, ...]

    @property
    def found(self) -> frozenset[str]:
        """The identities of the items that did not fail, as they came."""
        return frozenset(one.identity for one in self.items if not one.failed)


def old_answers(
    upgrade: UpgradeMap, contract: Contract, found: Iterable[Interaction]
) -> list[AnswerWithItems]:
    """Return the answers of the old operation that are JSON, refusals of credentials left out."""
    pairing = upgrade.pairing
    if pairing is None:
        return []
    return [*_answers(_told(contract, found), pairing.old_items, pairing.old_identity, upgrade)]


def new_answers(
    upgrade: UpgradeMap, contract: Contract, found: Iterable[Interaction]
) -> list[AnswerWithItems]:
    """Return the answers of the new operation that are JSON, refusals of credentials left out."""
    pairing = upgrade.pairing
    if pairing is None:
        return []
    return [*_answers(_told(contract, found), pairing.new_items, pairing.new_identity, None)]


def _told(contract: Contract, found: Iterable[Interaction]) -> Iterator[Interaction]:
    for one in found:
        response = one.response
        if not why_no_answer(contract, response.status or 200, response.body):
            yield one


def _answers(
    found: Iterable[Interaction], items: str, identity: str, upgrade: UpgradeMap | None
) -> Iterator[AnswerWithItems]:
    for one in found:
        body, fault = json_body.parse(one.response.body)
        if fault is None:
            _, query = parse_url(one.request.url)
            pairs = tuple((name, text) for name, texts in (query or {}).items() for text in texts)
            made = tuple(_items((one.name, dict(pairs)), body, items, identity, upgrade))
            yield AnswerWithItems(one.name, pairs, body, made)


def _items(
    asked: tuple[str, Mapping[str, str]],
    body: Json,
    items: str,
    identity: str,
    upgrade: UpgradeMap | None,
) -> Iterator[Item]:
    """Yield the items of a body that have one identity; `asked` is the interaction and its query.

    The failed ones are told by the map, on the old side alone.
    """
    name, query = asked
    for path, value in select(body, members(items)):
        item = Item(name, path, value, "", query)
        named = [one.value for one in item.values(items, identity)]
        if len(named) == 1 and isinstance(named[0], str | int):
            failed = upgrade is not None and _is_failed(upgrade, item, items)
            yield replace(item, identity=text_of(named[0]), failed=failed)


def _is_failed(upgrade: UpgradeMap, item: Item, items: str) -> bool:
    """Tell whether an item has a value with which it is left out of the new operation."""
    return any(
        text_of(found.value).casefold() not in {kept.casefold() for kept in one.kept}
        for one in upgrade.mapped
        if one.rule == "left-out"
        for found in item.values(items, one.old)
    )
