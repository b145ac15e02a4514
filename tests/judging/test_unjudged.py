"""Requests that no operation matches: which are named, how, and which are only counted."""

import pytest
from msgspec.structs import replace

from asdocumented.contracts.folder import Operation
from asdocumented.evidence.interaction import Response
from asdocumented.judging import unjudged
from asdocumented.judging.unjudged import UnmatchedRequest, UnmatchedRequests
from tests.support import contract

COUPON = replace(contract({"status": {"enum": ["ACTIVE", "K7"]}}), path="/v2/coupon")
SERIES = Operation("GET", "/v2/coupon/series-K9", "2025")
JSON = Response(200, "application/json; charset=utf-8", b"{}")
NO_ANSWER = Response(None, None, b"")


def requests() -> UnmatchedRequests:
    return UnmatchedRequests([COUPON], [SERIES])


def describe(method: str, path: str, response: Response = JSON) -> tuple[str, str, str] | None:
    """Return how a request is named, None where it is only counted."""
    found = requests()
    url = path if ":" in path else f"https://eu.example{path}"
    found.add(method, url, response)
    assert found.counts.named.total() + found.counts.others == 1
    return next(iter(found.counts.named), None)


def answer(content_type: str | None, body: bytes = b"") -> Response:
    return Response(200, content_type, body)


@pytest.mark.parametrize(
    ("method", "path", "named"),
    [
        (
            "GET",
            "/api/v2/coupon?couponCodes=X1",
            "GET /v2/coupon is documented, without /api before it",
        ),
        ("GET", "/V2/Coupon", "GET /v2/coupon is documented, in other letter case"),
        ("GET", "/v2//coupon", "GET /v2/coupon is documented, without an empty segment"),
        ("GET", "/coupon", "GET /v2/coupon is documented, with /v2 at its beginning"),
        ("POST", "/v2/coupon", "GET /v2/coupon is documented"),
        (
            "GET",
            "/api/V2/coupon",
            "GET /v2/coupon is documented, without /api before it and in other letter case",
        ),
        ("GET", "/v2/coupons", "the nearest documented path is /v2/coupon"),
        ("GET", "/items", "no documented path is like it"),
    ],
)
def test_what_differs_is_named(method: str, path: str, named: str) -> None:
    """Or the path that is spelled most alike."""
    assert describe(method, path) == (method, path.partition("?")[0], named)


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/customers/mark.smith%40mail.example/coupons", "/…/…/coupons"),
        ("/customer/910003/coupon", "/customer/…/coupon"),
        ("/coupon/INVENTED7/details", "/coupon/…/details"),
        ("/coupon/705/details", "/coupon/…/details"),
        ("/v2/series-K9/K9", "/v2/series-K9/…"),
        ("/v12.1/v2x/v123", "/v12.1/…/…"),
        ("/request_status/user-id", "/request_status/user-id"),
        ("/é/%00/a%2Fb", "/…/…/…"),
        ("/", "/"),
        ("", "/"),
        ("/item" * 20, "/item" * 15 + "/…"),
    ],
)
def test_no_id_code_or_name_of_a_url_is_written(path: str, written: str) -> None:
    """Of a path the documented segments, versions and plain words are; of a query nothing."""
    found = describe("GET", f"{path}?token=INVENTED")
    assert found is not None
    assert found[1] == written


def test_what_stands_before_a_documented_path_may_be_a_code() -> None:
    """It is hidden in the reason, too."""
    assert describe("GET", "/K7X/v2/coupon") == (
        "GET",
        "/…/v2/coupon",
        "GET /v2/coupon is documented, without /… before it",
    )


def test_a_method_that_nobody_knows_is_hidden() -> None:
    """Anything may stand there in a file."""
    assert describe("SECRET7", "/items") == ("…", "/items", "no documented path is like it")


def test_a_url_that_cannot_be_read_is_named_as_such() -> None:
    """Nothing of it is written."""
    assert describe("GET", "https://[::1/v2/coupon") == ("GET", "…", "its URL cannot be read")


@pytest.mark.parametrize(
    "response",
    [
        JSON,
        answer("application/problem+json"),
        answer("TEXT/JSON"),
        answer(None, b'{"a": 1}'),
        answer("", b"[]"),
    ],
)
def test_an_answer_in_json_is_one_of_an_api(response: Response) -> None:
    """By its type, or where it has none by its beginning."""
    assert describe("GET", "/items", response) is not None


@pytest.mark.parametrize(
    "response",
    [
        NO_ANSWER,
        answer("text/html"),
        answer("text/plain", b"{}"),
        answer("application/octet-stream", b"{}"),
        answer(None, b"<html>"),
    ],
)
def test_any_other_answer_counts_only_near_a_documented_path(response: Response) -> None:
    """Pages, and what was blocked; a gateway's page for a wrong prefix is worth to be told."""
    assert describe("GET", "/items", response) is None
    assert describe("GET", "/api/v2/coupon", response) is not None


@pytest.mark.parametrize(
    ("method", "url", "response"),
    [
        ("OPTIONS", "/api/v2/coupon", JSON),
        ("connect", "eu.example:443", NO_ANSWER),
        ("TRACE", "/api/v2/coupon", JSON),
        ("GET", "data:application/json,{}", JSON),
        ("GET", "blob:https://eu.example/v2/coupon", JSON),
        ("GET", "wss://eu.example/api/v2/coupon", NO_ANSWER),
        ("GET", "chrome-extension://abc/api/v2/coupon", JSON),
        *[
            ("GET", "/api/v2/coupon", answer(kind))
            for kind in (
                "image/png",
                "image/svg+xml",
                "font/woff2",
                "video/mp4",
                "text/css; charset=utf-8",
                "text/javascript",
                "application/javascript",
            )
        ],
    ],
)
def test_what_is_no_call_of_an_api_is_counted_and_no_more(
    method: str, url: str, response: Response
) -> None:
    """By method, scheme or type, wherever it lies."""
    assert describe(method, url, response) is None


def test_requests_of_one_kind_are_counted_together() -> None:
    """Whatever their codes and queries are."""
    found = requests()
    for number in range(20):
        found.add("GET", f"https://eu.example/v2/coupons/INVENTED{number}?a={number}", JSON)
    found.add("get", "https://india.example/v2/coupons/K1", JSON)
    nearest = "the nearest documented path is /v2/coupon"
    assert found.counts.named == {UnmatchedRequest("GET", "/v2/coupons/…", nearest): 21}


def test_the_list_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hostile evidence can hold a new path in every line; known ones are still counted."""
    monkeypatch.setattr(unjudged, "_MOST_NAMED", 2)
    found = requests()
    for path in ("/item", "/items", "/item/items", "/item", "/entries"):
        found.add("GET", path, JSON)
    assert ([*found.counts.named.values()], found.counts.others) == ([2, 1], 2)
