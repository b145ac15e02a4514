"""Bytes to JSON: what is read, and why something is not."""

import math
from typing import Any

import pytest

from asdocumented.formats.json_body import escaped_quotes, is_deep, is_json, parse, repeated_names


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"null", None),
        (b"true", True),
        (b'"text"', "text"),
        (b"[]", []),
        (b"{}", {}),
        (b' \r\n\t{"a": [1, -2.5, false, null]} \n', {"a": [1, -2.5, False, None]}),
        ('"é 优 🎟"'.encode(), "é 优 🎟"),
        (rb'"\u00e9\ud83c\udf9f\n\/"', "é🎟\n/"),
        (b'"NaN"', "NaN"),
        (b'{"NaN": "Infinity"}', {"NaN": "Infinity"}),
        (b'"<html>"', "<html>"),
        ('["\u2028"]'.encode(), ["\u2028"]),
        (rb'"\u0000"', "\x00"),
        ('"\ufeff"'.encode(), "\ufeff"),
    ],
)
def test_json_is_read_without_a_fault(body: bytes, value: Any) -> None:
    """Any JSON value may be a body, with blanks around it."""
    assert parse(body) == (value, None)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"10", 10),
        (b"-0", 0),
        (b"10.0", 10.0),
        (b"1e2", 100.0),
        (b"1E-400", 0.0),
        (b"9223372036854775808", 2**63),
        (b"18446744073709551616", 2**64),
        (b"-18446744073709551616", -(2**64)),
        pytest.param(b"9" * 4_300, 10**4_300 - 1, id="long"),
    ],
)
def test_integers_and_decimals_are_told_apart(body: bytes, value: float) -> None:
    """`10.0` is a number and `10` an integer, of whatever length Python reads."""
    found, fault = parse(body)
    assert (found, type(found), fault) == (value, type(value), None)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"1e400", math.inf),
        (b"-1e400", -math.inf),
        (b'{"a": [1e400]}', {"a": [math.inf]}),
        (b"1e99999999999999999999", math.inf),
        pytest.param(b"1" + b"0" * 400 + b".5", math.inf, id="long"),
    ],
)
def test_a_number_too_large_for_a_float_is_read_as_infinite(body: bytes, value: Any) -> None:
    """It is JSON, and only Python's floats end before it."""
    assert parse(body) == (value, None)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (rb'"\ud800"', "\ud800"),
        (rb'"\udc00"', "\udc00"),
        (rb'"\ud800\u0041"', "\ud800A"),
        (rb'{"\udfff": ["\ud800"]}', {"\udfff": ["\ud800"]}),
    ],
)
def test_a_lone_surrogate_is_read(body: bytes, value: Any) -> None:
    """JSON can escape half a character, and a check may look at it."""
    assert parse(body) == (value, None)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b'{"a": 1, "b": 3, "a": null}', {"a": None, "b": 3}),
        (b'[{"a": {"b": 1, "b": []}}]', [{"a": {"b": []}}]),
        (rb'{"a": 1, "\u0061": 2}', {"a": 2}),
        (rb'{"a": 1, "a": "\ud800"}', {"a": "\ud800"}),
    ],
)
def test_the_last_of_two_members_with_one_name_wins(body: bytes, value: Any) -> None:
    """That is what most parsers do."""
    assert parse(body) == (value, None)


