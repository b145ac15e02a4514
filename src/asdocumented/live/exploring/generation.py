"""What is generated of an operation: valid requests, most of them about real samples."""

from collections.abc import Mapping, Sequence
from itertools import combinations, islice
from string import ascii_letters, digits
from typing import Any, Literal, TypeAlias

import schemathesis
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode

from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import Contract
from asdocumented.formats.files import read_yaml
from asdocumented.formats.json_path import Json, mapping, sequence
from asdocumented.live.planning.sample_values import SampleValues

Style: TypeAlias = Literal["repeated", "commas", "single"]
"""How several values of a parameter are written (OpenAPI 3.1, style and explode)."""

_LONGEST = 64
_MOST_VALUES = 3
_WORD = f"^[A-Za-z0-9_-]{{1,{_LONGEST}}}$"
_WORDS = st.text(ascii_letters + digits + "_-", max_size=_LONGEST - 1).map("Z".__add__)
"""None of them is `null`, `true` or another word that means something by itself."""

_MOST_CHOICES = 64
_EIGHTH = 8
_ONE_IN_EIGHT = st.integers(1, _EIGHTH)


def valid_requests(
    edition: EditionFolder, sample_values: SampleValues
) -> st.SearchStrategy["Case[Any]"]:
    """Return a strategy for valid requests of an operation.

    Schemathesis generates them from the OpenAPI file, but for the parameters that ask for
    samples: one list of values in eight holds something that nobody knows of, too.
    """
    contract = edition.contract
    parameters = _parameters(edition)
    styles = {str(one["name"]): _style(one) for one in parameters}
    rest = [one for one in parameters if one["in"] == "path" or one["name"] not in sample_values]
    schema = schemathesis.openapi.from_dict(_prepared(rest, contract))
    operation: APIOperation[Any, Any, Any, Any] = schema[contract.path][contract.method]
    cases = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    fed = [_Fed(name, contract, sample_values[name], styles[name]) for name in sample_values]
    return _with_samples(cases, fed, _choices(contract, sample_values)) if fed else cases


class _Fed:
    """A parameter that asks for samples: how its values are drawn, and how they are written."""

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
    """Return which of the parameters a request may name: a mandatory one at least, else any."""
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
    parameters: Sequence[_Fed],
    choices: Sequence[tuple[str, ...]],
) -> "Case[Any]":
    """Return a request of the others about samples, now and then about something unknown, too."""
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
    """Return the parameters as the OpenAPI file has them."""
    document = read_yaml(edition.path / "openapi.yaml", dict[str, Any])
    path = mapping(mapping(document.get("paths")).get(edition.contract.path))
    operation = mapping(path.get(edition.contract.method.lower()))
    return [mapping(one) for one in sequence(operation.get("parameters"))]


def _prepared(parameters: Sequence[Mapping[str, Json]], contract: Contract) -> dict[str, Any]:
    """Return the operation alone, its texts printable and not empty; credentials are not made up.

    An empty, a very long or an unusual text is a probe's matter.
    """
    tame = [{**one, "schema": _tame(mapping(one.get("schema")))} for one in parameters]
    operation = {"parameters": tame, "responses": {"default": {"description": "any"}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": contract.operation, "version": contract.edition},
        "paths": {contract.path: {contract.method.lower(): operation}},
    }


def _tame(schema: Mapping[str, Json]) -> dict[str, Json]:
    tamed = dict(schema)
    if tamed.get("type") == "array":
        bounds: dict[str, Json] = {"minItems": 1, "maxItems": _MOST_VALUES}
        tamed = {**bounds, **tamed, "items": _tame(mapping(tamed.get("items")))}
    if tamed.get("type") == "string" and "enum" not in tamed:
        tamed = {"pattern": _WORD, **tamed}
    return tamed


def _style(parameter: Mapping[str, Json]) -> Style:
    if mapping(parameter.get("schema")).get("type") != "array":
        return "single"
    return "repeated" if parameter.get("explode", True) else "commas"
