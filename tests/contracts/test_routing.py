"""A request belongs to the operation whose method and whole path it has."""

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Contract
from asdocumented.contracts.routing import match
from tests.support import contract


def operation(path: str, method: str = "GET", edition: str = "2026") -> Contract:
    return replace(contract({}), operation=path, path=path, method=method, edition=edition)


CONTRACTS = [
    operation("/v2/coupon"),
    operation("/v2/coupon", edition="2024"),
    operation("/v2/coupon/series"),
    operation("/v2/coupon/{id}"),
    operation("/v2/{kind}/{id}"),
    operation("/v2/coupon", method="post"),
    operation("/v1.1/a{id}b.json"),
    operation("/"),
]


@pytest.mark.parametrize(
    ("method", "url", "path"),
    [
        ("GET", "https://a.example/v2/coupon", "/v2/coupon"),
        ("get", "https://a.example/v2/coupon/?a=/x#/y", "/v2/coupon"),
        ("POST", "https://a.example:8443/v2/coupon", "/v2/coupon"),
        ("GET", "/v2/coupon", "/v2/coupon"),
        ("GET", "https://a.example/v2/coupo%6E", "/v2/coupon"),
        ("GET", "https://a.example/v2/coupon?a=[1]&b=//", "/v2/coupon"),
        ("GET", "https://a.example/v2/coupon/series", "/v2/coupon/series"),
        ("GET", "https://a.example/v2/coupon/12", "/v2/coupon/{id}"),
        ("GET", "https://a.example/v2/coupon/1%2F2", "/v2/coupon/{id}"),
        ("GET", "https://a.example/v2/points/12", "/v2/{kind}/{id}"),
        ("GET", "https://a.example/v1.1/a12b.json", "/v1.1/a{id}b.json"),
        ("GET", "https://a.example", "/"),
        ("GET", "https://a.example/v1.1/ab.json", None),
        ("GET", "https://a.example/v1x1/a1b.json", None),
        ("GET", "https://a.example/V2/coupon", None),
        ("GET", "https://a.example/api/v2/coupon", None),
        ("GET", "https://a.example/v2/coupon/1/2", None),
        ("GET", "https://a.example/v2//12", None),
        ("PUT", "https://a.example/v2/coupon", None),
        ("GET", "https://[broken/v2/coupon", None),
        ("GET", "", "/"),
    ],
)
def test_the_operation_of_a_request(method: str, url: str, path: str | None) -> None:
    """Literal segments go before parameters; no prefix is taken off; no fault is raised."""
    found = match(method, url, CONTRACTS)
    assert (found and found.path) == path


def test_the_newest_edition_judges() -> None:
    """Whatever the order, as long as the caller leaves a choice."""
    for contracts in (CONTRACTS, CONTRACTS[::-1]):
        found = match("GET", "https://a.example/v2/coupon", contracts)
        assert found is not None
        assert found.edition == "2026"
    found = match("GET", "https://a.example/v2/coupon", CONTRACTS[1:2])
    assert found is not None
    assert found.edition == "2024"