@pytest.mark.parametrize("depth", [1, 100, 400])
@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_nesting_is_read(depth: int, opening: bytes, closing: bytes) -> None:
    """Some hundred levels are no fault."""
    value, fault = parse(opening * depth + (b"[]" if closing == b"]" else b"1") + closing * depth)
    assert fault is None
    for _ in range(depth):
        assert isinstance(value, list | dict)
        value = value[0] if isinstance(value, list) else value["a"]
    assert value == ([] if closing == b"]" else 1)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"NaN", "NaN or Infinity"),
        (b"[Infinity]", "NaN or Infinity"),
        (b'{"a": -Infinity}', "NaN or Infinity"),
        (b'{"a": "\\ud800", "b": NaN}', "NaN or Infinity"),
        (b"\xef\xbb\xbf{}", "JSON behind a byte order mark"),
        (b"\xef\xbb\xbf [1, 2]", "JSON behind a byte order mark"),
        pytest.param(b"[" * 501 + b"]" * 501, "nested too deeply", id="arrays"),
        pytest.param(b"[" * 5_000 + b"]" * 5_000, "nested too deeply", id="more arrays"),
        pytest.param(b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "nested too deeply", id="objects"),
        pytest.param(b"9" * 5_000, "a number too long to read", id="digits"),
        pytest.param(b"[-" + b"9" * 5_000 + b"]", "a number too long to read", id="in-array"),
        (b"", "an empty body"),
        (b" \r\n\t", "an empty body"),
        (b"<!DOCTYPE html><html></html>", "HTML or XML"),
        (b'\n <?xml version="1.0"?><a/>', "HTML or XML"),
        (b"\xff", "not UTF-8"),
        (b'"\xff"', "not UTF-8"),
        (b'{"\xc3\x28": 1}', "not UTF-8"),
        (b'"\xed\xa0\x80"', "not UTF-8"),
        (b"\x1f\x8b\x08\x00", "not UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "UTF-16 in place of UTF-8"),
        ('{"a": 1}'.encode("utf-16-be"), "UTF-16 in place of UTF-8"),
        ('{"a": "é"}'.encode("utf-16-le"), "UTF-16 in place of UTF-8"),
        ('{"a": 1}'.encode("utf-32"), "UTF-32 in place of UTF-8"),
        ('{"a": '.encode("utf-16"), "not UTF-8"),
        ("<p>".encode("utf-16"), "not UTF-8"),
        ('"é"'.encode("latin-1"), "not UTF-8"),
        (b"{} {}", "more than one JSON value"),
        (b'{"a": 1}\n{"a": 2}\n', "more than one JSON value"),
        (b"[1][2]", "more than one JSON value"),
        (b"null null", "more than one JSON value"),
        (b"hello", "not JSON"),
        (b"{'a': 1}", "not JSON"),
        (b'{"a": 1,}', "not JSON"),
        (b"[1,]", "not JSON"),
        (b"{1: 2}", "not JSON"),
        (b"True", "not JSON"),
        (b".5", "not JSON"),
        (b"+1", "not JSON"),
        (rb'"\x"', "not JSON"),
        (rb'"\u12', "JSON cut off"),
        (rb'"\u12"', "not JSON"),
        (rb'{"a": "\x", "b": "te', "not JSON"),
        (b'{"a": tru, "b": 1', "not JSON"),
        (b'{"a": trux', "not JSON"),
        (b'"\x01"', "not JSON"),
        (b'"a\tb"', "not JSON"),
        (b"// comment\n{}", "not JSON"),
        (b"callback({})", "JSONP, JSON in a call of a function"),
        (b"/**/ jQuery18_$.call([{}]);\n", "JSONP, JSON in a call of a function"),
        (b'callback({"a": 1}', "not JSON"),
        (b"Error(404)", "not JSON"),
        (b"callback {}", "not JSON"),
        (b"\x00", "not JSON"),
        (b"\xc2\xa0{}", "not JSON"),
    ],
)
def test_what_is_not_json_has_a_class_of_fault(body: bytes, fault: str) -> None:
    """A fault is named by its class, so that one fault is one drift whatever the body says."""
    assert parse(body) == (None, fault)


@pytest.mark.parametrize(
    "body", [b"{}x", b"[1]]", b'"a" // b', b"[1]\x00", b"1_000", b"01", b"1.x", b"0x10"]
)
def test_anything_after_the_value_is_a_fault(body: bytes) -> None:
    """A parser that stops at the end of the first value would not see it."""
    value, fault = parse(body)
    assert value is None
    assert fault in ("more than one JSON value", "not JSON")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[",
        b'{"a"',
        b'{"a":',
        b'{"a": ',
        b'{"a": 1',
        b'{"a": 1,',
        b'{"a": [1, 2',
        b'{"a": {"b": 1}',
        b'{"a',
        b'{"a": "',
        b'{"a": "text',
        b'"text',
        b'"text\\',
        b'"text\\u00',
        b'{"a": tru',
        b'{"a": nul',
        b'{"a": fals',
        b'{"a": -',
        b'{"a": 1.',
        b'{"a": 1e',
        b'{"a": 1e+',
        b"tru",
        b"1.",
        b"1e",
        b"-",
    ],
)
def test_a_body_that_ends_too_soon_is_cut_off(body: bytes) -> None:
    """A lost connection ends a body anywhere: between two tokens, in a text, word or number."""
    assert parse(body) == (None, "JSON cut off")


def test_html_behind_a_byte_order_mark_is_html() -> None:
    """The mark is not what keeps a client from reading it."""
    assert parse(b"\xef\xbb\xbf<!DOCTYPE html>") == (None, "HTML or XML")


def test_a_lone_byte_order_mark_is_an_empty_body() -> None:
    """There is no JSON behind it."""
    assert parse(b"\xef\xbb\xbf") == (None, "an empty body")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"[" * 100_000, id="arrays"),
        pytest.param(b'{"a":' * 100_000, id="objects"),
        pytest.param(b"[" * 10_000 + b"NaN", id="arrays-and-nan"),
        pytest.param(b"-" * 100_000, id="signs"),
        pytest.param(b'"' * 99_999, id="quotes"),
        pytest.param(b"9" * 1_000_000, id="digits"),
        pytest.param(b"\\" * 100_000, id="backslashes"),
        pytest.param(b"[" + b"9" * 5_000 + b", tru", id="digits-and-cut-off"),
    ],
)
def test_no_body_raises(body: bytes) -> None:
    """Whatever comes is evidence of something, however long it is."""
    value, fault = parse(body)
    assert value is None
    assert fault


