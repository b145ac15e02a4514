"""`missing-parameter`: a mandatory parameter that is not sent, and the request is answered."""

import pytest

from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Origin
from tests.support import cited, contract, find, interaction, parameter

URL = "https://utc.example/coupons"
REQUIRED = contract({}, parameters=[parameter("id", required=True), parameter("page")])
EITHER = contract(
    {},
    parameters=[
        parameter("ids", mandatory_unless=("codes",)),
        parameter("codes", mandatory_unless=("ids",)),
        parameter("page"),
    ],
)
SEVERAL = contract({}, parameters=[parameter("a", mandatory_unless=("b", "c"))])


def test_a_required_parameter_that_is_not_sent_is_a_note() -> None:
    """The page's mark is wrong where the request is answered all the same."""
    assert find("missing-parameter", REQUIRED, "{}") == [
        ("note", "$request.query.id", "mandatory", "not sent, and answered", "1 of 1")
    ]


def test_the_row_of_the_parameter_is_cited() -> None:
    """The finding cites the row that marks the parameter as mandatory."""
    assert cited("missing-parameter", REQUIRED, "{}") == [parameter("id").citation]


def test_no_other_check_finds_it() -> None:
    """A mark that is wrong is found once."""
    assert find(None, REQUIRED, "{}") == [
        ("note", "$request.query.id", "mandatory", "not sent, and answered", "1 of 1")
    ]


@pytest.mark.parametrize("query", ["id=1", "id=1&id=2", "id=", "id", "page=2&id=1", "%69d=1"])
def test_a_parameter_that_is_sent_is_not_missing(query: str) -> None:
    """Whatever value it has, the parameter is there."""
    one = interaction("{}", url=f"{URL}?{query}")
    assert find("missing-parameter", REQUIRED, one) == []


@pytest.mark.parametrize("query", ["", "ID=1", "ids=1", "page=1", "page=id", "#id=1"])
def test_another_name_does_not_stand_for_the_parameter(query: str) -> None:
    """Only a parameter of the documented name is the documented one."""
    one = interaction("{}", url=f"{URL}?{query}")
    assert find("missing-parameter", REQUIRED, one) == [
        ("note", "$request.query.id", "mandatory", "not sent, and answered", "1 of 1")
    ]


def test_parameters_that_stand_for_each_other_are_both_missing_without_either() -> None:
    """Each row has a mark of its own."""
    assert find("missing-parameter", EITHER, "{}") == [
        (
            "note",
            "$request.query.codes",
            "mandatory unless ids is sent",
            "not sent, and answered",
            "1 of 1",
        ),
        (
            "note",
            "$request.query.ids",
            "mandatory unless codes is sent",
            "not sent, and answered",
            "1 of 1",
        ),
    ]


@pytest.mark.parametrize("query", ["ids=1", "codes=A", "ids=1&codes=A", "codes="])
def test_one_of_the_parameters_that_stand_for_each_other_is_enough(query: str) -> None:
    """A parameter that is mandatory only without others is not missing beside one of them."""
    one = interaction("{}", url=f"{URL}?{query}")
    assert find("missing-parameter", EITHER, one) == []


@pytest.mark.parametrize("query", ["a=1", "b=1", "c=1", "b=1&c=1"])
def test_any_of_several_others_is_enough(query: str) -> None:
    """One of the others may stand for the parameter."""
    one = interaction("{}", url=f"{URL}?{query}")
    assert find("missing-parameter", SEVERAL, one) == []


def test_without_all_of_several_others_the_parameter_is_missing() -> None:
    """All of the others have to be absent."""
    assert find("missing-parameter", SEVERAL, "{}") == [
        (
            "note",
            "$request.query.a",
            "mandatory unless b or c is sent",
            "not sent, and answered",
            "1 of 1",
        )
    ]


def test_an_optional_parameter_is_not_missing() -> None:
    """What is not marked as mandatory may be left out."""
    assert find("missing-parameter", contract({}, parameters=[parameter("page")]), "{}") == []


@pytest.mark.parametrize("place", ["path", "header", "cookie"])
def test_only_parameters_of_the_query_can_be_seen_to_be_missing(place: str) -> None:
    """No interaction shows headers, and a path without its parameter is another operation."""
    elsewhere = contract({}, parameters=[parameter("id", required=True, place=place)])
    assert find("missing-parameter", elsewhere, "{}") == []


@pytest.mark.parametrize("status", [None, 200, 201, 302, 399])
def test_the_request_is_answered_below_400_or_where_no_status_is_known(status: int | None) -> None:
    """A printed body without a status is an answer."""
    assert find("missing-parameter", REQUIRED, interaction("{}", status=status)) == [
        ("note", "$request.query.id", "mandatory", "not sent, and answered", "1 of 1")
    ]


@pytest.mark.parametrize("status", [400, 404, 422, 500, 503])
def test_a_request_that_is_refused_shows_that_the_mark_is_right(status: int) -> None:
    """From 400 on HTTP says that the request was not answered."""
    assert find("missing-parameter", REQUIRED, interaction("{}", status=status)) == []


@pytest.mark.parametrize("judged_by", [REQUIRED, EITHER], ids=["required", "either"])
def test_an_inferred_request_is_no_evidence(judged_by: Contract) -> None:
    """What a request holds that no page prints is never judged."""
    assert find("missing-parameter", judged_by, interaction("{}", inferred=True)) == []


@pytest.mark.parametrize("body", ["null", "7", '"x"', "[]", "[[7]]", "[null]", "1e400"])
def test_any_body_is_an_answer(body: str) -> None:
    """What is answered does not matter, as long as something is."""
    assert find("missing-parameter", REQUIRED, body) == [
        ("note", "$request.query.id", "mandatory", "not sent, and answered", "1 of 1")
    ]


@pytest.mark.parametrize(
    "url",
    [
        f"{URL}?id=1{'&page=1' * 1000}",
        f"{URL}?id=1{'&page=%31' * 1000}",
        "https://[utc.example/coupons?id=1",
    ],
    ids=["long", "long and encoded", "odd"],
)
def test_a_url_that_is_hard_to_read_does_not_show_that_the_parameter_is_missing(url: str) -> None:
    """The parameter stands in the address, however long or odd the address is."""
    assert find("missing-parameter", REQUIRED, interaction("{}", url=url)) == []


@pytest.mark.parametrize("url", ["", "/coupons", "coupons?page=1", "\x00", "?&&=&"])
def test_an_odd_url_without_the_parameter_lacks_it(url: str) -> None:
    """An address of any shape is read as far as it goes."""
    assert find("missing-parameter", REQUIRED, interaction("{}", url=url)) == [
        ("note", "$request.query.id", "mandatory", "not sent, and answered", "1 of 1")
    ]


@pytest.mark.parametrize("origin", ["cassette", "har", "live"])
def test_it_is_a_note_in_every_origin(origin: Origin) -> None:
    """The page is at fault, wherever the request was seen."""
    assert find("missing-parameter", REQUIRED, interaction("{}", origin=origin)) == [
        ("note", "$request.query.id", "mandatory", "not sent, and answered", "1 of 1")
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded requests are counted apart; inferred ones do not count."""
    bodies = [
        interaction("{}", name="one"),
        interaction("{}", url=f"{URL}?id=1", name="two"),
        interaction("{}", inferred=True, name="three"),
        interaction("{}", origin="live", name="four"),
        interaction("{}", origin="live", status=404, name="five"),
    ]
    assert find("missing-parameter", REQUIRED, *bodies) == [
        ("note", "$request.query.id", "mandatory", "not sent, and answered", "1 of 2, 1 of 2")
    ]
