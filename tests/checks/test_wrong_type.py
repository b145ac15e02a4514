"""`wrong-type`: another JSON type than the row documents."""

import pytest

from tests.support import cited, contract, find, row

STRING = contract({"range": {"type": "string"}})


def test_an_object_where_a_string_is_documented_is_an_error() -> None:
    """A String that comes as an object breaks every typed client."""
    assert find("wrong-type", STRING, '{"range": {"dom": [1]}}') == [
        ("error", "$.range", "String", "object", "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    assert cited("wrong-type", STRING, '{"range": 1}') == [row(1, "range", "String")]


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("string", '"text"'),
        ("string", "null"),
        ("integer", "10"),
        ("integer", "10.0"),
        ("integer", '"10"'),
        ("integer", '"-1.5"'),
        ("integer", '"NULL"'),
        ("number", "10"),
        ("number", "10.5"),
        ("boolean", "true"),
        ("boolean", '"False"'),
        ("array", "[]"),
        ("object", "{}"),
    ],
)
def test_the_documented_type_and_what_other_checks_find_is_not_found(
    type_: str, value: str
) -> None:
    """Null, decimals and numbers or booleans as text have checks of their own."""
    assert find("wrong-type", contract({"field": {"type": type_}}), f'{{"field": {value}}}') == []


@pytest.mark.parametrize(
    ("type_", "value", "documented", "observed"),
    [
        ("string", "1", "String", "integer"),
        ("string", "1.5", "String", "number"),
        ("string", "true", "String", "boolean"),
        ("integer", "10.5", "Integer", "number"),
        ("integer", "true", "Integer", "boolean"),
        ("integer", '"ten"', "Integer", "string"),
        ("number", "[]", "Number", "array"),
        ("boolean", "1", "Boolean", "integer"),
        ("boolean", '"yes"', "Boolean", "string"),
        ("array", '""', "Array", "string"),
        ("object", "[1]", "Object", "array"),
    ],
)
def test_every_other_type_is_found(type_: str, value: str, documented: str, observed: str) -> None:
    """The observed JSON type is named."""
    found = find("wrong-type", contract({"field": {"type": type_}}), f'{{"field": {value}}}')
    assert found == [("error", "$.field", documented, observed, "1 of 1")]


def test_an_array_of_the_documented_object_is_found_once_and_its_items_are_judged() -> None:
    """Documented Object, answered as an array: the items still meet the object's rows."""
    entity = contract({"entity": {"type": "object", "properties": {"id": {"type": "integer"}}}})
    assert find("wrong-type", entity, '{"entity": [{"id": 1}, {"id": []}]}') == [
        ("error", "$.entity", "Object", "array", "1 of 1"),
        ("error", "$.entity.id", "Integer", "array", "1 of 2"),
    ]


def test_a_lone_object_for_an_array_is_judged_as_its_item() -> None:
    """Documented Array, answered as one object: the object still meets the items' rows."""
    data = contract(
        {"data": {"type": "array", "items": {"properties": {"id": {"type": "string"}}}}}
    )
    assert find("wrong-type", data, '{"data": {"id": 1}}') == [
        ("error", "$.data", "Array", "object", "1 of 1"),
        ("error", "$.data[*].id", "String", "integer", "1 of 1"),
    ]


def test_no_documented_type_is_never_wrong() -> None:
    """A row without a datatype promises none."""
    assert find("wrong-type", contract({"field": {}}), '{"field": [1]}') == []
