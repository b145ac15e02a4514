"""`not-as-created`: a text in another letter case than it was created in."""

from typing import Any

import msgspec
import pytest

from asdocumented.contracts.model import Filter
from tests.support import Found, cited, contract, find, interaction, parameter, row

ID = "not-as-created"
ROW, CASE_ROW = row(1, "codes"), row(2, "case")
CASE = {
    "parameter": "case",
    "default": "UPPER",
    "upper": ["UPPER"],
    "lower": ["LOWER"],
    "unchanged": ["AS_IT_IS"],
}
FIELDS: dict[str, Any] = {
    "data": {
        "type": "array",
        "items": {"type": "object", "properties": {"code": {"x-letter-case": CASE}}},
    }
}
BY_CODE = Filter("codes", "$.data[*].code", ignore_case=True, separator=None, citation=ROW)
CODES = contract(
    FIELDS,
    parameters=[parameter("codes"), parameter("case", citation=CASE_ROW)],
    filters=[BY_CODE],
)
ASKED = "https://utc.example/coupons?codes=AbC1&case=AS_IT_IS"
DRIFT: list[Found] = [
    (
        "error",
        "$.data[*].code",
        "follows: as created, with case=AS_IT_IS, like codes as sent",
        "another letter case",
        "1 of 1",
    )
]


def answered(body: str, url: str = ASKED, *, as_created: bool = True) -> list[Found]:
    one = interaction(body, url=url)
    return find(ID, CODES, msgspec.structs.replace(one, as_created=as_created))


@pytest.mark.parametrize("code", ["ABC1", "abc1", "aBc1"])
def test_a_text_in_another_letter_case_than_created_is_an_error(code: str) -> None:
    """The page promises it exactly as it was created."""
    assert answered(f'{{"data": [{{"code": "{code}"}}]}}') == DRIFT


def test_a_text_as_created_is_as_promised() -> None:
    """Nothing is wrong with it."""
    assert answered('{"data": [{"code": "AbC1"}]}') == []


def test_the_row_of_the_letter_case_is_cited() -> None:
    """It says what the parameter does."""
    one = msgspec.structs.replace(
        interaction('{"data": [{"code": "ABC1"}]}', url=ASKED), as_created=True
    )
    assert cited(ID, CODES, one) == [CASE_ROW]


def test_where_nobody_knows_how_it_was_created_nothing_is_told() -> None:
    """Somebody may have typed it otherwise."""
    assert answered('{"data": [{"code": "ABC1"}]}', as_created=False) == []


def test_a_text_that_nobody_asked_for_is_not_judged() -> None:
    """How it was created is not known; another check tells that it came."""
    assert answered('{"data": [{"code": "XYZ9"}, {"code": null}, {"code": 7}]}') == []
