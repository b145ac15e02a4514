"""`missing-error-array`: a documented array of errors that is absent or null."""

from typing import Any

import pytest

from tests.support import THERE, cited, contract, find, interaction, parameter, row

ARRAY: dict[str, Any] = {"type": "array", "x-error-array": True}
ERRORS = contract({"errors": ARRAY})
DATA = contract({"data": {"type": "array", "items": {"properties": {"warnings": ARRAY}}}})


def test_an_absent_error_array_is_a_warning() -> None:
    """A client that looks through the array for failures finds none to look through."""
    assert find("missing-error-array", ERRORS, "{}") == [
        ("warning", "$.errors", THERE, "absent", "1 of 1")
    ]


def test_a_null_error_array_is_a_warning() -> None:
    """Null is no array to look through."""
    assert find("missing-error-array", ERRORS, '{"errors": null}') == [
        ("warning", "$.errors", "Array", "null", "1 of 1")
    ]


@pytest.mark.parametrize("body", ['{"id": 1}', '{"id": 1, "errors": null}'])
def test_the_row_is_cited(body: str) -> None:
    """The finding cites the row of the array, whether it is absent or null."""
    both = contract({"id": {"type": "integer"}, "errors": ARRAY})
    assert cited("missing-error-array", both, body) == [row(2, "errors", "Array")]


@pytest.mark.parametrize(
    ("body", "told"), [("{}", (THERE, "absent")), ('{"errors": null}', ("Array", "null"))]
)
def test_no_other_check_finds_it(body: str, told: tuple[str, str]) -> None:
    """An array of errors is neither an absent field nor a null value besides."""
    assert find(None, ERRORS, body) == [("warning", "$.errors", *told, "1 of 1")]


@pytest.mark.parametrize("value", ["[]", "[null]", "[[]]", '[{"code": 1}]'])
def test_an_array_is_not_missing(value: str) -> None:
    """An empty array says that nothing failed; what stands in one is another check's matter."""
    assert find("missing-error-array", ERRORS, f'{{"errors": {value}}}') == []


@pytest.mark.parametrize("value", ['""', '"NULL"', "{}", "0", "1.5", "false", '{"code": 1}'])
def test_another_type_is_found_by_the_checks_of_types(value: str) -> None:
    """What is there and not null is not missing, whatever it is."""
    assert find("missing-error-array", ERRORS, f'{{"errors": {value}}}') == []


@pytest.mark.parametrize("body", ["{}", '{"list": null}'])
def test_an_array_that_holds_no_errors_is_left_to_other_checks(body: str) -> None:
    """Only arrays of errors or warnings are looked for."""
    plain = contract({"list": {"type": "array"}, "errors": {"type": "array"}})
    assert find("missing-error-array", plain, body) == []


def test_an_array_without_a_datatype_is_missing_all_the_same() -> None:
    """A row documents a name even where it documents no type."""
    untyped = contract({"errors": {"x-error-array": True}})
    assert find("missing-error-array", untyped, "{}") == [
        ("warning", "$.errors", THERE, "absent", "1 of 1")
    ]


def test_a_promised_error_array_that_is_absent_is_an_error() -> None:
    """Where the page promises the array, its absence breaks a client, and is found once."""
    promised = contract({"errors": {**ARRAY, "x-presence": "promised"}})
    assert find(None, promised, "{}") == [("error", "$.errors", "always there", "absent", "1 of 1")]


def test_an_error_array_with_a_condition_is_not_missing() -> None:
    """Where no request shows the condition, absence is no fault."""
    conditional = contract({"errors": {**ARRAY, "x-presence": "conditional"}})
    assert find(None, conditional, "{}") == []


@pytest.mark.parametrize("query", ["", "?showErrors=false", "?showErrors=true"])
def test_an_error_array_bound_to_a_parameter_is_left_to_other_checks(query: str) -> None:
    """Whether an array that a parameter asks for is there is judged by the parameter."""
    presence = {"parameter": "showErrors", "equals": "true"}
    bound = contract(
        {"errors": {**ARRAY, "x-presence": presence}}, parameters=[parameter("showErrors")]
    )
    one = interaction("{}", url=f"https://utc.example/coupons{query}")
    assert find("missing-error-array", bound, one) == []


def test_an_error_array_that_was_asked_for_in_vain_is_found_once() -> None:
    """An array that a parameter asked for is found by `parameter-ignored` alone."""
    presence = {"parameter": "showErrors", "equals": "true"}
    bound = contract(
        {"errors": {**ARRAY, "x-presence": presence}}, parameters=[parameter("showErrors")]
    )
    one = interaction("{}", url="https://utc.example/coupons?showErrors=true")
    assert find(None, bound, one) == [
        ("error", "$.errors", "there with showErrors=true", "absent", "1 of 1")
    ]


