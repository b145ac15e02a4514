"""`repeated-item`: one identity answered twice in an array."""

from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Filter
from tests.support import as_text, cited, contract, find, interaction, row, tell

CODES = {
    "type": "array",
    "x-identity": "code",
    "items": {"properties": {"code": {"type": "string"}}},
}
DATA = contract({"data": CODES})
IDS = contract(
    {
        "data": {
            "type": "array",
            "x-identity": "id",
            "items": {"properties": {"id": {"type": "integer"}}},
        }
    }
)
AGAIN = "answered again"
OTHER_CASE = "answered again in another letter case"


def _codes(*codes: Any) -> str:
    return as_text({"data": [{"code": code} for code in codes]})


def _ids(*ids: Any) -> str:
    return as_text({"data": [{"id": id_} for id_ in ids]})


def test_a_code_in_another_letter_case_is_a_warning_and_found_once() -> None:
    """A client that looks codes up without case finds two answers, one of them wrong."""
    assert find(None, DATA, _codes("wl2zbjzk", "WL2ZBJZK")) == [
        ("warning", "$.data[*].code", "follows: one item for each code", OTHER_CASE, "1 of 2")
    ]


def test_the_same_code_again_is_a_warning_and_found_once() -> None:
    """Two items that nothing tells apart are one item answered twice."""
    assert find(None, DATA, _codes("WL2ZBJZK", "OTHER", "WL2ZBJZK")) == [
        ("warning", "$.data[*].code", "follows: one item for each code", AGAIN, "1 of 3")
    ]


def test_the_row_of_the_identity_is_cited() -> None:
    """The finding cites the row of the code, not that of the array."""
    assert cited("repeated-item", DATA, _codes("A", "A")) == [row(2, "code", "String")]


def test_without_a_row_for_the_identity_that_of_the_array_is_cited() -> None:
    """Items that the page does not describe have an identity all the same."""
    bare = contract({"data": {"type": "array", "x-identity": "code"}})
    assert cited("repeated-item", bare, _codes("A", "A")) == [row(1, "data", "Array")]


def test_an_integer_is_an_identity_too() -> None:
    """A number answered twice is the same item."""
    assert find(None, IDS, _ids(7, 8, 7)) == [
        ("warning", "$.data[*].id", "follows: one item for each id", AGAIN, "1 of 3")
    ]


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, pytest.param(10**400, id="long")])
def test_every_integer_is_an_identity(number: int) -> None:
    """Zero and numbers of any length are told apart by their value."""
    assert find("repeated-item", IDS, _ids(number, number + 1, number)) == [
        ("warning", "$.data[*].id", "follows: one item for each id", AGAIN, "1 of 3")
    ]
    assert find("repeated-item", IDS, _ids(number, number + 1, number + 2)) == []


def test_every_repetition_is_counted() -> None:
    """The first item is the answer, and each further one a repetition of it."""
    assert find("repeated-item", DATA, _codes("AB", "ab", "AB", "CD", "Ab", "AB")) == [
        ("warning", "$.data[*].code", "follows: one item for each code", AGAIN, "2 of 6"),
        ("warning", "$.data[*].code", "follows: one item for each code", OTHER_CASE, "2 of 6"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("wl2zbjzk", "Wl2ZbJzK"), ("ÉCOLE", "école"), ("КОД", "код"), ("straße", "STRASSE")],
)
def test_letter_case_is_ignored_in_every_script(one: str, other: str) -> None:
    """Two texts that differ in nothing but case are one identity."""
    assert find("repeated-item", DATA, _codes(one, other)) == [
        ("warning", "$.data[*].code", "follows: one item for each code", OTHER_CASE, "1 of 2")
    ]


@pytest.mark.parametrize(
    "codes",
    [
        [],
        ["A"],
        ["A", "B"],
        ["A", "AA"],
        ["A", " A"],
        ["A", "A\u200b"],
        ["10", "010"],
        ["e\u0301", "\u00e9"],
        ["A", "\u0410"],
        ["\ud800", "\udfff"],
    ],
)
def test_different_codes_are_not_found(codes: list[str]) -> None:
    """Only letter case is ignored, nothing else."""
    assert find("repeated-item", DATA, _codes(*codes)) == []


