"""Generates the function that judges the objects of one shape, as `dataclasses` generate theirs.

A generated function reads each member once, by name. It judges an object together with all those
in it whose shape is known with it. This is what it looks like:

    def read(o, tallies):
        o1 = o.shop
        if not gate((o.name, o.created, o1.name, {"open": o1.open})): raise Unknown
        found = finds0(o.price)
        if found is not False: count0(o.price, found, tallies)
        below0 = [item0(one, tallies) for one in o.lines]
        try: holds = (o.first <= o.last) and (o.count <= o1.limit)
        except (TypeError, ValueError, OverflowError): holds = False
        if not holds: related(o, tallies)
        tallies.append(tally)
        return {"name": o.name, "lines": below0}
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from keyword import iskeyword
from operator import attrgetter

import msgspec

from asdocumented.checks.check import Schema
from asdocumented.formats.dates import iso_seconds
from asdocumented.formats.json_schema import make_list_gate
from asdocumented.formats.schema_members import member_paths
from asdocumented.judging.condition_source import Member, condition_of, value_condition
from asdocumented.judging.reading_outline import Outline, Path
from asdocumented.judging.reading_parts import (
    ArrayPart,
    Decoded,
    KnownDrifts,
    Part,
    RuleTest,
    Tally,
    Unknown,
)
from asdocumented.judging.shape_relations import AppliedRelation, ShapeRelations

_TAKEN = frozenset(dir(msgspec.Struct))


def can_be_written(name: str) -> bool:
    """Tell whether a member can be an attribute in generated code."""
    is_name = name.isidentifier() and name.isascii() and not iskeyword(name)
    return is_name and not name.startswith("__") and name not in _TAKEN


def part_of(outline: Outline, drifts: KnownDrifts) -> Part:
    """Return the function that does what an outline says; raise `Unknown` where none can."""
    return _Writer(outline, drifts).part()


def choice_of(names: Sequence[str], parts: Mapping[tuple[type, ...], Part]) -> Part:
    """Return the function that judges objects by the part for the types of some members."""
    types = "".join(f"type(o.{name}), " for name in names)
    lines = [f"part = part_for(({types}))", "if part is None: raise Unknown"]
    return _compiled([*lines, "return part(o, tallies)"], {"part_for": parts.get})


def _compiled(lines: Sequence[str], names: Mapping[str, object]) -> Part:
    """Return a part with these lines, which refer to values by names."""
    source = "\n    ".join(["def read(o, tallies):", *lines])
    known = {**names, "Unknown": Unknown}
    exec(compile(source, "<reading>", "exec"), known)  # noqa: S102  # of names that can be written
    read: Part = known["read"]  # type: ignore[assignment]  # what was generated
    return read


class _Writer:
    """Writes the function for an outline; `names` are the values that it refers to."""

    def __init__(self, outline: Outline, drifts: KnownDrifts) -> None:
        self._outline = outline
        self._drifts = drifts
        self._objects = {path: f"o{n}" for n, path in enumerate(sorted(outline.objects, key=len))}
        self._objects[()] = "o"
        self._names: dict[str, object] = {"tally": outline.tally, "seconds": iso_seconds}

    def part(self) -> Part:
        """Return the function."""
        lines = [*self._gate(), *self._tests(), *self._parts(), *self._relations()]
        lines += ["tallies.append(tally)", f"return {self._kept()}"]
        objects = [
            f"{name} = {self._attribute(path)}" for path, name in self._objects.items() if path
        ]
        return _compiled([*objects, *lines], self._names)

    def _attribute(self, path: Path) -> str:
        """Return what the member at a path is written as, an object by its attribute, too."""
        return f"{self._objects[path[:-1]]}.{path[-1]}" if path else "o"

    def _value(self, path: Path) -> str:
        return self._objects.get(path) or self._attribute(path)

    def _gate(self) -> Iterator[str]:
        outline = self._outline
        conditions: list[str] = []
        values: list[str] = []
        schemas: list[Sequence[Schema]] = []
        for path, several in outline.schemas.items():
            asked, written = outline.asked_of(path, several), self._attribute(path)
            if written_out := self._conditions(asked, written, outline.scalars.get(path)):
                conditions += written_out
            elif asked:
                values.append(written)
                schemas.append(asked)
        for path, schema in outline.of_objects:
            condition = condition_of(schema, partial(self._member, path))
            if condition is not None:
                conditions.append(condition)
                continue
            values.append(self._members_of(path, schema))
            schemas.append([schema])
        if conditions:
            yield f"if not ({' and '.join(f'({one})' for one in conditions)}): raise Unknown"
        if values:
            self._names["gate"] = make_list_gate(schemas)
            yield f"if not gate(({', '.join(values)},)): raise Unknown"

    def _conditions(
        self, asked: Sequence[Schema], written: str, kind: type | None
    ) -> list[str] | None:
        """Return what is asked of a number or a boolean as expressions, None where none can."""
        if kind not in (int, float, bool):
            return None
        found = [value_condition(one, written, kind) for one in asked]
        return None if None in found else [one for one in found if one is not None]

    def _member(self, base: Path, name: str) -> Member | None:
        """Return a scalar member of an object; raise LookupError for another one."""
        path = (*base, name)
        if self._outline.lacks(path):
            return None
        return self._attribute(path), self._outline.scalars[path]

    def _members_of(self, base: Path, schema: Schema) -> str:
        """Return an object of the members that a schema looks at."""
        tree: dict[str, object] = {}
        for below in member_paths(schema) or ():
            path = (*base, *below)
            if path in self._outline.scalars:
                _put(tree, below, self._attribute(path))
            elif not any(map(self._outline.lacks, _ways(path, base))):
                raise Unknown
        return _written(tree)

    def _tests(self) -> Iterator[str]:
        for number, (path, test) in enumerate(self._outline.tests):
            yield from self._test(f"{number}", self._attribute(path), test)

    def _test(self, number: str, value: str, test: RuleTest) -> Iterator[str]:
        names = self._names
        names[f"count{number}"] = test.count
        if test.finds is None:
            yield f"count{number}({value}, None, tallies)"
            return
        names[f"finds{number}"] = test.finds
        yield f"found = finds{number}({value})"
        if True in test.known:
            names[f"known{number}"] = test.known[True]
            yield f"if found is True: tallies.append(known{number})"
            yield f"elif found is not False: count{number}({value}, found, tallies)"
        else:
            yield f"if found is not False: count{number}({value}, found, tallies)"

    def _parts(self) -> Iterator[str]:
        for number, (path, part, _) in enumerate(self._outline.parts):
            value, below = self._attribute(path), f"below{number}"
            if isinstance(part, ArrayPart) and part.item is not None:
                self._names[f"item{number}"] = part.item
                yield f"{below} = [item{number}(one, tallies) for one in {value}]"
                for one, test in enumerate(part.tests):
                    yield from self._test(f"{number}_{one}", below, test)
            else:
                self._names[f"part{number}"] = part.read if isinstance(part, ArrayPart) else part
                yield f"{below} = part{number}({value}, tallies)"

    def _relations(self) -> Iterator[str]:
        several = self._outline.relations
        terms: list[str] = []
        for base, relations in several:
            terms += [self._term(base, one, "is not False") for one in relations.decided]
            terms += [self._term(base, one, "is None") for one in relations.undecided]
        if terms:
            self._names["related"] = _related(several, self._drifts)
            yield f"try: holds = {' and '.join(f'({term})' for term in terms)}"
            yield "except (TypeError, ValueError, OverflowError): holds = False"
            yield "if not holds: related(o, tallies)"

    def _term(self, base: Path, one: AppliedRelation, wanted: str) -> str:
        """Return an expression that is true where a relation is not broken, or still undecided."""
        outline, names = self._outline, self._names
        paths = [(*base, *path) for path in one.relation.paths]
        if any(map(outline.lacks, paths)):
            return "True"
        if not all(path in outline.scalars for path in paths):
            name = f"whole{len(names)}"
            names[name] = lambda value: one.test(msgspec.to_builtins(value))
            return f"{name}({self._value(base)}) {wanted}"
        is_decided = wanted != "is None"
        write = one.written if is_decided else one.written_unset
        inline = write(lambda path: self._attribute((*base, *path)))
        if inline is not None and is_decided:
            return inline
        name = f"exact{len(names)}"
        names[name] = one.exact
        left, *others = map(self._attribute, paths)
        exact = f"{name}({left}, {others[0] if others else None}) {wanted}"
        return exact if inline is None else f"{inline} or {exact}"

    def _kept(self) -> str:
        """Return the members that are kept as the text of a dict."""
        tree: dict[str, object] = {}
        below = {p: f"below{n}" for n, (p, _, kept) in enumerate(self._outline.parts) if kept}
        for path in self._outline.kept_objects:
            _object_at(tree, path)
        for path in (*self._outline.kept, *below):
            _put(tree, path, below.get(path) or self._attribute(path))
        return _written(tree)


def _ways(path: Path, base: Path) -> Iterator[Path]:
    """Yield a path, and those that lead there from a base."""
    return (path[:length] for length in range(len(base) + 1, len(path) + 1))


def _put(tree: dict[str, object], path: Path, value: str) -> None:
    _object_at(tree, path[:-1])[path[-1]] = value


def _object_at(tree: dict[str, object], path: Path) -> dict[str, object]:
    """Return the object at a path, which is there afterwards."""
    here = tree
    for name in path:
        here = here.setdefault(name, {})  # type: ignore[assignment]  # an object on the way
    return here


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


def _written(tree: object) -> str:
    if not isinstance(tree, dict):
        return str(tree)
    return "{" + ", ".join(f"{name!r}: {_written(below)}" for name, below in tree.items()) + "}"
