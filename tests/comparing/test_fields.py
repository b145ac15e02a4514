"""Fields of an answer: one pair of contracts for each class, with exactly what is told."""

from typing import Any

import pytest
from msgspec import structs
from msgspec.structs import replace

from asdocumented.contracts.model import Contract, Row, Table
from tests.comparing.changes import Told, mirrored, told
from tests.support import contract

TEXT = {"type": "string"}
COUNT = {"type": "integer"}
CODE = "$.code"
ISO = {"x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}}
GERMAN = {"x-date": {"pattern": "dd.MM.yyyy", "zone": "none"}}
BERLIN = {"x-date": {"pattern": "yyyy-MM-dd", "zone": "Europe/Berlin"}}
SECONDS = {"type": "integer", "x-epoch": {"unit": "s"}}
MILLIS = {"type": "integer", "x-epoch": {"unit": "ms"}}
ASKED = {"type": "string", "x-presence": {"parameter": "show", "equals": "true"}}
ASKED_FULL = {"type": "string", "x-presence": {"parameter": "show", "equals": "full"}}
CASE = {"parameter": "case", "default": "UPPER", "upper": ["UPPER"], "lower": ["LOWER"]}
JSON_TEXT = {"contentMediaType": "application/json", "contentSchema": {"type": "array"}}


def of(code: dict[str, Any]) -> Contract:
    """Return a contract whose answers have one field."""
    return contract({"code": code})


def marked(*, mandatory: bool) -> Contract:
    """Return a contract whose only row is marked, or not."""
    rows = (Row(1, 0, "code", "String", mandatory),)
    return replace(of(TEXT), tables=(Table("response", "response table", "response", rows),))


def printed(datatype: str) -> Contract:
    """Return a contract whose only row prints this datatype of a text."""
    made = of(TEXT)
    body = made.bodies["200"]
    code = body.fields["code"]
    assert code.citation is not None
    code = replace(code, citation=structs.replace(code.citation, datatype=datatype))
    return replace(made, bodies={"200": replace(body, fields={"code": code})})


def inside(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Return an object with these fields under a name."""
    return {name: {"type": "object", "properties": fields}}


PAIRS: dict[str, tuple[Contract, Contract, list[Told]]] = {
    "field-added": (contract({}), of(TEXT), [("field-added", CODE, None, "String")]),
    "field-renamed": (
        contract({"validTill": TEXT}),
        contract({"valid_till": TEXT}),
        [("field-renamed", "$.valid_till", "$.validTill", "$.valid_till")],
    ),
    "field-renamed by its values": (
        contract({"kind": {**TEXT, "enum": ["ABS", "PERC"]}}),
        contract({"discount": {**TEXT, "enum": ["ABS", "PERC"]}}),
        [("field-renamed", "$.discount", "$.kind", "$.discount")],
    ),
    "field-moved": (
        contract({"validTill": TEXT, **inside("series", {"id": COUNT})}),
        contract(inside("series", {"id": COUNT, "validTill": TEXT})),
        [("field-moved", "$.series.validTill", "$.validTill", "$.series.validTill")],
    ),
    "an object moves with its fields": (
        contract(inside("theSeries", {"id": COUNT, "name": TEXT})),
        contract(inside("the_series", {"id": COUNT, "name": COUNT})),
        [
            ("field-renamed", "$.the_series", "$.theSeries", "$.the_series"),
            ("type-changed", "$.the_series.name", "String", "Integer"),
        ],
    ),
    "row-added": (
        of({"x-source": {"page": "objects"}}),
        of(TEXT),
        [("row-added", CODE, "any type", "String")],
    ),
    "type-changed": (of(TEXT), of(COUNT), [("type-changed", CODE, "String", "Integer")]),
    "type-widened": (
        of(TEXT),
        of({"type": ["string", "null"]}),
        [("type-widened", CODE, "String", "['string', 'null']")],
    ),
    "a number may have decimals": (
        of(COUNT),
        of({"type": "number"}),
        [("type-widened", CODE, "Integer", "Number")],
    ),
    "type-told": (of({}), of(TEXT), [("type-told", CODE, "no datatype", "String")]),
    "integer-widened": (
        of({"type": "integer", "format": "int32"}),
        of({"type": "integer", "format": "int64"}),
        [("integer-widened", CODE, "Integer, 32 bits", "Long, 64 bits")],
    ),
    "format-changed": (
        of({**TEXT, "format": "uri"}),
        of({**TEXT, "format": "uuid"}),
        [("format-changed", CODE, "uri", "uuid")],
    ),
    "date-format-changed": (
        of({**TEXT, **ISO}),
        of({**TEXT, **GERMAN}),
        [("date-format-changed", CODE, "like 2026-12-31", "like 31.12.2026")],
    ),
    "date-format-told": (
        of(TEXT),
        of({**TEXT, **ISO}),
        [("date-format-told", CODE, "no format", "like 2026-12-31")],
    ),
    "date-zone-changed": (
        of({**TEXT, **ISO}),
        of({**TEXT, **BERLIN}),
        [("date-zone-changed", CODE, "no zone", "Europe/Berlin")],
    ),
    "time-unit-changed": (
        of(SECONDS),
        of(MILLIS),
        [("time-unit-changed", CODE, "seconds", "milliseconds")],
    ),
    "time-unit-told": (
        of(COUNT),
        of(MILLIS),
        [("time-unit-told", CODE, "no unit", "milliseconds")],
    ),
    "value-added": (
        of({**TEXT, "enum": ["A"]}),
        of({**TEXT, "enum": ["A", "B"]}),
        [("value-added", CODE, "not listed", '"B"')],
    ),
    "values-listed": (
        of(TEXT),
        of({**TEXT, "enum": ["A", "B"]}),
        [("values-listed", CODE, "any value", '"A", "B"')],
    ),
    "example-value-added": (
        of({**TEXT, "x-known-values": ["ABS"]}),
        of({**TEXT, "x-known-values": ["ABS", "PERC"]}),
        [("example-value-added", CODE, "not listed", "PERC")],
    ),
    "example-values-told": (
        of(TEXT),
        of({**TEXT, "x-known-values": ["ABS", "PERC"]}),
        [("example-values-told", CODE, "none named", "ABS, PERC")],
    ),
    "promise-added": (
        of(TEXT),
        of({**TEXT, "x-presence": "promised"}),
        [("promise-added", CODE, "there, without a promise", "always there")],
    ),
    "condition-added": (
        of(TEXT),
        of({**TEXT, "x-presence": "conditional"}),
        [("condition-added", CODE, "there, without a promise", "there under a condition")],
    ),
    "mark-added": (
        marked(mandatory=False),
        marked(mandatory=True),
        [("mark-added", CODE, "not marked", "marked as mandatory")],
    ),
    "field-asked-for": (
        of(TEXT),
        of(ASKED),
        [("field-asked-for", CODE, "there, without a promise", "there where show is true")],
    ),
    "field-asked-otherwise": (
        of(ASKED),
        of(ASKED_FULL),
        [("field-asked-otherwise", CODE, "there where show is true", "there where show is full")],
    ),
    "letter-case-changed": (
        of(TEXT),
        of({**TEXT, "x-letter-case": CASE}),
        [("letter-case-changed", CODE, "nothing decides", "case decides")],
    ),
    "json-text-changed": (
        of(TEXT),
        of({**TEXT, **JSON_TEXT}),
        [("json-text-changed", CODE, "plain text", "JSON")],
    ),
    "error-list-changed": (
        of({"type": "array"}),
        of({"type": "array", "x-error-array": True}),
        [("error-list-changed", CODE, "reports none", "reports errors")],
    ),
    "constraint-added": (
        of(TEXT),
        of({**TEXT, "maxLength": 5}),
        [("constraint-added", CODE, "no maxLength", "maxLength 5")],
    ),
    "constraint-changed": (
        of({**TEXT, "pattern": "^a"}),
        of({**TEXT, "pattern": "^b"}),
        [("constraint-changed", CODE, "pattern ^a", "pattern ^b")],
    ),
    "datatype-respelled": (
        printed("string"),
        printed("String"),
        [("datatype-respelled", CODE, "string", "String")],
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_shows_its_class(name: str) -> None:
    """Just this is told, and from the other side its mirror."""
    before, after, expected = PAIRS[name]
    assert told(before, after) == expected
    assert set(told(after, before)) == mirrored(before, after)
    assert (told(before, before), told(after, after)) == ([], [])


def test_a_field_that_only_an_example_shows_is_no_promise() -> None:
    """Its coming and going are told of nobody."""
    assert told(contract({}), of({"x-source": {"inferred": "one"}})) == []


def test_a_name_of_one_word_alone_does_not_move() -> None:
    """`id` in another object is the id of something else."""
    before = contract({**inside("customer", {"id": COUNT}), **inside("store", {"name": TEXT})})
    after = contract({**inside("customer", {}), **inside("store", {"name": TEXT, "id": COUNT})})
    assert told(before, after) == [
        ("field-removed", "$.customer.id", "Integer", None),
        ("field-added", "$.store.id", None, "Integer"),
    ]


def test_of_two_that_could_be_meant_none_is_a_rename() -> None:
    """The listed values are those of both."""
    listed = {**TEXT, "enum": ["ABS", "PERC"]}
    after = contract({"first": listed, "second": listed})
    assert told(contract({"kind": listed}), after) == [
        ("field-removed", "$.kind", "String", None),
        ("field-added", "$.first", None, "String"),
        ("field-added", "$.second", None, "String"),
    ]


def test_without_a_datatype_the_name_decides() -> None:
    """An untyped field is known again by its spelling, and in its own object alone."""
    assert told(contract({"valid_till": {}}), contract({"validTill": {}})) == [
        ("field-renamed", "$.validTill", "$.valid_till", "$.validTill")
    ]
    moved = contract(inside("series", {"validTill": {}}))
    assert [
        one for one, *_ in told(contract({"validTill": {}, **inside("series", {})}), moved)
    ] == [
        "field-removed",
        "field-added",
    ]


def test_an_object_is_renamed_before_a_field_moves_into_it() -> None:
    """From either side the outermost of both is told first."""
    before = contract({"seriesId": {"type": "object"}, **inside("validTill", {"seriesId": {}})})
    after = contract(inside("valid_till", {"seriesId": {"type": "object"}}))
    assert set(told(after, before)) == mirrored(before, after)
    assert [one for one, *_ in told(before, after)] == [
        "field-removed",
        "field-renamed",
        "type-told",
    ]
