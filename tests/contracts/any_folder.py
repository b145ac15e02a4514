"""Contract folders as nobody would write them: a strategy for their files, and for bodies."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from hypothesis import strategies as st

from asdocumented.formats.json_path import Json, member

_DATATYPES: Mapping[str, Mapping[str, Any]] = {
    "Array": {"type": "array"},
    "Boolean": {"type": "boolean"},
    "Integer": {"type": "integer", "format": "int32"},
    "Long": {"type": "integer", "format": "int64"},
    "Number": {"type": "number"},
    "Object": {"type": "object"},
    "String": {"type": "string"},
    "Date/Null": {"type": ["string", "null"]},
}
_NAMES = ["data", "code", "validTill", "createdOn", "count", "a.b", "x/y", "[*]", "type", "items"]
_PARAMETERS = ["code", "show", "id", "X-Key"]
_STATUSES = ["200", "201", "400", "4XX", "default"]
_MEDIA = ["application/json", "application/json", "application/problem+json", "text/csv"]
_EXAMPLE = "1-found"
_DATES: Sequence[Mapping[str, Any]] = [
    {"x-date": {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}},
    {"x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}},
    {"x-date": {"pattern": "HH 'o''clock'", "zone": "Asia/Kolkata"}},
]
_ANNOTATIONS: Sequence[tuple[str, Mapping[str, Any]]] = [
    *(("string", date) for date in _DATES),
    ("integer", {"x-epoch": {"unit": "ms", "unset": 0}}),
    ("string", {"x-known-values": ["ABS", "NULL"]}),
    ("array", {"x-error-array": True}),
    ("", {"x-sensitive": "secret"}),
    ("string", {"contentMediaType": "application/json", "contentSchema": {"type": "array"}}),
    ("string", {"contentMediaType": "text/html"}),
    ("string", {"contentEncoding": "base64"}),
    ("", {"enum": ["A", 1, 1.0, None, [], {}]}),
    ("", {"const": "A"}),
    ("", {"pattern": "^A", "minLength": 1, "minimum": 3, "maxItems": 1}),
    ("", {"allOf": [{"$ref": "#/$defs/shared"}]}),
    ("", {"not": {"properties": {"code": {"type": "integer"}}, "required": ["code"]}}),
    ("", {"unevaluatedProperties": False}),
    ("", {"additionalProperties": False}),
    ("string", {"format": "date-time"}),
    ("", {"format": "email"}),
    ("", {"prefixItems": [{"type": "string"}]}),
]
"""Keywords that a node may have, and the type that they are about, if any."""
_RISKY: Sequence[Mapping[str, Any]] = [
    {"x-presence": "promised"},
    {"x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}},
    {"x-letter-case": {"parameter": "code", "default": "UPPER", "upper": ["UPPER"]}},
    {"x-presence": {"parameter": "show", "equals": "true"}},
    {"x-identity": "code"},
    {"contentMediaType": "application/json", "contentSchema": {"$ref": "#/$defs/shared"}},
    {"required": ["code"]},
    {"allOf": [{"$ref": "#/properties/data"}]},
]
"""What stands in the way of most folders: it is about something that they may not have."""


@dataclass(slots=True)
class _Draft:
    """A folder while it is drawn: its tables, and where nodes, members and pairs of dates lie."""

    draw: Callable[..., Any]
    rows: dict[str, list[tuple[str, str, str]]] = field(
        default_factory=lambda: {"query": [], "response": [], "body": []}
    )
    places: list[str] = field(default_factory=lambda: ["$"])
    members: list[str] = field(default_factory=list)
    dated: list[str] = field(default_factory=list)

    def rarely(self) -> bool:
        """Tell whether to do what is most likely refused."""
        return bool(self.draw(st.integers(0, 60)) == 0)

    def one(self, choices: Sequence[Any]) -> Any:
        """Return one of the choices."""
        return self.draw(st.sampled_from(choices))

    def source(self, table: str, name: str, word: str, mark: str = "") -> Any:
        """Return a source, most likely a new row."""
        kind = self.one(["row"] * 6 + ["page", "inferred", "old row", "two rows"])
        rows = self.rows[table]
        if kind == "page":
            return {"page": "objects"}
        if kind == "inferred" and not self.rarely():
            return {"inferred": _EXAMPLE}
        if kind == "old row" and rows:
            same = (name, word, mark)
            known = [n for n, row in enumerate(rows, 1) if same == (name and row[0], *row[1:])]
            row = self.one(known or [1])
            return {"table": table, "row": row} if known or self.rarely() else {"page": "p"}
        printed = self.one(["{}", "{}", "{}[]", "parent.{}", "parent[].{}[]"])
        rows.append((printed.format(name or "items"), word, mark))
        cited: Any = {"table": table, "row": len(rows)}
        return [cited, {"page": "objects"}] if kind == "two rows" else cited


def _node(draft: _Draft, table: str, name: str, location: str, depth: int) -> dict[str, Any]:
    word = draft.one(["Array", "Object", *_DATATYPES, ""] if depth < 3 else ["String", "Long", ""])
    node: dict[str, Any] = {"x-source": draft.source(table, name, word)}
    node |= _DATATYPES.get(word, {})
    if draft.rarely():
        node["type"] = draft.one(["string", ["string", "null"], "object"])
    draft.places.append(location)
    if depth < 3 and word in ("Object", "") and draft.one([True, True, False]):
        names = draft.draw(st.lists(st.sampled_from(_NAMES), unique=True, max_size=3))
        node["properties"] = {
            one: _node(draft, table, one, location + member(one), depth + 1) for one in names
        }
        draft.members += [location + member(one) for one in names]
        if draft.one([True, False, False]):
            draft.dated.append(location)
            node["properties"] |= {side: _date(draft, table, side) for side in ("from", "to")}
    for key, kinds in (("items", ("Array", "")), ("additionalProperties", ("Object", ""))):
        if depth < 3 and word in kinds and draft.one([True, False, False]):
            node[key] = _node(draft, table, "", f"{location}[*]", depth + 1)
    for _ in range(draft.one([0, 0, 0, 1, 1, 2])):
        types = node.get("type", "any")
        fitting = [
            keys for kind, keys in _ANNOTATIONS if not kind or types == "any" or kind in types
        ]
        node |= draft.one(draft.one([fitting] * 11 + [_RISKY]))
    if name and draft.one([True, False, False, False]):
        node["x-presence"] = draft.one(["promised", "conditional"])
    return node


def _date(draft: _Draft, table: str, name: str) -> dict[str, Any]:
    return {"x-source": draft.source(table, name, "String"), "type": "string", **draft.one(_DATES)}


def _schema(draft: _Draft, table: str) -> dict[str, Any]:
    if draft.one([True, False, False]):
        branches = [_node(draft, table, "", "$", 0) for _ in range(draft.one([1, 2, 3]))]
        root: dict[str, Any] = {"x-source": {"page": "p"}, "oneOf": branches}
    else:
        root = _node(draft, table, "", "$", 0)
    root["$defs"] = {"shared": {"x-source": {"page": "p"}, "type": "object"}}
    if draft.rarely():
        root["$ref"] = "#/$defs/shared"
    return root


def _parameters(draft: _Draft, path: str) -> list[dict[str, Any]]:
    found = []
    declared = [name for name in _PARAMETERS if f"{{{name}}}" in path and not draft.rarely()]
    others = draft.draw(st.lists(st.sampled_from(_PARAMETERS), unique=True, max_size=4))
    for name in dict.fromkeys([*declared, *others]):
        word = draft.one(["Boolean", "Integer", "String", ""])
        in_path = f"{{{name}}}" in path
        place = "path" if in_path else draft.one(["query", "query", "header", "cookie"])
        schema: dict[str, Any] = dict(_DATATYPES.get(word, {}))
        if draft.one([True, False, False, False]):
            schema |= draft.one([{"enum": ["UPPER", "true"]}, {"minLength": 2}, {"default": "A"}])
        if draft.one([True, False, False]):
            schema = {"type": "array", "items": schema}
        source = draft.source("query", name, word, "*" if in_path else "")
        one = {"name": name, "in": place, "schema": schema, "x-source": source}
        found.append({**one, "required": True} if in_path else one)
    return found


def _openapi(draft: _Draft, files: dict[str, str]) -> dict[str, Any]:
    path = draft.one(["/coupons", "/coupons", "/coupons/{id}", "/{id}/{code}"])
    responses: dict[str, Any] = {}
    for status in draft.draw(st.lists(st.sampled_from(_STATUSES), unique=True, min_size=1)):
        content = {}
        json_file = draft.one(["response.schema.json", f"{status}.schema.json"])
        kinds = st.lists(st.sampled_from(_MEDIA), min_size=not responses, max_size=2)
        for media in draft.draw(kinds):
            other = media.startswith("text/") and draft.one([True, False])
            content[media] = _body(draft, files, f"{status}-other.json" if other else json_file)
        responses[status] = {"description": "", "content": content}
    operation: dict[str, Any] = {"parameters": _parameters(draft, path), "responses": responses}
    if draft.one([True, False, False, False]):
        body = _body(draft, files, draft.one(["request.schema.json", "response.schema.json"]))
        operation["requestBody"] = {"content": {"application/json": body}}
    servers = draft.one([[], [], [{"url": "https://h/api"}], [{"url": "/{tenant}"}]])
    return {"openapi": "3.1.0", "servers": servers, "paths": {path: {"get": operation}}}


def _body(draft: _Draft, files: dict[str, str], file: str) -> dict[str, Any]:
    if file not in files:
        files[file] = json.dumps(_schema(draft, "body" if "request" in file else "response"))
    return {"schema": {"$ref": file}}


def _relations(draft: _Draft) -> str:
    lines = []
    if draft.dated and draft.one([True, False]):
        kind = draft.one(["same-instant", "same-date", "not-before"])
        lines += ["[[dates]]", 'id = "dates"', f"scope = {json.dumps(draft.one(draft.dated))}"]
        lines += [f'relation = "{kind}"', 'left = "from"', 'right = "to"']
        lines += ['source = { page = "p" }']
    if draft.one([True, False]):
        lines += ["[[statuses]]", 'id = "ok"', f"scope = {json.dumps(draft.one(draft.places))}"]
        lines += ["succeeded = [200]", 'source = { page = "p" }']
        if draft.rarely():
            lines += ['success = "code"', 'code = "count"', 'items = "data"']
    if draft.members and draft.one([True, False]):
        known = [row[0].removesuffix("[]") for row in draft.rows["query"]] or _PARAMETERS
        lines += ["[[filters]]", f'parameter = "{draft.one(known)}"']
        lines += [f"location = {json.dumps(draft.one(draft.members))}", 'source = { page = "p" }']
    return "\n".join(lines)


@st.composite
def folders(draw: Callable[..., Any]) -> Mapping[str, str]:
    """Return the files of an edition's folder by name; most of them are a contract."""
    draft = _Draft(draw)
    files: dict[str, str] = {}
    files["openapi.yaml"] = yaml.safe_dump(_openapi(draft, files))
    if draft.one([True, False, False]):
        files["relations.toml"] = _relations(draft)
    words = [f'"{word}" = {{ {_toml(kind)} }}' for word, kind in _DATATYPES.items()]
    page = [
        'slug = "coupons"',
        'edition = "2026"',
        "retrieved = 2026-11-22",
        f'sha256 = "{"0" * 64}"',
    ]
    page += ["[datatypes]", *words]
    tables = (("query", "request"), ("response", "response"), ("body", "request"))
    for table, documents in tables:
        page += ["[[tables]]", f'id = "{table}"', f'title = "{table}"']
        page += [f'documents = "{documents}"']
        rows = [f"{n},0,{','.join(row)}" for n, row in enumerate(draft.rows[table], 1)]
        files[f"tables/{table}.csv"] = "\n".join(["row,depth,name,datatype,mark", *rows])
    files["page.toml"] = "\n".join(page)
    request = {"method": "GET", "url": "https://h/coupons", "source": "inferred"}
    files[f"examples/{_EXAMPLE}.json"] = json.dumps({"request": request, "response": {"body": 1}})
    return files


def _toml(kind: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} = {json.dumps(value)}" for key, value in kind.items())


_SCALARS: list[Json] = [
    *(None, True, 0, 7, 10.0, 1.5, 2**31, 2**70, "A", "ab", "NULL", "true", "7", "[1]", ""),
    *("2026-05-09T00:00:00Z", "2026-05-09", "07 o'clock"),
]
_NAME = st.sampled_from([*_NAMES, "Code", "codes", "undocumented", ""])
BODIES: st.SearchStrategy[Json] = st.recursive(
    st.sampled_from(_SCALARS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAME, inner, max_size=4),
    max_leaves=12,
)
