"""Where a value lies, and what it looks like."""

import json
import math
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.formats.json_path import (
    Json,
    MemberOrder,
    RequestLocation,
    Step,
    at,
    excerpt,
    member,
    members,
    pointer,
    printable,
    select,
    select_values,
)


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("code", ".code"),
        ("_id", "._id"),
        ("code2", ".code2"),
        ("Name", ".Name"),
        ("é", ".é"),
        ("优惠券", ".优惠券"),
        ("🎟", ".🎟"),
        ("", '[""]'),
        ("2code", '["2code"]'),
        ("0", '["0"]'),
        ("coupon-code", '["coupon-code"]'),
        ("coupon.code", '["coupon.code"]'),
        ("coupon code", '["coupon code"]'),
        ("a[*]", '["a[*]"]'),
        ("*", '["*"]'),
        ("$", '["$"]'),
        ('"', r'["\""]'),
        ("\\", r'["\\"]'),
        ("'", '["\'"]'),
        ("\n", r'["\n"]'),
        ("\x1b[31m", r'["\u001b[31m"]'),
        ("\x7f", r'["\u007f"]'),
        ("a\u200b", r'["a\u200b"]'),
        ("\u202e", r'["\u202e"]'),
        ("\ud800", r'["\ud800"]'),
        ("a\n", r'["a\n"]'),
    ],
)
def test_a_name_is_a_segment_of_a_json_path(name: str, segment: str) -> None:
    """RFC 9535 has shorthand for names of letters, digits and underscores; the rest is quoted."""
    assert member(name) == segment


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), ""),
        (("data", 0, "code"), "/data/0/code"),
        (("",), "/"),
        (("", ""), "//"),
        (("a/b", "m~n"), "/a~1b/m~0n"),
        (("~1",), "/~01"),
        (("a b", '"', "é"), '/a b/"/é'),
        (("\x1b[31m",), r"/\u001b[31m"),
        (("\ud800",), r"/\ud800"),
        ((10**6,), "/1000000"),
    ],
)
def test_a_path_is_a_json_pointer(steps: tuple[Step, ...], expected: str) -> None:
    """RFC 6901 escapes `~` and `/`; what a terminal cannot hold is escaped as in JSON."""
    assert pointer(steps) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("plain 'text' \"quoted\"", "plain 'text' \"quoted\""),
        ("é 优 🎟", "é 优 🎟"),
        ("a\tb\r\n", r"a\tb\r\n"),
        ("\x00\x07\x1b\x7f\x9b", r"\u0000\u0007\u001b\u007f\u009b"),
        ("\ud800 \udfff", r"\ud800 \udfff"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\u2028\u2029\ufeff", r"\u2028\u2029\ufeff"),
    ],
)
def test_what_no_terminal_can_hold_is_escaped(text: str, expected: str) -> None:
    """Control characters, marks that turn the direction of writing, and lone surrogates."""
    assert printable(text) == expected
    assert printable(text).encode("utf-8").decode("utf-8").isprintable()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-10, "-10"),
        (10.0, "10.0"),
        ("", '""'),
        ("text", '"text"'),
        ('say "x"', r'"say \"x\""'),
        ("é 优 🎟", '"é 优 🎟"'),
        ("a\nb", r'"a\nb"'),
        ("\x1b[31m", r'"\u001b[31m"'),
        ("\x9b31m", r'"\u009b31m"'),
        ("\ud800", r'"\ud800"'),
        ([], "[]"),
        ({}, "{}"),
        ([1, "a", None], '[1, "a", null]'),
        ({"dom": [1], "": {"\ud800": True}}, r'{"dom": [1], "": {"\ud800": true}}'),
    ],
)
def test_a_short_value_is_shown_whole_as_json(value: Any, expected: str) -> None:
    """Nothing is left out of what fits, and nothing in it reaches a terminal as a command."""
    assert excerpt(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("x" * 118, id="118"),
        list(range(30)),
        [0] * 40,
        {str(number): 0 for number in range(12)},
    ],
)
def test_a_value_of_up_to_120_characters_is_shown_whole(value: Any) -> None:
    """However many items it has."""
    assert len(json.dumps(value)) <= 120
    assert excerpt(value) == json.dumps(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("x" * 119, id="119"),
        pytest.param("x" * 1_000_000, id="huge"),
        ["x" * 1_000_000],
        {"x" * 1_000_000: 1},
        [0] * 41,
        [0] * 1_000_000,
        {str(number): number for number in range(100_000)},
        [[[0] * 1_000] * 1_000] * 1_000,
        pytest.param("\x1b" * 1_000, id="escapes"),
        ["\ud800" * 1_000],
    ],
)
def test_a_larger_value_is_cut_with_a_mark(value: Any) -> None:
    """A reader sees that there is more."""
    shown = excerpt(value)
    assert len(shown) <= 125
    assert shown.endswith("…")
    assert shown.isprintable()


