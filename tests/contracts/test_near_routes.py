"""A request that no operation matches, and the documented operation that it nearly asks for."""

import pytest

from asdocumented.contracts.folder import Operation
from asdocumented.contracts.near_routes import NearRoute, near_route, nearest_path

COUPON = Operation("get", "/v2/coupon", "2026")
SERIES = Operation("POST", "/v2/coupon/series", "2026")
ONE = Operation("GET", "/v2/coupons/{id}", "2026")
ANY = Operation("GET", "/{id}", "2026")
ROUTES = [COUPON, SERIES, ONE, ANY]


def near(
    route: Operation,
    *,
    path: str = "",
    before: tuple[str, ...] = (),
    lacking: tuple[str, ...] = (),
    letter_case: bool = False,
    slashes: bool = False,
    method: bool = False,
) -> NearRoute:
    """Return what is found, in full."""
    return NearRoute(route, path or route.path, before, lacking, letter_case, slashes, method)


@pytest.mark.parametrize(
    ("request_", "found"),
    [
        ("POST /v2/coupon", near(COUPON, method=True)),
        ("GET /V2/Coupon", near(COUPON, letter_case=True)),
        ("GET //v2/coupon", near(COUPON, slashes=True)),
        ("GET /v2//coupon/", near(COUPON, slashes=True)),
        ("GET /api/v2/coupon", near(COUPON, before=("api",))),
        ("GET /a%20b/c/v2/coupon?x=/v2", near(COUPON, before=("a b", "c"))),
        ("GET /coupon", near(COUPON, lacking=("v2",))),
        ("POST /coupon/series", near(SERIES, lacking=("v2",))),
        ("GET /api/v2/COUPONS/X1", near(ONE, before=("api",), letter_case=True)),
        ("GET /coupons/X1", near(ONE, lacking=("v2",))),
        ("put /api/v2/coupon/Series", near(SERIES, before=("api",), letter_case=True, method=True)),
    ],
)
def test_a_request_nearly_asks_for_an_operation(request_: str, found: NearRoute) -> None:
    """In what it differs is told, all of it."""
    method, path = request_.split(" ", 1)
    assert near_route(method, f"https://a.example{path}", ROUTES) == found
    assert near_route(method, path, ROUTES) == found or path.startswith("//")


def test_a_documented_prefix_is_no_difference() -> None:
    """It is part of the path then."""
    behind = COUPON._replace(prefixes=("/gateway", "/{tenant}"))
    found = near_route("POST", "https://a.example/gateway/v2/coupon", [behind])
    assert found == near(behind, path="/gateway/v2/coupon", method=True)
    other = near_route("GET", "https://a.example/other/gateway/v2/Coupon", [behind])
    assert other == near(behind, path="/gateway/v2/coupon", before=("other",), letter_case=True)


@pytest.mark.parametrize(
    "url",
    [
        "/v2/coupons",
        "/v3/coupon",
        "/v2/coupon/series/7",
        "/series",
        "/x/y",
        "/",
        "",
        "https://[::1/v2/coupon",
        "data:image/png;base64,AA==",
    ],
)
def test_another_path_is_not_near(url: str) -> None:
    """It has other segments, or just a parameter or the smaller part of a path in common."""
    assert near_route("GET", url, ROUTES) is None


def test_the_smallest_difference_counts() -> None:
    """Another path with this method is nearer than this path with another method."""
    both = [Operation("POST", "/api/coupon", "1"), Operation("GET", "/coupon", "1")]
    assert near_route("GET", "/api/coupon", both) == near(both[1], before=("api",))


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("/v2/coupons", "/v2/coupon"),
        ("/v3/coupon", "/v2/coupon"),
        ("/v2/coupon/series/…", "/v2/coupon/series"),
        ("/v2/customer", None),
        ("/items", None),
        ("/v2/coupon" + "/a" * 10_000, None),
    ],
)
def test_the_nearest_path_is_spelled_alike(path: str, nearest: str | None) -> None:
    """Or there is none."""
    assert nearest_path(path, ROUTES) == nearest
