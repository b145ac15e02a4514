"""`surplus-item`: more items than identifiers that each select one."""

import pytest

from asdocumented.contracts.model import Filter
from tests.support import cited, contract, find, interaction, parameter, row

ID = "surplus-item"
URL = "https://utc.example/coupons"
ROW = row(1, "ids")
FIELDS = {"data": {"type": "array", "items": {"type": "object", "properties": {"code": {}}}}}
BY_ID = Filter(
    "ids",
    None,
    ignore_case=False,
    separator=None,
    citation=ROW,
    array="$.data",
    one_each=True,
)
IDS = contract(FIELDS, parameters=[parameter("ids")], filters=[BY_ID])
TWO = '{"data": [{"code": "A"}, {"code": "B"}]}'


def test_an_item_more_is_a_warning() -> None:
    """Whose it is, the response does not show."""
    assert find(ID, IDS, interaction(TWO, url=f"{URL}?ids=7")) == [
        ("warning", "$.data[*]", "follows: one item for each ids", "more items", "1 of 1")
    ]


def test_the_row_of_the_parameter_is_cited() -> None:
    """It says what an identifier selects."""
    assert cited(ID, IDS, interaction(TWO, url=f"{URL}?ids=7")) == [ROW]


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ("ids=7&ids=8", TWO),
        ("ids=7", '{"data": [{"code": "A"}]}'),
        ("ids=7", '{"data": []}'),
        ("ids=7", '{"data": {"code": "A"}}'),
        ("", TWO),
    ],
)
def test_as_many_or_fewer_are_not_found(query: str, body: str) -> None:
    """Fewer is another check's."""
    assert find(ID, IDS, interaction(body, url=f"{URL}?{query}")) == []


def test_an_identifier_that_is_repeated_selects_one() -> None:
    """Each value counts once."""
    assert len(find(ID, IDS, interaction(TWO, url=f"{URL}?ids=7&ids=7"))) == 1
