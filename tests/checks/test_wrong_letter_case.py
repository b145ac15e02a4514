"""`wrong-letter-case`: a text in another letter case than the request asked for."""

from typing import Any

import pytest

from asdocumented.contracts.model import Citation
from asdocumented.evidence.interaction import Interaction
from tests.support import as_text, cited, contract, find, interaction, parameter, row

RULE = {
    "parameter": "case",
    "default": "UPPER",
    "upper": ["UPPER"],
    "lower": ["LOWER"],
    "unchanged": ["AS_IT_IS"],
}
UPPER = "upper case with case=UPPER, the default"
LOWER = "lower case with case=LOWER"
CODE = {"type": "string", "x-letter-case": RULE}
CASE = parameter("case", default="UPPER", enum=("LOWER", "UPPER", "AS_IT_IS"))
COUPON = contract({"code": CODE}, parameters=[CASE])
DATA = contract(
    {"data": {"type": "array", "items": {"properties": {"code": CODE}}}}, parameters=[CASE]
)


def _code(code: Any, query: str = "", **changes: Any) -> Interaction:
    url = f"https://utc.example/coupons{query}"
    return interaction(as_text({"code": code}), url=url, **changes)


def test_upper_case_for_requested_lower_case_is_an_error_and_found_once() -> None:
    """A client that compares codes letter by letter does not find its own."""
    assert find(None, COUPON, _code("WL2ZBJZK", "?case=LOWER")) == [
        ("error", "$.code", LOWER, "upper case instead of lower case", "1 of 1")
    ]


def test_without_the_parameter_its_documented_default_decides() -> None:
    """Who asks for nothing is promised upper case."""
    assert find(None, COUPON, _code("wl2zbjzk")) == [
        ("error", "$.code", UPPER, "lower case instead of upper case", "1 of 1")
    ]


def test_the_row_of_the_parameter_is_cited() -> None:
    """What is departed from is what the page says of the parameter."""
    assert cited("wrong-letter-case", COUPON, _code("wl2zbjzk")) == [
        Citation("coupons", "2026", "query parameter table", 1, "case", "String")
    ]


def test_without_a_row_for_the_parameter_that_of_the_field_is_cited() -> None:
    """Some pages tell of the parameter in prose only."""
    bare = contract({"id": {"type": "integer"}, "code": CODE})
    body = interaction('{"id": 1, "code": "wl2zbjzk"}')
    assert cited("wrong-letter-case", bare, body) == [row(2, "code", "String")]


@pytest.mark.parametrize(
    ("query", "code", "documented", "observed"),
    [
        ("", "wl2zbjzk", UPPER, "lower case instead of upper case"),
        ("", "Wl2zbjzk", UPPER, "mixed case instead of upper case"),
        ("", "WL2ZBJZk", UPPER, "mixed case instead of upper case"),
        ("", "1-2_3x", UPPER, "lower case instead of upper case"),
        ("", "é", UPPER, "lower case instead of upper case"),
        ("", "код", UPPER, "lower case instead of upper case"),
        ("", "कूपन-a", UPPER, "lower case instead of upper case"),
        ("?case=UPPER", "wl2zbjzk", UPPER, "lower case instead of upper case"),
        ("?case=LOWER", "WL2ZBJZK", LOWER, "upper case instead of lower case"),
        ("?case=LOWER", "wl2zbjzK", LOWER, "mixed case instead of lower case"),
        ("?case=LOWER", "É", LOWER, "upper case instead of lower case"),
        ("?case=LOWER", "NULL-1", LOWER, "upper case instead of lower case"),
    ],
)
def test_one_letter_in_the_wrong_case_is_enough(
    query: str, code: str, documented: str, observed: str
) -> None:
    """What is observed is the case of the whole text, and never the text."""
    assert find(None, COUPON, _code(code, query)) == [
        ("error", "$.code", documented, observed, "1 of 1")
    ]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "WL2ZBJZK"),
        ("", "WL2-ZBJ ZK"),
        ("", "ÉCOLE"),
        ("?case=UPPER", "WL2ZBJZK"),
        ("?case=LOWER", "wl2zbjzk"),
        ("?case=LOWER", "straße"),
    ],
)
def test_the_requested_case_is_not_found(query: str, code: str) -> None:
    """Digits and marks beside the letters do not matter."""
    assert find(None, COUPON, _code(code, query)) == []


@pytest.mark.parametrize("code", ["WL2ZBJZK", "wl2zbjzk", "Wl2zbjzk"])
@pytest.mark.parametrize("query", ["?case=AS_IT_IS", "?case=as_it_is"])
def test_codes_as_they_are_may_have_any_case(query: str, code: str) -> None:
    """Nobody but the vendor knows how a code was stored."""
    assert find("wrong-letter-case", COUPON, _code(code, query)) == []


