"""One edition's folder read into a Contract, or refused."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from asdocumented.contracts import keywords, meta, residue, schema
from asdocumented.contracts.audit import Documentation, audit
from asdocumented.contracts.citations import Citations
from asdocumented.contracts.files import (
    MediaFile,
    OpenApiFile,
    OperationFile,
    PageFile,
    ParameterFile,
    as_list,
    read_table,
)
from asdocumented.contracts.model import Contract, Node, Parameter, Table
from asdocumented.contracts.relations import load_relations
from asdocumented.contracts.schema import SchemaFile
from asdocumented.errors import Fault
from asdocumented.formats.files import read_json, read_toml, read_yaml
from asdocumented.formats.json_path import RequestLocation, mapping, sequence

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def load_contract(folder: Path) -> Contract:
    """Return the contract in `<operation>/<edition>/`; raise Fault at the first thing wrong."""
    page = read_toml(folder / "page.toml", PageFile)
    if page.edition != folder.name:
        what = f"edition {page.edition!r} stands in the folder {folder.name!r}"
        raise Fault(str(folder / "page.toml"), what, "rename one of them")
    tables = _tables(folder, page)
    citations = Citations(page.slug, page.edition, tables)
    openapi = folder / "openapi.yaml"
    path, method, operation = read_operation(openapi)
    schemas = _schemas(folder, operation, citations)
    examples = frozenset(path.stem for path in (folder / "examples").glob("*.json"))
    documentation = Documentation(folder, tables, page.datatypes, examples)
    audit(documentation, list(schemas.values()), operation.parameters, openapi)
    relations = load_relations(folder / "relations.toml", citations)
    bodies = {status: schema.build(file, relations.by_location) for status, file in schemas.items()}
    nodes = [node for root in bodies.values() for node in root.tree()]
    names = {parameter.name for parameter in operation.parameters}
    relations.check({node.location for node in nodes}, names)
    _check_parameters(folder, nodes, operation.parameters)
    _check_members(folder, nodes)
    return Contract(
        operation=folder.parent.name,
        edition=page.edition,
        page=page.slug,
        method=method.upper(),
        path=path,
        tables=tuple(tables.values()),
        rows=_rows(bodies.values(), operation.parameters),
        parameters={p.name: _parameter(p, citations) for p in operation.parameters},
        statuses=frozenset(operation.responses),
        bodies=bodies,
        content_types={
            status: frozenset(response.content) for status, response in operation.responses.items()
        },
        filters=relations.filters,
        residues={
            status: rest
            for status, file in schemas.items()
            if (rest := residue.residue(file)) is not None
        },
        wide_integers=any(kind.format == "int64" for kind in page.datatypes.values()),
    )


def _check_parameters(
    folder: Path, nodes: Iterable[Node], parameters: Sequence[ParameterFile]
) -> None:
    """Raise Fault where a node or parameter is bound to a parameter that nothing documents."""
    known = {parameter.name for parameter in parameters}
    bound = [(node.location, node.presence.parameter) for node in nodes]
    bound += [(node.location, node.letter_case.parameter) for node in nodes if node.letter_case]
    bound += [(one.name, other) for one in parameters for other in one.x_mandatory_unless]
    for where, name in bound:
        if name and name not in known:
            remedy = "name a parameter of openapi.yaml"
            raise Fault(f"{folder}, {where}", f"bound to the unknown parameter {name!r}", remedy)


def _check_members(folder: Path, nodes: Iterable[Node]) -> None:
    """Raise Fault where an annotation is about a member that its node does not document."""
    for node in nodes:
        if node.sensitive is not None and (node.date is not None or node.epoch is not None):
            what = "x-sensitive stands on a date"
            remedy = "nothing can take its place and be judged the same: leave one of them out"
            raise Fault(f"{folder}, {node.location}", what, remedy)
        if node.identity and (node.item is None or node.item.fields.get(node.identity) is None):
            what = f"x-identity names {node.identity!r}, which its items do not document"
            raise Fault(f"{folder}, {node.location}", what, "name a member of its items")
        for relation in node.dates:
            for name in (relation.left, relation.right):
                if node.fields[name].date is None and node.fields[name].epoch is None:
                    what = f"{relation.id} compares {name!r}, which has no x-date or x-epoch"
                    raise Fault(f"{folder}, {node.location}", what, "annotate it, or drop this")


def _tables(folder: Path, page: PageFile) -> dict[str, Table]:
    ids = [table.id for table in page.tables]
    for name in ids:
        if ids.count(name) > 1:
            what = f"two tables have the id {name!r}"
            raise Fault(str(folder / "page.toml"), what, "give each its own")
    return {
        t.id: Table(t.id, t.title, t.documents, read_table(folder / "tables" / f"{t.id}.csv"))
        for t in page.tables
    }


def read_operation(path: Path) -> tuple[str, str, OperationFile]:
    """Return path template, method and the rest of the one operation in an OpenAPI file."""
    paths = read_yaml(path, OpenApiFile).paths
    operations = [
        (template, method, operation)
        for template, item in paths.items()
        for method, operation in item.items()
        if method in _METHODS
    ]
    if len(operations) != 1:
        what = f"{len(operations)} operations; a contract is about one"
        raise Fault(str(path), what, "give each operation a folder of its own")
    return operations[0]


def _schemas(folder: Path, operation: OperationFile, citations: Citations) -> dict[str, SchemaFile]:
    schemas: dict[str, SchemaFile] = {}
    for status, response in operation.responses.items():
        for media in response.content.values():
            reference = _reference(folder, status, media)
            path = str(folder / reference)
            root = read_json(folder / reference)
            meta.check_schema(path, root)
            keywords.check_keywords(path, root)
            schemas[status] = SchemaFile(path, mapping(root), citations)
    if not schemas:
        what = "no response has a documented body"
        remedy = "refer to a schema: content: application/json: schema: $ref: response.schema.json"
        raise Fault(str(folder / "openapi.yaml"), what, remedy)
    return schemas


def _reference(folder: Path, status: str, media: MediaFile) -> str:
    reference = media.schema.get("$ref")
    if not isinstance(reference, str) or Path(reference).name != reference.removeprefix("./"):
        what = f"the schema of response {status} is not a file beside this one"
        raise Fault(str(folder / "openapi.yaml"), what, "write $ref: response.schema.json")
    return reference


def _parameter(parameter: ParameterFile, citations: Citations) -> Parameter:
    default, enum = parameter.schema.get("default"), sequence(parameter.schema.get("enum"))
    return Parameter(
        name=parameter.name,
        place=parameter.place,
        citation=citations.of_all(as_list(parameter.source)),
        required=parameter.required,
        mandatory_unless=tuple(parameter.x_mandatory_unless),
        default=None if default is None else as_query_value(default),
        enum=tuple(as_query_value(value) for value in enum) or None,
        sensitive=parameter.x_sensitive,
        types=_types(parameter.schema),
    )


def _types(schema: Mapping[str, object]) -> frozenset[str]:
    """Return the JSON types of one value of a parameter: of an array, those of its items."""
    items, words = schema.get("items"), schema.get("type")
    if isinstance(items, Mapping):
        return _types(items)
    return frozenset(str(word) for word in (words if isinstance(words, list) else [words]) if word)


def as_query_value(value: object) -> str:
    """Return a JSON scalar as it is written in a query."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _rows(
    bodies: Iterable[Node], parameters: Iterable[ParameterFile]
) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Return where each row lies: at the nodes of its name, else at those without a name.

    The items of an array cite its row, and lie below it.
    """
    rows: dict[tuple[str, int], dict[str, None]] = {}
    nodes = [node for body in bodies for node in body.tree()]
    named = {row for node in nodes if node.name for row in node.rows}
    for node in nodes:
        for row in node.rows:
            if node.name or row not in named:
                rows.setdefault(row, {})[node.location] = None
    for parameter in parameters:
        for source in as_list(parameter.source):
            if source.table is not None and source.row is not None:
                location = str(RequestLocation(parameter.place, parameter.name))
                rows.setdefault((source.table, source.row), {})[location] = None
    return {row: tuple(locations) for row, locations in rows.items()}
