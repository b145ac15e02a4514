"""What a contract must not be: uncited, incomplete, or bent away from its tables."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from asdocumented.contracts import annotations, meta, schema
from asdocumented.contracts.files import ParameterFile, TypeFile, as_list
from asdocumented.contracts.model import Row, Source, Table
from asdocumented.contracts.schema import Direction, SchemaFile
from asdocumented.errors import Fault
from asdocumented.formats.json_path import mapping

_CITE = "add a schema node or parameter with this row in its x-source"


class Documentation(msgspec.Struct, frozen=True):
    """What a contract folder says was documented: tables, datatype words, printed examples."""

    folder: Path
    tables: Mapping[str, Table]
    datatypes: Mapping[str, TypeFile]
    examples: frozenset[str]

    def row(self, source: Source) -> Row | None:
        """Return the row that a source cites, or None where there is none."""
        table = self.tables.get(source.table or "")
        if table is None or not 1 <= (source.row or 0) <= len(table.rows):
            return None
        return table.rows[(source.row or 0) - 1]

    def rows(self, sources: Sequence[Source]) -> list[Row]:
        """Return the rows that sources cite, as far as they are there."""
        return [row for source in sources if (row := self.row(source))]


class _Audit(msgspec.Struct):
    """An audit under way: the rows cited so far, by whom, and the names that are at fault.

    `named` holds each cited row with the name of who cites it.
    """

    documentation: Documentation
    cited: dict[Direction, set[Source]] = msgspec.field(
        default_factory=lambda: {"request": set(), "response": set()}
    )
    named: set[tuple[Source, str]] = msgspec.field(default_factory=set)
    suspects: set[str] = msgspec.field(default_factory=set)

    def keep(self, name: str, faults: Iterator[Fault]) -> Iterator[Fault]:
        """Yield faults, and remember whose they are: its row lacks a node for that reason."""
        for fault in faults:
            self.suspects.add(name)
            yield fault


def audit(
    documentation: Documentation,
    schemas: Iterable[SchemaFile],
    parameters: Iterable[ParameterFile],
    parameters_path: Path,
    *,
    whole: bool,
) -> Iterator[Fault]:
    """Yield uncited nodes, types that no row documents, and of `whole` contracts rows without node.

    A row without a node is not told where a node of its name is at fault already.
    """
    under_way = _Audit(documentation)
    for file in schemas:
        for node in schema.nodes(file):
            if isinstance(node, Fault):
                yield node
                continue
            own = annotations.sources(node.schema)
            for direction in file.directions if not node.defined else ():
                under_way.cited[direction].update(own)
                under_way.named.update((source, node.name or "") for source in own)
            found = _node_faults(documentation, f"{file.path}#{node.pointer}", node, own)
            yield from under_way.keep(node.name or "", found)
    for parameter in parameters:
        own = [Source(s.table, s.row, s.inferred, s.page) for s in as_list(parameter.source)]
        under_way.cited["request"].update(own)
        under_way.named.update((source, parameter.name) for source in own)
        where = f"{parameters_path}, parameter {parameter.name}"
        found = _parameter_faults(documentation, where, parameter, own)
        yield from under_way.keep(parameter.name, found)
    yield from _row_faults(under_way) if whole else ()


def _node_faults(
    documentation: Documentation, where: str, node: schema.Written, own: Sequence[Source]
) -> Iterator[Fault]:
    for unknown in meta.unknown_annotations(dict(node.schema)):
        known = ", ".join(sorted(meta.annotation_keywords()))
        yield Fault(where, f"unknown annotation {unknown}", f"known: {known}")
    if not own:
        remedy = 'cite its row: "x-source": {"table": …, "row": …}'
        yield Fault(where, "the node has no citation (x-source)", remedy)
    for source in own:
        yield from _source_faults(documentation, where, source, node.name)
    if node.name is not None:
        yield from _datatype_faults(documentation, where, own, node.schema)


def _parameter_faults(
    documentation: Documentation, where: str, parameter: ParameterFile, own: Sequence[Source]
) -> Iterator[Fault]:
    for source in own:
        yield from _source_faults(documentation, where, source, parameter.name)
    whole = mapping(parameter.schema)
    items = mapping(whole.get("items")) if whole.get("type") == "array" else whole
    if faults := list(_datatype_faults(documentation, where, own, items)):
        yield from faults if any(_datatype_faults(documentation, where, own, whole)) else ()
    rows = documentation.rows(own)
    marked = any(row.mandatory for row in rows)
    always = parameter.place == "path" and not marked
    if rows and not always and marked != _is_mandatory(parameter):
        what = f"row {rows[0].number} is {'' if marked else 'not '}marked as mandatory"
        remedy = "write required: true or x-mandatory-unless where the row has the mark, only there"
        yield Fault(where, what, remedy)


def _is_mandatory(parameter: ParameterFile) -> bool:
    return parameter.required or bool(parameter.x_mandatory_unless)


def _source_faults(
    documentation: Documentation, where: str, source: Source, name: str | None
) -> Iterator[Fault]:
    if source.inferred is not None and source.inferred not in documentation.examples:
        remedy = "name a file of examples/, without .json"
        yield Fault(where, f"no example {source.inferred!r} to infer from", remedy)
    if source.table is None:
        return
    row = documentation.row(source)
    if row is None:
        what = f"cites {source.table} row {source.row}, which is not transcribed"
        yield Fault(where, what, "correct x-source, or tables/ and page.toml")
    elif name is not None and name not in row.names:
        what = f"is named {name!r} but cites row {row.number}, which documents {row.plain_name!r}"
        yield Fault(where, what, "cite the row of this name")


def _datatype_faults(
    documentation: Documentation, where: str, own: Sequence[Source], node: Mapping[str, object]
) -> Iterator[Fault]:
    rows = documentation.rows(own)
    word = rows[0].datatype if rows else ""
    if rows and not word and "type" in node:
        what = f"has a type, but row {rows[0].number} ({rows[0].name}) has no datatype"
        yield Fault(where, what, "leave the type out, or cite the typed row first")
    if not word:
        return
    promised = documentation.datatypes.get(word)
    if promised is None:
        page = documentation.folder / "page.toml"
        remedy = f'add {json.dumps(word)} = {{ type = "…" }} under [datatypes]'
        yield Fault(str(page), f"the tables use the datatype {word!r}, which is not listed", remedy)
        return
    written, form = node.get("type"), node.get("format")
    types = frozenset(map(str, written if isinstance(written, list) else [written]))
    may_be_null = any(source.page is not None for source in own)
    if types - {"null"} == promised.types and may_be_null:
        types = promised.types
    if types != promised.types or (promised.format and form != promised.format):
        expected = " or ".join(sorted(promised.types))
        expected += f" ({promised.format})" if promised.format else ""
        what = f"has type {written!r}, but row {rows[0].number} documents {word}: {expected}"
        yield Fault(where, what, "write what the table says, even where evidence disagrees")


def _row_faults(under_way: _Audit) -> Iterator[Fault]:
    """Yield the rows that nothing is derived from, or nothing in the message that they document."""
    for table in under_way.documentation.tables.values():
        where = str(under_way.documentation.folder / "tables" / f"{table.id}.csv")
        for row in table.rows:
            told = f"row {row.number} ({row.name})"
            source = Source(table.id, row.number)
            cited = {key for key, rows in under_way.cited.items() if source in rows}
            missing = [one for one in row.each_name if (source, one) not in under_way.named]
            if not cited and under_way.suspects.isdisjoint(row.names):
                yield Fault(where, f"{told} has no node", _CITE)
            elif len(row.each_name) > len(missing) > 0:
                yield Fault(where, f"{told} has no node for {', '.join(missing)}", _CITE)
            if cited and table.documents not in cited:
                what = (
                    f"{told} documents the {table.documents}, and only the {cited.pop()} cites it"
                )
                yield Fault(where, what, "cite it where it belongs, or correct page.toml")
