"""Whether an answer has exactly the items that a request asks for is told quickly."""

import pytest

from asdocumented.checks.selected import PlainFilter
from asdocumented.formats.json_path import Json

BY_CODE = PlainFilter(("data",), "code", "codes", ",", str.casefold)
BY_ID = PlainFilter(("answer", "items"), "id", "id", None, str.__str__)


@pytest.mark.parametrize(
    ("sent", "body", "selects"),
    [
        (["A"], {"data": [{"code": "A"}]}, True),
        (["a"], {"data": [{"code": "A"}]}, True),
        (["A,B"], {"data": [{"code": "B"}, {"code": "A"}]}, True),
        (["A", "B"], {"data": [{"code": "B"}, {"code": "A"}]}, True),
        (["A,B"], {"data": [{"code": "A"}]}, False),
        (["A"], {"data": [{"code": "A"}, {"code": "B"}]}, False),
        (["A"], {"data": [{"code": None}]}, False),
        (["7"], {"data": [{"code": 7}]}, False),
        (["A"], {"data": [{}]}, False),
        (["A"], {"data": ["A"]}, False),
        (["A"], {"data": {"code": "A"}}, False),
        (["A"], {"data": []}, False),
        (["A"], {"errors": []}, False),
        (["A"], ["data"], False),
        (["A"], "data", False),
        (["A"], None, False),
    ],
)
def test_items_are_surely_those_that_were_asked_for(
    sent: list[str], body: Json, *, selects: bool
) -> None:
    """What is no array of objects that show what they were selected by is in doubt."""
    assert BY_CODE.selects({"codes": sent}, body) is selects


@pytest.mark.parametrize(("shown", "selects"), [("a1", True), ("A1", False)])
def test_letter_case_matters_where_a_filter_heeds_it(shown: str, *, selects: bool) -> None:
    """Items may lie deeper in the body."""
    body: Json = {"answer": {"items": [{"id": shown}]}}
    assert BY_ID.selects({"id": ["a1"]}, body) is selects


def test_what_was_not_sent_selects_nothing() -> None:
    """A parameter of the path, where the URL has another one."""
    assert not BY_ID.selects({}, {"answer": {"items": []}})
