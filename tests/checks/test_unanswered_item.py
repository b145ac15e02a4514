"""`unanswered-item`: an identifier that is neither answered nor told in an error."""

from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Filter, StatusRelation
from tests.support import PAGE, Found, cited, contract, find, interaction, parameter, row

ID = "unanswered-item"
URL = "https://utc.example/coupons"
ROW = row(1, "codes")
ERRORS = {"type": "array", "x-error-array": True, "items": {"type": "object"}}
FIELDS: dict[str, Any] = {
    "data": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"code": {}, "owner": {"properties": {"id": {}}}},
        },
    },
    "errors": ERRORS,
}
BY_CODE = Filter(
    "codes", "$.data[*].code", ignore_case=True, separator=",", citation=ROW, one_each=True
)
BY_OWNER = Filter(
    "owners", "$.data[*].owner.id", ignore_case=False, separator=None, citation=ROW, one_each=True
)
PARAMETERS = [parameter("codes"), parameter("owners")]
CODES = contract(FIELDS, parameters=PARAMETERS, filters=[BY_CODE])
BOTH = contract(FIELDS, parameters=PARAMETERS, filters=[BY_CODE, BY_OWNER])


def told(observed: str, location: str = "$.data[*].code", name: str = "codes") -> list[Found]:
    return [
        ("warning", location, f"follows: an item or an error for each {name}", observed, "1 of 1")
    ]


def test_what_is_neither_answered_nor_told_is_a_warning() -> None:
    """The client cannot tell what became of it."""
    one = interaction('{"data": [{"code": "A"}], "errors": []}', url=f"{URL}?codes=A,B")
    assert find(ID, CODES, one) == told("neither")


def test_the_row_of_the_parameter_is_cited() -> None:
    """It says that each is answered."""
    one = interaction('{"data": []}', url=f"{URL}?codes=A")
    assert cited(ID, CODES, one) == [ROW]


def test_what_shows_the_selection_may_lie_deeper() -> None:
    """In an object of the item."""
    one = interaction('{"data": [{"owner": {"id": 7}}]}', url=f"{URL}?owners=7&owners=8")
    assert find(ID, BOTH, one) == told("neither", "$.data[*].owner.id", "owners")


@pytest.mark.parametrize(
    ("query", "body"),
    [
        pytest.param("codes=A,B", '{"data": [{"code": "b"}, {"code": "A"}]}', id="all-answered"),
        pytest.param("codes=A,a,A", '{"data": [{"code": "A"}]}', id="one-in-two-spellings"),
        pytest.param(
            "codes=A,B", '{"data": [{"code": "A"}], "errors": [{"m": "no B"}]}', id="told-by-name"
        ),
        pytest.param(
            "codes=A,B", '{"data": [{"code": "A"}], "errors": [{"m": "one"}]}', id="told-unnamed"
        ),
        pytest.param("codes=A", '{"errors": []}', id="no-items-at-all"),
        pytest.param("codes=A", '{"data": [{}]}', id="an-item-that-does-not-say-which"),
        pytest.param("codes=A", '{"data": [{"code": "B"}]}', id="another-item"),
        pytest.param("", '{"data": []}', id="nothing-asked-for"),
        pytest.param("codes=A&owners=7", '{"data": []}', id="two-filters"),
        pytest.param("codes=A", "[1", id="no-json"),
    ],
)
def test_what_is_answered_told_or_unclear_is_not_found(query: str, body: str) -> None:
    """Whether two filters narrow each other, no row says."""
    assert find(ID, BOTH, interaction(body, url=f"{URL}?{query}")) == []


def test_two_missing_and_one_error_leave_one() -> None:
    """An error without a value stands for one of them."""
    one = interaction('{"data": [], "errors": [{"m": "lost"}]}', url=f"{URL}?codes=A,B")
    assert find(ID, CODES, one) == told("neither")


@pytest.mark.parametrize("status", [404, 500, 301])
def test_a_refusal_answers_nothing(status: int) -> None:
    """The status tells what became of the request."""
    one = interaction('{"data": []}', url=f"{URL}?codes=A", status=status)
    assert find(ID, CODES, one) == []


def test_a_body_that_says_failure_answers_nothing() -> None:
    """The status in the body does, too."""
    status = StatusRelation(
        id="whole",
        success=("ok",),
        code=(),
        succeeded=frozenset(),
        items=(),
        item_success=(),
        item_code=(),
        item_succeeded=frozenset(),
        citation=PAGE,
    )
    judged_by = contract(
        {**FIELDS, "ok": {}}, parameters=PARAMETERS, filters=[BY_CODE], statuses={"$": [status]}
    )
    failed = interaction('{"ok": "false", "data": []}', url=f"{URL}?codes=A")
    succeeded = interaction('{"ok": "true", "data": []}', url=f"{URL}?codes=A")
    assert find(ID, judged_by, failed) == []
    assert find(ID, judged_by, succeeded) == told("neither")


def test_a_value_that_may_select_none_needs_no_answer() -> None:
    """A customer may have no coupon."""
    owners = replace(BY_OWNER, one_each=False)
    judged_by = contract(FIELDS, parameters=PARAMETERS, filters=[owners])
    assert find(ID, judged_by, interaction('{"data": []}', url=f"{URL}?owners=7")) == []
