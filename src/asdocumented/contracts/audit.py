"""What a contract must not be: uncited, incomplete, or bent away from its tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from asdocumented.contracts import annotations, meta, schema
from asdocumented.contracts.files import ParameterFile, TypeFile, as_list
from asdocumented.contracts.model import Row, Source, Table
from asdocumented.contracts.schema import SchemaFile
from asdocumented.errors import Fault
from asdocumented.formats.json_path import mapping


@dataclass(frozen=True, slots=True)
class Documentation:
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


def audit(
    documentation: Documentation,
    schemas: Sequence[SchemaFile],
    parameters: Sequence[ParameterFile],
    parameters_path: Path,
) -> None:
    """Raise Fault at an uncited node, a row without a node, or a type that no row documents."""
    cited: set[Source] = set()
    for file in schemas:
        for node in schema.nodes(file):
            own = list(_audit_node(documentation, file, node.pointer, node.name, node.schema))
            cited.update(own if not node.defined else ())
    for parameter in parameters:
        where = f"{parameters_path}, parameter {parameter.name}"
        own = [Source(s.table, s.row, s.inferred, s.page) for s in as_list(parameter.source)]
        for source in own:
            _audit_source(documentation, where, source, parameter.name)
        _audit_datatype(documentation, where, own, _parameter_type(parameter))
        _audit_mark(documentation, where, own, parameter)
        cited.update(own)
    for where, row in _uncited_rows(documentation, cited):
        remedy = "add a schema node or parameter with this row in its x-source"
        raise Fault(where, f"row {row.number} ({row.name}) has no node", remedy)


def _audit_node(
    documentation: Documentation,
    file: SchemaFile,
    place: str,
    name: str | None,
    node: schema.Schema,
) -> Iterator[Source]:
    where = f"{file.path}#{place}"
    if unknown := meta.unknown_annotations(dict(node)):
        known = ", ".join(sorted(meta.annotation_keywords()))
        raise Fault(where, f"unknown annotation {unknown[0]}", f"known: {known}")
    own = annotations.sources(node)
    if not own:
        remedy = 'cite its row: "x-source": {"table": …, "row": …}'
        raise Fault(where, "the node has no citation (x-source)", remedy)
    for source in own:
        _audit_source(documentation, where, source, name)
    if name is not None:
        _audit_datatype(documentation, where, own, node)
    yield from own


def _audit_source(
    documentation: Documentation, where: str, source: Source, name: str | None
) -> None:
    if source.inferred is not None and source.inferred not in documentation.examples:
        remedy = "name a file of examples/, without .json"
        raise Fault(where, f"no example {source.inferred!r} to infer from", remedy)
    if source.table is None:
        return
    row = documentation.row(source)
    if row is None:
        what = f"cites {source.table} row {source.row}, which is not transcribed"
        raise Fault(where, what, "correct x-source, or tables/ and page.toml")
    if name is not None and row.plain_name != name:
        what = f"is named {name!r} but cites row {row.number}, which documents {row.plain_name!r}"
        raise Fault(where, what, "cite the row of this name")


def _audit_datatype(
    documentation: Documentation, where: str, own: Sequence[Source], node: Mapping[str, object]
) -> None:
    rows = [row for source in own if (row := documentation.row(source))]
    if not rows:
        return
    word = rows[0].datatype
    if not word:
        if "type" in node:
            what = f"has a type, but row {rows[0].number} ({rows[0].name}) has no datatype"
            raise Fault(where, what, "leave the type out, or cite the typed row first")
        return
    promised = documentation.datatypes.get(word)
    if promised is None:
        page = documentation.folder / "page.toml"
        remedy = f'add {word} = {{ type = "…" }} under [datatypes]'
        raise Fault(str(page), f"the tables use the datatype {word!r}, which is not listed", remedy)
    written = (node.get("type"), node.get("format"))
    if written[0] != promised.type or (promised.format and written[1] != promised.format):
        expected = promised.type + (f" ({promised.format})" if promised.format else "")
        what = f"has type {written[0]!r}, but row {rows[0].number} documents {word}: {expected}"
        raise Fault(where, what, "write what the table says, even where evidence disagrees")


def _audit_mark(
    documentation: Documentation, where: str, own: Sequence[Source], parameter: ParameterFile
) -> None:
    rows = [row for source in own if (row := documentation.row(source))]
    marked = any(row.mandatory for row in rows)
    if rows and marked != (parameter.required or bool(parameter.x_mandatory_unless)):
        what = f"row {rows[0].number} is {'' if marked else 'not '}marked as mandatory"
        remedy = "write required: true or x-mandatory-unless where the row has the mark, only there"
        raise Fault(where, what, remedy)


def _parameter_type(parameter: ParameterFile) -> Mapping[str, object]:
    if parameter.schema.get("type") == "array":
        return mapping(parameter.schema.get("items"))
    return parameter.schema


def _uncited_rows(documentation: Documentation, cited: set[Source]) -> Iterator[tuple[str, Row]]:
    for table in documentation.tables.values():
        for row in table.rows:
            if Source(table.id, row.number) not in cited:
                yield str(documentation.folder / "tables" / f"{table.id}.csv"), row
