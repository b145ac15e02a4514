"""Makes the parts of a reading, and the type of struct for each, from shapes that were seen."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from types import GenericAlias
from typing import TypeAlias

import msgspec

from asdocumented.checks.check import Schema, always
from asdocumented.contracts.model import Node
from asdocumented.formats.json_path import Json
from asdocumented.judging.reading_outline import Outline
from asdocumented.judging.reading_parts import (
    ArrayPart,
    CountedPart,
    KnownDrifts,
    Part,
    Remembered,
    RuleTest,
    ScalarPart,
    Tally,
    Unknown,
    as_it_is,
)
from asdocumented.judging.reading_source import can_be_written, choice_of, part_of
from asdocumented.judging.reading_types import EMPTY, TYPES, Draft, Type, make_struct
from asdocumented.judging.seen_texts import NO_TEXTS, SeenTexts
from asdocumented.judging.shapes import Plan, Rule, Shape, Spot

Wanted: TypeAlias = dict[str, "Wanted"]
"""The members that are kept of an object, each with those that are kept below it."""

_MOST_SHAPES = 8
_VALUES: Mapping[type, Sequence[Json]] = {bool: (True, False), type(None): (None,)}
"""The types that have few values."""


def wanted_of(paths: Iterable[Sequence[str]]) -> Wanted:
    """Return the members that paths name, as a tree."""
    wanted: Wanted = {}
    for path in paths:
        here = wanted
        for name in path:
            here = here.setdefault(name, {})
    return wanted


def _joined(one: Wanted, other: Wanted) -> Wanted:
    names = one.keys() | other.keys()
    return {name: _joined(one.get(name, {}), other.get(name, {})) for name in names}


class _Made(msgspec.Struct, frozen=True):
    """The type of some values, what judges them, and what is counted with each of them.

    An outline stands for objects of one shape, which may be judged along with what they lie in;
    nothing judges values of which nothing is documented. `tally` is None where the judge counts it.
    """

    type: Type
    judge: Part | ArrayPart | Outline | None
    tally: Tally | None

    @property
    def of_struct(self) -> bool:
        """Whether the values are decoded as structs."""
        return isinstance(self.type, type) and issubclass(self.type, msgspec.Struct)


class ReadingMaker:
    """Makes the parts for bodies in which the same drifts are known; some members have few `texts`.

    `tallies` are all that count, `is_open` tells that some values are decoded as they are.
    """

    def __init__(
        self,
        drifts: KnownDrifts,
        silent: Mapping[Node, Sequence[Schema]],
        texts: SeenTexts = NO_TEXTS,
    ) -> None:
        self._drifts = drifts
        self._texts = texts
        self._silent = silent
        self._structs = 0
        self.tallies: list[Tally] = []
        self.is_open = False

    def make(self, spot: Spot, wanted: Wanted) -> tuple[Type, Mapping[type, Part]]:
        """Return the type of the values that were seen at a spot, and what judges each class.

        Raises:
            Unknown: there is nothing that a reading could judge.

        """
        types: list[Type] = []
        parts: dict[type, Part] = {}
        for kind, plan in spot.plans.items():
            try:
                made = self._made(spot, kind, plan, wanted, is_alone=True)
            except Unknown:
                continue
            types.append(made.type)
            part = self._counted(made)
            parts[made.type if made.of_struct else kind] = part
        if not types:
            raise Unknown
        return reduce(or_, types), parts

    def _made(
        self, spot: Spot, kind: type, plan: Plan, wanted: Wanted, *, is_alone: bool = False
    ) -> _Made:
        """Return what is made for one kind of value; `is_alone` of those that lie in no object."""
        tally = Tally(plans=[plan], quotes=2 if kind is str else 0)
        tests = self._tests(plan.rules, tally)
        if kind is dict and plan.members is not None and spot.place.node is plan.members.place.node:
            if tests or spot.place.node.error_array:
                raise Unknown
            return self._object(plan.members, wanted, tally, is_alone=is_alone)
        if spot.place.node in self._silent:
            raise Unknown
        if kind is list:
            return _Made(*self._array(spot, plan, tests, wanted), tally)
        if kind is not dict:
            return _Made(TYPES[kind], ScalarPart(tests).read, tally)
        if tests or spot.place.node.error_array:
            raise Unknown
        if plan.members is not None:
            return self._object(plan.members, wanted, tally, is_alone=is_alone)
        return _Made(self._as_it_is(spot, dict), None, tally)

    def _as_it_is(self, spot: Spot, kind: type) -> Type:
        """Return the type of values that are not looked into, if nothing in them matters."""
        if any(node in self._silent for node in spot.place.node.tree()):
            raise Unknown
        self.is_open = True
        return TYPES[kind]

    def _counted(self, made: _Made) -> Part:
        """Return what judges and counts what lies in no object: an item, or a whole body."""
        judge, tally = made.judge or as_it_is, made.tally
        if isinstance(judge, Outline):
            judge.tally.add(tally or Tally())
            return self._part(judge)
        part = judge.read if isinstance(judge, ArrayPart) else judge
        if tally is None:
            return part
        self.tallies.append(tally)
        return CountedPart(part, tally).read

    def _part(self, outline: Outline) -> Part:
        self.tallies.append(outline.tally)
        return part_of(outline, self._drifts)

    def _array(
        self, spot: Spot, plan: Plan, tests: Sequence[RuleTest], wanted: Wanted
    ) -> tuple[Type, ArrayPart | None]:
        items, looks_at = plan.items, [one.rule.looks_at for one in tests]
        if None in looks_at or spot.place.node.error_array or (items and not items.plans):
            return EMPTY, ArrayPart({}, tests) if any(map(_finds_in_none, tests)) else None
        if items is None:
            return self._as_it_is(spot, list), None
        seen = wanted_of((name,) for names in looks_at for name in names or ())
        made, parts = self.make(items, _joined(wanted, seen))
        return GenericAlias(list, (made,)), ArrayPart(parts, tests)

    def _tests(
        self, rules: Iterable[Rule], tally: Tally, *, of_texts: bool = False
    ) -> list[RuleTest]:
        """Return the tests that are left of rules; a drift of all values is counted with them."""
        tests: list[RuleTest] = []
        for rule in rules:
            if rule.finds is not always:
                known = {told: Tally(drifts=[drift]) for told, drift in rule.known.items()}
                self.tallies += known.values()
                says = Remembered(rule.finds).__getitem__ if of_texts and rule.finds else rule.finds
                tests.append(RuleTest(rule, says, known, self._drifts))
            elif True not in rule.known:
                tests.append(RuleTest(rule, rule.finds, {}, self._drifts))
            else:
                tally.drifts.append(rule.known[True])
        return tests

    def _object(self, spot: Spot, wanted: Wanted, tally: Tally, *, is_alone: bool) -> _Made:
        """Return the struct for the commonest shapes of an object, and what judges it."""
        shapes = sorted(spot.shapes.values(), key=lambda one: -one.count)[:_MOST_SHAPES]
        below: dict[tuple[str, type], tuple[Spot, _Made]] = {}
        drafts: list[Draft] = []
        for shape in shapes:
            try:
                draft = self._draft(spot.place.node, shape, wanted, below)
            except Unknown:
                continue
            drafts += [] if any(one.conflicts(draft) for one in drafts) else [draft]
        if not drafts:
            raise Unknown
        self._structs += 1
        texts = self._texts.get(id(spot), {})
        struct, varying = make_struct(f"Object{self._structs}", drafts, texts)
        for draft in drafts:
            self._add_nested(draft, wanted, below)
        if not varying:
            return _Made(struct, drafts[0].outline, tally)
        parts: dict[tuple[type, ...], Part] = {}
        for draft in drafts:
            key = tuple(draft.classes.get(name, msgspec.UnsetType) for name in varying)
            if key not in parts:
                draft.outline.tally.add(tally if is_alone else Tally())
                parts[key] = self._part(draft.outline)
        return _Made(struct, choice_of(varying, parts), None if is_alone else tally)

    def _draft(
        self,
        node: Node,
        shape: Shape,
        wanted: Wanted,
        below: dict[tuple[str, type], tuple[Spot, _Made]],
    ) -> Draft:
        """Return what is known of a shape; `below` has what was made for its members before."""
        classes = dict(zip(shape.names, shape.types, strict=True))
        if not all(map(can_be_written, classes)):
            raise Unknown
        if not all(map(self._drifts.is_known, shape.entries)):
            raise Unknown
        strings = len(shape.names) + shape.types.count(str)
        tally = Tally([shape], drifts=shape.entries, quotes=2 * strings)
        types = {name: TYPES[kind] for name, kind in classes.items()}
        draft = Draft(shape, Outline(tally), types, classes)
        if shape.relations is not None:
            draft.outline.relations.append(((), shape.relations))
        self._add_rules(draft)
        draft.outline.of_objects += [((), one) for one in self._silent.get(node, ())]
        for name, spot in shape.nested:
            kind = classes[name]
            if (name, kind) not in below:
                made = self._made(spot, kind, spot.plans[kind], wanted.get(name, {}))
                below[name, kind] = spot, made
            known, made = below[name, kind]
            if known is not spot:
                raise Unknown
            types[name] = made.type
            classes[name] = made.type if made.of_struct else kind
        return draft

    def _add_rules(self, draft: Draft) -> None:
        outline, kinds = draft.outline, draft.classes
        for member in (*draft.shape.gated, *draft.shape.ungated):
            schemas = member.schemas or (None,) * len(member.rules)
            for rule, schema in zip(member.rules, schemas, strict=True):
                if schema is not None and not rule.is_asked:
                    outline.schemas.setdefault((member.name,), []).append(schema)
                else:
                    tests = self._tests([rule], outline.tally, of_texts=kinds[member.name] is str)
                    outline.tests += [((member.name,), test) for test in tests]
        for name, place, _ in draft.shape.scalars:
            if place.node in self._silent:
                outline.schemas.setdefault((name,), []).extend(self._silent[place.node])
        for name, kind in kinds.items():
            if kind in _VALUES and outline.takes((name,), _VALUES[kind]):
                outline.settle((name,), _VALUES[kind])

    def _add_nested(
        self, draft: Draft, wanted: Wanted, below: dict[tuple[str, type], tuple[Spot, _Made]]
    ) -> None:
        """Add to an outline the members that are objects or arrays, and which scalars are kept."""
        outline, nested = draft.outline, {name for name, _ in draft.shape.nested}
        for name, kind in zip(draft.shape.names, draft.shape.types, strict=True):
            if name not in nested:
                outline.scalars[name,] = kind
                outline.kept += [(name,)] if name in wanted else []
                self.is_open |= kind in (dict, list)
                continue
            _, made = below[name, kind]
            outline.tally.add(made.tally or Tally())
            if isinstance(made.judge, Outline):
                outline.tally.add(made.judge.tally)
                outline.add(name, made.judge, is_kept=name in wanted)
            elif made.judge is None:
                outline.scalars[name,] = kind
                outline.kept += [(name,)] if name in wanted else []
            else:
                outline.parts.append(((name,), made.judge, name in wanted))


def _finds_in_none(test: RuleTest) -> bool:
    """Tell whether a rule about arrays finds something in an empty one."""
    return next(test.rule.find(test.rule.place, []), None) is not None
