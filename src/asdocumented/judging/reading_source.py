"""Generates the function that judges the objects of one shape, as `dataclasses` generate theirs.

A generated function reads each member once, by name. It judges an object together with all those
in it whose shape is known with it. This is what it looks like:

    def read(o, tallies):
        if not gate((o.name, o.created, o.shop.name)): raise Unknown
        found = finds0(o.price)
        if found is not False: count0(o.price, found, tallies)
        below0 = part0(o.lines, tallies)
        try: holds = (o.first <= o.last) and (o.count <= o.limit)
        except (TypeError, ValueError, OverflowError): holds = False
        if not holds: related(o, tallies)
        tallies.append(tally)
        return {"name": o.name, "lines": below0}
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from keyword import iskeyword
from operator import attrgetter
from typing import TypeAlias

import msgspec

from asdocumented.checks.check import Schema
from asdocumented.formats.json_schema import make_list_gate
from asdocumented.judging.reading_parts import (
    Decoded,
    KnownDrifts,
    Part,
    RuleTest,
    Tally,
    Unknown,
)
from asdocumented.judging.shape_relations import AppliedRelation, ShapeRelations

Path: TypeAlias = tuple[str, ...]
"""The names that lead from an object to a member of it, or of an object in it."""

_TAKEN = frozenset(dir(msgspec.Struct))


def can_be_written(name: str) -> bool:
    """Tell whether a member can be an attribute in generated code."""
    is_name = name.isidentifier() and name.isascii() and not iskeyword(name)
    return is_name and not name.startswith("__") and name not in _TAKEN


@dataclass(slots=True)
class Outline:
    """What is done with the objects of one shape, and with those in them that each of them has.

    `scalars` are the members that have no part of their own, `parts` those that have one, each
    with whether it is kept, and `kept` the scalars that are kept. `objects` are all that are judged
    together, the object itself included.
    """

    tally: Tally
    scalars: set[Path] = field(default_factory=set)
    schemas: dict[Path, list[Schema]] = field(default_factory=dict)
    tests: list[tuple[Path, RuleTest]] = field(default_factory=list)
    relations: list[tuple[Path, ShapeRelations]] = field(default_factory=list)
    parts: list[tuple[Path, Part, bool]] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    objects: set[Path] = field(default_factory=lambda: {()})

    def lacks(self, path: Path) -> bool:
        """Tell whether no object of the shape has a member."""
        own = {*self.scalars, *self.objects, *(one for one, _, _ in self.parts)}
        return path[:-1] in self.objects and path not in own

    def add(self, name: str, below: "Outline", *, is_kept: bool) -> None:
        """Do what is done with a member that is an object along with this one."""
        self.scalars |= {(name, *path) for path in below.scalars}
        self.objects |= {(name, *path) for path in below.objects}
        self.schemas |= {(name, *path): schemas for path, schemas in below.schemas.items()}
        self.tests += [((name, *path), test) for path, test in below.tests]
        self.relations += [((name, *path), one) for path, one in below.relations]
        self.parts += [((name, *path), part, kept) for path, part, kept in below.parts]
        self.kept += [(name, *path) for path in below.kept] if is_kept else []


def part_of(outline: Outline, drifts: KnownDrifts) -> Part:
    """Return the function that does what an outline says."""
    names: dict[str, object] = {
        "Unknown": Unknown,
        "tally": outline.tally,
        "moment": datetime.fromisoformat,
    }
    lines = [*_gate(outline, names), *_tests(outline, names), *_relations(outline, drifts, names)]
    lines += ["tallies.append(tally)", f"return {_kept(outline)}"]
    source = "\n    ".join(["def read(o, tallies):", *lines])
    exec(compile(source, "<reading>", "exec"), names)  # noqa: S102  # of names that can be written
    read: Part = names["read"]  # type: ignore[assignment]  # what was generated
    return read


def _gate(outline: Outline, names: dict[str, object]) -> Iterator[str]:
    gated = {path: schemas for path, schemas in outline.schemas.items() if schemas}
    if gated:
        names["gate"] = make_list_gate([*gated.values()])
        yield f"if not gate(({', '.join(map(_attribute, gated))},)): raise Unknown"


def _tests(outline: Outline, names: dict[str, object]) -> Iterator[str]:
    for number, (path, test) in enumerate(outline.tests):
        if test.rule.finds is None:
            names[f"test{number}"] = test.test
            yield f"test{number}({_attribute(path)}, tallies)"
            continue
        names |= {f"finds{number}": test.rule.finds, f"count{number}": test.count}
        yield f"found = finds{number}({_attribute(path)})"
        if True in test.known:
            names[f"known{number}"] = test.known[True]
            yield f"if found is True: tallies.append(known{number})"
            yield f"elif found is not False: count{number}({_attribute(path)}, found, tallies)"
        else:
            yield f"if found is not False: count{number}({_attribute(path)}, found, tallies)"
    for number, (path, part, _) in enumerate(outline.parts):
        names[f"part{number}"] = part
        yield f"below{number} = part{number}({_attribute(path)}, tallies)"


def _relations(outline: Outline, drifts: KnownDrifts, names: dict[str, object]) -> Iterator[str]:
    terms: list[str] = []
    for base, relations in outline.relations:
        terms += [_term(outline, base, one, "is not False", names) for one in relations.decided]
        terms += [_term(outline, base, one, "is None", names) for one in relations.undecided]
    if terms:
        names["related"] = _related(outline.relations, drifts)
        yield f"try: holds = {' and '.join(f'({term})' for term in terms)}"
        yield "except (TypeError, ValueError, OverflowError): holds = False"
        yield "if not holds: related(o, tallies)"


def _term(
    outline: Outline, base: Path, one: AppliedRelation, wanted: str, names: dict[str, object]
) -> str:
    """Return an expression that is true where a relation is not broken, or still undecided."""
    paths = [(*base, *path) for path in one.relation.paths]
    if any(map(outline.lacks, paths)):
        return "True"
    if not all(path in outline.scalars for path in paths):
        name = f"whole{len(names)}"
        names[name] = lambda value: one.test(msgspec.to_builtins(value))
        return f"{name}({_attribute(base)}) {wanted}"
    inline = one.written(lambda path: _attribute((*base, *path)))
    if inline is not None and wanted != "is None":
        return inline
    name = f"exact{len(names)}"
    names[name] = one.exact
    left, *others = map(_attribute, paths)
    return f"{name}({left}, {others[0] if others else None}) {wanted}"


def _related(
    several: Sequence[tuple[Path, ShapeRelations]], drifts: KnownDrifts
) -> Callable[[Decoded, list[Tally]], None]:
    """Return what counts the known drifts of relations in an object."""

    def related(value: Decoded, tallies: list[Tally]) -> None:
        for base, relations in several:
            owner = attrgetter(".".join(base))(value) if base else value
            members = msgspec.to_builtins(owner)
            if relations.decides(members):
                raise Unknown
            tallies.extend(map(drifts.tally, relations.broken(members)))

    return related


def _kept(outline: Outline) -> str:
    """Return the members that are kept as the text of a dict."""
    tree: dict[str, object] = {}
    below = {path: f"below{n}" for n, (path, _, kept) in enumerate(outline.parts) if kept}
    for path in (*outline.kept, *below):
        here = tree
        for name in path[:-1]:
            here = here.setdefault(name, {})  # type: ignore[assignment]  # an object on the way
        here[path[-1]] = below.get(path, _attribute(path))
    return _written(tree)


def _written(tree: object) -> str:
    if not isinstance(tree, dict):
        return str(tree)
    return "{" + ", ".join(f"{name!r}: {_written(below)}" for name, below in tree.items()) + "}"


def _attribute(path: Path) -> str:
    return ".".join(("o", *path))
