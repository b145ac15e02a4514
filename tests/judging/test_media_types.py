"""What is documented as another media type than JSON is judged for status and type alone."""

import pytest
from msgspec.structs import replace

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import Contract
from asdocumented.judging.contract_judge import ContractJudge
from tests.support import CLUSTERS, contract, find, interaction

XML = "<coupons/>"
PLAIN = contract({"code": {"type": "string"}})


def documented_as(*media_types: str, json: bool = False) -> Contract:
    """Return a contract whose successful response has these media types."""
    types = {"200": frozenset(media_types), "404": frozenset[str]()}
    return replace(PLAIN, bodies=PLAIN.bodies if json else {}, content_types=types)


def test_xml_that_is_documented_is_no_unreadable_body() -> None:
    """Nobody promised JSON."""
    answer = interaction(XML, status=200, content_type="application/xml; charset=utf-8")
    assert find(None, documented_as("application/xml"), answer) == []


@pytest.mark.parametrize("content_type", ["text/csv", "TEXT/CSV", "text/tab-separated-values"])
def test_a_range_of_media_types_is_documented(content_type: str) -> None:
    """`text/*` stands for all of them."""
    answer = interaction("a,b", status=200, content_type=content_type)
    assert find(None, documented_as("text/*"), answer) == []


def test_another_type_than_the_documented_one_is_found_without_a_body_to_judge() -> None:
    """XML is documented and HTML answered."""
    answer = interaction("<html>", status=200, content_type="text/html")
    assert find(None, documented_as("application/xml"), answer) == [
        (
            "warning",
            "$response.header.Content-Type",
            "follows: application/xml",
            "text/html",
            "1 of 1",
        )
    ]


def test_the_documented_statuses_hold_for_any_type() -> None:
    """418 is not among them."""
    answer = interaction(XML, status=418, content_type="application/xml")
    found = find(None, documented_as("application/xml"), answer)
    assert [one[:2] for one in found] == [("warning", "$statusCode")]


def test_of_two_documented_types_json_is_judged_by_its_rows() -> None:
    """An answer in the other one is not."""
    both = documented_as("application/json", "application/xml", json=True)
    xml = interaction(XML, status=200, content_type="application/xml")
    wrong = interaction('{"code": 7}', status=200, content_type="application/json")
    assert find(None, both, xml) == []
    assert [one[:4] for one in find(None, both, wrong)] == [
        ("error", "$.code", "String", "integer")
    ]


def test_without_a_type_json_is_expected_where_it_is_documented() -> None:
    """A recording that left the header out."""
    both = documented_as("application/json", "application/xml", json=True)
    found = find(None, both, interaction(XML, status=200))
    assert [one[1:4] for one in found] == [
        ("$response.body", "follows: application/json, application/xml", "HTML or XML")
    ]


def test_a_status_of_its_own_goes_before_a_class_and_the_default() -> None:
    """XML for 4XX is not judged as the JSON that is documented for all others."""
    types = {"4XX": frozenset({"text/csv"}), "default": frozenset({"application/json"})}
    both = replace(PLAIN, bodies={"default": PLAIN.bodies["200"]}, content_types=types)
    assert both.body(404) is None
    assert both.body(500) is PLAIN.bodies["200"]


@pytest.mark.parametrize(("body", "nothing"), [(XML, False), ("", True)])
def test_an_answer_in_another_type_shows_something(body: str, *, nothing: bool) -> None:
    """Unless it is empty: a target that speaks XML is not worthless."""
    judge = ContractJudge(documented_as("application/xml"), all_checks(), CLUSTERS)
    judge.judge(interaction(body, status=200, content_type="application/xml"))
    assert (judge.shown == set()) is nothing
