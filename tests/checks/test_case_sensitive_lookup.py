"""`case-sensitive-lookup`: a look-up that depends on letter case."""

from tests.calls import answer, related
from tests.support import find

ID = "case-sensitive-lookup"
CONTRACT = related("ignores-letter-case", "codes")
PROMISE = "follows: the same, in whatever letter case codes is typed"
FOUND = answer("codes=Ab", {"code": "AB", "price": 5})
ABSENT = "absent, where another answer has it"


def test_a_coupon_that_is_not_found_is_a_finding() -> None:
    """As severe as the contract says."""
    lost = answer("codes=aB")
    row = ("$.data[*]", PROMISE, ABSENT, "1 of 1")
    assert find(ID, CONTRACT, FOUND, lost) == [("warning", *row)]
    severe = related("ignores-letter-case", "codes", "error")
    assert find(ID, severe, FOUND, lost) == [("error", *row)]


def test_the_same_coupon_is_none() -> None:
    """Nor is the answer for another code, or with another parameter beside it."""
    again = answer("codes=aB", {"code": "AB", "price": 5}, after=1)
    other = answer("codes=cd", after=2)
    beside = answer("codes=AB&series=true", {"code": "AB", "price": 7}, after=3)
    assert find(ID, CONTRACT, FOUND, again, other, beside) == []
