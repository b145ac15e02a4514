"""`unreadable-body`: a body that is not JSON where JSON is documented."""

import pytest
from msgspec.structs import replace

from asdocumented.evidence.interaction import Interaction, Request, Response
from tests.support import PAGE, cited, contract, find, interaction

JSON = contract({"code": {"type": "string"}})
DEFAULT = replace(
    JSON,
    bodies={"200": JSON.bodies["200"], "default": JSON.bodies["200"]},
    content_types={"200": frozenset({"application/json"}), "default": frozenset({"text/json"})},
)


def of_bytes(body: bytes) -> Interaction:
    """Return an interaction whose body is not even text."""
    request = Request("GET", "https://utc.example/coupons")
    return Interaction("one", "example", request, Response(None, None, body))


def unreadable(fault: str) -> list[tuple[str, str, str, str, str]]:
    """Return the finding of a fault in a single interaction."""
    return [("error", "$response.body", "follows: application/json", fault, "1 of 1")]


def test_a_body_that_is_not_json_is_an_error() -> None:
    """The client's parser raises before the client sees what went wrong."""
    assert find("unreadable-body", JSON, "not JSON") == [
        ("error", "$response.body", "follows: application/json", "not JSON", "1 of 1")
    ]


def test_the_page_is_cited() -> None:
    """No row documents the body as a whole, so that the finding cites the page."""
    assert cited("unreadable-body", JSON, "not JSON") == [PAGE]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("", "an empty body"),
        (" \r\n\t ", "an empty body"),
        ("<html><body>Log in</body></html>", "HTML or XML"),
        ('\n <?xml version="1.0"?><a/>', "HTML or XML"),
        ("<!DOCTYPE html>", "HTML or XML"),
        ("Internal Server Error", "not JSON"),
        ("{'code': 'A'}", "not JSON"),
        ('{"code": A}', "not JSON"),
        ('{"code": "A",}', "not JSON"),
        ('{"code": 01}', "not JSON"),
        ('{"code": "A\nB"}', "not JSON"),
        ('{"code": "A" "id": 1}', "not JSON"),
        ('{"code": True}', "not JSON"),
        ('{"code": "\\x41"}', "not JSON"),
        ('callback({"code": "A"})', "JSONP, JSON in a call of a function"),
        ("undefined", "not JSON"),
        ('\ufeff{"code": "A"}', "JSON behind a byte order mark"),
        ('{"code": "A"}{"code": "B"}', "more than one JSON value"),
        ('{"code": "A"}\n{"code": "B"}\n', "more than one JSON value"),
        ("1 2", "more than one JSON value"),
        ('{"code": NaN}', "NaN or Infinity"),
        ('{"code": Infinity}', "NaN or Infinity"),
        ('{"code": [-Infinity]}', "NaN or Infinity"),
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
        (f'{{"code": {"1" * 5000}}}', "a number too long to read"),
        (f"-{'9' * 5000}", "a number too long to read"),
    ],
    ids=lambda text: text[:20],
)
def test_the_class_of_the_fault_is_named(body: str, fault: str) -> None:
    """What is wrong with a body is said without quoting it."""
    assert find("unreadable-body", JSON, body) == unreadable(fault)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_json_in_another_encoding_is_named_as_such(encoding: str) -> None:
    """With a byte order mark and without; JSON between systems is UTF-8 (RFC 8259, section 8.1)."""
    body = '{"code": "A"}'.encode(encoding)
    assert find("unreadable-body", JSON, of_bytes(body)) == unreadable("UTF-16 in place of UTF-8")


@pytest.mark.parametrize(
    "body",
    [
        b'{"code": "\xe9"}',
        b"\x89PNG\r\n\x1a\n",
        b"\x1f\x8b\x08\x00",
        b'{"code": "\xed\xa0\x80"}',
    ],
)
def test_bytes_that_are_no_utf_8_are_named_as_such(body: bytes) -> None:
    """JSON between systems is UTF-8; images and compressed bodies are not."""
    assert find("unreadable-body", JSON, of_bytes(body)) == unreadable("not UTF-8")


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[",
        "[[",
        '{"code"',
        '{"code":',
        '{"code": ',
        '{"code": "A"',
        '{"code": "A",',
        '{"code": ["A"',
        '{"code": ["A",\n',
        '{"code": "A", "id": 1',
        '{"co',
        '"text',
        '{"code": "cut off in the mid',
        '{"code": "A\\',
        '{"code": "\\u00',
        '{"code": tr',
        '{"code": n',
        '{"code": -',
        '{"code": 1.',
        '{"code": 1e',
    ],
)
def test_a_body_that_ends_in_the_middle_is_cut_off(body: str) -> None:
    """A body that could go on to be JSON is cut off, wherever that happened."""
    assert find("unreadable-body", JSON, body) == unreadable("JSON cut off")


