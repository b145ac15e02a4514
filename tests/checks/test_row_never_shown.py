"""`row-never-shown`: a documented row that no printed example shows."""

from msgspec.structs import replace

from asdocumented.contracts.model import Contract, PrintedExample
from asdocumented.contracts.printed import printed_types
from asdocumented.formats.json_path import Json
from tests.support import cited, contract, find, parameter, row

ID = "row-never-shown"
FIELDS = {
    "code": {"type": "string"},
    "details": {"type": "object", "properties": {"by": {"type": "string"}}},
    "errors": {"type": "array", "x-error-array": True, "items": {"properties": {"code": {}}}},
}
PAGE = contract(FIELDS, parameters=[parameter("codes")])
ALL: Json = {"code": "A", "details": {"by": "x"}, "errors": []}


def printing(*bodies: Json, url: str = "?codes=A", has_request: bool = True) -> Contract:
    """Return the contract of a page that prints these bodies."""
    examples = tuple(PrintedExample("one", url, has_request, 200, one) for one in bodies)
    return replace(PAGE, examples=examples, printed=printed_types(PAGE, examples))


def test_a_field_in_no_example_is_a_note() -> None:
    """What lies below it is counted, and not told again."""
    assert find(ID, printing({"code": "A", "errors": []})) == [
        ("note", "$.details", "details and 1 below it", "in no printed answer", "")
    ]


def test_a_parameter_in_no_printed_request_is_a_note() -> None:
    """A request that nobody printed shows nothing."""
    told = [("note", "$request.query.codes", "the parameter codes", "in no printed request", "")]
    assert find(ID, printing(ALL, url="?other=1")) == told
    assert find(ID, printing(ALL, url="?codes=A", has_request=False)) == []


def test_the_row_is_cited() -> None:
    """Of the field that is not shown."""
    assert cited(ID, printing({"details": {"by": "x"}, "errors": []})) == [row(1, "code", "String")]


def test_what_any_example_shows_is_not_found() -> None:
    """Null is shown, too; the items of errors need not be."""
    assert find(ID, printing({"code": None}, {"details": {"by": "x"}, "errors": []})) == []


def test_a_page_without_examples_shows_nothing_anyway() -> None:
    """That it prints none is no fault of a row."""
    assert find(ID, PAGE) == []
