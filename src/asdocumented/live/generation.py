"""What is generated of an operation: valid requests, most of them about real samples."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

import schemathesis
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode

from asdocumented.contracts.files import mapping, read_yaml, sequence
from asdocumented.contracts.folder import EditionFolder
from asdocumented.live.pools import Pools
from asdocumented.location import Json
from asdocumented.model import Contract

Style: TypeAlias = Literal["repeated", "commas", "single"]
"""How several values of a parameter are written (OpenAPI 3.1, style and explode)."""

_LONGEST = 64
_MOST_VALUES = 3
_WORD = f"^[A-Za-z0-9_-]{{1,{_LONGEST}}}$"
_UNKNOWN_IN = 8


def valid_requests(edition: EditionFolder, pools: Pools) -> st.SearchStrategy["Case[Any]"]:
    """Return a strategy for valid requests of an operation.

    Schemathesis generates them from the OpenAPI file, but for the parameters that ask for
    samples: there, one list of values in eight holds something that nobody knows of.
    """
    contract = edition.contract
    parameters = _parameters(edition)
    styles = {str(one["name"]): _style(one) for one in parameters}
    rest = [one for one in parameters if one["in"] == "path" or one["name"] not in pools]
    schema = schemathesis.openapi.from_dict(_prepared(rest, contract))
    operation: APIOperation[Any, Any, Any, Any] = schema[contract.path][contract.method]
    cases = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    return _with_samples(cases, contract, pools, styles)


@st.composite
def _with_samples(
    draw: st.DrawFn,
    cases: st.SearchStrategy["Case[Any]"],
    contract: Contract,
    pools: Pools,
    styles: Mapping[str, Style],
) -> "Case[Any]":
    """Return a request of the others about samples: at least one of those it has to name."""
    case = draw(cases)
    values: dict[str, Json] = {}
    for name, pool in pools.items():
        fewest = 1 if contract.parameters[name].required else 0
        chosen = draw(st.lists(st.sampled_from(pool), min_size=fewest, max_size=_MOST_VALUES))
        if draw(st.integers(1, _UNKNOWN_IN)) == _UNKNOWN_IN:
            chosen = [*chosen, draw(_unknown(contract, name))]
        if chosen:
            values[name] = _written(list(dict.fromkeys(chosen)), styles[name])
    identifying = _identifying(contract, pools)
    if identifying and not any(name in values for name in identifying):
        name = draw(st.sampled_from(identifying))
        values[name] = _written([draw(st.sampled_from(pools[name]))], styles[name])
    in_path = {name for name in values if contract.parameters[name].place == "path"}
    case.path_parameters = {**case.path_parameters, **{name: values[name] for name in in_path}}
    query = {name: value for name, value in values.items() if name not in in_path}
    case.query = {**case.query, **query}
    return case


def _unknown(contract: Contract, name: str) -> st.SearchStrategy[int] | st.SearchStrategy[str]:
    """Return values of the documented type that most probably do not exist."""
    types = contract.parameters[name].types
    return st.integers(1, 2**31 - 1) if "integer" in types else st.from_regex(_WORD)


def _identifying(contract: Contract, pools: Pools) -> Sequence[str]:
    """Return the parameters of which a request has to name one: the mandatory ones, else any."""
    mandatory = [one.name for one in contract.parameters.values() if one.mandatory_unless]
    return [name for name in mandatory if name in pools] or list(pools)


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


def _written(values: Sequence[Json], style: Style) -> Json:
    """Return values in the style of a parameter: repeated, with commas, or the first alone."""
    if style == "repeated":
        return list(values)
    return ",".join(map(str, values)) if style == "commas" else values[0]


def _style(parameter: Mapping[str, Json]) -> Style:
    if mapping(parameter.get("schema")).get("type") != "array":
        return "single"
    return "repeated" if parameter.get("explode", True) else "commas"
