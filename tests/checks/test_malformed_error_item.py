"""`malformed-error-item`: an item of an error array without the documented members or types."""

from typing import Any

import pytest

from asdocumented.contracts.model import Citation, Contract
from tests.support import cited, contract, find, interaction, row

ELSEWHERE: dict[str, Any] = {"x-source": {"page": "errors"}}
ITEM: dict[str, Any] = {
    **ELSEWHERE,
    "type": "object",
    "required": ["code", "message"],
    "properties": {
        "status": {**ELSEWHERE, "type": "boolean"},
        "code": {**ELSEWHERE, "type": "integer"},
        "message": {**ELSEWHERE, "type": "string"},
    },
}


def errors_of(items: dict[str, Any]) -> Contract:
    """Return a contract with an array of errors of these items."""
    return contract({"errors": {"type": "array", "x-error-array": True, "items": items}})


ERRORS = errors_of(ITEM)


@pytest.mark.parametrize(
    "items",
    [
        "[]",
        '[{"code": 701, "message": "no such coupon"}]',
        '[{"status": false, "code": 701, "message": ""}]',
        '[{"message": "x", "code": 1}, {"code": -2, "message": "y", "status": true}]',
    ],
)
def test_items_with_the_documented_members_are_not_found(items: str) -> None:
    """Members that the page does not promise may be absent."""
    assert find(None, ERRORS, f'{{"errors": {items}}}') == []


def test_a_promised_member_that_is_absent_is_a_warning() -> None:
    """A client that reads the code of the error reads nothing."""
    assert find("malformed-error-item", ERRORS, '{"errors": [{"message": "x"}]}') == [
        ("warning", "$.errors[*].code", "integer", "absent", "1 of 1")
    ]


def test_a_member_that_its_own_schema_promises_is_promised() -> None:
    """`x-presence` promises as the standard `required` does."""
    code = {**ELSEWHERE, "type": "integer", "x-presence": "promised"}
    errors = errors_of({**ELSEWHERE, "type": "object", "properties": {"code": code}})
    assert find("malformed-error-item", errors, '{"errors": [{}]}') == [
        ("warning", "$.errors[*].code", "integer", "absent", "1 of 1")
    ]


def test_an_error_of_another_shape_is_found_member_by_member() -> None:
    """Documented code and message, answered another member: each departure is one finding."""
    assert find("malformed-error-item", ERRORS, '{"errors": [{"error": "not found"}]}') == [
        ("warning", "$.errors[*].code", "integer", "absent", "1 of 1"),
        ("warning", "$.errors[*].error", "in no row", "an undocumented member", "1 of 1"),
        ("warning", "$.errors[*].message", "string", "absent", "1 of 1"),
    ]


@pytest.mark.parametrize(
    ("item", "observed"),
    [
        ("null", "null"),
        ("true", "boolean"),
        ("701", "integer"),
        ("7.5", "number"),
        ('"not found"', "string"),
        ('"NULL"', "string"),
        ("[]", "array"),
        ('[{"code": 1, "message": "x"}]', "array"),
        ("[[1]]", "array"),
    ],
)
def test_an_item_that_is_no_object_is_a_warning(item: str, observed: str) -> None:
    """The observed JSON type is named, and nothing more is said of the item."""
    assert find("malformed-error-item", ERRORS, f'{{"errors": [{item}]}}') == [
        ("warning", "$.errors[*]", "object", observed, "1 of 1")
    ]


@pytest.mark.parametrize(
    ("member", "value", "documented", "observed"),
    [
        ("code", '"701"', "integer", "string"),
        ("code", "7.5", "integer", "number"),
        ("code", "701.0", "integer", "number"),
        ("code", "1e400", "integer", "number"),
        ("code", "true", "integer", "boolean"),
        ("code", "null", "integer", "null"),
        ("code", "[]", "integer", "array"),
        ("message", "701", "string", "integer"),
        ("message", "null", "string", "null"),
        ("message", '{"text": "x"}', "string", "object"),
        ("status", '"false"', "boolean", "string"),
        ("status", "0", "boolean", "integer"),
    ],
)
def test_a_member_of_another_type_is_a_warning(
    member: str, value: str, documented: str, observed: str
) -> None:
    """Inside an item every other JSON type is one fact, found by this check alone."""
    written = {"code": "1", "message": '"x"', member: value}
    item = ", ".join(f'"{name}": {value}' for name, value in written.items())
    assert find(None, ERRORS, f'{{"errors": [{{{item}}}]}}') == [
        ("warning", f"$.errors[*].{member}", documented, observed, "1 of 1")
    ]


@pytest.mark.parametrize(
    ("types", "value"),
    [
        ("number", "701"),
        ("number", "7.5"),
        (["string", "null"], "null"),
        (["string", "integer"], "701"),
        ("object", "{}"),
        ("array", "[[]]"),
    ],
)
def test_a_documented_type_is_not_found(types: str | list[str], value: str) -> None:
    """An integer is a number, and a row may allow two types."""
    errors = errors_of({**ELSEWHERE, "properties": {"code": {**ELSEWHERE, "type": types}}})
    assert find("malformed-error-item", errors, f'{{"errors": [{{"code": {value}}}]}}') == []