def test_a_deep_value_is_cut_with_a_mark() -> None:
    """What lies deep is left out, however deep it goes."""
    deep: Any = 1
    for _ in range(5_000):
        deep = [{"a": deep}]
    shown = excerpt(deep)
    assert shown.startswith('[{"a": [')
    assert "…" in shown
    assert len(shown) <= 125


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(10**5_000, id="positive"),
        pytest.param(-(10**5_000), id="negative"),
        [10**5_000],
        {"a": 10**5_000},
    ],
)
def test_a_huge_integer_is_described(value: Any) -> None:
    """Python would not print it, and nobody would read it."""
    assert "an integer of 16610 bits" in excerpt(value)


@pytest.mark.parametrize("value", [math.inf, -math.inf, [math.inf]])
def test_an_infinite_number_never_raises(value: Any) -> None:
    """A body may hold 1e400."""
    assert 0 < len(excerpt(value)) <= 125


@pytest.mark.parametrize(
    ("location", "names"),
    [
        ("", ()),
        ("$", ()),
        ("$[*]", ()),
        ("$.data", ("data",)),
        ("$.data[*].code", ("data", "code")),
        ("$[*].code", ("code",)),
        ("$.a[*][*].b", ("a", "b")),
        ("$.response.coupons.coupon[*]", ("response", "coupons", "coupon")),
        ("status.success", ("status", "success")),
        ("coupons.coupon", ("coupons", "coupon")),
    ],
)
def test_a_location_has_member_names(location: str, names: tuple[str, ...]) -> None:
    """Array marks are left out, and a path below a scope has no `$`."""
    assert members(location) == names


BODY: Any = {"data": [{"code": "A"}, [], None], "": 1, "0": "zero"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), BODY),
        (("data", 0, "code"), "A"),
        (("data", 2), None),
        (("",), 1),
        (("0",), "zero"),
    ],
)
def test_a_path_leads_to_a_value(path: tuple[Step, ...], expected: Any) -> None:
    """Names lead into objects and indices into arrays; a null is a value."""
    assert at(BODY, path) == expected


@pytest.mark.parametrize(
    "path",
    [
        ("other",),
        ("data", 3),
        ("data", "0"),
        ("data", "code"),
        ("data", 2, "code"),
        ("data", 1, 0),
        (0,),
        ("", "a"),
        ("", 0),
        ("data", 0, "code", "A"),
        ("data", 0, "code", 0),
    ],
)
def test_a_path_may_lead_nowhere(path: tuple[Step, ...]) -> None:
    """A text has no items, and what is no object has no members."""
    assert at(BODY, path) is msgspec.UNSET


@pytest.mark.parametrize("value", [None, True, 5, 1.5, "text", [], {}])
def test_a_value_without_such_a_member_never_raises(value: Any) -> None:
    """Any JSON value may stand where another was expected."""
    assert at(value, ("a",)) is msgspec.UNSET
    assert list(select(value, ("a",))) == []


