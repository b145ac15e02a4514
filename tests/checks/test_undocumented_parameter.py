"""`undocumented-parameter`: a request parameter that no table of the page lists."""

import pytest

from asdocumented.evidence.interaction import Origin
from tests.support import PAGE, cited, contract, find, interaction, parameter

URL = "https://utc.example/coupons"
CODES = contract({}, parameters=[parameter("couponCodes"), parameter("page")])


def test_a_parameter_that_the_printed_example_sends_is_a_note() -> None:
    """Where the page's own example sends the parameter, only the table is incomplete."""
    one = interaction("{}", url=f"{URL}?couponCode=ABC")
    assert find("undocumented-parameter", CODES, one) == [
        ("note", "$request.query.couponCode", "in no row", "sent", "1 of 1")
    ]


@pytest.mark.parametrize("origin", ["cassette", "har", "live"])
def test_a_parameter_that_a_client_sends_is_a_warning(origin: Origin) -> None:
    """The client relies on something that nobody promised."""
    one = interaction("{}", url=f"{URL}?couponCode=ABC", origin=origin)
    assert find("undocumented-parameter", CODES, one) == [
        ("warning", "$request.query.couponCode", "in no row", "sent", "1 of 1")
    ]


def test_the_page_is_cited() -> None:
    """No row lists the parameter, so that the finding cites the page as a whole."""
    one = interaction("{}", url=f"{URL}?couponCode=ABC")
    assert cited("undocumented-parameter", CODES, one) == [PAGE]


def test_no_other_check_finds_it() -> None:
    """A parameter too many is found once."""
    one = interaction("{}", url=f"{URL}?couponCode=ABC")
    assert find(None, CODES, one) == [
        ("note", "$request.query.couponCode", "in no row", "sent", "1 of 1")
    ]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "couponCodes=A",
        "couponCodes=A&couponCodes=B&page=2",
        "couponCodes=",
        "couponCodes",
        "coupon%43odes=A",
        "page=2#couponCode=A",
    ],
)
def test_a_documented_parameter_is_not_found(query: str) -> None:
    """Whatever its value is, and however the address is encoded."""
    one = interaction("{}", url=f"{URL}?{query}")
    assert find("undocumented-parameter", CODES, one) == []


@pytest.mark.parametrize("name", ["couponcodes", "COUPONCODES", "couponCode", "x"])
def test_a_near_name_is_another_name(name: str) -> None:
    """A server need not take a variant of a name for the name."""
    one = interaction("{}", url=f"{URL}?{name}=1")
    assert find("undocumented-parameter", CODES, one) == [
        ("note", f"$request.query.{name}", "in no row", "sent", "1 of 1")
    ]


@pytest.mark.parametrize("query", ["x=1", "x=", "x", "x=1&x=2&x=1", "page=1&x=%26y=2"])
def test_a_parameter_is_found_once_however_it_is_sent(query: str) -> None:
    """The name is the fact, and not the values."""
    one = interaction("{}", url=f"{URL}?{query}")
    assert find("undocumented-parameter", CODES, one) == [
        ("note", "$request.query.x", "in no row", "sent", "1 of 1")
    ]


def test_each_parameter_is_found_by_itself() -> None:
    """Parameters are reported by name."""
    one = interaction("{}", url=f"{URL}?b=1&page=2&a=1")
    assert find("undocumented-parameter", CODES, one) == [
        ("note", "$request.query.a", "in no row", "sent", "1 of 1"),
        ("note", "$request.query.b", "in no row", "sent", "1 of 1"),
    ]


def test_a_page_without_parameters_documents_none() -> None:
    """Where no table lists any parameter, each is one too many."""
    one = interaction("{}", url=f"{URL}?page=1")
    assert find("undocumented-parameter", contract({}), one) == [
        ("note", "$request.query.page", "in no row", "sent", "1 of 1")
    ]


def test_an_inferred_request_is_no_evidence() -> None:
    """What a request holds that no page prints is never judged."""
    one = interaction("{}", url=f"{URL}?couponCode=ABC", inferred=True)
    assert find(None, CODES, one) == []


@pytest.mark.parametrize("body", ["null", "7", "[[7]]", "not JSON", ""])
@pytest.mark.parametrize("status", [None, 200, 404, 500])
def test_the_answer_does_not_matter(body: str, status: int | None) -> None:
    """The request is judged, whatever came back."""
    one = interaction(body, url=f"{URL}?x=1", status=status)
    assert find("undocumented-parameter", CODES, one) == [
        ("note", "$request.query.x", "in no row", "sent", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("%1b%5b31m=1", r"$request.query.\u001b[31m"),
        ("%00=1", r"$request.query.\u0000"),
        ("%E2%80%AEtxt=1", r"$request.query.\u202etxt"),
        ("%C3%BCber=1", "$request.query.über"),
        (f"{'n' * 200}=1", f"$request.query.{'n' * 80}"),
    ],
)
def test_an_odd_name_is_printable_in_the_location(query: str, location: str) -> None:
    """Neither control characters nor endless names reach a report as they are."""
    one = interaction("{}", url=f"{URL}?{query}")
    assert find("undocumented-parameter", CODES, one) == [
        ("note", location, "in no row", "sent", "1 of 1")
    ]


@pytest.mark.parametrize("url", ["", "/coupons", "\x00", "https://[utc.example/coupons", "?&&"])
def test_an_odd_url_without_parameters_holds_none(url: str) -> None:
    """An address of any shape is read as far as it goes."""
    assert find("undocumented-parameter", CODES, interaction("{}", url=url)) == []


def test_interactions_are_counted_by_origin() -> None:
    """A parameter is counted among the requests; what a client sends too is a warning."""
    bodies = [
        interaction("{}", url=f"{URL}?x=1", name="one"),
        interaction("{}", url=f"{URL}?x=1&page=2", name="two"),
        interaction("{}", name="three"),
        interaction("{}", url=f"{URL}?x=1", inferred=True, name="four"),
        interaction("{}", url=f"{URL}?x=2", origin="live", name="five"),
    ]
    assert find("undocumented-parameter", CODES, *bodies) == [
        ("warning", "$request.query.x", "in no row", "sent", "2 of 3, 1 of 1")
    ]


def test_the_count_holds_however_many_requests_differ() -> None:
    """Requests that all differ in their parameters are counted like requests that are alike."""
    several = [interaction("{}", url=f"{URL}?x=1&n{number}=1") for number in range(1100)]
    found = {location: count for _, location, *_, count in find(None, CODES, *several)}
    assert found["$request.query.x"] == "1100 of 1100"
    assert found["$request.query.n0"] == "1 of 1100"
    assert len(found) == 1101
