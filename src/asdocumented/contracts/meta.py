"""Whether a schema is a valid contract schema: JSON Schema 2020-12 and our annotations."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from asdocumented.errors import Fault
from asdocumented.formats.json_path import Json, pointer

if TYPE_CHECKING:
    import jsonschema_rs

VOCABULARY = "schemas/contract.schema.json"
_DEEPEST = 100
"""How deep arrays and objects of a schema file may be nested."""


@cache
def meta_schema() -> dict[str, Json]:
    """Return the meta-schema that defines the annotation keywords."""
    text = (Path(__file__).parents[1] / VOCABULARY).read_text(encoding="utf-8")
    schema: dict[str, Json] = json.loads(text)
    return schema


@cache
def annotation_keywords() -> frozenset[str]:
    """Return the annotation keywords that the meta-schema defines."""
    properties = meta_schema()["properties"]
    return frozenset(properties if isinstance(properties, dict) else ())


@cache
def _fast_validator() -> "jsonschema_rs.Draft202012Validator":
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(meta_schema())


def _is_valid(schema: Json) -> bool:
    """Tell in a thousandth of the time whether there is nothing to say; False may be doubt."""
    try:
        return _fast_validator().is_valid(schema)
    except ValueError:
        return False


def schema_faults(path: str, schema: Json) -> Iterator[Fault]:
    """Yield why a schema cannot be read: nested too deeply, values of no JSON, the meta-schema."""
    if _nesting(schema) > _DEEPEST:
        what = f"nested more than {_DEEPEST} levels deep"
        yield Fault(path, what, "simplify it: $defs and $ref hold what is repeated")
    elif not _fits_utf8(schema):
        what = "a number that JSON does not have, or half of a surrogate pair"
        yield Fault(path, what, "no body can hold it in UTF-8: write another value")
    elif not _is_valid(schema):
        yield from _departures(path, schema)


def _departures(path: str, schema: Json) -> Iterator[Fault]:
    """Yield each place where a schema departs from the meta-schema, once."""
    import jsonschema

    validator = jsonschema.Draft202012Validator(meta_schema())
    told = set()
    for error in validator.iter_errors(schema):
        deepest = jsonschema.exceptions.best_match([error]) or error
        where = f"{path}#{pointer(list(deepest.absolute_path))}"
        if where not in told:
            told.add(where)
            yield Fault(where, f"invalid schema: {deepest.message}", "see contracts/README.md")


def _fits_utf8(schema: Json) -> bool:
    try:
        json.dumps(schema, allow_nan=False, ensure_ascii=False).encode("utf-8")
    except ValueError:
        return False
    return True


def _nesting(schema: Json) -> int:
    """Return how deep arrays and objects are nested."""
    level: list[Json] = [schema]
    depth = 0
    while level := [
        child
        for value in level
        if isinstance(value, list | dict)
        for child in (value.values() if isinstance(value, dict) else value)
    ]:
        depth += 1
    return depth


def unknown_annotations(schema: Json) -> list[str]:
    """Return the `x-` keywords of one node that the meta-schema does not define."""
    keys = schema if isinstance(schema, dict) else {}
    return sorted(k for k in keys if k.startswith("x-") and k not in annotation_keywords())
