"""`misnamed-field`: a near or case variant of a documented name that is absent."""

from typing import Any

import pytest

from tests.support import THERE, cited, contract, find, interaction, row, tell

WARNINGS = contract({"Warninigs": {"type": "array"}})
CODE = contract({"couponCode": {"type": "string"}})
DATA = contract(
    {"data": {"type": "array", "items": {"properties": {"couponCode": {"type": "string"}}}}}
)


def test_a_near_variant_of_an_absent_name_is_an_error() -> None:
    """A client that reads the documented name gets nothing, though the value is there."""
    assert find("misnamed-field", WARNINGS, '{"warnings": []}') == [
        ("error", "$.warnings", "Warninigs", "another spelling", "1 of 1")
    ]


def test_the_row_of_the_documented_name_is_cited() -> None:
    """The finding cites the row whose name the response does not use."""
    both = contract({"code": {"type": "string"}, "Warninigs": {"type": "array"}})
    assert cited("misnamed-field", both, '{"code": "A", "warnings": []}') == [
        row(2, "Warninigs", "Array")
    ]


@pytest.mark.parametrize(
    ("documented", "name"),
    [
        ("id", "ID"),
        ("couponCode", "couponcode"),
        ("couponCode", "CouponCode"),
        ("couponCode", "COUPON_CODE"),
        ("couponCode", "coupon_code"),
        ("coupon_code", "couponCode"),
        ("couponCode", "cuoponCode"),
        ("couponCode", "couponCodes"),
        ("warnings", "warning"),
        ("discountUpto", "discountUpTo"),
    ],
)
def test_case_underscores_and_slips_of_spelling_are_near(documented: str, name: str) -> None:
    """A reader of both names takes them for the same, and no other check finds them."""
    near = contract({documented: {"type": "string"}})
    assert find(None, near, f'{{"{name}": "x"}}') == [
        ("error", f"$.{name}", documented, "another spelling", "1 of 1")
    ]