@pytest.mark.parametrize("query", ["", "?case=UPPER", "?case=LOWER"])
@pytest.mark.parametrize("code", ["", " ", "0", "4211", "42-11_", "कूपन", "优惠券", "\u200b", "🎟"])
def test_a_text_without_cased_letters_shows_nothing(query: str, code: str) -> None:
    """Digits, marks and scripts without case look the same in upper and lower case."""
    assert find("wrong-letter-case", COUPON, _code(code, query)) == []


@pytest.mark.parametrize("value", ["lower", "Lower", "lOwEr", "%4COWER"])
def test_the_value_of_the_parameter_is_compared_without_case(value: str) -> None:
    """A server that takes `lower` for `LOWER` is held to it."""
    found = find("wrong-letter-case", COUPON, _code("WL2ZBJZK", f"?case={value}"))
    assert [(severity, location, observed) for severity, location, _, observed, _ in found] == [
        ("error", "$.code", "upper case instead of lower case")
    ]
    assert find("wrong-letter-case", COUPON, _code("wl2zbjzk", f"?case={value}")) == []


@pytest.mark.parametrize("query", ["?case=", "?case", "?Case=LOWER", "?other=LOWER", "?"])
def test_without_a_value_the_default_decides(query: str) -> None:
    """An empty value asks for nothing, and so does another parameter."""
    assert find("wrong-letter-case", COUPON, _code("wl2zbjzk", query)) == [
        ("error", "$.code", UPPER, "lower case instead of upper case", "1 of 1")
    ]
    assert find("wrong-letter-case", COUPON, _code("WL2ZBJZK", query)) == []


@pytest.mark.parametrize(
    "value", ["SIDEWAYS", "UPPERCASE", "LOWER,UPPER", "%00", pytest.param("x" * 10_000, id="huge")]
)
@pytest.mark.parametrize("code", ["WL2ZBJZK", "wl2zbjzk", "Wl2zbjzk"])
def test_an_unknown_value_promises_nothing(value: str, code: str) -> None:
    """The page does not say what the answer to such a request looks like."""
    assert find("wrong-letter-case", COUPON, _code(code, f"?case={value}")) == []


def test_the_default_of_the_annotation_decides_where_the_parameter_has_no_row() -> None:
    """The contract says what holds without the parameter, and which value was sent counts."""
    bare = contract({"code": CODE})
    assert find("wrong-letter-case", bare, _code("wl2zbjzk")) == [
        ("error", "$.code", UPPER, "lower case instead of upper case", "1 of 1")
    ]
    assert find("wrong-letter-case", bare, _code("WL2ZBJZK", "?case=LOWER")) == [
        ("error", "$.code", LOWER, "upper case instead of lower case", "1 of 1")
    ]


def test_another_default_decides() -> None:
    """A page may promise lower case to who asks for nothing, or leave codes as they are."""
    lower = {**CODE, "x-letter-case": {**RULE, "default": "LOWER"}}
    unchanged = {**CODE, "x-letter-case": {**RULE, "default": "AS_IT_IS"}}
    assert find("wrong-letter-case", contract({"code": lower}), _code("WL2ZBJZK")) == [
        ("error", "$.code", f"{LOWER}, the default", "upper case instead of lower case", "1 of 1")
    ]
    assert find("wrong-letter-case", contract({"code": unchanged}), _code("wl2zbjzk")) == []


def test_several_values_may_ask_for_one_case() -> None:
    """The contract lists which values ask for which case."""
    rule = {**RULE, "upper": ["UPPER", "true"], "lower": ["lower", "false"]}
    many = contract({"code": {"type": "string", "x-letter-case": rule}})
    assert find("wrong-letter-case", many, _code("AB", "?case=FALSE")) == [
        (
            "error",
            "$.code",
            "lower case with case=lower",
            "upper case instead of lower case",
            "1 of 1",
        )
    ]
    assert find("wrong-letter-case", many, _code("AB", "?case=true")) == []


def test_an_inferred_request_decides_the_case() -> None:
    """What no page prints is not judged itself, but it says under which promise the body came."""
    assert find(None, COUPON, _code("WL2ZBJZK", "?case=LOWER", inferred=True)) == [
        ("error", "$.code", LOWER, "upper case instead of lower case", "1 of 1")
    ]
    assert find(None, COUPON, _code("wl2zbjzk", "?case=LOWER", inferred=True)) == []


def test_requests_are_judged_each_by_its_own_parameter() -> None:
    """The same code is right in one answer and wrong in another."""
    bodies = [
        _code("wl2zbjzk", query) for query in ("?case=LOWER", "?case=UPPER", "", "?case=AS_IT_IS")
    ]
    assert find("wrong-letter-case", COUPON, *bodies) == [
        ("error", "$.code", UPPER, "lower case instead of upper case", "2 of 2")
    ]


