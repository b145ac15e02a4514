"""`not-the-union`: several identifiers are answered otherwise than each alone."""

from tests.calls import answer, related
from tests.support import find

ID = "not-the-union"
CONTRACT = related("union", "codes")
PROMISE = "follows: for several codes, what each of them has alone"
A, B, C = ({"code": code, "price": 5} for code in "ABC")
ALONE = (answer("codes=a", A), answer("codes=b", B, after=1))


def test_an_item_that_is_missing_is_a_warning() -> None:
    """A client that asks for many items at once gets fewer."""
    both = answer("codes=a&codes=b", A, after=2)
    absent = "absent, where another answer has it"
    assert find(ID, CONTRACT, *ALONE, both) == [("warning", "$.data[*]", PROMISE, absent, "1 of 2")]


def test_an_item_that_none_of_them_has_is_one() -> None:
    """Once it is known what each of them has."""
    both = answer("codes=a&codes=b", A, B, C, after=2)
    there = "there, where another answer lacks it"
    assert find(ID, CONTRACT, *ALONE, both) == [("warning", "$.data[*]", PROMISE, there, "1 of 2")]
    assert find(ID, CONTRACT, ALONE[0], both) == []


def test_another_value_is_one() -> None:
    """Of an item that both have."""
    both = answer("codes=b&codes=a", {"code": "A", "price": 4}, B, after=2)
    assert [one[1] for one in find(ID, CONTRACT, *ALONE, both)] == ["$.data[*].price"]


def test_the_union_in_any_order_is_none() -> None:
    """In whatever letter case it is asked for, where that does not matter."""
    assert find(ID, CONTRACT, *ALONE, answer("codes=B&codes=A", B, A, after=2)) == []


def test_identifiers_that_no_item_shows_are_judged_too() -> None:
    """Items are told apart by what does."""
    of_owners = related("union", "owners")
    both = answer("owners=1,2", B, after=2)
    alone = answer("owners=1", A), answer("owners=2", B, after=1)
    assert [one[1] for one in find(ID, of_owners, *alone, both)] == ["$.data[*]"]