@pytest.mark.parametrize("value", ["null", "1", '"x"', "[1]", '{"a": 1}'])
def test_a_member_without_a_documented_type_has_none_to_depart_from(value: str) -> None:
    """Where the page gives no datatype, any value is as documented."""
    errors = errors_of({**ELSEWHERE, "type": "object", "properties": {"code": ELSEWHERE}})
    assert find(None, errors, f'{{"errors": [{{"code": {value}}}]}}') == []


def test_a_member_that_is_not_documented_is_a_warning() -> None:
    """A member that nothing lists is found here, and not as an undocumented field."""
    body = '{"errors": [{"code": 1, "message": "x", "ttl": {"a": null}}]}'
    assert find(None, ERRORS, body) == [
        ("warning", "$.errors[*].ttl", "in no row", "an undocumented member", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("written", "location"),
    [
        ("", '$.errors[*][""]'),
        ("a b", '$.errors[*]["a b"]'),
        ("0", '$.errors[*]["0"]'),
        (r"\u001b[31m", r'$.errors[*]["\u001b[31m"]'),
        (r"\ud800", r'$.errors[*]["\ud800"]'),
    ],
)
def test_an_odd_name_is_printable_in_the_location(written: str, location: str) -> None:
    """The location leads to the member, whatever its name is."""
    body = f'{{"errors": [{{"code": 1, "message": "x", "{written}": 1}}]}}'
    assert [found[1:3] for found in find("malformed-error-item", ERRORS, body)] == [
        (location, "in no row")
    ]


def test_free_names_are_documented() -> None:
    """Where items have free names, all names are documented at once."""
    errors = errors_of({**ITEM, "additionalProperties": {}})
    body = '{"errors": [{"code": 1, "message": "x", "any": 1}]}'
    assert find("malformed-error-item", errors, body) == []


def test_members_of_a_combination_are_judged_as_a_whole() -> None:
    """What a branch of `oneOf` lists cannot be told apart from what nothing lists."""
    errors = errors_of({**ITEM, "oneOf": [{"properties": {"ttl": {}}}]})
    body = '{"errors": [{"code": 1, "message": "x", "ttl": 1}]}'
    assert find("malformed-error-item", errors, body) == []


def test_an_item_that_may_have_any_members_has_no_undocumented_one() -> None:
    """Items that the page documents only as objects promise nothing about their members."""
    errors = errors_of({**ELSEWHERE, "type": "object"})
    assert find(None, errors, '{"errors": [{}, {"a": null}, {"b": {"c": 1}}]}') == []


@pytest.mark.parametrize("item", ['"not found"', '""', '"NULL"'])
def test_texts_are_not_found_where_texts_are_documented(item: str) -> None:
    """An array of errors may be documented as an array of texts."""
    texts = errors_of({**ELSEWHERE, "type": "string"})
    assert find("malformed-error-item", texts, f'{{"errors": [{item}]}}') == []


@pytest.mark.parametrize(
    ("item", "observed"),
    [("701", "integer"), ("null", "null"), ("[]", "array"), ('{"code": 1}', "object")],
)
def test_every_other_type_is_found_where_texts_are_documented(item: str, observed: str) -> None:
    """An item is of another type whether or not it is an object."""
    texts = errors_of({**ELSEWHERE, "type": "string"})
    assert find("malformed-error-item", texts, f'{{"errors": [{item}]}}') == [
        ("warning", "$.errors[*]", "string", observed, "1 of 1")
    ]


@pytest.mark.parametrize("item", ["7", "7.5", "-1"])
def test_an_integer_is_a_number_among_items(item: str) -> None:
    """What holds for members holds for items."""
    numbers = errors_of({**ELSEWHERE, "type": "number"})
    assert find("malformed-error-item", numbers, f'{{"errors": [{item}]}}') == []


def test_an_item_that_is_no_object_is_found_where_only_members_are_documented() -> None:
    """Members without a `type` beside them still say that an item is an object."""
    errors = errors_of({**ELSEWHERE, "properties": {"code": {**ELSEWHERE, "type": "integer"}}})
    assert find("malformed-error-item", errors, '{"errors": ["x"]}') == [
        ("warning", "$.errors[*]", "object", "string", "1 of 1")
    ]


@pytest.mark.parametrize("item", ["null", "1", '"x"', "[[1]]", '{"a": {"b": 1}}'])
def test_items_without_documented_members_or_types_cannot_be_malformed(item: str) -> None:
    """Where the page does not say what an item looks like, none departs from it."""
    body = f'{{"errors": [{item}]}}'
    assert find("malformed-error-item", errors_of(ELSEWHERE), body) == []
    silent = contract({"errors": {"type": "array", "x-error-array": True}})
    assert find("malformed-error-item", silent, body) == []


@pytest.mark.parametrize("value", ["null", '"x"', "1", '"NULL"', "true"])
def test_what_is_no_array_has_no_items(value: str) -> None:
    """A missing array and another type are found by checks of their own."""
    assert find("malformed-error-item", ERRORS, f'{{"errors": {value}}}') == []


def test_items_of_another_array_are_left_to_other_checks() -> None:
    """Only arrays of errors or warnings are looked into."""
    plain = contract({"errors": {"type": "array", "items": ITEM}})
    body = '{"errors": [1, {"code": "x", "ttl": 1}]}'
    assert find("malformed-error-item", plain, body) == []


def test_the_place_that_documents_the_items_is_cited() -> None:
    """The finding cites where it is documented what an item looks like."""
    assert cited("malformed-error-item", ERRORS, '{"errors": [1]}') == [Citation("errors", "")]


def test_the_row_of_the_array_is_cited_where_items_have_none() -> None:
    """Without another source, the array's row documents its items."""
    errors = errors_of({"type": "object"})
    assert cited("malformed-error-item", errors, '{"errors": [1]}') == [row(1, "errors", "Array")]


@pytest.mark.parametrize("item", ["{}", '{"code": "x"}'])
def test_the_row_of_the_member_is_cited_where_it_has_one(item: str) -> None:
    """A table may list the members of an error; the finding departs from that row."""
    errors = errors_of(
        {"type": "object", "required": ["code"], "properties": {"code": {"type": "integer"}}}
    )
    assert cited("malformed-error-item", errors, f'{{"errors": [{item}]}}') == [
        row(2, "code", "Integer")
    ]


def test_items_are_counted() -> None:
    """A fault is counted among the items that could show it."""
    body = '{"errors": [{"code": 1, "message": "x"}, {"code": 2}, {"code": 3}]}'
    assert find("malformed-error-item", ERRORS, body) == [
        ("warning", "$.errors[*].message", "string", "absent", "2 of 3")
    ]


def test_items_that_are_no_objects_are_counted() -> None:
    """Items of another type are counted among all items."""
    body = '{"errors": ["x", {"code": 2, "message": "x"}, "y", null]}'
    assert find("malformed-error-item", ERRORS, body) == [
        ("warning", "$.errors[*]", "object", "null", "1 of 4"),
        ("warning", "$.errors[*]", "object", "string", "2 of 4"),
    ]


def test_items_are_counted_over_interactions_by_origin() -> None:
    """Printed and recorded items are counted apart."""
    bodies = [
        interaction('{"errors": [1, 2]}', name="one"),
        interaction('{"errors": []}', name="two"),
        interaction('{"errors": [{"code": 1, "message": "x"}]}', name="three"),
        interaction('{"errors": [3]}', origin="live", name="four"),
    ]
    assert find("malformed-error-item", ERRORS, *bodies) == [
        ("warning", "$.errors[*]", "object", "integer", "2 of 3, 1 of 1")
    ]


def test_arrays_below_items_are_judged() -> None:
    """Each answered object may have warnings of its own."""
    warnings = {"type": "array", "x-error-array": True, "items": ITEM}
    data = contract({"data": {"type": "array", "items": {"properties": {"warnings": warnings}}}})
    body = '{"data": [{"warnings": ["x"]}, {"warnings": []}, {"warnings": [null]}, {}]}'
    assert find("malformed-error-item", data, body) == [
        ("warning", "$.data[*].warnings[*]", "object", "null", "1 of 2"),
        ("warning", "$.data[*].warnings[*]", "object", "string", "1 of 2"),
    ]


def test_no_other_check_looks_into_an_item() -> None:
    """Text for a number, null, decimals and unknown members inside an item are found once each."""
    body = '{"errors": [{"code": "7", "message": null, "status": "true", "ttl": 1.0}, null]}'
    assert find(None, ERRORS, body) == find("malformed-error-item", ERRORS, body)
    assert [found[1] for found in find(None, ERRORS, body)] == [
        "$.errors[*]",
        "$.errors[*].code",
        "$.errors[*].message",
        "$.errors[*].status",
        "$.errors[*].ttl",
    ]


def test_the_answer_to_an_inferred_request_is_evidence() -> None:
    """Nobody printed the request, but the body is printed all the same."""
    one = interaction('{"errors": [1]}', inferred=True)
    assert find("malformed-error-item", ERRORS, one) == [
        ("warning", "$.errors[*]", "object", "integer", "1 of 1")
    ]


def test_a_deeply_nested_item_is_an_array() -> None:
    """However deep an item is nested, only its own type counts."""
    nested = "[" * 450 + "]" * 450
    assert find("malformed-error-item", ERRORS, f'{{"errors": [{nested}]}}') == [
        ("warning", "$.errors[*]", "object", "array", "1 of 1")
    ]


@pytest.mark.parametrize("body", ["null", "1", '"errors"', "[]", "[[1]]", "{}"])
def test_a_body_without_the_array_holds_no_items(body: str) -> None:
    """A body of another shape is no evidence about items."""
    assert find("malformed-error-item", ERRORS, body) == []


@pytest.mark.parametrize(("body", "status"), [("not JSON", None), ('{"errors": [1]}', 404)])
def test_what_documents_no_body_has_no_items(body: str, status: int | None) -> None:
    """A body that is not JSON, or that no status documents, is not judged."""
    assert find("malformed-error-item", ERRORS, interaction(body, status=status)) == []
