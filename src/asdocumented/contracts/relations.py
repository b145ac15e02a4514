"""relations.toml: what holds between fields, and between request and response."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Literal

import msgspec

from asdocumented.contracts.citations import Citations
from asdocumented.contracts.files import (
    CallFile,
    FieldsFile,
    FilterFile,
    FlagsFile,
    NumbersFile,
    ParameterFile,
    RelationsFile,
    SourceFile,
    StatusesFile,
    TimesFile,
    ValuesFile,
    as_list,
)
from asdocumented.contracts.model import (
    CallRelation,
    FieldRelation,
    Filter,
    SameThing,
    StatusRelation,
)
from asdocumented.errors import Fault
from asdocumented.formats.files import is_there, read_toml
from asdocumented.formats.json_path import located, members


class ByLocation(msgspec.Struct, frozen=True):
    """The relations between fields by the location of the object they hold in."""

    fields: dict[str, tuple[FieldRelation, ...]]
    statuses: dict[str, tuple[StatusRelation, ...]]


class Relations(msgspec.Struct, frozen=True):
    """All relations of one contract, and the locations that they name."""

    path: Path
    by_location: ByLocation
    filters: tuple[Filter, ...]
    combination: Literal["all", "any"] | None
    same: tuple[SameThing, ...]
    calls: tuple[CallRelation, ...]
    volatile: frozenset[str]
    named: tuple[tuple[str, str], ...]

    def faults(
        self, locations: AbstractSet[str], parameters: Sequence[ParameterFile]
    ) -> Iterator[Fault]:
        """Yield what names a parameter that is not documented, or a location of no judged body."""
        names = {parameter.name for parameter in parameters}
        for relation, location in self.named:
            if location not in locations:
                remedy = "name a location of response.schema.json"
                yield Fault(f"{self.path}, {relation}", f"no node at {location}", remedy)
        for one in self.filters:
            if one.parameter not in names:
                remedy = "name a parameter of openapi.yaml"
                yield Fault(f"{self.path}, {one.parameter}", "no such parameter", remedy)
            if one.location is not None and one.array is not None:
                what = "both a location and items are named"
                yield Fault(f"{self.path}, {one.parameter}", what, "the location tells the items")
            if one.one_each and one.location is None and one.array is None:
                what = "one_each without items"
                remedy = 'name the array of the items, such as items = "$.data"'
                yield Fault(f"{self.path}, {one.parameter}", what, remedy)
            if one.location is not None and (one.location == "$" or one.location.endswith("[*]")):
                remedy = "name a member of the items that are selected, such as $.data[*].id"
                yield Fault(f"{self.path}, {one.parameter}", f"{one.location} has no name", remedy)


def read_relations(path: Path) -> RelationsFile:
    """Read relations.toml; no such file means no relations."""
    return read_toml(path, RelationsFile) if is_there(path) else RelationsFile()


def file_faults(path: Path, file: RelationsFile, citations: Citations) -> Iterator[Fault]:
    """Yield the ids that stand twice, what names no member, and rows that are not transcribed."""
    ids = [one.id for one in (*file.of_fields, *file.statuses, *file.calls)]
    for twice in dict.fromkeys(one for one in ids if ids.count(one) > 1):
        yield Fault(f"{path}, {twice}", "two relations have this id", "give each its own")
    for one in file.of_fields:
        if any(not members(path) for path in _sides(one)):
            what = "a side of it names no member"
            yield Fault(f"{path}, {one.id}", what, "name a member of its scope")
    cited = [
        *((one.id, as_list(one.source)) for one in file.of_fields),
        *((one.id, as_list(one.source)) for one in file.statuses),
        *((one.parameter, [*as_list(one.source), *_case_sources(one)]) for one in file.filters),
        *((one.here, as_list(one.source)) for one in file.same),
        *((one.id, as_list(one.source)) for one in file.calls),
        *((one.location, as_list(one.source)) for one in file.volatile),
        *([("combination", as_list(file.combination.source))] if file.combination else []),
    ]
    for name, sources in cited:
        for source in sources:
            if source.table is not None and citations.of(source) is None:
                what = f"cites {source.table} row {source.row}, which is not transcribed"
                yield Fault(f"{path}, {name}", what, "correct its source")


def make_relations(path: Path, file: RelationsFile, citations: Citations) -> Relations:
    """Return the relations that a file holds."""
    fields: dict[str, tuple[FieldRelation, ...]] = {}
    statuses: dict[str, tuple[StatusRelation, ...]] = {}
    for one in file.of_fields:
        fields[one.scope] = (*fields.get(one.scope, ()), _of_fields(one, citations))
    for status in file.statuses:
        statuses[status.scope] = (*statuses.get(status.scope, ()), _statuses(status, citations))
    named = [
        *((one.id, location) for one in file.of_fields for location in _field_locations(one)),
        *((s.id, s.scope) for s in file.statuses),
        *((s.id, location) for s in file.statuses for location in _status_locations(s)),
        *((f.parameter, f.location) for f in file.filters if f.location is not None),
        *((f.parameter, f.items) for f in file.filters if f.items is not None),
        *((one.location, one.location) for one in file.volatile),
        *((one.here, one.here) for one in file.same if not one.here.startswith("$request.")),
    ]
    filters = tuple(_filter(one, citations) for one in file.filters)
    combination = file.combination.selects if file.combination else None
    same = tuple(
        SameThing(
            one.here,
            one.operation,
            one.there,
            citations.of_all(as_list(one.source)),
            citations.beside(as_list(one.source)),
        )
        for one in file.same
    )
    calls = tuple(_call(one, same, citations) for one in file.calls)
    volatile = frozenset(one.location for one in file.volatile)
    by_location = ByLocation(fields, statuses)
    return Relations(path, by_location, filters, combination, same, calls, volatile, tuple(named))


def _status_locations(entry: StatusesFile) -> list[str]:
    """Return where a status relation looks, `[*]` for the items of its array."""
    overall = [f"{entry.scope}.{path}" for path in (entry.success, entry.code) if path]
    if not entry.items:
        return overall
    below = [path for path in (entry.item_success, entry.item_code) if path]
    return [*overall, *(f"{entry.scope}.{entry.items}[*].{path}" for path in below)]


def _field_locations(entry: FieldsFile) -> list[str]:
    """Return where the members that a relation is about are documented."""
    return [entry.scope + located(members(path))[1:] for path in _sides(entry) if path]


def _sides(entry: FieldsFile) -> list[str]:
    """Return the paths to the members that a relation is about, one or two."""
    return [entry.left] if isinstance(entry, TimesFile | FlagsFile) else [entry.left, entry.right]


def _right(entry: FieldsFile) -> str:
    """Return the path to the right member, empty where the relation is about one."""
    return "" if isinstance(entry, TimesFile | FlagsFile) else entry.right


def _of_fields(entry: FieldsFile, citations: Citations) -> FieldRelation:
    sources = as_list(entry.source)
    return FieldRelation(
        id=entry.id,
        left=entry.left,
        relation=entry.relation,
        right=_right(entry),
        severity=entry.severity,
        citation=citations.of_all(sources),
        sources=citations.beside(sources),
        unset=tuple(entry.unset) if isinstance(entry, ValuesFile | NumbersFile) else (),
    )


def _statuses(entry: StatusesFile, citations: Citations) -> StatusRelation:
    return StatusRelation(
        id=entry.id,
        success=members(entry.success),
        code=members(entry.code),
        succeeded=frozenset(entry.succeeded),
        items=members(entry.items),
        item_success=members(entry.item_success),
        item_code=members(entry.item_code),
        item_succeeded=frozenset(entry.item_succeeded),
        citation=citations.of_all(as_list(entry.source)),
        sources=citations.beside(as_list(entry.source)),
    )


def _call(entry: CallFile, same: Sequence[SameThing], citations: Citations) -> CallRelation:
    sources = as_list(entry.source)
    thing = next((one for one in same if one.here == entry.here), None)
    return CallRelation(
        id=entry.id,
        relation=entry.relation,
        parameter=entry.parameter,
        severity=entry.severity,
        citation=citations.of_all(sources),
        sources=citations.beside(sources),
        operation=thing.operation if thing is not None else entry.operation,
        here=entry.here,
        there=thing.there if thing is not None else "",
        identity=entry.identity,
    )


def _filter(entry: FilterFile, citations: Citations) -> Filter:
    return Filter(
        parameter=entry.parameter,
        location=entry.location,
        ignore_case=entry.ignore_case is not False,
        separator=entry.separator,
        array=entry.items,
        one_each=entry.one_each,
        citation=citations.of_all(as_list(entry.source)),
        case_sources=citations.all_of(_case_sources(entry)),
    )


def _case_sources(entry: FilterFile) -> list[SourceFile]:
    """Return what says that letter case does not matter, where the entry names it."""
    return [] if isinstance(entry.ignore_case, bool) else as_list(entry.ignore_case)
