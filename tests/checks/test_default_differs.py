"""`default-differs`: a parameter that is left out is not at its default."""

from tests.calls import answer, related
from tests.support import find

ID = "default-differs"
CONTRACT = related("same-as-default", "series")
LEFT_OUT = answer("codes=a", {"code": "A", "price": 5})


def test_another_answer_is_a_warning() -> None:
    """A client that leaves the parameter out gets other data."""
    sent = answer("codes=a&series=false", {"code": "A", "price": 6})
    assert find(ID, CONTRACT, LEFT_OUT, sent) == [
        (
            "warning",
            "$.data[*].price",
            "follows: the same without series as with its default",
            "another value than in another answer",
            "1 of 1",
        )
    ]


def test_the_same_answer_is_none() -> None:
    """However the default is spelled; another value is another request."""
    sent = answer("codes=a&series=FALSE", {"code": "A", "price": 5}, after=1)
    other = answer("codes=a&series=true", {"code": "A", "price": 7, "series": {}}, after=2)
    assert find(ID, CONTRACT, LEFT_OUT, sent, other) == []