def test_a_variant_with_a_hyphen_is_quoted_in_the_location() -> None:
    """A hyphen is a case variant too, and no shorthand name in JSONPath."""
    assert find("misnamed-field", CODE, '{"coupon-code": "x"}') == [
        ("error", '$["coupon-code"]', "couponCode", "another spelling", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("documented", "name"),
    [
        ("couponCode", "couponCode"),
        ("couponCode", "title"),
        ("couponCode", "coupon"),
        ("couponCode", "code"),
        ("couponCode", "couponCodeOfTheSeries"),
        ("id", "ip"),
        ("max", "min"),
        ("couponCode", ""),
    ],
)
def test_the_name_itself_and_other_names_are_not_near(documented: str, name: str) -> None:
    """A name that a reader tells apart is another field."""
    other = contract({documented: {"type": "string"}})
    assert find("misnamed-field", other, f'{{"{name}": "x"}}') == []


def test_a_variant_beside_the_documented_name_is_not_misnamed() -> None:
    """Where the documented name is there, the variant is found by `undocumented-field`."""
    body = '{"couponCode": "A", "couponcode": "A"}'
    assert find("misnamed-field", CODE, body) == []
    assert find(None, CODE, body) == [
        ("warning", "$.couponcode", "in no row", "an unknown field", "1 of 1")
    ]


def test_a_documented_name_is_not_a_variant_of_another() -> None:
    """Two documented names may be near to each other."""
    both = contract({"couponCode": {"type": "string"}, "couponCodes": {"type": "array"}})
    assert find("misnamed-field", both, '{"couponCodes": []}') == []
    assert find("absent-field", both, '{"couponCodes": []}') == [
        ("note", "$.couponCode", THERE, "absent", "1 of 1")
    ]


def test_the_nearest_of_two_variants_is_the_misnamed_one() -> None:
    """One documented name is misspelt once, and the other variant is an unknown field."""
    assert find(None, CODE, '{"couponCodes": "A", "coupon_code": "A"}') == [
        ("error", "$.coupon_code", "couponCode", "another spelling", "1 of 1"),
        ("warning", "$.couponCodes", "in no row", "an unknown field", "1 of 1"),
    ]


def test_a_variant_stands_for_the_nearest_of_two_absent_names() -> None:
    """One member stands for one documented name, and the other name is absent."""
    both = contract({"couponCodes": {"type": "array"}, "couponCode": {"type": "string"}})
    assert find(None, both, '{"coupon_code": "A"}') == [
        ("error", "$.coupon_code", "couponCode", "another spelling", "1 of 1"),
        ("note", "$.couponCodes", THERE, "absent", "1 of 1"),
    ]


def test_a_variant_that_the_printed_example_shows_is_misnamed() -> None:
    """The page contradicts itself: its table has one spelling and its example another."""
    printed = contract(
        {"Warninigs": {"type": "array"}, "warnings": {"x-source": {"inferred": "printed"}}}
    )
    assert find(None, printed, '{"warnings": []}') == [
        ("error", "$.warnings", "Warninigs", "another spelling", "1 of 1")
    ]


def test_a_name_that_only_the_printed_example_shows_has_no_variants() -> None:
    """Without a row there is no documented name to miss."""
    printed = contract(
        {"code": {"type": "string"}, "warnings": {"x-source": {"inferred": "printed"}}}
    )
    assert find("misnamed-field", printed, '{"code": "A", "Warnings": []}') == []


@pytest.mark.parametrize("presence", ["promised", "conditional"])
def test_the_presence_of_the_documented_name_does_not_matter(presence: str) -> None:
    """The value is there, so that no promise of presence is broken, only that of the name."""
    promised = contract({"couponCode": {"type": "string", "x-presence": presence}})
    assert find(None, promised, '{"coupon_code": "A"}') == [
        ("error", "$.coupon_code", "couponCode", "another spelling", "1 of 1")
    ]


def test_a_misnamed_error_array_is_not_missing() -> None:
    """The array is there under another name, and `missing-error-array` does not miss it."""
    errors = contract({"warnings": {"type": "array", "x-error-array": True}})
    assert find(None, errors, '{"Warnings": []}') == [
        ("error", "$.Warnings", "warnings", "another spelling", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("schema", "value", "check", "expected"),
    [
        (
            {"type": "string"},
            "1",
            "wrong-type",
            ("error", "$.Range", "String", "integer", "1 of 1"),
        ),
        (
            {"type": "string"},
            "null",
            "null-value",
            ("warning", "$.Range", "String", "null", "1 of 1"),
        ),
        (
            {"type": "object", "properties": {"id": {"type": "integer"}}},
            "{}",
            "absent-field",
            ("note", "$.Range.id", THERE, "absent", "1 of 1"),
        ),
    ],
)
def test_the_value_meets_the_row_of_the_documented_name(
    schema: dict[str, Any], value: str, check: str, expected: tuple[str, str, str, str, str]
) -> None:
    """What is wrong with the value is another fact than what is wrong with the name."""
    assert find(check, contract({"range": schema}), f'{{"Range": {value}}}') == [expected]


def test_the_value_meets_the_row_that_its_own_object_lacks() -> None:
    """The same variant may stand for one name here and for another there."""
    both = contract({"alphaNameA": {"type": "string"}, "alphaNameB": {"type": "integer"}})
    bodies = ['{"alphaNameA": "x", "alphaNameX": 1}', '{"alphaNameB": 1, "alphaNameX": "x"}']
    assert find("misnamed-field", both, *bodies) == [
        ("error", "$.alphaNameX", "alphaNameA", "another spelling", "1 of 2"),
        ("error", "$.alphaNameX", "alphaNameB", "another spelling", "1 of 2"),
    ]
    assert find("wrong-type", both, *bodies) == []


def test_items_of_an_array_are_counted() -> None:
    """The variant is counted among the objects that could hold the documented name."""
    body = '{"data": [{"couponcode": "A"}, {"couponCode": "A"}, {"couponcode": "A"}]}'
    assert find("misnamed-field", DATA, body) == [
        ("error", "$.data[*].couponcode", "couponCode", "another spelling", "2 of 3")
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"couponcode": "A"}', name="one"),
        interaction('{"couponCode": "A"}', name="two"),
        interaction('{"couponcode": "A"}', origin="live", name="three"),
    ]
    assert find("misnamed-field", CODE, *bodies) == [
        ("error", "$.couponcode", "couponCode", "another spelling", "1 of 2, 1 of 1")
    ]


def test_objects_under_free_names_are_counted() -> None:
    """All objects of a map are one place."""
    stores = contract(
        {
            "stores": {
                "type": "object",
                "additionalProperties": {"properties": {"storeName": {"type": "string"}}},
            }
        }
    )
    body = '{"stores": {"a": {"StoreName": "x"}, "": {"storeName": "y"}}}'
    assert find("misnamed-field", stores, body) == [
        ("error", "$.stores[*].StoreName", "storeName", "another spelling", "1 of 2")
    ]


def test_nested_objects_are_judged() -> None:
    """The name is looked for in the object that its row belongs to, and nowhere else."""
    nested = contract(
        {"entity": {"type": "object", "properties": {"couponCode": {"type": "string"}}}}
    )
    assert find("misnamed-field", nested, '{"entity": {"couponcode": "A"}, "couponCode": "A"}') == [
        ("error", "$.entity.couponcode", "couponCode", "another spelling", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("written", "location", "observed"),
    [
        (r"couponCode\u001b", r'$["couponCode\u001b"]', r"couponCode\u001b"),
        (r"couponCode\ud800", r'$["couponCode\ud800"]', r"couponCode\ud800"),
        ("couponCode ", '$["couponCode "]', "couponCode "),
    ],
)
def test_an_odd_name_is_printable(written: str, location: str, observed: str) -> None:
    """Neither control characters nor lone surrogates reach a report as they are."""
    body = f'{{"{written}": "A"}}'
    assert find("misnamed-field", CODE, body) == [
        ("error", location, "couponCode", "another spelling", "1 of 1")
    ]
    assert [told for _, told, _ in tell("misnamed-field", CODE, body)] == [observed]


def test_a_name_of_any_length_is_judged() -> None:
    """A very long name that only begins like a documented one is another field."""
    assert find("misnamed-field", CODE, f'{{"couponCode{"e" * 10000}": "A"}}') == []