@pytest.mark.parametrize(
    "value", ["null", "4211", "1e400", "true", "[]", "{}", '["wl2zbjzk"]', '[[{"code": "ab"}]]']
)
def test_what_is_no_text_is_left_to_other_checks(value: str) -> None:
    """Null and other types have checks of their own."""
    assert find("wrong-letter-case", COUPON, f'{{"code": {value}}}') == []


@pytest.mark.parametrize("text", ["NULL", "null", "Null", " NULL ", "null\n"])
@pytest.mark.parametrize("query", ["?case=LOWER", "?case=UPPER"])
def test_the_text_null_is_left_to_text_for_null(text: str, query: str) -> None:
    """The word says that there is no code, in whatever case and with blanks around it."""
    assert find("wrong-letter-case", COUPON, _code(text, query)) == []


@pytest.mark.parametrize(
    "text", [pytest.param("null" + "x" * 100_000, id="huge"), "\x1b[31mnull", "null\ud800", "\x00a"]
)
def test_a_huge_or_odd_text_is_judged_and_never_raises(text: str) -> None:
    """Control characters and lone surrogates have no case, and the letters beside them do."""
    assert find("wrong-letter-case", COUPON, _code(text)) == [
        ("error", "$.code", UPPER, "lower case instead of upper case", "1 of 1")
    ]


@pytest.mark.parametrize("text", ["null", "[]", "5", '"wl2zbjzk"', "{}", '{"other": "wl2zbjzk"}'])
def test_an_odd_body_never_raises(text: str) -> None:
    """Only the field that the contract names is judged."""
    assert find("wrong-letter-case", COUPON, text) == []


def test_a_field_without_the_annotation_may_have_any_case() -> None:
    """The parameter decides about the texts that the contract says it decides about."""
    both = contract({"code": CODE, "title": {"type": "string"}}, parameters=[CASE])
    assert find(None, both, '{"code": "AB", "title": "Ten percent"}') == []


@pytest.mark.parametrize("wrong", ["wl2zbjzk", "WL2ZBJZk", "ÉCOLé", "𐐨", "AB\ud800c", "ßA"])
def test_a_wrong_case_is_found_after_many_right_ones(wrong: str) -> None:
    """What came before in the same shape does not matter, in any script."""
    bodies = [_code(code) for code in (*["WL2ZBJZK"] * 9, wrong, "4211")]
    found = find("wrong-letter-case", COUPON, *bodies)
    assert [(severity, location, of) for severity, location, *_, of in found] == [
        ("error", "$.code", "1 of 11")
    ]


@pytest.mark.parametrize("wrong", ["WL2ZBJZK", "wl2zbjzK", "école-É", "𐐀"])
def test_a_wrong_case_is_found_after_many_right_ones_in_lower_case(wrong: str) -> None:
    """Both directions are judged alike."""
    bodies = [_code(code, "?case=LOWER") for code in (*["wl2zbjzk"] * 9, wrong, "4211")]
    found = find("wrong-letter-case", COUPON, *bodies)
    assert [(severity, location, of) for severity, location, *_, of in found] == [
        ("error", "$.code", "1 of 11")
    ]


def test_right_cases_of_all_kinds_are_not_found_after_many_others() -> None:
    """Codes without letters and codes in other scripts may follow each other."""
    codes = ["WL2ZBJZK", "4211", "", "ÉCOLE", "कूपन", "A B", "𐐀"] * 5
    assert find("wrong-letter-case", COUPON, *[_code(code) for code in codes]) == []


def test_codes_in_items_are_counted() -> None:
    """Each observed case is one drift among all codes."""
    codes = ["ab", "AB", "cd", "Ab", "42"]
    body = as_text({"data": [{"code": code} for code in codes]})
    assert find("wrong-letter-case", DATA, body) == [
        ("error", "$.data[*].code", UPPER, "lower case instead of upper case", "2 of 5"),
        ("error", "$.data[*].code", UPPER, "mixed case instead of upper case", "1 of 5"),
    ]


def test_items_that_are_codes_are_one_place() -> None:
    """The items of an array share its documentation."""
    codes = contract({"codes": {"type": "array", "items": CODE}}, parameters=[CASE])
    assert find("wrong-letter-case", codes, '{"codes": ["ab", "AB", null, 5, ["cd"]]}') == [
        ("error", "$.codes[*]", UPPER, "lower case instead of upper case", "1 of 5")
    ]


def test_codes_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    codes = contract({"codes": {"type": "object", "additionalProperties": CODE}})
    assert find("wrong-letter-case", codes, '{"codes": {"a": "ab", "": "cd", "b": "AB"}}') == [
        ("error", "$.codes[*]", UPPER, "lower case instead of upper case", "2 of 3")
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        _code("ab", name="one"),
        _code("AB", name="two"),
        _code("cd", origin="live", name="three"),
    ]
    assert find("wrong-letter-case", COUPON, *bodies) == [
        ("error", "$.code", UPPER, "lower case instead of upper case", "1 of 2, 1 of 1")
    ]