def test_an_error_array_under_a_near_name_is_only_misnamed() -> None:
    """The array is there, so that `misnamed-field` alone finds the name."""
    warnings = contract({"Warninigs": ARRAY})
    assert find(None, warnings, '{"warnings": []}') == [
        ("error", "$.warnings", "Warninigs", "another spelling", "1 of 1")
    ]


def test_a_null_under_a_near_name_is_misnamed_and_null() -> None:
    """A wrong name and a missing array are two facts."""
    assert find(None, contract({"Warninigs": ARRAY}), '{"warnings": null}') == [
        ("error", "$.warnings", "Warninigs", "another spelling", "1 of 1"),
        ("warning", "$.warnings", "Array", "null", "1 of 1"),
    ]


def test_an_error_array_that_only_the_printed_example_shows_is_not_promised() -> None:
    """What no table lists cannot be missing."""
    printed = contract(
        {"code": {"type": "string"}, "errors": {**ARRAY, "x-source": {"inferred": "printed"}}}
    )
    assert find(None, printed, '{"code": "A"}') == []


def test_a_documented_null_is_not_found() -> None:
    """Where the page says that the array may be null, null is as documented."""
    nullable = contract({"errors": {"type": ["array", "null"], "x-error-array": True}})
    assert find("missing-error-array", nullable, '{"errors": null}') == []


def test_each_array_is_found_by_itself() -> None:
    """Errors and warnings are two rows."""
    both = contract({"errors": ARRAY, "warnings": ARRAY, "notices": ARRAY})
    assert find("missing-error-array", both, '{"errors": null, "notices": []}') == [
        ("warning", "$.errors", "Array", "null", "1 of 1"),
        ("warning", "$.warnings", THERE, "absent", "1 of 1"),
    ]


def test_an_array_absent_from_items_is_counted_among_the_items() -> None:
    """The array is counted among the objects that could hold it."""
    assert find("missing-error-array", DATA, '{"data": [{}, {"warnings": []}, {}]}') == [
        ("warning", "$.data[*].warnings", THERE, "absent", "2 of 3")
    ]


def test_a_null_array_of_items_is_counted_among_the_values() -> None:
    """A null is counted among the values at its place."""
    body = '{"data": [{"warnings": null}, {"warnings": []}, {"warnings": null}]}'
    assert find("missing-error-array", DATA, body) == [
        ("warning", "$.data[*].warnings", "Array", "null", "2 of 3")
    ]


def test_absent_and_null_are_counted_apart() -> None:
    """An absent array is counted among the objects, a null one among the values."""
    bodies = ["{}", '{"errors": null}', '{"errors": []}', '{"errors": [{"code": 1}]}']
    assert find("missing-error-array", ERRORS, *bodies) == [
        ("warning", "$.errors", "Array", "null", "1 of 3"),
        ("warning", "$.errors", THERE, "absent", "1 of 4"),
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction("{}", name="one"),
        interaction('{"errors": []}', name="two"),
        interaction("{}", origin="har", name="three"),
    ]
    assert find("missing-error-array", ERRORS, *bodies) == [
        ("warning", "$.errors", THERE, "absent", "1 of 2, 1 of 1")
    ]


def test_the_answer_to_an_inferred_request_is_evidence() -> None:
    """Nobody printed the request, but the body is printed all the same."""
    assert find("missing-error-array", ERRORS, interaction("{}", inferred=True)) == [
        ("warning", "$.errors", THERE, "absent", "1 of 1")
    ]


def test_an_array_as_the_whole_body_is_judged_item_by_item() -> None:
    """Items of a documented object meet the rows of the object."""
    assert find("missing-error-array", ERRORS, '[{"errors": []}, {}]') == [
        ("warning", "$.errors", THERE, "absent", "1 of 2")
    ]


@pytest.mark.parametrize("body", ["null", "1", "1e400", '"errors"', "true", "[]", "[null, 1]"])
def test_what_is_no_object_lacks_no_array(body: str) -> None:
    """A body of another type is no evidence of an absence."""
    assert find("missing-error-array", ERRORS, body) == []


@pytest.mark.parametrize(
    ("body", "status"), [("not JSON", None), ("", None), ("{}", 404), ("{}", 500)]
)
def test_what_documents_no_body_lacks_no_array(body: str, status: int | None) -> None:
    """A body that is not JSON, or that no status documents, cannot show an absence."""
    assert find("missing-error-array", ERRORS, interaction(body, status=status)) == []
