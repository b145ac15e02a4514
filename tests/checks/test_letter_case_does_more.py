"""`letter-case-does-more`: a parameter that decides letter case changes something else."""

from tests.calls import ROW, answer, related
from tests.support import cited, find

ID = "letter-case-does-more"
CONTRACT = related("same-but-letter-case", "case")
PROMISE = "follows: the same but for letter case, whatever case is"
UPPER = answer("codes=a", {"code": "A", "price": 5})


def test_another_value_is_a_warning() -> None:
    """A client that changes the letter case gets other data."""
    lower = answer("codes=a&case=LOWER", {"code": "a", "price": 6})
    other = "another value than in another answer"
    assert find(ID, CONTRACT, UPPER, lower) == [
        ("warning", "$.data[*].price", PROMISE, other, "1 of 1")
    ]
    assert cited(ID, CONTRACT, UPPER, lower) == [ROW]


def test_an_item_more_is_one() -> None:
    """As where each code comes once more."""
    lower = answer("codes=a&case=LOWER", {"code": "a", "price": 5}, {"code": "a", "price": 5})
    there = "there, where another answer lacks it"
    assert find(ID, CONTRACT, UPPER, lower) == [("warning", "$.data[*]", PROMISE, there, "1 of 1")]


def test_letter_case_alone_is_none() -> None:
    """That is what it is for; and other codes are another request."""
    lower = answer("case=LOWER&codes=a", {"code": "a", "price": 5}, after=1)
    unchanged = answer("codes=a&case=AS_IT_IS", {"code": "a", "price": 5}, after=2)
    of_another = answer("codes=b&case=LOWER", {"code": "b", "price": 9}, after=3)
    assert find(ID, CONTRACT, UPPER, lower, unchanged, of_another) == []


def test_another_letter_case_of_another_text_is_one() -> None:
    """Only the codes are documented to follow the parameter."""
    lower = answer("codes=a&case=LOWER", {"code": "a", "words": ["ab"]})
    upper = answer("codes=a&case=UPPER", {"code": "A", "words": ["AB"]})
    found = find(ID, CONTRACT, lower, upper)
    assert [one[1] for one in found] == ["$.data[*].words[*]"]
