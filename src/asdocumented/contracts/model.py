"""What one edition of a page promises about one operation: frozen values."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from asdocumented.formats.dates import DateForm
from asdocumented.formats.http_message import is_json, is_one_of
from asdocumented.formats.json_path import Json, RequestLocation, members

Severity: TypeAlias = Literal["error", "warning", "note"]
"""`error`: a client written to the page breaks; `warning`: it may; `note`: the page is at fault."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Citation(msgspec.Struct, frozen=True, gc=False):
    """The documented row that something departs from; `row` is None for a table as a whole.

    `page` is the slug of the page, `title` its heading where the contract has it.
    """

    page: str
    edition: str
    table: str | None = None
    row: int | None = None
    name: str | None = None
    datatype: str | None = None
    title: str | None = None


class Row(msgspec.Struct, frozen=True):
    """One line of a documented table, as printed; `datatype` is empty where none is."""

    number: int
    depth: int
    name: str
    datatype: str
    mandatory: bool

    @property
    def plain_name(self) -> str:
        """The name without the `[]` that some tables print behind arrays."""
        return self.name.removesuffix("[]")

    @property
    def each_name(self) -> tuple[str, ...]:
        """The names of fields that it stands for: `latitude, longitude`, `data[].id` for `id`."""
        printed = [one.strip().removesuffix("[]") for one in self.name.split(",")]
        return tuple(one.rpartition(".")[2] or one for one in printed if one)

    @property
    def names(self) -> frozenset[str]:
        """The names that a node of this row may have: as printed, or one of `each_name`."""
        return frozenset((self.plain_name, *self.each_name))


class Table(msgspec.Struct, frozen=True):
    """One documented table, whole."""

    id: str
    title: str
    documents: Literal["request", "response"]
    rows: tuple[Row, ...]


class Source(msgspec.Struct, frozen=True):
    """Where a node was derived from: a row, a printed example, or another page of the vendor."""

    table: str | None = None
    row: int | None = None
    inferred: str | None = None
    page: str | None = None


class Promise(msgspec.Struct, frozen=True):
    """What a part of a schema promises, in words, and the row that it follows from.

    `severity` is that of a value that breaks it.
    """

    words: str
    severity: Severity
    citation: Citation
    sources: tuple[Citation, ...] = ()


class Unique(msgspec.Struct, frozen=True):
    """A member that no two items of an array share, beside their identity; `unset` is no value."""

    member: str
    unset: Json = None


class Epoch(msgspec.Struct, frozen=True):
    """An instant as a number since 1970-01-01T00:00:00Z; `unset` stands for no date."""

    per_second: int
    unset: int | None


class LetterCase(msgspec.Struct, frozen=True):
    """The parameter that decides a text's letter case, and what each of its values asks for."""

    parameter: str
    default: str
    upper: tuple[str, ...]
    lower: tuple[str, ...]
    unchanged: tuple[str, ...] = ()

    def asks_for_unchanged(self, value: str | None) -> bool:
        """Tell whether a value of the parameter asks for texts as they were created."""
        words = {word.casefold() for word in self.unchanged}
        return (value or self.default).casefold() in words


class Presence(msgspec.Struct, frozen=True):
    """When a field is promised: `promised`, `conditional`, `counted`, or by a `parameter`."""

    rule: Literal["promised", "conditional", "counted", "parameter"] = "counted"
    parameter: str = ""
    equals: str = ""


RelationWord: TypeAlias = Literal[
    "same-instant",
    "same-date",
    "not-before",
    "start-of-day",
    "end-of-day",
    "equals",
    "at-most",
    "zero-with",
    "says-true",
]
"""What a relation says of its left member; three of them need no right one."""


@lru_cache(maxsize=4096)
def _paths(*locations: str) -> tuple[tuple[str, ...], ...]:
    return tuple(members(path) for path in locations if path)


class FieldRelation(msgspec.Struct, frozen=True):
    """What holds of a member of an object, or between two.

    `left` and `right` are paths below the object, such as `total` or `owner.name`; `right` is
    empty where the relation is about one member. `unset` are values that stand for none.
    """

    id: str
    left: str
    relation: RelationWord
    right: str
    severity: Severity
    citation: Citation
    sources: tuple[Citation, ...] = ()
    unset: tuple[Json, ...] = ()

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """The names that lead to each of its members."""
        return _paths(self.left, self.right)


CallWord: TypeAlias = Literal[
    "same-but-letter-case",
    "ignores-letter-case",
    "union",
    "same-as-default",
    "only-adds",
    "same-again",
    "any-order",
    "same-zone",
    "same-thing",
    "as-upgraded",
]
"""What a relation says of two answers, or of several, to requests that differ in one respect."""


