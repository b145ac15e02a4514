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
}
_NAMES = ["data", "code", "validTill", "createdOn", "count", "a.b", "x/y", "[*]", "type", "items"]
_PARAMETERS = ["code", "show", "id", "X-Key"]
_STATUSES = ["200", "201", "400", "4XX", "default"]
_MEDIA = ["application/json", "application/json", "application/problem+json", "text/csv"]
_EXAMPLE = "1-found"
_ANNOTATIONS: Sequence[Mapping[str, Any]] = [
    {"x-date": {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}},
    {"x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}},
    {"x-date": {"pattern": "HH 'o''clock'", "zone": "Asia/Kolkata"}},
    {"x-epoch": {"unit": "ms", "unset": 0}},
    {"x-presence": "promised"},
    {"x-presence": "conditional"},
    {"x-known-values": ["ABS", "NULL"]},
    {"x-error-array": True},
    {"x-sensitive": "secret"},
    {"contentMediaType": "application/json", "contentSchema": {"type": "array"}},
    {"enum": ["A", 1, 1.0, None, [], {}]},
    {"const": "A"},
    {"pattern": "^A", "minLength": 1, "minimum": 3, "maxItems": 1},
    {"allOf": [{"$ref": "#/$defs/shared"}]},
    {"not": {"properties": {"code": {"type": "integer"}}, "required": ["code"]}},
    {"unevaluatedProperties": False},
    {"additionalProperties": False},
    {"format": "date-time"},
    {"format": "email"},
    {"prefixItems": [{"type": "string"}]},
]
_RISKY: Sequence[Mapping[str, Any]] = [
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
        default_factory=lambda: {"query": [], "response": []}
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
        rows.append((f"{name or 'items'}{self.one(['', '[]'])}", word, mark))
        cited: Any = {"table": table, "row": len(rows)}
        return [cited, {"page": "objects"}] if kind == "two rows" else cited


def _node(draft: _Draft, name: str, location: str, depth: int) -> dict[str, Any]:
    word = draft.one(["Array", "Object", *_DATATYPES, ""] if depth < 3 else ["String", "Long", ""])
    node: dict[str, Any] = {"x-source": draft.source("response", name, word)}
    node |= _DATATYPES.get(word, {})
    if draft.rarely():
        node["type"] = draft.one(["string", ["string", "null"], "object"])
    draft.places.append(location)
    if depth < 3 and word in ("Object", "") and draft.one([True, True, False]):
        names = draft.draw(st.lists(st.sampled_from(_NAMES), unique=True, max_size=3))
        node["properties"] = {
            one: _node(draft, one, location + member(one), depth + 1) for one in names
        }
        draft.members += [location + member(one) for one in names]
        if draft.one([True, False, False]):
            draft.dated.append(location)
            node["properties"] |= {side: _date(draft, side) for side in ("from", "to")}
    for key, kinds in (("items", ("Array", "")), ("additionalProperties", ("Object", ""))):
        if depth < 3 and word in kinds and draft.one([True, False, False]):
            node[key] = _node(draft, "", f"{location}[*]", depth + 1)
    for _ in range(draft.one([0, 0, 0, 1, 1, 2])):
        node |= draft.one(draft.one([_ANNOTATIONS] * 11 + [_RISKY]))
    return node


def _date(draft: _Draft, name: str) -> dict[str, Any]:
    date = draft.one([one for one in _ANNOTATIONS if "x-date" in one])
    return {"x-source": draft.source("response", name, "String"), "type": "string", **date}


def _schema(draft: _Draft) -> dict[str, Any]:
    root = _node(draft, "", "$", 0)
    root["$defs"] = {"shared": {"x-source": {"page": "p"}, "type": "object"}}
    if draft.rarely():
        root["$ref"] = "#/$defs/shared"
    return root


def _parameters(draft: _Draft, path: str) -> list[dict[str, Any]]:
    found = []
    for name in draft.draw(st.lists(st.sampled_from(_PARAMETERS), unique=True, max_size=4)):
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
        file = draft.one(["response.schema.json", f"{status}.schema.json"])
        for media in draft.draw(
            st.lists(st.sampled_from(_MEDIA), min_size=not responses, max_size=2)
        ):
            if file not in files:
                files[file] = json.dumps(_schema(draft))
            content[media] = {"schema": {"$ref": file}}
        responses[status] = {"description": "", "content": content}
    operation = {"parameters": _parameters(draft, path), "responses": responses}
    return {"openapi": "3.1.0", "paths": {path: {"get": operation}}}


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
    words = [f"{word} = {{ {_toml(kind)} }}" for word, kind in _DATATYPES.items()]
    page = [
        'slug = "coupons"',
        'edition = "2026"',
        "retrieved = 2026-11-22",
        f'sha256 = "{"0" * 64}"',
    ]
    page += ["[datatypes]", *words]
    for table, documents in (("query", "request"), ("response", "response")):
        page += ["[[tables]]", f'id = "{table}"', f'title = "{table}"']
        page += [f'documents = "{documents}"']
        rows = [f"{n},0,{','.join(row)}" for n, row in enumerate(draft.rows[table], 1)]
        files[f"tables/{table}.csv"] = "\n".join(["row,depth,name,datatype,mark", *rows])
    files["page.toml"] = "\n".join(page)
    request = {"method": "GET", "url": "https://h/coupons", "source": "inferred"}
    files[f"examples/{_EXAMPLE}.json"] = json.dumps({"request": request, "response": {"body": 1}})
    return files


def _toml(kind: Mapping[str, Any]) -> str:
    return ", ".join(f'{key} = "{value}"' for key, value in kind.items())


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
