"""What a reading does with the objects of one shape, before a function is written for it."""

from collections.abc import Sequence
from typing import TypeAlias

import msgspec

from asdocumented.checks.check import Schema
from asdocumented.formats.asked_of_type import asked_of
from asdocumented.formats.json_path import Json
from asdocumented.formats.json_schema import make_list_gate
from asdocumented.judging.reading_parts import ArrayPart, Part, RuleTest, Tally
from asdocumented.judging.shape_relations import ShapeRelations

Path: TypeAlias = tuple[str, ...]
"""The names that lead from an object to a member of it, or of an object in it."""


class Outline(msgspec.Struct):
    """What is done with the objects of one shape, and with those in them that each of them has.

    `scalars` are the members that have no part of their own, with their types, `parts` those that
    have one, each with whether it is kept, and `kept` the scalars that are kept. `objects` are all
    that are judged together, the object itself included, `of_objects` the schemas of those.
    """

    tally: Tally
    scalars: dict[Path, type] = msgspec.field(default_factory=dict)
    schemas: dict[Path, list[Schema]] = msgspec.field(default_factory=dict)
    of_objects: list[tuple[Path, Schema]] = msgspec.field(default_factory=list)
    tests: list[tuple[Path, RuleTest]] = msgspec.field(default_factory=list)
    relations: list[tuple[Path, ShapeRelations]] = msgspec.field(default_factory=list)
    parts: list[tuple[Path, Part | ArrayPart, bool]] = msgspec.field(default_factory=list)
    kept: list[Path] = msgspec.field(default_factory=list)
    objects: set[Path] = msgspec.field(default_factory=lambda: {()})

    def lacks(self, path: Path) -> bool:
        """Tell whether no object of the shape has a member."""
        own = {*self.scalars, *self.objects, *(one for one, _, _ in self.parts)}
        return path[:-1] in self.objects and path not in own

    def settle(self, path: Path, values: Sequence[Json]) -> bool:
        """Leave out what is asked of a member and is known of each of its only values.

        Returns false, and leaves out nothing, where a schema refuses one of them.
        """
        schemas = self.schemas.get(path)
        takes = make_list_gate([schemas]) if schemas else None
        if takes is not None and not all(takes((value,)) for value in values):
            return False
        self.schemas.pop(path, None)
        tests = []
        for where, test in self.tests:
            finds = test.finds if where == path else None
            said = {finds(value) for value in values} if finds is not None else {None}
            one, *others = said
            if one is not None and not others and one in test.known:
                self.tally.add(test.known[one])
            elif said != {False}:
                tests.append((where, test))
        self.tests = tests
        return True

    def asked_of(self, path: Path, schemas: Sequence[Schema]) -> Sequence[Schema]:
        """Return what schemas ask of a member, whose JSON type is known if it is a scalar."""
        kind = self.scalars.get(path)
        if kind is None or kind in (list, dict):
            return schemas
        asked = [asked_of(dict(one), kind) for one in schemas]
        if any(one is False for one in asked):
            return schemas
        return [one for one in asked if isinstance(one, dict)]

    def add(self, name: str, below: "Outline", *, is_kept: bool) -> None:
        """Do what is done with a member that is an object along with this one."""
        self.scalars |= {(name, *path): kind for path, kind in below.scalars.items()}
        self.objects |= {(name, *path) for path in below.objects}
        self.schemas |= {(name, *path): schemas for path, schemas in below.schemas.items()}
        self.of_objects += [((name, *path), schema) for path, schema in below.of_objects]
        self.tests += [((name, *path), test) for path, test in below.tests]
        self.relations += [((name, *path), one) for path, one in below.relations]
        self.parts += [((name, *path), part, kept) for path, part, kept in below.parts]
        self.kept += [(name, *path) for path in below.kept] if is_kept else []