def test_a_text_and_a_number_are_different_identities() -> None:
    """A code of digits is not the number that it spells."""
    assert find("repeated-item", IDS, _ids(10, "10")) == []
    assert find("repeated-item", DATA, _codes("10", 10)) == []


@pytest.mark.parametrize("ids", [[1, True], [True, 1], [0, False], [False, 0]])
def test_a_boolean_is_not_the_number_that_python_takes_it_for(ids: list[Any]) -> None:
    """True is another value than 1 in JSON, and has its own check as another type."""
    assert find("repeated-item", IDS, _ids(*ids)) == []


@pytest.mark.parametrize(
    "items",
    [
        "null",
        '"text"',
        "5",
        "{}",
        '{"code": "A"}',
        "[]",
        "[null, null]",
        '["A", "A"]',
        "[5, 5]",
        "[[], []]",
        '[[{"code": "A"}, {"code": "A"}]]',
        "[{}, {}]",
        '[{"other": "A"}, {"other": "A"}]',
        '[{"code": null}, {"code": null}]',
        '[{"code": []}, {"code": []}]',
        '[{"code": {}}, {"code": {}}]',
        '[{"code": ["A"]}, {"code": ["A"]}]',
        '[{"code": "A"}, "A", ["A"], {"code": ["A"]}, null]',
        '{"0": {"code": "A"}, "1": {"code": "A"}}',
    ],
)
def test_what_has_no_identity_is_left_to_other_checks(items: str) -> None:
    """Items of other types, and identities that are missing or null, are no repetitions."""
    assert find("repeated-item", DATA, f'{{"data": {items}}}') == []


@pytest.mark.parametrize("text", ["null", "[]", "5", '"A"', "{}", '[{"code": "A"}, {"code": "A"}]'])
def test_an_odd_body_never_raises(text: str) -> None:
    """Only the array that the contract names is judged."""
    assert find("repeated-item", DATA, text) == []


@pytest.mark.parametrize("text", ["NULL", "null", " Null "])
def test_the_text_null_is_no_identity(text: str) -> None:
    """The word says that there is no code, and two items without a code are no repetition."""
    assert find("repeated-item", DATA, _codes(text, text)) == []


@pytest.mark.parametrize(
    "text", ["\x1b[31m", "\x00", "\ud800", pytest.param("x" * 100_000, id="huge"), "🎟"]
)
def test_an_odd_text_is_an_identity_and_never_raises(text: str) -> None:
    """A text is compared whatever it holds."""
    assert find("repeated-item", DATA, _codes(text, text)) == [
        ("warning", "$.data[*].code", "follows: one item for each code", AGAIN, "1 of 2")
    ]


def test_odd_items_do_not_hide_a_repetition() -> None:
    """The items before and after them are compared all the same."""
    body = '{"data": [{"code": "A"}, null, [], {"code": 5}, {"code": "a"}]}'
    assert find("repeated-item", DATA, body) == [
        ("warning", "$.data[*].code", "follows: one item for each code", OTHER_CASE, "1 of 3")
    ]


def test_a_huge_array_is_judged() -> None:
    """Ten thousand codes are told apart, and the last one is found."""
    body = _codes(*[f"C{number}" for number in range(10_000)], "c9999")
    assert find("repeated-item", DATA, body) == [
        ("warning", "$.data[*].code", "follows: one item for each code", OTHER_CASE, "1 of 10001")
    ]


def test_two_arrays_are_compared_each_with_itself() -> None:
    """The same code in two arrays of one response is no repetition."""
    both = contract({"sent": CODES, "failed": CODES})
    body = {"sent": [{"code": "A"}], "failed": [{"code": "A"}]}
    assert find("repeated-item", both, as_text(body)) == []


def test_arrays_in_items_are_compared_each_with_itself() -> None:
    """The codes of one order say nothing about those of another."""
    orders = contract(
        {"orders": {"type": "array", "items": {"properties": {"coupons": CODES}}}},
    )
    body = {
        "orders": [
            {"coupons": [{"code": "A"}, {"code": "B"}]},
            {"coupons": [{"code": "A"}, {"code": "a"}]},
        ]
    }
    assert find(None, orders, as_text(body)) == [
        (
            "warning",
            "$.orders[*].coupons[*].code",
            "follows: one item for each code",
            OTHER_CASE,
            "1 of 4",
        )
    ]


