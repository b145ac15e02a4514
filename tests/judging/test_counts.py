"""In how many of how many places a drift is counted."""

import pytest

from asdocumented.contracts.model import Parameter
from asdocumented.judging import contract_judge
from tests.judging.judged import CODE, STATUS, STATUS_ITEM, drift, report
from tests.support import THERE, as_text, contract, find, interaction, parameter


def test_a_type_is_counted_among_the_values_of_its_place() -> None:
    """Three of four values are no strings."""
    bodies = ['{"code": 1}', '{"code": 2}', "{}", '{"code": "A"}', '{"code": 3}']
    assert find("wrong-type", CODE, *bodies) == [("error", "$.code", "String", "integer", "3 of 4")]


def test_an_absence_is_counted_among_the_objects_that_could_have_the_field() -> None:
    """Two of three items lack the code; the empty body has no items."""
    item = {"properties": {"code": {"type": "string"}}}
    data = contract({"data": {"type": "array", "items": item}})
    assert find("absent-field", data, '{"data": [{}, {"code": "A"}, {}]}', '{"data": []}') == [
        ("note", "$.data[*].code", THERE, "absent", "2 of 3")
    ]


def test_a_fault_of_the_exchange_is_counted_among_the_interactions() -> None:
    """One of two bodies is unreadable."""
    assert find("unreadable-body", CODE, "{}", "<html>") == [
        ("error", "$response.body", "follows: application/json", "HTML or XML", "1 of 2")
    ]


def test_counts_are_told_by_origin() -> None:
    """A share has its own whole under each origin."""
    recorded = [interaction(f'{{"code": {code}}}', origin="cassette") for code in ('"A"', "2")]
    seen = drift(CODE, "wrong-type", '{"code": 1}', *recorded).seen
    assert {origin: (share.count, share.of) for origin, share in seen.items()} == {
        "example": (1, 1),
        "cassette": (1, 2),
    }


def test_a_contradiction_inside_items_is_counted_among_what_could_show_it() -> None:
    """Two of three items contradict themselves in one interaction: never `2 of 1`."""
    statuses = contract({"data": {"type": "array", "items": STATUS_ITEM}}, statuses={"$": [STATUS]})
    items = [{"success": True, "code": 705}, {"success": True, "code": 706}]
    body = as_text({"data": [*items, {"success": True, "code": 700}]})
    share = drift(statuses, "contradictory-status", body).seen["example"]
    assert share.count <= share.of


def test_malformed_error_items_are_counted_among_the_items() -> None:
    """Two of three items are malformed in one interaction: never `2 of 1`."""
    item = {"type": "object", "properties": {"code": {"type": "integer"}}}
    errors = contract({"errors": {"type": "array", "x-error-array": True, "items": item}})
    body = '{"errors": ["a", "b", {"code": 1}]}'
    share = drift(errors, "malformed-error-item", body).seen["example"]
    assert (share.count, share.of) == (2, 3)


def test_an_interaction_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An operation's interactions are all of them, though situations are kept apart."""
    monkeypatch.setattr(contract_judge, "_MOST_SITUATIONS", 1)
    hosts = ["utc.example", "india.example", "utc.example"]
    found = report(CODE, *(interaction("{}", url=f"https://{host}/") for host in hosts))
    assert [operation.interactions for operation in found.operations] == [{"example": 3}]
    assert found.run.interactions == 3


def required(name: str) -> Parameter:
    """Return a parameter that is always mandatory."""
    return parameter(name, required=True)


def test_a_parameter_that_was_sent_often_is_not_missing() -> None:
    """A mandatory parameter with many values is there."""
    query = "&".join(f"code={n}" for n in range(1_500))
    asked = interaction("{}", url=f"https://utc.example/coupons?{query}")
    assert find("missing-parameter", contract({}, parameters=[required("code")]), asked) == []