class CallRelation(msgspec.Struct, frozen=True):
    """What holds between the answers to several requests.

    `parameter` is the one in which the requests differ, empty where the relation is about none.
    `operation` is another one that answers of the same things, empty where the requests ask one
    operation. Then `here` and `there` are the places of a thing in both answers, and `identity` is
    the name of the member by whose value a thing is known; a map of an upgrade has them itself.
    """

    id: str
    relation: CallWord
    parameter: str
    severity: Severity
    citation: Citation
    sources: tuple[Citation, ...] = ()
    operation: str = ""
    here: str = ""
    there: str = ""
    identity: str = ""


class StatusRelation(msgspec.Struct, frozen=True):
    """How a body tells success: paths below the object that holds it, and codes for success."""

    id: str
    success: tuple[str, ...]
    code: tuple[str, ...]
    succeeded: frozenset[int]
    items: tuple[str, ...]
    item_success: tuple[str, ...]
    item_code: tuple[str, ...]
    item_succeeded: frozenset[int]
    citation: Citation
    sources: tuple[Citation, ...] = ()

    @property
    def members(self) -> frozenset[str]:
        """The members of the object in which it looks for success, code and items."""
        return frozenset(path[0] for path in (self.success, self.code, self.items) if path)


class Remark(msgspec.Struct, frozen=True):
    """A fault of a page that a person saw: its row, further rows, and what to mend."""

    citation: Citation
    sources: tuple[Citation, ...]
    text: str
    mend: str


class PrintedExample(msgspec.Struct, frozen=True):
    """A body that the page prints; `has_request` tells that it prints the request, too."""

    name: str
    url: str
    has_request: bool
    status: int | None
    body: Json


class SameThing(msgspec.Struct, frozen=True):
    """What two pages document of one thing: an object, or a parameter.

    `here` is a location of this contract, `there` one of the newest edition of `operation`.
    """

    here: str
    operation: str
    there: str
    citation: Citation
    sources: tuple[Citation, ...] = ()


class Filter(msgspec.Struct, frozen=True):
    """A parameter that selects items, and where the response shows what it selected by.

    `array` is where the items lie if nothing shows by what they were selected; `one_each` tells
    that each value selects one item at most.
    """

    parameter: str
    location: str | None
    ignore_case: bool
    separator: str | None
    citation: Citation
    case_sources: tuple[Citation, ...] = ()
    array: str | None = None
    one_each: bool = False

    @property
    def tells_apart(self) -> bool:
        """Whether what it selects by is shown, and tells one item from another."""
        return self.one_each and self.location is not None

    @property
    def items(self) -> tuple[str, ...]:
        """The names on the way to the items; none where nothing tells where they lie."""
        return _item_and_value(self.location, self.array)[0]

    @property
    def shown_by(self) -> tuple[str, ...]:
        """The names on the way from an item to the value that it was selected by."""
        return _item_and_value(self.location, self.array)[1]


