"""What the bodies of an answer show at each place, by documented location."""

from collections import Counter, defaultdict
from typing import TypeAlias

import msgspec

from asdocumented.contracts.model import Node
from asdocumented.formats.json_path import KINDS, Json, Step, member, pointer

Trail: TypeAlias = tuple[Step, ...]
Scalar: TypeAlias = "bool | int | float | str"


class Spot(msgspec.Struct, frozen=True):
    """A value with its place: the interaction and the JSON Pointer in its body."""

    interaction: str
    pointer: str
    value: Json

    @property
    def place(self) -> str:
        """The place, for people."""
        return f"{self.interaction} {self.pointer}".strip()


class BodyShape(msgspec.Struct):
    """What some bodies show: by location the JSON types, values, and objects that hold fields.

    `objects` counts the objects at a location, `present` the fields; `parents` tells in which
    object a field stands, `lengths` how many items the arrays of a location have. `spots` are the
    first values of each type, `nodes` what is documented.
    """

    objects: Counter[str] = msgspec.field(default_factory=Counter)
    present: Counter[str] = msgspec.field(default_factory=Counter)
    parents: dict[str, str] = msgspec.field(default_factory=dict)
    lengths: dict[str, list[int]] = msgspec.field(default_factory=lambda: defaultdict(list))
    spots: dict[str, dict[str, Spot]] = msgspec.field(default_factory=lambda: defaultdict(dict))
    values: dict[str, list[Spot]] = msgspec.field(default_factory=lambda: defaultdict(list))
    nodes: dict[str, Node] = msgspec.field(default_factory=dict)

    def add(self, name: str, root: Node | None, body: Json) -> None:
        """Add the body of an interaction."""
        _Reader(self, name).read("$", root, body, ())

    def types(self, location: str) -> frozenset[str]:
        """Return the JSON types at a location."""
        return frozenset(self.spots[location]) if location in self.spots else frozenset()

    def first(self, location: str) -> Spot | None:
        """Return the first value at a location."""
        return next(iter(self.spots.get(location, {}).values()), None)


class _Reader(msgspec.Struct, frozen=True):
    shape: BodyShape
    name: str

    def read(self, location: str, node: Node | None, value: Json, trail: Trail) -> None:
        """Add a value with all that is in it."""
        spot = Spot(self.name, pointer(trail), value)
        self.shape.spots[location].setdefault(KINDS[type(value)], spot)
        if node is not None:
            self.shape.nodes[location] = node
        if isinstance(value, dict):
            self._object(location, node, value, trail)
        elif isinstance(value, list):
            self.shape.lengths[location].append(len(value))
            for number, item in enumerate(value):
                below = node.item if node is not None else None
                self.read(f"{location}[*]", below, item, (*trail, number))
        elif value is not None:
            self.shape.values[location].append(spot)

    def _object(
        self, location: str, node: Node | None, value: dict[str, Json], trail: Trail
    ) -> None:
        self.shape.objects[location] += 1
        for name, item in value.items():
            known = node.fields.get(name) if node is not None else None
            others = node.others if node is not None and known is None else None
            place = f"{location}{member(name)}" if others is None else f"{location}.*"
            self.shape.present[place] += 1
            self.shape.parents[place] = location
            self.read(place, known or others, item, (*trail, name))
