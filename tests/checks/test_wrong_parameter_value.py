"""`wrong-parameter-value`: a value that the row does not allow, sent and answered."""

from typing import Any

import pytest

from asdocumented.contracts.model import Contract, Filter
from asdocumented.evidence.interaction import Origin
from tests.support import cited, contract, find, interaction, parameter, row

ID = "wrong-parameter-value"
URL = "https://utc.example/coupons"
LOCATION = "$request.query.ids"
ERRORS = {"errors": {"type": "array", "x-error-array": True, "items": {"type": "object"}}}


def about(*types: str, fields: Any = None, **changes: Any) -> Contract:
    """Return a contract whose only parameter is `ids`, of these types."""
    ids = parameter("ids", types=frozenset(types), **changes)
    return contract(fields or {"code": {}}, parameters=[ids])


def observed(judged_by: Contract, query: str, **particulars: Any) -> list[str]:
    """Return what is observed of a query that was sent to a live server."""
    one = interaction('{"code": 1}', url=f"{URL}?{query}", **{"origin": "har", **particulars})
    return [found[3] for found in find(ID, judged_by, one)]


def test_a_text_for_an_integer_is_a_warning() -> None:
    """Nothing told the client that it sent nonsense."""
    one = interaction('{"code": 1}', url=f"{URL}?ids=invented", status=200, origin="live")
    assert find(ID, about("integer"), one) == [
        ("warning", LOCATION, "String", "text that is no integer, and answered", "1 of 1")
    ]


def test_the_row_of_the_parameter_is_cited() -> None:
    """It says which values there are."""
    one = interaction('{"code": 1}', url=f"{URL}?ids=invented")
    assert [row.name for row in cited(ID, about("integer"), one)] == ["ids"]


def test_a_printed_request_with_a_wrong_value_is_a_note() -> None:
    """The page contradicts itself, and no client breaks."""
    one = interaction('{"code": 1}', url=f"{URL}?ids=invented", origin="example")
    assert [found[0] for found in find(ID, about("integer"), one)] == ["note"]


@pytest.mark.parametrize(
    ("types", "right", "wrong"),
    [
        (("integer",), ["7", "-7", "007", ""], ["7.0", "1e3", " 7", "seven", "0x7"]),
        (("number",), ["7", "-7.25", "1e3", "1E-3"], ["7.", ".5", "1,5", "NaN", "seven"]),
        (("boolean",), ["true", "False", "TRUE"], ["1", "0", "yes", "maybe"]),
        (("integer", "null"), ["7", "null", "NULL"], ["none"]),
        (("integer", "boolean"), ["7", "true"], ["yes"]),
        (("string",), ["7", "true", "null", "anything"], []),
        ((), ["7", "anything"], []),
        (("object",), ["anything"], []),
    ],
    ids=["integer", "number", "boolean", "integer or null", "either", "text", "none", "object"],
)
def test_texts_that_a_type_has(types: tuple[str, ...], right: list[str], wrong: list[str]) -> None:
    """A value is read as its type is written in a URL; an empty text counts as not sent."""
    judged_by = about(*types)
    assert [text for text in right if observed(judged_by, f"ids={text}")] == []
    assert [text for text in wrong if not observed(judged_by, f"ids={text}")] == []


@pytest.mark.parametrize(
    ("limits", "query", "expected"),
    [
        ({"maximum": 9}, "ids=10", "too large, and answered"),
        ({"minimum": 1}, "ids=0", "too small, and answered"),
        ({"multipleOf": 5}, "ids=7", "no multiple, and answered"),
    ],
)
def test_a_number_beyond_its_limits(limits: dict[str, Any], query: str, expected: str) -> None:
    """Limits are those of the schema."""
    assert observed(about("integer", limits=limits), query) == [expected]


def test_a_number_beyond_what_a_double_holds_is_beyond_a_limit() -> None:
    """It is read as infinite."""
    judged_by = about("number", limits={"maximum": 9})
    assert observed(judged_by, "ids=1e999") == ["too large, and answered"]


@pytest.mark.parametrize(
    ("limits", "right", "wrong", "told"),
    [
        ({"maxLength": 3}, "abc", "abcd", "too long"),
        ({"pattern": "^[A-Z]+$"}, "ABC", "abc", "another form"),
        ({"format": "date"}, "2026-11-22", "22.11.2026", "another format"),
        ({"format": "date-time"}, "2026-11-22T12:00:00+05:30", "2026-11-22", "another format"),
        ({"format": "date-time"}, "2026-11-22T12:00:00%2B05:30", "yesterday", "another format"),
        (
            {"format": "uuid"},
            "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            "6ba7b810",
            "another format",
        ),
    ],
)
def test_a_text_beyond_its_limits(
    limits: dict[str, Any], right: str, wrong: str, told: str
) -> None:
    """Formats are checked, too."""
    judged_by = about("string", limits=limits)
    assert observed(judged_by, f"ids={right}") == []
    assert observed(judged_by, f"ids={wrong}") == [f"{told}, and answered"]