@lru_cache(maxsize=1024)
def _item_and_value(
    location: str | None, array: str | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names on the way to the items, and those from an item to its value."""
    if location is None:
        return members(array or "$"), ()
    before, found, _ = location.rpartition("[*]")
    items = members(before if found else location)[: None if found else -1]
    return items, members(location)[len(items) :]


class Node(msgspec.Struct, frozen=True, eq=False):
    """What the documentation says of one place in a body.

    `types` holds JSON Schema's type words, empty where the page gives no datatype. `citation` is
    None where no table lists the place (`inferred` from a printed example); `date_elsewhere` tells
    that another page than the row's has the format of a date; `sources` are the
    further rows and pages that it was derived from. The `residue` of a root is the schema of what
    no check of ours judges, in which `x-promise` is the place of a promise in `promises`; its
    `branches` are the bodies of which each answer is one.
    """

    location: str
    name: str
    citation: Citation | None
    rows: tuple[tuple[str, int], ...] = ()
    types: frozenset[str] = frozenset()
    format: str | None = None
    fields: Mapping[str, "Node"] = msgspec.field(default_factory=dict)
    item: "Node | None" = None
    others: "Node | None" = None
    open: bool = False
    enum: tuple[Json, ...] | None = None
    known_values: frozenset[str] = frozenset()
    examples: tuple[Json, ...] = ()
    date: DateForm | None = None
    date_elsewhere: bool = False
    epoch: Epoch | None = None
    letter_case: LetterCase | None = None
    presence: Presence = Presence()
    error_array: bool = False
    identity: str | None = None
    unique: tuple[Unique, ...] = ()
    sensitive: Literal["personal", "secret", "message"] | None = None
    json_text: Literal["documented", "inferred"] | None = None
    content_schema: Mapping[str, Json] | None = None
    relations: tuple[FieldRelation, ...] = ()
    statuses: tuple[StatusRelation, ...] = ()
    sources: tuple[Citation, ...] = ()
    residue: Mapping[str, Json] | None = None
    promises: tuple[Promise, ...] = ()
    branches: tuple["Node", ...] = ()

    def tree(self) -> "Iterator[Node]":
        """Yield this node and all below it, in the order of the schema."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += node.branches[::-1]
            waiting += [one for one in (node.others, node.item) if one is not None]
            waiting += [*node.fields.values()][::-1]

    def at(self, path: Sequence[str]) -> "Node | None":
        """Return the node of a member, by the names that lead to it; None where there is none."""
        node: Node | None = self
        for name in path:
            node = None if node is None else node.fields.get(name)
        return node

    def with_node(self, node: "Node", changed: "Node") -> "Node":
        """Return this tree with another node in the place of one, and the rest as it is.

        Where the name is another one, the relations of its parent, which are bound to names, go.
        """
        if self is node:
            return changed
        parent = self
        if changed.name != node.name and node in self.fields.values():
            parent = replace(self, relations=(), statuses=())
        return replace(
            parent,
            fields={
                changed.name if child is node else name: child.with_node(node, changed)
                for name, child in self.fields.items()
            },
            item=self.item and self.item.with_node(node, changed),
            others=self.others and self.others.with_node(node, changed),
            branches=tuple(one.with_node(node, changed) for one in self.branches),
        )

    @property
    def is_judgeable(self) -> bool:
        """Whether the documentation promises anything of a value here that can be judged."""
        return bool(
            self.types
            or self.enum
            or self.known_values
            or self.date
            or self.epoch
            or self.letter_case
            or self.json_text
            or self.error_array
            or self.presence.rule in ("promised", "parameter")
        )

    @property
    def documented(self) -> str:
        """The datatype as printed, or why there is none."""
        if self.citation is None:
            return self.kinds if self.types else "in no row"
        if self.citation.table is None:
            return self.kinds
        if not self.name:
            return self.kinds if self.types else "no datatype"
        return self.citation.datatype or "no datatype"

    @property
    def kinds(self) -> str:
        """The JSON types that the documentation allows, in words."""
        return " or ".join(sorted(self.types)) or "any type"


class Parameter(msgspec.Struct, frozen=True):
    """A documented request parameter; `default` as it would stand in a query.

    - `types` holds JSON Schema's type words for one value; an array's are those of its items.
    - `limits` is a schema of one value without its types and listed values, `listed` are the
      values that each item of an array may have, and `list_limits` is a schema of the whole array.
    - `separator` stands between the values of one text, None where a text is one value.
    - `selects_sensitive` tells that the response shows something sensitive that it selects by.
    """

    name: str
    place: Literal["query", "path", "header", "cookie"]
    citation: Citation
    required: bool
    mandatory_unless: tuple[str, ...]
    default: str | None
    enum: tuple[str, ...] | None
    sensitive: Literal["personal", "secret"] | None
    types: frozenset[str] = frozenset()
    limits: Mapping[str, Json] = msgspec.field(default_factory=dict)
    listed: tuple[str, ...] | None = None
    list_limits: Mapping[str, Json] = msgspec.field(default_factory=dict)
    separator: str | None = None
    selects_sensitive: bool = False

    @property
    def has_pseudonyms(self) -> bool:
        """Whether recordings hold a pseudonym in place of its values."""
        return self.sensitive is not None or self.selects_sensitive

    @property
    def is_limited(self) -> bool:
        """Whether there are texts that can be none of its values."""
        typed = bool(self.types) and self.types.isdisjoint({"string", "array", "object"})
        return typed or bool(self.limits or self.listed or self.list_limits)

    @property
    def kinds(self) -> str:
        """The JSON types that the documentation allows, in words."""
        return " or ".join(sorted(self.types)) or "any type"

    @property
    def location(self) -> str:
        """Where the parameter lies in a request, as contracts and findings say it."""
        return str(RequestLocation(self.place, self.name))


class NotJudged(msgspec.Struct, frozen=True):
    """What is promised and nothing judges, and why."""

    what: str
    why: str


class Contract(msgspec.Struct, frozen=True, eq=False):
    """What one edition of a page promises about one operation.

    `bodies` maps a response status to the node of its documented JSON body, `statuses` are all
    documented ones. `not_judged` lists the promises that nothing here judges, `printed` the JSON
    types that the page's own `examples` show at a node, `same` what another page documents, too,
    `status_sources` the rows and other pages that list statuses, `combination` whether an item
    matches all filters of a request or any, None where no row says, `prefixes` the paths that
    servers may have before the template, `folder` is where its files are. `calls` holds between
    the answers to several requests; what lies at a `volatile` location changes with time alone.
    """

    operation: str
    edition: str
    page: str
    method: str
    path: str
    tables: tuple[Table, ...]
    rows: Mapping[tuple[str, int], tuple[str, ...]]
    parameters: Mapping[str, Parameter]
    statuses: frozenset[str]
    bodies: Mapping[str, Node]
    content_types: Mapping[str, frozenset[str]]
    filters: tuple[Filter, ...]
    wide_integers: bool
    combination: Literal["all", "any"] | None = None
    calls: tuple[CallRelation, ...] = ()
    volatile: frozenset[str] = frozenset()
    not_judged: tuple[NotJudged, ...] = ()
    page_title: str | None = None
    page_address: str | None = None
    page_retrieved: date | None = None
    printed: Mapping[Node, frozenset[str]] = msgspec.field(default_factory=dict)
    examples: tuple[PrintedExample, ...] = ()
    same: tuple[SameThing, ...] = ()
    status_sources: tuple[Citation, ...] = ()
    prefixes: tuple[str, ...] = ()
    folder: Path | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def roots(self) -> tuple[Node, ...]:
        """The nodes by which whole bodies are judged: branches stand for their root."""
        return tuple(one for root in self.bodies.values() for one in root.branches or (root,))

    def with_row(self, table: Table, row: Row) -> "Contract":
        """Return the contract with another row in place of the one of its number."""
        rows = tuple(row if one.number == row.number else one for one in table.rows)
        changed = replace(table, rows=rows)
        tables = tuple(changed if one.id == table.id else one for one in self.tables)
        return replace(self, tables=tables)

    def with_node(self, node: Node, changed: Node) -> "Contract":
        """Return the contract with another node in the place of one."""
        bodies = {status: root.with_node(node, changed) for status, root in self.bodies.items()}
        return replace(self, bodies=bodies)

    def parameter_value(self, name: str, query: Mapping[str, str]) -> str | None:
        """Return the value of a parameter under a query: as sent, else its documented default."""
        parameter = self.parameters.get(name)
        return query.get(name, parameter.default if parameter else None)

    def asks_for(self, node: Node, query: Mapping[str, str]) -> bool | None:
        """Tell whether a request with this query asks for a field.

        None where no parameter decides whether the field is there.
        """
        presence = node.presence
        if presence.rule != "parameter":
            return None
        value = self.parameter_value(presence.parameter, query) or ""
        return value.casefold() == presence.equals.casefold()

    def documents(self, status: int) -> bool:
        """Tell whether a response status is documented, by itself, as `4XX` or as `default`."""
        return _key(self.statuses, status) is not None

    def body(self, status: int | None, content_type: str | None = None) -> Node | None:
        """Return what is documented of a JSON body; without a status, that of a success.

        None where nothing is, and where the answer is of another documented type.
        """
        other = content_type is not None and not is_json(content_type)
        if other and is_one_of(content_type or "", self.media_types(status)):
            return None
        others = {
            one
            for one, types in self.content_types.items()
            if types and not any(map(is_json, types))
        }
        key = _key(others | self.bodies.keys(), status)
        return None if key is None else self.bodies.get(key)

    def media_types(self, status: int | None) -> frozenset[str]:
        """Return the documented content types of a status; without one, those of a success."""
        documented = {one for one, types in self.content_types.items() if types}
        key = _key(documented if status is None else self.content_types.keys(), status)
        return frozenset() if key is None else self.content_types[key]

    def citation(self, table: Table | None = None, row: Row | None = None) -> Citation:
        """Return the citation of a row, of a table as a whole, or of the page."""
        return Citation(
            self.page,
            self.edition,
            table.title if table else None,
            row.number if row else None,
            row.plain_name if row else None,
            (row.datatype or None) if row else None,
            self.page_title,
        )


def _key(statuses: AbstractSet[str], status: int | None) -> str | None:
    """Return the key under which a status is documented; without a status, the first of all."""
    if status is None:
        return min(statuses, default=None)
    for key in (str(status), f"{status // 100}XX", "default"):
        if key in statuses:
            return key
    return None