def test_two_responses_are_compared_each_with_itself() -> None:
    """A code may be asked for again in the next request."""
    assert find("repeated-item", DATA, _codes("A"), _codes("A"), _codes("a")) == []


def test_an_array_without_an_identity_may_repeat_itself() -> None:
    """Nobody says by what its items are the same."""
    items = {"properties": {"code": {"type": "string"}}}
    bare = contract({"data": {"type": "array", "items": items}})
    assert find(None, bare, _codes("A", "A")) == []


def test_the_requested_letter_case_does_not_matter() -> None:
    """Codes as they are may have any case, and are still one code."""
    rule = {"parameter": "case", "default": "AS_IT_IS", "upper": ["UPPER"], "lower": ["LOWER"]}
    items = {"properties": {"code": {"type": "string", "x-letter-case": rule}}}
    data = contract({"data": {"type": "array", "x-identity": "code", "items": items}})
    assert find(None, data, _codes("ab", "AB")) == [
        ("warning", "$.data[*].code", "follows: one item for each code", OTHER_CASE, "1 of 2")
    ]


LOOKUP = Filter(
    "codes",
    "$.data[*].code",
    ignore_case=True,
    separator=None,
    citation=row(7, "codes", "String"),
    case_sources=(row(8, "case", "Enum"),),
)


@pytest.mark.parametrize(
    ("lookup", "cites"),
    [
        (LOOKUP, "row 8 (case)"),
        (replace(LOOKUP, case_sources=()), "row 7 (codes)"),
    ],
)
def test_the_row_that_says_that_letter_case_does_not_matter_is_cited(
    lookup: Filter, cites: str
) -> None:
    """Two spellings of a code are one code because the page says so."""
    data = contract({"data": CODES}, filters=[lookup])
    assert tell("repeated-item", data, _codes("ab", "AB")) == [
        (
            "follows: one answer for each code, as letter case does not matter to the query",
            OTHER_CASE,
            f"coupons 2026, response table, {cites}",
        )
    ]


@pytest.mark.parametrize(
    "lookup",
    [replace(LOOKUP, ignore_case=False), replace(LOOKUP, location="$.data[*].id")],
)
def test_another_filter_says_nothing_of_the_letter_case(lookup: Filter) -> None:
    """Only that by which the code is looked up does."""
    data = contract({"data": CODES}, filters=[lookup])
    assert cited("repeated-item", data, _codes("ab", "AB")) == [row(2, "code", "String")]


def test_an_identity_whose_name_is_no_shorthand_is_quoted_in_the_location() -> None:
    """A hyphen is no part of a shorthand name in JSONPath."""
    once = "follows: one item for each coupon-code"
    items = {"properties": {"coupon-code": {"type": "string"}}}
    data = contract({"data": {"type": "array", "x-identity": "coupon-code", "items": items}})
    body = as_text({"data": [{"coupon-code": "A"}, {"coupon-code": "A"}]})
    assert find("repeated-item", data, body) == [
        (
            "warning",
            '$.data[*]["coupon-code"]',
            once,
            AGAIN,
            "1 of 2",
        )
    ]


def test_a_repetition_is_found_after_many_bodies_without_one() -> None:
    """What came before does not matter."""
    bodies = [_codes("A", "B")] * 9
    assert find("repeated-item", DATA, *bodies, _codes("A", "A"), _codes("A", "B")) == [
        ("warning", "$.data[*].code", "follows: one item for each code", AGAIN, "1 of 22")
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction(_codes("A", "A"), name="one"),
        interaction(_codes("A", "B"), name="two"),
        interaction(_codes("A", "A"), origin="har", name="three"),
    ]
    assert find("repeated-item", DATA, *bodies) == [
        ("warning", "$.data[*].code", "follows: one item for each code", AGAIN, "1 of 4, 1 of 2")
    ]
