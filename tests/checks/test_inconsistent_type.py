"""`inconsistent-type`: one place that holds two JSON types, while its row documents none."""

import pytest

from tests.support import cited, contract, find, interaction, row, tell

ID = contract({"id": {}})
DATA = contract({"data": {"type": "array", "items": {"properties": {"id": {}}}}})


def test_two_types_among_items_are_a_warning() -> None:
    """Nothing tells a client to expect both."""
    assert find("inconsistent-type", DATA, '{"data": [{"id": "454473807"}, {"id": -1}]}') == [
        ("warning", "$.data[*].id", "no datatype", "number and text", "1 of 2")
    ]


def test_how_often_each_type_came_is_told() -> None:
    """The commonest first: no type is the right one, but one of them may be the exception."""
    body = '{"data": [{"id": 7}, {"id": "1"}, {"id": null}, {"id": 1.5}, {"id": 8}]}'
    assert tell("inconsistent-type", DATA, body) == [
        ("no datatype", "number in 3, text in 1", "coupons 2026, response table, row 2 (id)")
    ]


def test_the_values_of_the_rarer_type_are_counted() -> None:
    """Among all values of the place: one of three is another type than most are."""
    body = '{"data": [{"id": "1"}, {"id": "2"}, {"id": -1}, {}]}'
    assert find("inconsistent-type", DATA, body) == [
        ("warning", "$.data[*].id", "no datatype", "number and text", "1 of 3")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    assert cited("inconsistent-type", DATA, '{"data": [{"id": "1"}, {"id": 1}]}') == [row(2, "id")]


@pytest.mark.parametrize(
    ("values", "observed"),
    [
        (["1", '"x"'], "number and text"),
        (["1.5", '"x"'], "number and text"),
        (["true", '"x"'], "boolean and text"),
        (["true", "1"], "boolean and number"),
        (["[]", "{}"], "array and object"),
        (['""', "[]"], "array and text"),
        (["{}", "1", '"x"', "false", "[]"], "array and boolean and number and object and text"),
        (["9" * 400, r'"\ud800"'], "number and text"),
    ],
)
def test_two_types_over_interactions_are_found_in_any_order(
    values: list[str], observed: str
) -> None:
    """The types are named in one order, whichever body came first."""
    bodies = [f'{{"id": {value}}}' for value in values]
    expected = [("warning", "$.id", "no datatype", observed, f"{len(values) - 1} of {len(values)}")]
    assert find("inconsistent-type", ID, *bodies) == expected
    assert find("inconsistent-type", ID, *reversed(bodies)) == expected


@pytest.mark.parametrize(
    "values",
    [
        ["1", "2"],
        ["1", "1.5"],
        ["1", "1e400", "9" * 400],
        ["null", "1"],
        ["null", '"x"', "null"],
        ["null", "null"],
        ['"1"', '"x"'],
        ["true", "false"],
        ["[1]", '["x"]'],
        ['{"a": 1}', '{"a": "x"}'],
        ["1"],
    ],
)
def test_one_type_is_consistent(values: list[str]) -> None:
    """Integers and decimals are numbers, and null is no type of its own."""
    assert find("inconsistent-type", ID, *(f'{{"id": {value}}}' for value in values)) == []


def test_absence_is_no_type() -> None:
    """A field that is there in one body and absent from another is found by `absent-field`."""
    assert find("inconsistent-type", ID, '{"id": 1}', "{}") == []


@pytest.mark.parametrize("type_", ["string", "integer", "boolean", "array", "object"])
def test_where_the_row_has_a_datatype_it_decides(type_: str) -> None:
    """A value of another type than the row documents is found by `wrong-type`."""
    typed = contract({"id": {"type": type_}})
    assert find("inconsistent-type", typed, '{"id": "x"}', '{"id": 1}', '{"id": []}') == []


def test_a_documented_choice_of_types_is_consistent() -> None:
    """Where the page documents both types, a client knows to expect both."""
    either = contract({"id": {"type": ["integer", "string"], "x-source": {"page": "coupons"}}})
    assert find("inconsistent-type", either, '{"id": "x"}', '{"id": 1}') == []


def test_an_undocumented_field_is_not_judged() -> None:
    """A field without a node is found by `undocumented-field`, whatever it holds."""
    code = contract({"code": {"type": "string"}})
    assert find("inconsistent-type", code, '{"code": "", "x": 1}', '{"code": "", "x": "y"}') == []


def test_two_places_may_differ() -> None:
    """Fields of the same name in different objects have rows of their own."""
    both = contract({"id": {}, "series": {"type": "object", "properties": {"id": {}}}})
    assert find("inconsistent-type", both, '{"id": 1, "series": {"id": "x"}}') == []


def test_items_without_a_datatype_are_judged() -> None:
    """The items of an array are one place, documented by the row of the array."""
    tags = contract({"tags": {"type": "array", "items": {}}})
    assert find("inconsistent-type", tags, '{"tags": [1, "x"]}', '{"tags": ["y"]}') == [
        ("warning", "$.tags[*]", "no datatype", "number and text", "1 of 3")
    ]


def test_an_object_that_also_comes_as_an_array_is_found_once() -> None:
    """The items still meet the rows of the object, and their types are consistent."""
    entity = contract({"entity": {"properties": {"id": {"type": "integer"}}}})
    bodies = ['{"entity": {"id": 1}}', '{"entity": [{"id": 1}]}']
    assert find("inconsistent-type", entity, *bodies) == [
        ("warning", "$.entity", "no datatype", "array and object", "1 of 2")
    ]


def test_types_that_differ_between_evidence_sets_are_no_inconsistency() -> None:
    """Each set has one type: that they differ is told by `evidence-disagrees`."""
    bodies = [
        interaction('{"id": "1"}', name="one"),
        interaction('{"id": "2"}', name="two"),
        interaction('{"id": 1}', origin="live", name="three"),
    ]
    assert find("inconsistent-type", ID, *bodies) == []


def test_types_that_differ_by_situation_are_found() -> None:
    """Which cluster answered, and what was asked, does not excuse another type."""
    utc = interaction('{"id": 1}', url="https://utc.example/coupons", name="utc")
    india = interaction('{"id": "1"}', url="https://india.example/coupons", name="india")
    assert find("inconsistent-type", ID, utc, india) == [
        ("warning", "$.id", "no datatype", "number and text", "1 of 2")
    ]


def test_values_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    fields = contract({"fields": {"type": "object", "additionalProperties": {}}})
    assert find("inconsistent-type", fields, '{"fields": {"a": 1, "": "x", "b": null}}') == [
        ("warning", "$.fields[*]", "no datatype", "number and text", "1 of 3")
    ]


def test_the_types_are_found_however_many_shapes_the_objects_have() -> None:
    """Objects that all differ in their names are seen like objects that are all alike."""
    items = ", ".join(f'{{"id": 1, "n{number}": 1}}' for number in range(3000))
    assert find("inconsistent-type", DATA, f'{{"data": [{items}, {{"id": "x"}}]}}') == [
        ("warning", "$.data[*].id", "no datatype", "number and text", "1 of 3001")
    ]


@pytest.mark.parametrize(
    ("name", "written", "location"),
    [
        ("\x1b[31m", r"\u001b[31m", r'$["\u001b[31m"]'),
        ("\ud800", r"\ud800", r'$["\ud800"]'),
    ],
)
def test_an_odd_name_is_printable_in_the_location(name: str, written: str, location: str) -> None:
    """Neither control characters nor lone surrogates reach a report as they are."""
    bodies = [f'{{"{written}": 1}}', f'{{"{written}": "x"}}']
    assert find("inconsistent-type", contract({name: {}}), *bodies) == [
        ("warning", location, "no datatype", "number and text", "1 of 2")
    ]