def test_each_value_of_a_list_is_judged() -> None:
    """Repeated, or behind the separator of its style; each class of fault once."""
    separated = about("integer", separator=",")
    assert observed(separated, "ids=1&ids=2") == []
    assert observed(separated, "ids=1,2, 3") == []
    assert observed(separated, "ids=1,two&ids=three") == ["text that is no integer, and answered"]
    assert observed(about("integer"), "ids=1,2") == ["text that is no integer, and answered"]


def test_a_list_has_listed_values_and_a_length() -> None:
    """Whether a value is listed does not hang on its letter case."""
    judged_by = about("string", listed=("A", "b"), list_limits={"maxItems": 2}, separator=",")
    assert observed(judged_by, "ids=a,B") == []
    assert observed(judged_by, "ids=a,c") == ["another value, and answered"]
    assert observed(judged_by, "ids=a,b&ids=a") == ["too many items, and answered"]


@pytest.mark.parametrize("status", [301, 400, 404, 500])
def test_a_refusal_by_status_is_what_should_be(status: int) -> None:
    """The server told the client."""
    assert observed(about("integer"), "ids=x", status=status) == []


@pytest.mark.parametrize("status", [None, 200, 202])
def test_a_success_is_none(status: int | None) -> None:
    """Also one that nobody recorded, and one without a documented body."""
    assert len(observed(about("integer"), "ids=x", status=status)) == 1


def test_a_refusal_in_the_body_is_what_should_be() -> None:
    """An error array that is not empty says that something is wrong."""
    judged_by = about("integer", fields=ERRORS)
    refused = interaction('{"errors": [{}]}', url=f"{URL}?ids=x", status=200, origin="har")
    taken = interaction('{"errors": []}', url=f"{URL}?ids=x", status=200, origin="har")
    assert find(ID, judged_by, refused) == []
    assert len(find(ID, judged_by, taken)) == 1


def test_a_body_that_cannot_be_read_tells_nothing() -> None:
    """It may be a refusal."""
    one = interaction("<html>", url=f"{URL}?ids=x", status=200, origin="har")
    assert find(ID, about("integer"), one) == []


def test_an_inferred_request_is_no_evidence() -> None:
    """Nobody printed it."""
    assert observed(about("integer"), "ids=x", origin="example", inferred=True) == []


@pytest.mark.parametrize("changes", [{"sensitive": "personal"}, {"selects_sensitive": True}])
def test_what_recordings_replace_is_judged_for_its_type_alone(changes: dict[str, Any]) -> None:
    """A pseudonym has the type of what it stands for, and no more."""
    judged_by = about("integer", limits={"maximum": 9}, **changes)
    assert observed(judged_by, "ids=10") == []
    assert observed(judged_by, "ids=ten") == ["text that is no integer, and answered"]


@pytest.mark.parametrize("place", ["header", "cookie"])
def test_what_is_not_sent_in_the_url_is_not_judged(place: str) -> None:
    """A query parameter of the same name is another one."""
    assert observed(about("integer", place=place), "ids=x") == []


@pytest.mark.parametrize("origin", ["cassette", "har", "live"])
def test_a_very_long_value_is_judged_too(origin: Origin) -> None:
    """Without being remembered."""
    assert len(observed(about("integer"), f"ids={'x' * 5000}", origin=origin)) == 1
    assert len(observed(about("string", limits={"maxLength": 9}), f"ids={'x' * 5000}")) == 1


def test_no_other_check_finds_it() -> None:
    """A wrong value is found once."""
    one = interaction('{"code": 1}', url=f"{URL}?ids=x", status=200, origin="har")
    found = find(None, about("integer"), one)
    assert [one[1] for one in found if one[1].startswith("$request")] == [LOCATION]


def test_a_comma_that_no_row_tells_of_is_told_where_it_works() -> None:
    """A client that relies on it breaks when it ends."""
    fields = {"data": {"type": "array", "items": {"properties": {"code": {}}}}}
    rule = Filter(
        "codes", "$.data[*].code", ignore_case=False, separator=None, citation=row(1, "codes")
    )
    judged_by = contract(fields, parameters=[parameter("codes")], filters=[rule])
    each = interaction(
        '{"data": [{"code": "A"}, {"code": "B"}]}', url=f"{URL}?codes=A,B", origin="har"
    )
    whole = interaction('{"data": [{"code": "A,B"}]}', url=f"{URL}?codes=A,B", origin="har")
    alone = interaction('{"data": [{"code": "A"}]}', url=f"{URL}?codes=A,B", origin="har")
    assert find(ID, judged_by, each) == [
        (
            "warning",
            "$request.query.codes",
            "follows: one value, for no row tells of several with a comma",
            "several values with a comma, and answered each",
            "1 of 1",
        )
    ]
    assert find(ID, judged_by, whole) == find(ID, judged_by, alone) == []
