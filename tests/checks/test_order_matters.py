"""`order-matters`: the answer depends on the order of identifiers, or on repetition."""

import pytest

from tests.calls import answer, related
from tests.support import find

ID = "order-matters"
A, B = {"code": "A", "price": 5}, {"code": "B", "price": 6}


@pytest.mark.parametrize(
    ("name", "query", "other"),
    [
        ("codes", "codes=a&codes=b", "codes=b&codes=a"),
        ("codes", "codes=a&codes=b", "codes=a&codes=b&codes=a"),
        ("owners", "owners=1,2", "owners=2,1"),
    ],
)
def test_an_item_that_goes_is_a_warning(name: str, query: str, other: str) -> None:
    """Two clients that ask for the same items get other ones."""
    assert find(ID, related("any-order", name), answer(query, A, B), answer(other, A)) == [
        (
            "warning",
            "$.data[*]",
            f"follows: the same, in whatever order and how often {name} is sent",
            "absent, where another answer has it",
            "1 of 1",
        )
    ]
    assert find(ID, related("any-order", name), answer(query, A, B), answer(other, B, A)) == []