@pytest.mark.parametrize(
    ("value", "names", "expected"),
    [
        ({"a": 1}, (), [((), {"a": 1})]),
        ({"a": 1}, ("a",), [(("a",), 1)]),
        ({"a": None}, ("a",), [(("a",), None)]),
        ({"a": {"b": "x"}}, ("a", "b"), [(("a", "b"), "x")]),
        ({"a": {"b": "x"}}, ("b",), []),
        ({"a": "text"}, ("a", "b"), []),
        ({"a": [{"b": 1}, {}, {"b": 2}]}, ("a", "b"), [(("a", 0, "b"), 1), (("a", 2, "b"), 2)]),
        ({"a": [[{"b": 1}]]}, ("a", "b"), [(("a", 0, 0, "b"), 1)]),
        ([{"a": 1}, {"a": 2}], ("a",), [((0, "a"), 1), ((1, "a"), 2)]),
        ({"a": [1, [2]]}, ("a",), [(("a", 0), 1), (("a", 1, 0), 2)]),
        ({"a": []}, ("a",), []),
        ({"a": [None, 5, "b", True]}, ("a", "b"), []),
        ({"": {"0": 1}}, ("", "0"), [(("", "0"), 1)]),
    ],
)
def test_every_member_so_named_is_selected(
    value: Any, names: tuple[str, ...], expected: list[Any]
) -> None:
    """Arrays on the way are gone through, and each path leads to its value."""
    found = list(select(value, names))
    assert found == expected
    assert [at(value, path) for path, _ in found] == [item for _, item in found]


def test_deep_arrays_are_gone_through_and_never_raise() -> None:
    """However deep a parser may read, the search goes on to the end."""
    deep: Any = {"a": 1}
    for _ in range(5_000):
        deep = [deep]
    assert list(select(deep, ("a",))) == [((0,) * 5_000 + ("a",), 1)]


@pytest.mark.parametrize(
    ("location", "names"),
    [
        ('$["order-list"][*].id', ("order-list", "id")),
        ('$.data[*]["a.b"]', ("data", "a.b")),
        ('status["is ok"]', ("status", "is ok")),
        (r'$["say \"hi\""]', ('say "hi"',)),
    ],
)
def test_names_in_brackets_are_members_too(location: str, names: tuple[str, ...]) -> None:
    """What `member` writes is read back."""
    assert members(location) == names


@pytest.mark.parametrize(
    ("location", "text"),
    [
        (RequestLocation("query", "code"), "$request.query.code"),
        (RequestLocation("path", "id"), "$request.path.id"),
        (RequestLocation("query", "filter.code"), "$request.query.filter.code"),
        (RequestLocation("query", "filter[code]"), "$request.query.filter[code]"),
        (RequestLocation("query", ""), "$request.query."),
    ],
)
def test_a_location_in_a_request_is_read_as_it_is_written(
    location: RequestLocation, text: str
) -> None:
    """The name of a parameter may hold anything, its place is a word."""
    assert str(location) == text
    assert RequestLocation.read(text) == location


@pytest.mark.parametrize("text", ["$", "$.code", '$["$request.query.code"]', "$statusCode"])
def test_a_location_in_a_response_is_none_in_a_request(text: str) -> None:
    """A member of a body may have any name."""
    assert RequestLocation.read(text) is None


@given(
    st.recursive(
        st.none() | st.integers(0, 9),
        lambda below: (
            st.lists(below, max_size=3) | st.dictionaries(st.sampled_from("ab"), below, max_size=2)
        ),
        max_leaves=12,
    ),
    st.lists(st.sampled_from("ab"), max_size=3),
)
def test_values_are_selected_with_and_without_their_paths_alike(
    value: Json, names: list[str]
) -> None:
    """The same values in the same order, whatever lies in arrays on the way."""
    assert select_values(value, names) == [found for _, found in select(value, names)]


class Counted(dict[str, Json]):
    """An object that counts how often its members are gone through."""

    count = 0

    def __iter__(self) -> Iterator[str]:
        """Begin to go through the members."""
        self.count += 1
        return super().__iter__()


def test_the_order_of_members_is_worked_out_once() -> None:
    """However many of them are looked for: an object may have very many."""
    members, order = Counted(a=1, b=2, c=3), MemberOrder()
    assert [order.place(members, name) for name in ("c", "a", "none")] == [2, 0, 0]
    assert order.names(members) == ["a", "b", "c"]
    assert members.count == 1
