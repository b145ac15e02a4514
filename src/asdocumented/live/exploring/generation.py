"""Generates valid requests of an operation, most of them with samples that exist."""

from collections.abc import Mapping, Sequence
from itertools import combinations, islice
from string import ascii_letters, digits
from typing import Any, Literal, TypeAlias

import schemathesis
from hypothesis import strategies as st
from msgspec import to_builtins
from schemathesis import APIOperation, Case, GenerationMode

from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import Contract
from asdocumented.contracts.openapi import read_openapi
from asdocumented.errors import FaultList
from asdocumented.formats.json_path import Json, mapping
from asdocumented.live.planning.sample_values import SampleValues

Style: TypeAlias = Literal["repeated", "commas", "single"]
"""How several values of a parameter are written, after OpenAPI's style and explode."""

_LONGEST = 64
_MOST_VALUES = 3
_WORD = f"^[A-Za-z0-9_-]{{1,{_LONGEST}}}$"
_WORDS = st.text(ascii_letters + digits + "_-", max_size=_LONGEST - 1).map("Z".__add__)
"""They begin with Z, so that none is `null`, `true` or another word with a meaning."""

_MOST_CHOICES = 64
_EIGHTH = 8
_ONE_IN_EIGHT = st.integers(1, _EIGHTH)


def valid_requests(
    edition: EditionFolder, sample_values: SampleValues
) -> st.SearchStrategy["Case[Any]"]:
    """Return a Hypothesis strategy for valid requests of an operation.

    Schemathesis generates them from the OpenAPI file. Parameters with samples get these instead:
    one list of values in eight has an unknown value, too.
    """
    contract = edition.contract
    parameters = _parameters(edition)
    styles = {str(one["name"]): _style(one) for one in parameters}
    rest = [one for one in parameters if one["in"] == "path" or one["name"] not in sample_values]
    schema = schemathesis.openapi.from_dict(_document(rest, contract))
    operation: APIOperation[Any, Any, Any, Any] = schema[contract.path][contract.method]
    cases = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    sampled = [
        _SampledParameter(name, contract, values, styles[name])
        for name, values in sample_values.items()
    ]
    return _with_samples(cases, sampled, _choices(contract, sample_values)) if sampled else cases


class _SampledParameter:
    """A parameter with samples: how its values are drawn, and how they are written."""

    def __init__(self, name: str, contract: Contract, pool: Sequence[Json], style: Style) -> None:
        self.name = name
        self.in_path = contract.parameters[name].place == "path"
        most = 1 if style == "single" else _MOST_VALUES
        self.values = st.lists(st.sampled_from(pool), min_size=1, max_size=most, unique=True)
        integer = "integer" in contract.parameters[name].types
        self.unknown = st.integers(1, 2**31 - 1) if integer else _WORDS
        self.style = style

    def written(self, values: Sequence[Json]) -> Json:
        """Return values in the style of the parameter: repeated, with commas, or the first."""
        if self.style == "repeated":
            return list(values)
        return ",".join(map(str, values)) if self.style == "commas" else values[0]


def _choices(contract: Contract, sample_values: SampleValues) -> Sequence[tuple[str, ...]]:
    """Return the sets of parameters with samples that a request may have.

    Each has all required ones, and at least one of those that are mandatory unless another is sent.
    """
    parameters = contract.parameters
    required = {name for name in sample_values if parameters[name].required}
    mandatory = {name for name in sample_values if parameters[name].mandatory_unless} or set(
        sample_values
    )
    found = (
        names
        for count in range(1, len(sample_values) + 1)
        for names in combinations(sample_values, count)
        if required.issubset(names) and mandatory.intersection(names)
    )
    return list(islice(found, _MOST_CHOICES))


@st.composite
def _with_samples(
    draw: st.DrawFn,
    cases: st.SearchStrategy["Case[Any]"],
    parameters: Sequence[_SampledParameter],
    choices: Sequence[tuple[str, ...]],
) -> "Case[Any]":
    """Return a generated request with samples in the parameters that have some."""
    case = draw(cases)
    chosen = draw(st.sampled_from(choices))
    query, path = dict(case.query), dict(case.path_parameters)
    for parameter in parameters:
        if parameter.name in chosen:
            values = draw(parameter.values)
            if draw(_ONE_IN_EIGHT) == _EIGHTH:
                values = [*values[1:], draw(parameter.unknown)]
            place = path if parameter.in_path else query
            place[parameter.name] = parameter.written(values)
    case.query, case.path_parameters = query, path
    return case


def _parameters(edition: EditionFolder) -> list[Mapping[str, Json]]:
    """Return the parameters as the OpenAPI file describes them, references resolved."""
    faults = FaultList()
    operation = read_openapi(edition.path / "openapi.yaml", faults)
    faults.raise_found()
    written = [to_builtins(one) for one in operation.parameters] if operation else []
    return [{k: v for k, v in one.items() if v not in (None, "", [])} for one in written]


def _document(parameters: Sequence[Mapping[str, Json]], contract: Contract) -> dict[str, Any]:
    """Return an OpenAPI document with this operation alone and no security, so none is invented.

    Texts are limited to plain words: empty, very long and unusual texts are sent by probes.
    """
    plain = [{**one, "schema": _with_plain_words(mapping(one.get("schema")))} for one in parameters]
    operation = {"parameters": plain, "responses": {"default": {"description": "any"}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": contract.operation, "version": contract.edition},
        "paths": {contract.path: {contract.method.lower(): operation}},
    }


def _with_plain_words(schema: Mapping[str, Json]) -> dict[str, Json]:
    limited = dict(schema)
    if limited.get("type") == "array":
        bounds: dict[str, Json] = {"minItems": 1, "maxItems": _MOST_VALUES}
        limited = {**bounds, **limited, "items": _with_plain_words(mapping(limited.get("items")))}
    if limited.get("type") == "string" and "enum" not in limited:
        limited = {"pattern": _WORD, **limited}
    return limited


def _style(parameter: Mapping[str, Json]) -> Style:
    if mapping(parameter.get("schema")).get("type") != "array":
        return "single"
    return "repeated" if parameter.get("explode", True) else "commas"
