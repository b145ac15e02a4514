"""The walk through a body: every value meets the rules of its place, and no other.

Bodies of one operation have few shapes (names and types of an object's members). What follows
from a shape alone is worked out once and replayed: which rules to ask, which names are missing
or unknown. What follows from values, most rules can also say as a JSON Schema: one call of the
schema library passes all members of an object that have not drifted before. So a body that
drifts in a known way costs little more than a clean one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from asdocumented.checks import Check, Findings, Schema
from asdocumented.constraints import make_gate
from asdocumented.location import KINDS, Json, Step, excerpt, pointer, printable
from asdocumented.model import DateRelation, Finding, Node, Origin
from asdocumented.place import Names, Place, Situation
from asdocumented.relations import holds
from asdocumented.seen import Seen, merge, see, seen_at
from asdocumented.tally import Entry, Sample, Tally

Trail: TypeAlias = "tuple[Trail, Step] | None"
_Rule: TypeAlias = tuple[Callable[[Place, Any], Findings], Place]
_MOST_SHAPES = 2048
_GATE_AFTER = 3


def _pass(_: Json) -> bool:
    """Stand in for a gate where there is nothing to ask."""
    return True


def _refuse(_: Json) -> bool:
    """Stand in for a gate that is not made yet."""
    return False


@dataclass(frozen=True, slots=True)
class _Member:
    """The rules to ask about a member of an object, with the schemas under which they hold."""

    name: str
    rules: tuple[_Rule, ...]
    schemas: tuple[Schema, ...] = ()


@dataclass(slots=True)
class _Shape:
    """One set of member names and types: what to do with it, and how often it came.

    `gate` passes an object at once when all rules in `gated` have nothing to say of it; members
    that have drifted once stand in `asked` from then on.
    """

    names: tuple[str, ...]
    types: tuple[type, ...]
    found: tuple[tuple[Entry, Finding], ...]
    asked: list[_Member]
    gated: list[_Member]
    nested: tuple[tuple[str, "_Spot"], ...]
    scalars: tuple[tuple[str, Place, type], ...]
    missing: tuple[Place, ...]
    gate: Callable[[Json], bool]
    count: int = 0


@dataclass(slots=True)
class _Plan:
    """One JSON type at a spot: the rules to ask, where to go on, and how often it came."""

    rules: tuple[_Rule, ...]
    items: "_Spot | None"
    members: "_Spot | None"
    undecided: list[DateRelation] = field(default_factory=list)
    decided: list[DateRelation] = field(default_factory=list)
    count: int = 0


@dataclass(slots=True)
class _Spot:
    """A place and what was worked out for it; items of error arrays have one check of their own."""

    place: Place
    counted_only: bool = False
    latest: "_Shape | None" = None
    plans: dict[type, _Plan] = field(default_factory=dict)
    shapes: dict[tuple[tuple[str, ...], tuple[type, ...]], _Shape] = field(default_factory=dict)
    spots: dict[tuple[str, Node], "_Spot"] = field(default_factory=dict)

    def below(self, name: str, node: Node) -> "_Spot":
        """Return the spot of a member; all free names of a map share one."""
        free = node is self.place.node.others and name not in self.place.node.fields
        place = self.place.free(node) if free else self.place.field(name, node)
        return self.spots.setdefault((place.location, node), _Spot(place))


class Walker:
    """Judges the bodies of one situation, and counts into a tally."""

    def __init__(
        self, root: Node, situation: Situation, checks: Sequence[Check], tally: Tally
    ) -> None:
        citation = root.citation or situation.contract.citation()
        self._root = _Spot(Place(root, "$", situation, citation))
        self._origin = situation.origin
        self._value_rules = [check.value for check in checks if check.value is not None]
        self._names_rules = [check.names for check in checks if check.names is not None]
        self._tally = tally
        self._overflow: dict[str, Seen] = {}
        self._firsts: dict[tuple[str, str], Sample] = {}
        self._interaction = ""

    def walk(self, interaction: str, body: Json) -> None:
        """Judge one body."""
        self._interaction = interaction
        self._visit(self._root, body, None)

    def collect(self, seen: dict[str, Seen]) -> None:
        """Add what was seen so far, by location."""
        for more in self._overflow.values():
            merge(seen, more)
        _collect(self._root, self._origin, seen)
        for (location, kind), sample in self._firsts.items():
            seen[location].samples.setdefault((self._origin, kind), sample)

    def _visit(self, spot: _Spot, value: Json, trail: Trail) -> None:
        plan = spot.plans.get(type(value))
        if plan is None:
            plan = spot.plans[type(value)] = self._plan(spot, type(value))
            self._remember(spot.place, value, trail)
        plan.count += 1
        if plan.rules:
            self._ask(plan.rules, value, trail)
        if plan.undecided:
            self._decide(plan, value)
        if plan.members is not None:
            self._visit_object(plan.members, value, trail)  # type: ignore[arg-type]
        elif plan.items is not None:
            for index, item in enumerate(value):  # type: ignore[arg-type]
                self._visit(plan.items, item, (trail, index))

    def _decide(self, plan: _Plan, value: Json) -> None:
        """Note which relations an object could decide; each has to be decided but once."""
        if plan.members is None or not isinstance(value, dict):
            return
        node, zone = plan.members.place.node, plan.members.place.situation.zone
        decided = [one for one in plan.undecided if holds(node, one, value, zone) is not None]
        if decided:
            plan.decided += decided
            plan.undecided = [one for one in plan.undecided if one not in decided]

    def _visit_object(self, spot: _Spot, value: dict[str, Json], trail: Trail) -> None:
        names, types = tuple(value), tuple(map(type, value.values()))
        shape = spot.latest
        if shape is None or shape.names != names or shape.types != types:
            shape = self._find_shape(spot, names, types, value, trail)
        shape.count += 1
        for entry, finding in shape.found:
            if entry.count(self._origin):
                entry.sample(finding, self._origin, self._interaction, _steps(trail), value)
        for one in shape.asked:
            self._ask(one.rules, value[one.name], (trail, one.name))
        try:
            passed = shape.gate(value)
        except ValueError:
            passed = False
        if not passed:
            self._ask_gated(shape, value, trail)
        for name, below in shape.nested:
            self._visit(below, value[name], (trail, name))

    def _find_shape(
        self,
        spot: _Spot,
        names: tuple[str, ...],
        types: tuple[type, ...],
        value: dict[str, Json],
        trail: Trail,
    ) -> _Shape:
        """Return the shape of an object, worked out when it comes for the first time."""
        shape = spot.shapes.get((names, types))
        if shape is None:
            shape = self._shape(spot, names, types)
            for name, place, _ in shape.scalars:
                self._remember(place, value[name], (trail, name))
            if len(spot.shapes) < _MOST_SHAPES:
                spot.shapes[names, types] = shape
            else:
                _collect_shape(shape, 1, self._origin, self._overflow)
                return shape
        spot.latest = shape
        return shape

    def _ask_gated(self, shape: _Shape, value: dict[str, Json], trail: Trail) -> None:
        """Ask the rules that no gate has passed; make the gate once the shape has come back."""
        drifted = [
            one for one in shape.gated if self._ask(one.rules, value[one.name], (trail, one.name))
        ]
        if drifted:
            shape.asked += drifted
            shape.gated = [one for one in shape.gated if one not in drifted]
        if not shape.gated:
            shape.gate = _pass
        elif shape.count > _GATE_AFTER and (drifted or shape.gate is _refuse):
            shape.gate = make_gate({one.name: one.schemas for one in shape.gated})

    def _ask(self, rules: tuple[_Rule, ...], value: Json, trail: Trail) -> bool:
        """Ask each rule about a value; tell whether one of them found something."""
        drifted = False
        for find, place in rules:
            for finding in find(place, value):
                drifted = True
                self._record(finding, value, trail)
        return drifted

    def _record(self, finding: Finding, value: Json, trail: Trail) -> None:
        entry = self._tally.entry(finding)
        if entry.count(self._origin):
            entry.sample(finding, self._origin, self._interaction, _steps(trail), value)

    def _remember(self, place: Place, value: Json, trail: Trail) -> None:
        """Keep the first value of each JSON type where the documentation gives no datatype."""
        kind = KINDS[type(value)]
        if not place.node.types and (place.location, kind) not in self._firsts:
            sample = Sample(
                self._origin, printable(self._interaction), pointer(_steps(trail)), excerpt(value)
            )
            self._firsts[place.location, kind] = sample

    def _rules(self, place: Place, kind: type) -> tuple[_Rule, ...]:
        rules = (rule for rule in self._value_rules if rule.applies(place, kind))
        return tuple((rule.find, place) for rule in rules)

    def _members(
        self, name: str, place: Place, kind: type
    ) -> tuple[_Member | None, _Member | None]:
        """Return the rules for a member that are always asked, and those that a gate may pass."""
        asked: list[_Rule] = []
        gated: list[tuple[_Rule, Schema]] = []
        for rule in self._value_rules:
            if rule.applies(place, kind):
                schema = rule.holds(place) if rule.holds else None
                if schema is None or not name.isprintable():
                    asked.append((rule.find, place))
                else:
                    gated.append(((rule.find, place), schema))
        return (
            _Member(name, tuple(asked)) if asked else None,
            _Member(name, tuple(rule for rule, _ in gated), tuple(schema for _, schema in gated))
            if gated
            else None,
        )

    def _plan(self, spot: _Spot, kind: type) -> _Plan:
        place, items, members = spot.place, None, None
        if spot.counted_only:
            return _Plan((), None, None)
        if kind is list and (below := place.items()):
            items = _Spot(below, counted_only=place.node.error_array)
        elif kind is dict and (here := place.as_object()):
            members = spot if here is place else _Spot(here)
        rules = self._rules(place, kind)
        if members is not None and members is not spot:
            rules += self._rules(members.place, kind)
        related = members.place.node if members is not None else None
        return _Plan(rules, items, members, [*related.dates] if related else [])

    def _shape(self, spot: _Spot, present: tuple[str, ...], types: tuple[type, ...]) -> _Shape:
        names = Names(spot.place, present)
        found = [
            (self._tally.entry(finding), finding)
            for rule in self._names_rules
            for finding in rule(names)
        ]
        asked: list[_Member] = []
        gated: list[_Member] = []
        nested: list[tuple[str, _Spot]] = []
        scalars: list[tuple[str, Place, type]] = []
        for name, kind in zip(present, types, strict=True):
            node = names.node(name)
            if node is None:
                continue
            below = spot.below(name, node)
            if kind in (list, dict):
                nested.append((name, below))
                continue
            scalars.append((name, below.place, kind))
            always, gateable = self._members(name, below.place, kind)
            asked += [always] if always else []
            gated += [gateable] if gateable else []
        return _Shape(
            names=present,
            types=types,
            found=tuple(found),
            asked=asked,
            gated=gated,
            nested=tuple(nested),
            scalars=tuple(scalars),
            missing=names.absent,
            gate=_refuse if gated else _pass,
        )


def _steps(trail: Trail) -> tuple[Step, ...]:
    steps: list[Step] = []
    while trail is not None:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))


def _collect(spot: _Spot, origin: Origin, seen: dict[str, Seen]) -> None:
    for kind, plan in spot.plans.items():
        see(seen, spot.place, kind, origin, plan.count)
        for relation in plan.decided:
            seen_at(seen, spot.place).decided.add((relation.id, origin))
        for below in (plan.items, plan.members):
            if below is not None and below is not spot:
                _collect(below, origin, seen)
    for shape in spot.shapes.values():
        _collect_shape(shape, shape.count, origin, seen)
    for below in spot.spots.values():
        _collect(below, origin, seen)


def _collect_shape(shape: _Shape, count: int, origin: Origin, seen: dict[str, Seen]) -> None:
    for _, place, kind in shape.scalars:
        see(seen, place, kind, origin, count)
    for place in shape.missing:
        if place.expected() is not False and place.node.presence.rule != "conditional":
            seen_at(seen, place).missing[origin] += count
