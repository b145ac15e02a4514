"""Bodies by small contracts of all kinds of fields, for the tests of readings."""

import json
from copy import deepcopy
from random import Random
from typing import Any

from asdocumented.contracts.model import Contract
from asdocumented.formats.json_path import Json
from tests.support import contract

TEXT: dict[str, Any] = {"type": "string"}
KINDS: dict[str, Any] = {"type": "string", "enum": ["A", "B", "\u00e9", ""]}
NUMBER: dict[str, Any] = {"type": "integer", "enum": [1, 2, 3]}


def an_object(**properties: Json) -> dict[str, Json]:
    return {"type": "object", "properties": properties}


def an_array(items: Json) -> dict[str, Json]:
    return {"type": "array", "items": items}


def a_map(values: Json) -> dict[str, Json]:
    return {"type": "object", "additionalProperties": values}


FIELDS: dict[str, tuple[Json, list[Json]]] = {
    "code": (TEXT, ["A", "NULL", "true", 'a"b', "a:b", "\\", "\u2028", "[1]"]),
    "kind": (KINDS, ["A", "B", "\u00e9", ""]),
    "mixed": ({"enum": ["A", 1, True, None, 2.5]}, ["A", 1, True, None, 2.5, 1.0, False]),
    "count": ({"type": "integer", "format": "int32"}, [0, 1, 2**31, -(2**31)]),
    "big": ({"type": "integer", "format": "int64"}, [0, 2**63, 2**63 - 1, 10**30]),
    "rate": ({"type": "number", "minimum": 0, "maximum": 99.5}, [0, 1.0, 2.5, 99, 100, 1e22]),
    "flag": ({"type": "boolean"}, [True, False]),
    "limit": ({"type": "integer", "minimum": 0, "maximum": 10}, [0, 5, 11]),
    "pattern": ({"type": "string", "pattern": "^[a-c]*$"}, ["a", "abc", "", "d"]),
    "short": ({"type": "string", "maxLength": 3}, ["a", "abc", "abcd"]),
    "packed": ({"type": "string", "contentMediaType": "application/json"}, ["[1]", "{}", "["]),
    "lines": (
        an_array(an_object(id=TEXT, number=NUMBER, sub=an_object(kind=KINDS))),
        [[], [{"id": "a", "number": 1, "sub": {"kind": "A"}}], [{"id": "b"}, {"number": 4}]],
    ),
    "tags": (an_array(KINDS), [[], ["A"], ["A", "C", None]]),
    "shop": (an_object(name=TEXT, open={"type": "boolean"}), [{"name": "x", "open": True}, {}]),
    "labels": (a_map(KINDS), [{}, {"a": "A"}, {"a": "A", "b": "H"}]),
    "maps": (a_map(an_object(value=TEXT)), [{}, {"a": {"value": "x"}}]),
    "any": ({}, [1, "a", None, [1], {"a": 1}]),
}
ODD: list[Json] = ["", "A", 0, 1.0, True, None, [], {}, [[1]], "null", 2**70]


def small_stream(seed: int) -> tuple[Contract, list[str]]:
    """Return a contract with some fields, and bodies that mostly resemble each other."""
    random = Random(seed)  # noqa: S311  # the same each time
    names = random.sample([*FIELDS], random.randint(2, 7))
    judged_by = contract({name: FIELDS[name][0] for name in names})
    bodies: list[Json] = [_body(names, random) for _ in range(random.randint(1, 3))]
    texts: list[str] = []
    for _ in range(random.randint(1, 4)):
        some = random.sample(bodies, random.randint(1, len(bodies)))
        unrest = random.choice([0, 0, 0.05, 0.3])
        for _ in range(random.choice([8, 15, 30])):
            body = random.choice(some)
            texts.append(_written(_mutated(body, random) if random.random() < unrest else body))
        changed = random.randrange(len(bodies))
        bodies[changed] = _mutated(bodies[changed], random)
    return judged_by, texts


def _body(names: list[str], random: Random) -> dict[str, Json]:
    return {name: random.choice(FIELDS[name][1]) for name in names if random.random() < 0.9}


def _mutated(value: Json, random: Random) -> Json:
    """Return a value with another one at one place, or with another name there."""
    value = deepcopy(value)
    if isinstance(value, dict) and value and random.random() < 0.85:
        name = random.choice([*value])
        if random.random() < 0.15:
            value[random.choice([name.upper(), f"{name}s", "zz"])] = value.pop(name)
        else:
            value[name] = _mutated(value[name], random)
        return value
    if isinstance(value, list) and value and random.random() < 0.8:
        index = random.randrange(len(value))
        value[index] = _mutated(value[index], random)
        return value
    return random.choice([*ODD, [value], {"a": value}])


def _written(body: Json) -> str:
    return json.dumps(body, separators=(",", ":"))
