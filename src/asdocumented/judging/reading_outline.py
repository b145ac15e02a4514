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
    """What is done with the objects of one shape, and with those in them that are always there.

    `scalars` are the members that have no part of their own, with their types, `parts` those that
    have one, each with whether it is kept; `kept` are the scalars, `kept_objects` the objects that
    are kept. `objects` are all that are judged together, the object itself included, and
    `of_objects` the schemas that look at several members of one of those.
    """

    tally: Tally
    scalars: dict[Path, type] = msgspec.field(default_factory=dict)
    schemas: dict[Path, list[Schema]] = msgspec.field(default_factory=dict)
    of_objects: list[tuple[Path, Schema]] = msgspec.field(default_factory=list)
    tests: list[tuple[Path, RuleTest]] = msgspec.field(default_factory=list)
    relations: list[tuple[Path, ShapeRelations]] = msgspec.field(default_factory=list)
    parts: list[tuple[Path, Part | ArrayPart, bool]] = msgspec.field(default_factory=list)
    kept: list[Path] = msgspec.field(default_factory=list)
    kept_objects: list[Path] = msgspec.field(default_factory=list)
    objects: set[Path] = msgspec.field(default_factory=lambda: {()})

    def lacks(self, path: Path) -> bool:
        """Tell whether no object of the shape has a member."""
        own = {*self.scalars, *self.objects, *(one for one, _, _ in self.parts)}
        return path[:-1] in self.objects and path not in own

    def takes(self, path: Path, values: Sequence[Json]) -> bool:
        """Tell whether the schemas of a member take all of some values."""
        schemas = self.schemas.get(path)
        takes = make_list_gate([schemas]) if schemas else None
        return takes is None or all(takes((value,)) for value in values)

    def settle(self, path: Path, values: Sequence[Json]) -> None:
        """Drop the schemas of a member, and each test that says the same of all it can be.

        Args:
            path: of the member.
            values: all that it can be; its schemas take each of them.

        """
        self.schemas.pop(path, None)
        tests = []
        for where, test in self.tests:
            finds = test.finds if where == path else None
            one, *others = {finds(value) for value in values} if finds is not None else {None}
            if others or one is None:
                tests.append((where, test))
            elif one in test.known:
                self.tally.add(test.known[one])
            elif one is not False:
                tests.append((where, test))
        self.tests = tests

    def asked_of(self, path: Path, schemas: Sequence[Schema]) -> Sequence[Schema]:
        """Return what schemas ask of a member of its type; as they are where one takes none."""
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
        if is_kept:
            self.kept += [(name, *path) for path in below.kept]
            self.kept_objects += [(name,), *((name, *path) for path in below.kept_objects)]
