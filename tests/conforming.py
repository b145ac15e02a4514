"""Answers that conform to a contract, made from it: quick, and the same for the same seed."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from random import Random
from urllib.parse import urlencode

from asdocumented.checks.mutation import replaced
from asdocumented.contracts.clusters import Cluster
from asdocumented.contracts.model import Contract, Filter, Node, Parameter, StatusRelation
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.date_writing import write_date
from asdocumented.formats.dates import DateForm, find_zone
from asdocumented.formats.json_path import Json, located, members, sequence
from asdocumented.formats.json_schema import Constraints
from tests.conforming_relations import RANGES, number, settled

SECONDS_LIKE = datetime(1970, 2, 20, tzinfo=UTC)
"""Until then, milliseconds since 1970 look like seconds of this century."""
FIRST, LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2122, 12, 30, tzinfo=UTC)
LEAP_DAYS = [datetime(year, 2, 29, 12, tzinfo=UTC) for year in range(1972, 2120, 4) if year != 2100]
CHANGES = [
    datetime(year, month, day, hour, 59, 59, tzinfo=UTC)
    for year in (1971, 1999, 2026, 2027, 2050, 2100)
    for month, days in ((3, range(8, 32)), (4, range(1, 8)), (10, range(1, 32)), (11, range(1, 8)))
    for day in days
    for hour in (0, 1, 6, 9, 15)
]
"""Seconds before and after which some zone begins or ends its summer time."""

TEXTS = [
    "",
    " ",
    "0",
    "-1",
    "true",
    "False",
    "None",
    "nil",
    "üß 東京 🎈",
    "2026-02-30",
    "[",
    "a/b~c",
]
WORDS = ["some words", "another text", "ΑΒΓ", "x" * 200]
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
MENDED: dict[str, Callable[[float], float]] = {
    "minimum": lambda limit: limit,
    "maximum": lambda limit: limit,
    "exclusiveMinimum": lambda limit: limit + 1,
    "exclusiveMaximum": lambda limit: limit - 1,
    "const": lambda limit: limit,
}


@dataclass
class Made:
    """What one answer is made from: chance, the request, the zone, and the dates in it.

    `more` are the further values of parameters that are repeated.
    """

    contract: Contract
    random: Random
    query: dict[str, str]
    more: list[tuple[str, str]]
    zone: tzinfo
    codes: list[str]
    whole: bool
    related: datetime = FIRST


def conforming(
    contract: Contract, cluster: Cluster, random: Random, *, origin_name: str = "made"
) -> Interaction:
    """Return a conforming answer of a cluster; its request asks for what chance decides."""
    zone = find_zone(cluster.zone) if cluster.zone else UTC
    codes = ["".join(random.choices(LETTERS, k=9)) for _ in range(_count(contract, random))]
    query = _query(contract, random, codes)
    more = [
        (rule.parameter, _asked(contract, rule, code))
        for rule in contract.filters
        for code in codes[1:]
        if rule.parameter in query and rule.separator is None
    ]
    made = Made(contract, random, query, more, zone, codes, whole=random.random() < 0.95)
    made.related = _instant(random)
    status = random.choice(sorted(contract.bodies))
    root = contract.bodies[status]
    root = random.choice(root.branches) if root.branches else root
    body = _value(made, root)
    _filtered(made, body)
    for _ in range(5):
        before, body = body, settled(root, _mended(root, body), zone)
        if body == before:
            break
    host = random.choice(cluster.hosts).replace("*", "example")
    url = f"https://{host}{contract.path}?{urlencode([*query.items(), *more], safe=',')}"
    response = Response(_status(status), "application/json", json.dumps(body).encode())
    return Interaction(origin_name, "cassette", Request(contract.method, url), response)


def _count(contract: Contract, random: Random) -> int:
    """Return how many items to ask for: one where no array could hold more."""
    arrays = {node.location for node in _nodes(contract) if node.item is not None}
    shown = [rule for rule in contract.filters if rule.location is not None]
    lone = any(located(rule.items) not in arrays for rule in shown)
    return 1 if lone else random.randint(1, 3)


def _status(key: str) -> int:
    return int(key.replace("X", "0")) if key != "default" else 500


def _query(contract: Contract, random: Random, codes: Sequence[str]) -> dict[str, str]:
    """Return a query with all mandatory parameters, and others by chance."""
    query: dict[str, str] = {}
    for one in contract.parameters.values():
        if one.place == "query" and (one.required or random.random() < 0.6):
            query |= _parameter(contract, one, random, codes)
    for node in _nodes(contract):
        if node.presence.rule == "parameter" and random.random() < 0.7:
            query[node.presence.parameter] = node.presence.equals
        if (rule := node.letter_case) is not None:
            query[rule.parameter] = random.choice([*rule.upper, *rule.lower, *rule.unchanged])
    for name, one in contract.parameters.items():
        if one.mandatory_unless and query.keys().isdisjoint({name, *one.mandatory_unless}):
            query |= _parameter(contract, one, random, codes)
    return query


def _parameter(
    contract: Contract, one: Parameter, random: Random, codes: Sequence[str]
) -> dict[str, str]:
    """Return a parameter with a value that its row allows; none where no value is known."""
    rule = next((rule for rule in contract.filters if rule.parameter == one.name), None)
    if rule is not None:
        chosen = [_asked(contract, rule, code) for code in codes]
        return {one.name: chosen[0] if rule.separator is None else rule.separator.join(chosen)}
    if one.enum or one.listed:
        return {one.name: random.choice([*(one.enum or one.listed or ())])}
    if "boolean" in one.types:
        return {one.name: random.choice(["true", "false"])}
    if one.types & {"integer", "number"}:
        return {one.name: str(random.randint(1, 2**31 - 1))}
    return {}


def _asked(contract: Contract, rule: Filter, code: str) -> str:
    """Return what a request asks for, in the type of its parameter."""
    whole = contract.parameters[rule.parameter].types & {"integer", "number"}
    return str(int(code, 36) % 2**31) if whole else code


def _filtered(made: Made, body: Json) -> None:
    """Let the answer have what the request selects."""
    for rule in made.contract.filters:
        text = made.query.get(rule.parameter)
        node = next((one for one in _nodes(made.contract) if one.location == rule.location), None)
        if text is None or node is None:
            continue
        values = [text] if rule.separator is None else text.split(rule.separator)
        values += [value for name, value in made.more if name == rule.parameter]
        *parents, name = members(node.location)
        for index, item in enumerate(_at(body, parents)):
            value = values[index % len(values)]
            if isinstance(item, dict) and name in item:
                whole = made.contract.parameters[rule.parameter].types & {"integer", "number"}
                text_here = isinstance(item[name], str)
                as_asked = value if text_here else int(value)
                item[name] = as_asked if whole else _code(made, node, value)


@cache
def _nodes(contract: Contract) -> tuple[Node, ...]:
    return tuple(node for root in contract.roots for node in root.tree())


def _value(made: Made, node: Node) -> Json:
    if node.error_array:
        return []
    kind = _kind(made, node)
    if kind == "object":
        return _object(made, node)
    if kind == "array":
        return _array(made, node)
    return _single(made, node, kind)


def _kind(made: Made, node: Node) -> str:
    """Return the JSON type of a value; without a datatype always the same."""
    if node.fields or node.others:
        return "object"
    if node.item is not None:
        return "array"
    types = sorted(node.types) or sorted(made.contract.printed.get(node, ())) or ["string"]
    if len(types) > 1 and not node.types:
        return next(one for one in types if one != "null")
    return made.random.choice(types)


def _object(made: Made, node: Node) -> dict[str, Json]:
    value: dict[str, Json] = {}
    related = _related(made.contract)
    left_out = made.random.choice([*node.fields]) if node.fields and not made.whole else ""
    for name, below in node.fields.items():
        asked_for = made.contract.asks_for(below, made.query)
        absent = asked_for is False or (below.presence.rule == "conditional" and not made.whole)
        droppable = name == left_out and below.presence.rule == "counted" and asked_for is None
        if absent or (droppable and not below.error_array):
            continue
        dated = below.date is not None or below.epoch is not None
        value[name] = (
            _date(made, below, below.location in related) if dated else _value(made, below)
        )
    if node.others is not None:
        for name in made.random.sample(["one", "another", "a name"], k=2):
            value[name] = _value(made, node.others)
    for relation in node.statuses:
        _succeed(value, relation)
    return value


@cache
def _related(contract: Contract) -> frozenset[str]:
    """Return the locations of all dates that have a relation."""
    found = (
        node.at(path) for node in _nodes(contract) for one in node.relations for path in one.paths
    )
    return frozenset(one.location for one in found if one is not None)


def _array(made: Made, node: Node) -> list[Json]:
    assert node.item is not None
    count = len(made.codes) if node.identity else made.random.randint(1, 2)
    items = [_value(made, node.item) for _ in range(count)]
    for item, code in zip(items, made.codes, strict=False):
        if node.identity and isinstance(item, dict):
            identity = node.item.fields[node.identity]
            item[node.identity] = _code(made, identity, code)
            item |= {one.member: int(code, 36) % 2**31 for one in node.unique if one.member in item}
    return items


def _code(made: Made, node: Node, code: str) -> Json:
    """Return an identity as the request asks for it."""
    if node.types & {"integer", "number"}:
        return int(code, 36) % 2**31
    rule = node.letter_case
    value = (made.contract.parameter_value(rule.parameter, made.query) if rule else "") or ""
    return code.lower() if rule and value in rule.lower else code


def _date(made: Made, node: Node, related: bool) -> Json:  # noqa: FBT001  # a plain fact
    """Return a date as text or as a number.

    Dates with a relation are all of one instant, so that whatever relates them holds.
    """
    instant = made.related if related else _instant(made.random)
    if node.epoch is not None:
        return number(node, instant)
    return None if node.date is None else _written(node.date, instant, made.zone)


def _written(form: DateForm, instant: datetime, zone: tzinfo) -> str:
    local = instant.astimezone(zone if form.zone in ("server", "none") else find_zone(form.zone))
    return write_date(form, local.replace(tzinfo=None), local.utcoffset())


def _instant(random: Random) -> datetime:
    moment = _any_instant(random)
    return moment + timedelta(days=60) if moment < SECONDS_LIKE else moment


def _any_instant(random: Random) -> datetime:
    chance = random.random()
    if chance < 0.2:
        return random.choice(LEAP_DAYS)
    if chance < 0.5:
        return random.choice(CHANGES) + timedelta(seconds=random.randint(0, 1))
    return FIRST + timedelta(seconds=random.randint(0, int((LAST - FIRST).total_seconds())))


@cache
def _json_texts(node: Node) -> list[str]:
    """Return JSON texts of the shape that is documented of their content."""
    schema = node.content_schema or {}
    required = [str(name) for name in sequence(schema.get("required"))]
    found: list[Json] = [{"a": 1}, {}, [], [-1, 2], {name: [-1, 7] for name in required}]
    texts = [json.dumps(one) for one in found if not [*Constraints(schema).breaks(one, plain=True)]]
    return texts if schema else texts[2:4]


def _single(made: Made, node: Node, kind: str) -> Json:
    listed = node.enum or tuple(sorted(node.known_values))
    if listed:
        return made.random.choice(listed)
    if node.json_text is not None:
        return made.random.choice(_json_texts(node))
    if kind == "string" and node.letter_case is not None:
        return _code(made, node, "".join(made.random.choices(LETTERS, k=9)))
    return made.random.choice(_of_type(node, kind, made.random))


def _of_type(node: Node, kind: str, random: Random) -> list[Json]:
    if kind == "integer":
        least, most = RANGES[node.format or "int64"]
        return [0, 1, -1, least, most, random.randint(-(10**6), 10**9)]
    values: dict[str, list[Json]] = {
        "string": [*(TEXTS if node.types else ()), *WORDS],
        "number": [0, 7.5, -0.25, 10.0, 1e15],
        "boolean": [True, False],
        "object": [{}],
        "array": [[]],
    }
    return values.get(kind, [None])


def _succeed(value: dict[str, Json], relation: StatusRelation) -> None:
    """Let all statuses of an object tell success."""
    flag: Json = True
    _put(value, relation.success, flag)
    _put(value, relation.code, min(relation.succeeded, default=200))
    for item in _at(value, relation.items):
        _put(item, relation.item_success, flag)
        _put(item, relation.item_code, min(relation.item_succeeded, default=200))


def _put(value: Json, path: Sequence[str], new: Json) -> None:
    for one in _at(value, path[:-1]):
        if path and isinstance(one, dict) and path[-1] in one:
            one[path[-1]] = new


def _at(value: Json, path: Sequence[str]) -> Iterator[Json]:
    if isinstance(value, list):
        for item in value:
            yield from _at(item, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from _at(value[path[0]], path[1:])


@cache
def _constraints(residue: str) -> Constraints:
    return Constraints(json.loads(residue))


def _mended(root: Node, body: Json) -> Json:
    """Return a body that keeps the constraints of its schema, as far as a limit says how."""
    if root.residue is None:
        return body
    constraints = _constraints(json.dumps(root.residue))
    for _ in range(5):
        broken = [*constraints.breaks(body, plain=True)]
        if not broken:
            break
        for one in broken:
            mended = MENDED.get(one.keyword)
            if mended is not None and isinstance(one.limit, int | float) and one.path:
                body = replaced(body, one.path, mended(one.limit))
    return body
