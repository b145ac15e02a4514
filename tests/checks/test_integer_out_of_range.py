"""`integer-out-of-range`: a number that the documented integer type cannot hold."""

from typing import Any

import pytest

from tests.support import cited, contract, find, interaction, row

INT32 = {"type": "integer", "format": "int32"}
INT64 = {"type": "integer", "format": "int64"}
EPOCH = "1778284800000"


@pytest.mark.parametrize(("wide", "severity"), [(True, "warning"), (False, "note")])
def test_beyond_32_bits_is_a_warning_where_the_page_knows_a_wider_type(
    wide: bool,  # noqa: FBT001
    severity: str,
) -> None:
    """A page with one word for all integers cannot mean 32 bits by it for sure."""
    created = contract({"created": INT32}, wide_integers=wide)
    assert find("integer-out-of-range", created, f'{{"created": {EPOCH}}}') == [
        (severity, "$.created", "Integer", "too large for a 32-bit Integer", "1 of 1")
    ]


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize(("unit", "severity"), [("ms", "warning"), ("s", "note")])
def test_milliseconds_are_a_warning_on_every_page(
    wide: bool,  # noqa: FBT001
    unit: str,
    severity: str,
) -> None:
    """Milliseconds since 1970 have not fitted since January of that year; seconds do until 2038."""
    epoch = {**INT32, "x-epoch": {"unit": unit}}
    found = find(
        "integer-out-of-range",
        contract({"created": epoch}, wide_integers=wide),
        f'{{"created": {EPOCH}}}',
    )
    assert [one[0] for one in found] == ["warning" if wide else severity]


@pytest.mark.parametrize("wide", [True, False])
def test_beyond_64_bits_is_an_error_on_every_page(
    wide: bool,  # noqa: FBT001
) -> None:
    """No common integer type is wider than the documented one."""
    number = contract({"number": INT64}, wide_integers=wide)
    assert find("integer-out-of-range", number, '{"number": 9223372036854775808}') == [
        ("error", "$.number", "Long", "too large for 64 bits", "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    created = contract({"id": INT64, "created": INT32})
    assert cited("integer-out-of-range", created, f'{{"id": 1, "created": {EPOCH}}}') == [
        row(2, "created", "Integer")
    ]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (INT32, "0"),
        (INT32, "2147483647"),
        (INT32, "-2147483648"),
        (INT64, "2147483648"),
        (INT64, "9223372036854775807"),
        (INT64, "-9223372036854775808"),
    ],
)
def test_the_whole_documented_range_is_not_found(schema: dict[str, Any], value: str) -> None:
    """The smallest and the largest number of a type belong to it."""
    assert find("integer-out-of-range", contract({"n": schema}), f'{{"n": {value}}}') == []


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        (
            INT32,
            "2147483648",
            ("warning", "$.n", "Integer", "too large for a 32-bit Integer", "1 of 1"),
        ),
        (
            INT32,
            "-2147483649",
            ("warning", "$.n", "Integer", "too large for a 32-bit Integer", "1 of 1"),
        ),
        (
            INT64,
            "-9223372036854775809",
            ("error", "$.n", "Long", "too large for 64 bits", "1 of 1"),
        ),
        (
            INT64,
            "18446744073709551615",
            ("error", "$.n", "Long", "too large for 64 bits", "1 of 1"),
        ),
        (
            INT64,
            "18446744073709551616",
            ("error", "$.n", "Long", "too large for 64 bits", "1 of 1"),
        ),
        (INT64, "9" * 400, ("error", "$.n", "Long", "too large for 64 bits", "1 of 1")),
        (INT64, "-" + "9" * 4000, ("error", "$.n", "Long", "too large for 64 bits", "1 of 1")),
    ],
)
def test_one_beyond_the_range_is_found_and_by_no_other_check(
    schema: dict[str, Any], value: str, expected: tuple[str, str, str, str, str]
) -> None:
    """A number of any length is still an integer, only too large for the type."""
    numbers = contract({"n": schema}, wide_integers=True)
    assert find(None, numbers, f'{{"n": {value}}}') == [expected]


