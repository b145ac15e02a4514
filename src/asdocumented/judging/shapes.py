"""What is known of a place and of a shape of object, and used for all that follow.

A shape is the names and JSON types of an object's members; the bodies of one operation have few.
`shaper.py` works out what it decides.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec

from asdocumented.checks.check import Findings, Finds, Schema
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Place
from asdocumented.contracts.model import Node
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.formats.json_path import Json
from asdocumented.judging.drift_counts import SAMPLES, DriftCount
from asdocumented.judging.shape_relations import AppliedRelation, ShapeRelations

_DocumentedKey: TypeAlias = tuple[tuple[str, ...], tuple[type, ...], bool]

Found: TypeAlias = "tuple[tuple[DriftCount, Finding], ...]"
"""Findings, each with the entry that it counts towards."""


class Rule(msgspec.Struct):
    """A rule about the values of one type at a place.

    `known` has the drifts that `finds` tells of, by what it says, once they have their samples:
    then they are only counted.
    `is_asked` tells that no schema speaks for the rule: it found something once, or its schema
    refused a value in which it found nothing.
    """

    find: Callable[[Place, Any], Findings]
    place: Place
    finds: Finds | None = None
    looks_at: Sequence[str] | None = None
    known: dict[bool | str, DriftCount] = msgspec.field(default_factory=dict)
    is_asked: bool = False


def pass_all(_: Json) -> bool:
    """Pass every object: the gate of a shape that has no gated rules."""
    return True


def pass_none(_: Json) -> bool:
    """Pass no object: the gate of a shape before its own is made."""
    return False


class Member(msgspec.Struct, frozen=True, eq=False):
    """The rules about a member of an object, and the schemas that rule out any findings.

    Shapes share the members at one spot, so that one need not learn what another has.
    """

    name: str
    rules: tuple[Rule, ...]
    schemas: tuple[Schema, ...] = ()


class MemberRules(NamedTuple):
    """The rules about a member: those that no gate may pass, and those that one may."""

    ungated: Member | None
    gateable: Member | None


class SharedFindings(msgspec.Struct, eq=False):
    """What every object with the same documented members shows: counted together.

    `count` is how often it came since its counts were handed on, once each finding of it
    `has_samples`; until then each is counted by itself.
    """

    found: Found
    has_samples: bool = False
    count: int = 0

    def note_samples(self, evidence_set: EvidenceSet) -> None:
        """Note whether each finding has its samples."""
        self.has_samples = all(entry.counts[evidence_set] >= SAMPLES for entry, _ in self.found)

    def hand_on(self, evidence_set: EvidenceSet) -> None:
        """Add the count to all findings, and begin anew."""
        for entry, _ in self.found:
            entry.counts[evidence_set] += self.count
        self.count = 0


class Shape(msgspec.Struct):
    """The names and types of an object's members, what to do with them, and how often they came.

    `shared` has the findings that follow from the documented members, `unlisted` those about the
    others. `gate` tells in one call that no rule in `gated` finds anything in an object. A member
    that has drifted once is moved to `ungated`, whose rules look at every object.
    """

    names: tuple[str, ...]
    types: tuple[type, ...]
    shared: SharedFindings
    unlisted: Found
    ungated: list[Member]
    gated: list[Member]
    nested: tuple[tuple[str, "Spot"], ...]
    scalars: tuple[tuple[str, Place, type], ...]
    missing: tuple[Place, ...]
    gate: Callable[[Json], bool]
    relations: ShapeRelations | None
    count: int = 0

    @property
    def entries(self) -> list[DriftCount]:
        """The drifts that every object of this shape shows."""
        return [entry for entry, _ in (*self.shared.found, *self.unlisted)]


class Documented(msgspec.Struct, frozen=True, eq=False):
    """What follows from the members of an object of which something is documented.

    `members` are the rules about each of them; the other fields are those of a shape.
    """

    names: tuple[str, ...]
    types: tuple[type, ...]
    shared: SharedFindings
    members: tuple[MemberRules, ...]
    nested: tuple[tuple[str, "Spot"], ...]
    scalars: tuple[tuple[str, Place, type], ...]
    missing: tuple[Place, ...]


class Plan(msgspec.Struct):
    """What to do with values of one JSON type at a spot, and how often they came."""

    rules: tuple[Rule, ...]
    items: "Spot | None"
    members: "Spot | None"
    count: int = 0


class Spot(msgspec.Struct):
    """A place and what was worked out for it.

    `counted_only` marks the items of error arrays, which one check judges as a whole. `shapes` are
    those of its objects; `partial` are shapes of documented members alone, for objects of further
    shapes: by them and by whether there are others. `documented` has what shapes share. `members`
    are the rules about values of each type where they are members of one name; `relations` are
    those of objects here, by what they compare.
    """

    place: Place
    counted_only: bool = False
    latest: "Shape | None" = None
    plans: dict[type, Plan] = msgspec.field(default_factory=dict)
    shapes: dict[tuple[tuple[str, ...], tuple[type, ...]], Shape] = msgspec.field(
        default_factory=dict
    )
    partial: dict[Documented, Shape] = msgspec.field(default_factory=dict)
    documented: dict[_DocumentedKey, Documented] = msgspec.field(default_factory=dict)
    spots: dict[tuple[str, Node], "Spot"] = msgspec.field(default_factory=dict)
    members: dict[type, MemberRules] = msgspec.field(default_factory=dict)
    relations: dict[tuple[int, str | None], AppliedRelation] = msgspec.field(default_factory=dict)

    def below(self, name: str, node: Node) -> "Spot":
        """Return the spot of a member; all free names of a map share one."""
        free = node is self.place.node.others and name not in self.place.node.fields
        place = self.place.free(node) if free else self.place.field(name, node)
        known = self.spots.get((place.location, node))
        if known is None:
            known = self.spots[place.location, node] = Spot(place)
        return known
