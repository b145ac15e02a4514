"""Generated requests are valid, and most have samples that exist."""

from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from schemathesis import Case

from asdocumented.contracts.folder import EditionFolder
from asdocumented.live.exploring.generation import valid_requests
from asdocumented.live.exploring.operation_search import wire_path
from asdocumented.live.planning.sample_values import make_sample_values
from tests.generating import examples
from tests.live.live_runs import TARGET, editions

KNOWN = {
    text.lower()
    for name in ("codes", "coupon_ids", "customer_ids", "series_ids")
    for text in TARGET.samples[name]
}
OPERATIONS = {edition.contract.operation: edition for edition in editions()}


def generated(edition: EditionFolder, count: int = 80) -> list[list[tuple[str, str]]]:
    """Return the queries of so many generated requests."""
    queries: list[list[tuple[str, str]]] = []

    @settings(examples(count), suppress_health_check=list(HealthCheck))
    @given(case=valid_requests(edition, make_sample_values(edition, TARGET.samples)))
    def keep(case: "Case[Any]") -> None:
        queries.append(parse_qsl(wire_path(case).partition("?")[2], keep_blank_values=True))

    keep()
    return queries


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_request_is_valid(operation: str) -> None:
    """Documented parameters alone, their documented values, none empty, none that means nothing."""
    edition = OPERATIONS[operation]
    parameters = edition.contract.parameters
    for query in generated(edition):
        for name, value in query:
            parameter = parameters[name]
            assert value.lower() not in ("", "null", "none", "undefined")
            assert parameter.enum is None or value in parameter.enum
            assert parameter.types != {"integer"} or value.isdecimal()
            assert parameter.types != {"boolean"} or value in ("true", "false")


def test_an_identifier_that_is_mandatory_is_always_there() -> None:
    """`couponIds` or `couponCodes`, or both."""
    for query in generated(OPERATIONS["v2-coupon"]):
        assert {"couponIds", "couponCodes"} & {name for name, _ in query}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_most_requests_name_something_that_exists(operation: str) -> None:
    """Three of four at the least; some name something unknown."""
    asked = [
        {part.lower() for _, value in query for part in value.split(",")}
        for query in generated(OPERATIONS[operation])
    ]
    known = sum(bool(values & KNOWN) for values in asked)
    assert len(asked) * 3 / 4 <= known <= len(asked)
    assert any(
        not values <= KNOWN | {"true", "false", "upper", "lower", "as_it_is"} for values in asked
    )


@pytest.mark.parametrize(
    ("operation", "name", "commas"),
    [("v1.1-coupon-get", "code", True), ("v2-coupon", "couponCodes", False)],
)
def test_several_values_are_written_as_documented(
    operation: str, name: str, *, commas: bool
) -> None:
    """With commas in one parameter, or the parameter repeated, as the OpenAPI file says."""
    queries = generated(OPERATIONS[operation])
    assert any("," in value for query in queries for key, value in query if key == name) == commas
    assert any([key for key, _ in query].count(name) > 1 for query in queries) != commas


def test_a_single_value_stays_one() -> None:
    """`issuedToIds` of v1.1 is no array."""
    for query in generated(OPERATIONS["v1.1-coupon-get"]):
        values = [value for name, value in query if name == "issuedToIds"]
        assert len(values) <= 1
        assert all("," not in value for value in values)
