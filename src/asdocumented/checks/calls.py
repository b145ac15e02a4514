"""Answers to several requests of one operation, as the rules about calls look at them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple, TypeAlias

import msgspec

from asdocumented.checks.call_differences import Difference
from asdocumented.contracts.branches import best_branch
from asdocumented.contracts.model import CallRelation, CallWord, Contract, Filter, Node
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json, Step, select
from asdocumented.formats.urls import as_query_value

MOST_APART = timedelta(hours=1)
"""How long after another answer one may come that is held against it: time explains the rest."""

_MOST_PARSED = 64

Values: TypeAlias = tuple[str, ...]
Query: TypeAlias = tuple[tuple[str, Values], ...]


class Answer(msgspec.Struct, frozen=True, eq=False, dict=True):
    """One answer, with the values of the parameters that its request sent."""

    interaction: Interaction
    sent: Mapping[str, Values]

    @cached_property
    def query(self) -> Query:
        """What was sent, in the order of the names."""
        return tuple(sorted(self.sent.items()))

    def without(self, *names: str) -> Query:
        """Return what was sent beside some parameters, whatever the order of the parameters."""
        return tuple([one for one in self.query if one[0] not in names])

    def value(self, contract: Contract, name: str) -> str:
        """Return the value of a parameter, sent or by default, without its letter case."""
        last = {one: values[-1] for one, values in self.sent.items() if values}
        return (contract.parameter_value(name, last) or "").casefold()

    def is_near(self, other: "Answer") -> bool:
        """Tell whether so little time lies between two answers that it explains no difference."""
        return are_near(self.interaction, other.interaction)


def are_near(one: Interaction, other: Interaction) -> bool:
    """Tell whether so little time lies between two answers that it explains no difference.

    Where neither says when it came, it does if one file holds both.
    """
    when, before = one.recorded, other.recorded
    if when is not None and before is not None:
        return abs(when - before) <= MOST_APART
    files = {_file(one), _file(other)}
    return when is None and before is None and len(files) == 1 and files != {""}


def near_any(answers: Sequence[Answer], others: Sequence[Answer]) -> Iterator[Answer]:
    """Yield the answers that come near one of some others, both in the order of time."""
    times = [when for one in others if (when := one.interaction.recorded) is not None]
    files = {_file(one.interaction) for one in others if one.interaction.recorded is None} - {""}
    first = 0
    for answer in answers:
        when = answer.interaction.recorded
        while when and first < len(times) and times[first] < when - MOST_APART:
            first += 1
        if when is None:
            near = _file(answer.interaction) in files
        else:
            near = first < len(times) and times[first] - when <= MOST_APART
        if near:
            yield answer


def hour_or_file(interaction: Interaction) -> int | str:
    """Return the hour in which an answer came (since 1970, UTC), else the file that holds it."""
    when = interaction.recorded
    if when is None:
        return _file(interaction)
    return int(when.timestamp() // MOST_APART.total_seconds())


def _file(interaction: Interaction) -> str:
    """Return the file that an interaction was read from, "" where it was read from none."""
    return interaction.name.rpartition("#")[0]


class Item(NamedTuple):
    """An item of an answer, and where it lies."""

    path: tuple[Step, ...]
    value: Json


class Items(msgspec.Struct, frozen=True):
    """The items of an answer by their identity; the second of one identity is another item.

    `node` is what is documented of an item, `above` the place in which they lie.
    """

    node: Node | None
    above: tuple[Step, ...]
    found: Mapping[tuple[str, int], Item]


class Calls(msgspec.Struct, frozen=True, dict=True):
    """The answers of one evidence set to requests of one operation, in the order of time.

    `elsewhere` has those of the other operations, by their names.
    """

    contract: Contract
    answers: Sequence[Answer]
    elsewhere: "Mapping[str, Calls]" = msgspec.field(default_factory=dict)
    _parsed: dict[int, Items | None] = msgspec.field(default_factory=dict)

    def items(self, answer: Answer) -> Items | None:
        """Return the items of an answer; None where they cannot be told apart."""
        key = id(answer)
        if key not in self._parsed:
            if len(self._parsed) >= _MOST_PARSED:
                self._parsed.clear()
            self._parsed[key] = self._read(answer)
        return self._parsed[key]

    @cached_property
    def identity(self) -> Filter | None:
        """The filter by whose values items are told apart; None where whole bodies are compared."""
        return next((one for one in self.contract.filters if one.tells_apart), None)

    @cached_property
    def filters(self) -> Mapping[str, Filter]:
        """What each parameter selects by, as far as it selects."""
        return {one.parameter: one for one in reversed(self.contract.filters)}

    def values(self, answer: Answer, parameter: str) -> Values:
        """Return the values that a request sends of a filter, those in one text each by itself."""
        rule = self.filters.get(parameter)
        texts: Sequence[str] = answer.sent.get(parameter, ())
        if rule is not None and rule.separator is not None:
            texts = [part for text in texts for part in text.split(rule.separator)]
        return tuple([text.strip() for text in texts])

    def node(self, location: str) -> Node | None:
        """Return what is documented at a location."""
        for root in self.contract.roots:
            for node in root.tree():
                if node.location == location:
                    return node
        return None

    def location(self) -> str:
        """Return where the documentation has an item."""
        node = self._item(self.contract.body(None))
        return "$" if node is None else node.location

    def _item(self, root: Node | None) -> Node | None:
        names = self.identity.items if self.identity else ()
        node = root.at(names) if root is not None else None
        return node.item if node is not None and node.item is not None else node

    def _read(self, answer: Answer) -> Items | None:
        response = answer.interaction.response
        body, _ = json_body.parse(response.body)
        root = self.contract.body(response.status, response.content_type)
        root = root and best_branch(root, body)
        if self.identity is None:
            return Items(root, (), {("", 0): Item((), body)})
        found: dict[tuple[str, int], Item] = {}
        counts: dict[str, int] = {}
        for path, value in select(body, self.identity.items):
            if value in ({}, None):
                continue
            shown = [one for _, one in select(value, self.identity.shown_by)]
            if len(shown) != 1 or isinstance(shown[0], dict) or shown[0] is None:
                return None
            name = as_query_value(shown[0]).casefold()
            counts[name] = counts.get(name, -1) + 1
            found[name, counts[name]] = Item(path, value)
        return Items(self._item(root), self.identity.items, found)


class Compared(NamedTuple):
    """An answer held against another one, and in what it differs."""

    answer: Answer
    other: Answer
    differences: tuple[Difference, ...]


class CallRule(msgspec.Struct, frozen=True):
    """A rule of a check about the answers to several requests.

    `words` are the relations that it judges. `compare` yields each answer that it holds against
    another one, `promise` says what follows from the rows of a relation, and `lacks` what was not
    among the evidence where it could compare nothing.
    """

    words: frozenset[CallWord]
    compare: Callable[[CallRelation, Calls], Iterator[Compared]]
    promise: Callable[[CallRelation], str]
    lacks: Callable[[CallRelation], str]