@pytest.mark.parametrize("body", ["404 page not found", "502 Bad Gateway", "null pointer"])
def test_text_that_begins_with_a_value_is_not_several_values(body: str) -> None:
    """Only where another value follows the first are there several."""
    assert find("unreadable-body", JSON, body) == unreadable("not JSON")


def test_html_behind_a_byte_order_mark_is_html() -> None:
    """A byte order mark makes no JSON of what follows."""
    assert find("unreadable-body", JSON, "\ufeff<html></html>") == unreadable("HTML or XML")


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        " \n{} \r\n",
        "null",
        "7",
        "-0.0",
        "1e400",
        '"text"',
        "true",
        "[]",
        "[[7], null]",
        '{"": {"": []}}',
        '{"code": "A", "code": "B"}',
        '{"code": "\\ud800"}',
        '{"code": "\\u0000"}',
        '{"code": 123456789012345678901234567890}',
        '{"code": "<html>"}',
        '{"code": "NaN"}',
        "[" * 100 + "]" * 100,
    ],
)
def test_json_of_any_shape_is_readable(body: str) -> None:
    """What the JSON says is judged by other checks."""
    assert find("unreadable-body", JSON, body) == []


@pytest.mark.parametrize("body", ["not JSON", "", "<html>", "{", "[NaN]", "{} {}"])
def test_no_other_check_finds_anything_in_it(body: str) -> None:
    """What cannot be read neither holds nor lacks anything."""
    assert [found[1] for found in find(None, JSON, body)] == ["$response.body"]


@pytest.mark.parametrize("status", [404, 418, 500])
@pytest.mark.parametrize("body", ["not JSON", "", "<html>"])
def test_where_no_json_is_documented_any_body_will_do(status: int, body: str) -> None:
    """A status promises JSON only where its body is documented."""
    assert find("unreadable-body", JSON, interaction(body, status=status)) == []


@pytest.mark.parametrize(
    ("status", "documented"),
    [(None, "application/json"), (200, "application/json"), (404, "text/json"), (500, "text/json")],
)
def test_the_types_of_the_status_are_named(status: int | None, documented: str) -> None:
    """A body may be documented for all other statuses; without a status it is a success."""
    assert find("unreadable-body", DEFAULT, interaction("not JSON", status=status)) == [
        ("error", "$response.body", f"follows: {documented}", "not JSON", "1 of 1")
    ]


def test_the_header_does_not_excuse_the_body() -> None:
    """A body and its Content-Type are two facts."""
    one = interaction("<html>", status=200, content_type="text/html")
    assert find(None, JSON, one) == [
        ("error", "$response.body", "follows: application/json", "HTML or XML", "1 of 1"),
        (
            "warning",
            "$response.header.Content-Type",
            "follows: application/json",
            "text/html",
            "1 of 1",
        ),
    ]


def test_each_class_is_found_by_itself_and_counted_by_origin() -> None:
    """Bodies are counted among all interactions, printed and recorded ones apart."""
    bodies = [
        interaction("<html>", name="one"),
        interaction("", name="two"),
        interaction("<a/>", name="three"),
        interaction("{}", name="four"),
        interaction("<html>", origin="har", name="five"),
        interaction("<html>", origin="har", status=500, name="six"),
    ]
    assert find("unreadable-body", JSON, *bodies) == [
        ("error", "$response.body", "follows: application/json", "HTML or XML", "2 of 4, 1 of 2"),
        ("error", "$response.body", "follows: application/json", "an empty body", "1 of 4"),
    ]


def test_the_answer_to_an_inferred_request_is_evidence() -> None:
    """Nobody printed the request, but the body is printed all the same."""
    assert find("unreadable-body", JSON, interaction("{", inferred=True)) == unreadable(
        "JSON cut off"
    )