@pytest.mark.parametrize(
    "schema", [{"type": "integer"}, {"type": "number"}, {"type": "string"}, {}]
)
def test_without_a_documented_size_nothing_is_out_of_range(schema: dict[str, Any]) -> None:
    """Only `int32` and `int64` promise bounds."""
    assert find("integer-out-of-range", contract({"n": schema}), f'{{"n": {"9" * 40}}}') == []


@pytest.mark.parametrize(
    "value", ["3000000000.0", "3000000000.5", '"3000000000"', "true", "null", "[3000000000]"]
)
def test_what_is_no_integer_is_left_to_other_checks(value: str) -> None:
    """Decimals, text, null and other types have checks of their own."""
    assert find("integer-out-of-range", contract({"n": INT32}), f'{{"n": {value}}}') == []


@pytest.mark.parametrize(
    ("value", "severity", "observed"),
    [("3000000000.0", "warning", "decimal"), ('"3000000000"', "error", "text")],
)
def test_a_large_number_in_another_notation_is_found_once(
    value: str, severity: str, observed: str
) -> None:
    """A decimal or a text is found as such, whatever number it spells."""
    assert find(None, contract({"n": INT32}, wide_integers=True), f'{{"n": {value}}}') == [
        (severity, "$.n", "Integer", observed, "1 of 1")
    ]


def test_large_items_of_an_array_are_counted() -> None:
    """All items of an array are one place, documented by the row of the array."""
    ids = contract({"ids": {"type": "array", "items": INT32}})
    assert find("integer-out-of-range", ids, '{"ids": [1, 2147483648, 2147483649]}') == [
        ("note", "$.ids[*]", "integer", "too large for a 32-bit Integer", "2 of 3")
    ]


def test_large_numbers_in_items_are_counted() -> None:
    """Both ends of the range count as one drift."""
    data = contract({"data": {"type": "array", "items": {"properties": {"id": INT32}}}})
    body = '{"data": [{"id": 2147483648}, {"id": 1}, {"id": -2147483649}]}'
    assert find("integer-out-of-range", data, body) == [
        ("note", "$.data[*].id", "Integer", "too large for a 32-bit Integer", "2 of 3")
    ]


def test_large_numbers_are_counted_over_interactions_and_by_origin() -> None:
    """One field of several bodies is one place, counted apart by origin."""
    created = contract({"created": INT32}, wide_integers=True)
    bodies = [
        interaction(f'{{"created": {EPOCH}}}', name="printed"),
        interaction('{"created": 1}', name="other"),
        interaction(f'{{"created": {EPOCH}}}', origin="live", name="live"),
    ]
    assert find("integer-out-of-range", created, *bodies) == [
        ("warning", "$.created", "Integer", "too large for a 32-bit Integer", "1 of 2, 1 of 1")
    ]


def test_large_numbers_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    points = contract({"points": {"type": "object", "additionalProperties": INT32}})
    body = f'{{"points": {{"a": {EPOCH}, "": {EPOCH}, "b": 1}}}}'
    assert find("integer-out-of-range", points, body) == [
        ("note", "$.points[*]", "integer", "too large for a 32-bit Integer", "2 of 3")
    ]


@pytest.mark.parametrize(
    ("name", "written", "location"),
    [
        ("\x1b[2J", r"\u001b[2J", r'$["\u001b[2J"]'),
        ("\udfff", r"\udfff", r'$["\udfff"]'),
    ],
)
def test_an_odd_name_is_printable_in_the_location(name: str, written: str, location: str) -> None:
    """Neither control characters nor lone surrogates reach a report as they are."""
    odd = contract({name: INT32})
    assert find("integer-out-of-range", odd, f'{{"{written}": {EPOCH}}}') == [
        ("note", location, "Integer", "too large for a 32-bit Integer", "1 of 1")
    ]
