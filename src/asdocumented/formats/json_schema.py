"""Finds where a value breaks a JSON Schema (2020-12), with the schema libraries."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from asdocumented.formats.json_path import Json, Step, at

if TYPE_CHECKING:
    import jsonschema
    import jsonschema_rs


_OF_PATTERNS: dict[str, type] = {"pattern": str, "patternProperties": dict}
_OF_VALUES = frozenset({"const", "default", "enum", "examples"})

_GROUPS = (
    frozenset({"properties", "patternProperties", "additionalProperties"}),
    frozenset({"prefixItems", "items"}),
    frozenset({"contains", "minContains", "maxContains"}),
    frozenset({"if", "then", "else"}),
    frozenset({"unevaluatedItems", "unevaluatedProperties", "$ref", "allOf", "anyOf", "oneOf"}),
)
"""Keywords that look at each other (JSON Schema 2020-12 Core, section 10)."""

TOO_DEEP = "nesting"
"""In place of a keyword: the value is nested too deeply to be judged."""


class Break(msgspec.Struct, frozen=True):
    """One place where a value breaks a schema, and the keyword that it breaks there.

    `limit` is the keyword's value where that is a number or a text, `annotation` the value of the
    annotation that `Constraints` looks for, at the innermost schema that has it.
    """

    path: tuple[Step, ...]
    keyword: str
    limit: float | str | None = None
    annotation: Json = None


class Constraints:
    """A schema ready to judge values, formats included.

    `annotation` is a keyword whose value is told with each break inside of its schema.
    """

    def __init__(self, schema: Mapping[str, Json], annotation: str = "") -> None:
        self._annotation = annotation
        self._value: Json = dict(schema)
        self._schema = json.dumps(schema)

    def admits(self, value: Json) -> bool:
        """Tell quickly that a value breaks nothing; False may be doubt.

        The value must hold no number beyond a float, which the library takes for null.
        """
        try:
            return _fast(self._schema).is_valid(value)
        except (ValueError, RecursionError):
            return False

    def breaks(self, value: Json, *, plain: bool) -> Iterator[Break]:
        """Yield where a value breaks the schema; never raises on the value.

        jsonschema-rs judges plain values. It cannot hold lone surrogates, numbers beyond a float
        and deep nesting, and loses empty names: those are left to the slower `jsonschema`, which
        judges everything but patterns: its engine may take for ever.
        """
        try:
            yield from self._plain_breaks(value) if plain else self._odd_breaks(value)
        except ValueError:
            yield from self._odd_breaks(value)

    def _plain_breaks(self, value: Json) -> list[Break]:
        errors = _fast(self._schema).iter_errors(value)
        return [
            Break(
                tuple(error.instance_path),
                error.kind.name,
                _limit(at(self._value, error.schema_path)),
                self._annotated(error.schema_path),
            )
            for error in errors
        ]

    def _odd_breaks(self, value: Json) -> list[Break]:
        errors = _slow(self._schema).iter_errors(value)
        try:
            return [
                Break(
                    tuple(error.absolute_path),
                    str(error.validator),
                    _limit(error.validator_value),
                    self._annotated(error.absolute_schema_path),
                )
                for error in errors
            ]
        except RecursionError:
            return [Break((), TOO_DEEP)]

    def _annotated(self, path: Iterable[Step]) -> Json:
        """Return the annotation of the innermost schema on the way to a keyword that has one."""
        found: Json = None
        here: object = self._value
        for step in path if self._annotation else ():
            if isinstance(here, dict):
                found = here.get(self._annotation, found)
                if "$ref" in here and step not in here:  # the slower library leaves it out
                    here = _referred(self._value, str(here["$ref"]))
            here = at(here, (step,))  # type: ignore[arg-type]  # what is no JSON leads nowhere
        return found


def _referred(root: Json, reference: str) -> object:
    """Return the schema that a local reference leads to, UNSET where it leads nowhere."""
    steps = reference.removeprefix("#").split("/")[1:]
    return at(root, [step.replace("~1", "/").replace("~0", "~") for step in steps])


def _limit(value: object) -> float | str | None:
    return value if isinstance(value, int | float | str) and not isinstance(value, bool) else None


def is_pattern(text: str) -> bool:
    """Tell whether a text is a regular expression for an engine of linear time.

    Such an engine has no look-around and no references to groups.
    """
    try:
        _fast(json.dumps({"pattern": text}))
    except ValueError:
        return False
    return True


def make_gate(members: Mapping[str, Sequence[Mapping[str, Json]]]) -> Callable[[Json], bool]:
    """Return a function that tells whether the members of an object satisfy their schemas.

    It raises ValueError at values that the library cannot hold; they have not passed.
    """
    properties = {name: joined(schemas) for name, schemas in members.items()}
    return _fast(json.dumps({"properties": properties})).is_valid


def make_list_gate(schemas: Sequence[Sequence[Mapping[str, Json]]]) -> Callable[[object], bool]:
    """Return a function that tells whether the values of a tuple satisfy their schemas.

    It raises ValueError at values that the library cannot hold; they have not passed.
    """
    return _fast(json.dumps({"prefixItems": [joined(one) for one in schemas]})).is_valid


def joined(schemas: Sequence[Mapping[str, Json]]) -> Mapping[str, Json]:
    """Return one schema for several; only those with a keyword in common need `allOf`.

    Patterns of texts that none of them takes become one, and listed values are judged here.
    """
    whole: dict[str, Json] = {}
    clashing: list[Json] = []
    refused = list(dict.fromkeys(text for one in schemas if (text := _refused(one)) is not None))
    for schema in schemas:
        if _refused(schema) is not None:
            continue
        if _beside(whole).isdisjoint(_beside(schema)):
            whole |= schema
        elif any(one not in whole or whole[one] != value for one, value in schema.items()):
            clashing.append(dict(schema))
    if refused:
        pattern = refused[0] if len(refused) == 1 else "|".join(f"(?:{one})" for one in refused)
        clashing += [{"not": whole["not"]}] if "not" in whole else []
        whole["not"] = {"pattern": pattern}
    if clashing:
        clashing += [{"allOf": whole["allOf"]}] if "allOf" in whole else []
        whole["allOf"] = clashing
    listed = whole.get("enum")
    if isinstance(listed, list) and len(whole) > 1:
        takes = _fast(json.dumps(whole)).is_valid
        return {"enum": [one for one in listed if takes(one)]}
    return whole


def _beside(schema: Iterable[str]) -> set[str]:
    """Return the keywords of a schema, and those that mean another thing beside one of them."""
    keywords = {*schema}
    return keywords.union(*(group for group in _GROUPS if not group.isdisjoint(keywords)))


def _refused(schema: Mapping[str, Json]) -> str | None:
    """Return the pattern of a schema that says nothing but which texts it does not take."""
    pattern = schema.get("not")
    if len(schema) > 1 or not isinstance(pattern, dict) or pattern.keys() != {"pattern"}:
        return None
    return str(pattern["pattern"])


@lru_cache(maxsize=256)
def _fast(schema: str) -> "jsonschema_rs.Draft202012Validator":
    from jsonschema_rs import Draft202012Validator, RegexOptions

    return Draft202012Validator(
        json.loads(schema), validate_formats=True, pattern_options=RegexOptions()
    )


@lru_cache(maxsize=256)
def _slow(schema: str) -> "jsonschema.Draft202012Validator":
    from jsonschema import Draft202012Validator

    judged = _without_patterns(json.loads(schema))
    return Draft202012Validator(
        judged if isinstance(judged, dict) else {},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


def _without_patterns(schema: Json) -> Json:
    """Return a schema that judges no pattern; what the patterns of names admit is left open."""
    if isinstance(schema, list):
        return [_without_patterns(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: value if name in _OF_VALUES else _without_patterns(value)
        for name, value in schema.items()
        if name not in _OF_PATTERNS or not isinstance(value, _OF_PATTERNS[name])
    }