def test_five_hundred_levels_are_read_however_many_brackets_stand_side_by_side_or_in_texts() -> (
    None
):
    """The limit is on depth, and the same on every Python."""
    deep = b"[" * 500 + b"]" * 500
    wide = b"[" + b",".join([b'{"\\"[[": "[{"}'] * 1_000) + b"]"
    assert [parse(body)[1] for body in (deep, wide, b'"' + b"[" * 1_000 + b'"')] == [None] * 3


def repeated(text: str) -> list[tuple[Any, Any]]:
    body = text.encode("utf-8", "surrogatepass")
    return [(found.path, found.values) for found in repeated_names(body, parse(body)[0])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1, "a": 2}', [(("a",), [1, 2])]),
        ('{"a":1 , "b":2,"a"\t:\n1}', [(("a",), [1, 1])]),
        ('{"a": 1, "\\u0061": 2}', [(("a",), [1, 2])]),
        ('{"": 1, "": 2}', [(("",), [1, 2])]),
        ('[{"a": {"b": 1, "b": {}}}]', [((0, "a", "b"), [1, {}])]),
        ('{"a": {"b": 1, "b": 2}, "a": 3}', [(("a",), [{"b": 2}, 3])]),
        ('{"a": 1, "a": 2, "c": "\\u003a"}', [(("a",), [1, 2])]),
        ('{"a": 1, "a": 2, "c": "\\u003A"}', [(("a",), [1, 2])]),
        ('{"a": 1e400, "a": 1, "b": "\\ud800"}', [(("a",), [math.inf, 1])]),
        ('{"a": 1, "b": 2, "b": 2, "a": 1}', [(("a",), [1, 1]), (("b",), [2, 2])]),
        ('{"a": ":", "b": "\\":"}', []),
        ('{"a": "\\u003a", "b": "\\ud800", "c": {"a": [{"a": 1}, {"a": 1}]}}', []),
        ("{}", []),
        ('"a:b"', []),
    ],
)
def test_names_that_stand_more_than_once_in_an_object_are_found(text: str, found: Any) -> None:
    """However the text spells names, colons and blanks."""
    assert repeated(text) == found


def test_a_body_without_repeated_names_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second parser is slow, and left out where the text has no more colons than the value."""
    monkeypatch.setattr("asdocumented.formats.json_body._ObjectAsWritten", None)
    assert repeated('{"a" : {"b": "c:d", "e": 10.0}, "f": [{"b": "\\u00e9"}, null]}') == []
    with pytest.raises(TypeError):
        repeated('{"a": 1, "a": 1}')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": [1, 1e400, "\\ud800"]}', True),
        ('{"a": [-0, 10.0, "\u00e9"]}', True),
        ('{"a": 01}', False),
        ('{"a": NaN}', False),
        ("{} {}", False),
        ("", False),
    ],
)
def test_what_is_json_is_told_without_its_values(text: str, *, expected: bool) -> None:
    """As reading it would tell, odd numbers and texts included."""
    assert is_json(text.encode()) is expected is (parse(text.encode())[1] is None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (r'{"a": "b"}', 0),
        (r'{"a": "say \"b\""}', 2),
        (r'{"a": "\\"}', 0),
        (r'{"a": "\\\""}', 1),
        (r'{"\"": "\u0022\n"}', 1),
    ],
)
def test_escaped_quotes_are_counted(text: str, count: int) -> None:
    """A backslash that is escaped itself escapes no quote."""
    assert escaped_quotes(text.encode()) == count


@pytest.mark.parametrize(
    ("body", "deep"),
    [
        (b"[]" * 1_000, False),
        (b'[{"a": [1, {"b": []}]}]' * 300, False),
        (b"[" * 500 + b"{}" * 600 + b"]" * 500, True),
        (b"[" * 499 + b"{}" * 600 + b"]" * 499, False),
        (b'"' + b"[" * 600 + b'"', False),
        (b'"' + b"[" * 600, False),
        (b'"", ' + b'"[", "]"' * 600, False),
        (rb'"\"' + b"[" * 600 + b'"', False),
        (rb'"\"", ' + b"[" * 600, True),
        (b'"]", [' * 600, True),
        (b"[}" * 600 + b"[" * 501, True),
    ],
)
def test_brackets_in_texts_are_no_levels(body: bytes, *, deep: bool) -> None:
    """Levels are counted outside of texts, also where texts have quotes or do not end."""
    assert is_deep(body) is deep
