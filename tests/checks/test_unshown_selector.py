"""`unshown-selector`: a parameter that selects by a value which no row shows."""

from asdocumented.contracts.model import Filter
from tests.support import cited, contract, find, parameter, row

ID = "unshown-selector"
ROW = row(1, "ids")


def test_a_selection_that_nothing_shows_is_a_note() -> None:
    """The row of the parameter is cited."""
    rule = Filter("ids", None, ignore_case=False, separator=None, citation=ROW)
    page = contract({"code": {}}, parameters=[parameter("ids")], filters=[rule])
    assert find(ID, page) == [
        (
            "note",
            "$request.query.ids",
            "ids selects",
            "by a value that no row of the response shows",
            "",
        )
    ]
    assert cited(ID, page) == [ROW]


def test_a_selection_that_the_response_shows_is_not_found() -> None:
    """Nor is a parameter that selects nothing."""
    rule = Filter("ids", "$.code", ignore_case=False, separator=None, citation=ROW)
    page = contract({"code": {}}, parameters=[parameter("ids"), parameter("x")], filters=[rule])
    assert find(ID, page) == []
