"""`switch-changes-more`: a parameter that asks for one field changes another one."""

from tests.calls import answer, related
from tests.support import find

ID = "switch-changes-more"
CONTRACT = related("only-adds", "series")
WITHOUT = answer("codes=a", {"code": "A", "price": 5})


def test_another_value_is_a_warning() -> None:
    """A client that asks for more gets other facts."""
    added = answer("codes=a&series=true", {"code": "A", "price": 6, "series": {"id": 1}})
    assert find(ID, CONTRACT, WITHOUT, added) == [
        (
            "warning",
            "$.data[*].price",
            "follows: the same but for what series adds",
            "another value than in another answer",
            "1 of 1",
        )
    ]


def test_what_is_added_is_none() -> None:
    """That is what it is for."""
    added = answer("codes=a&series=true", {"code": "A", "price": 5, "series": {"id": 1}})
    assert find(ID, CONTRACT, WITHOUT, added) == []
