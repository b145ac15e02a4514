"""`pages-disagree`: two pages that document one thing in two ways."""

from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.checks.rules.pages_disagree import CHECK
from asdocumented.contracts.model import Contract, Filter, SameThing
from tests.support import PAGE, contract, row

INTEGER, LONG = {"type": "integer", "format": "int32"}, {"type": "integer", "format": "int64"}
SERVER = {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}
UTC = {**SERVER, "zone": "UTC"}
TEXT = {"type": "string"}
HERE = SameThing("$.series", "series", "$.entity", PAGE)


def here(field: dict[str, Any] | None) -> Contract:
    """Return a contract with an object that another page documents, too."""
    fields = {"type": "object", "properties": {"value": field} if field is not None else {}}
    return replace(contract({"series": fields}), same=(HERE,))


def there(field: dict[str, Any] | None, edition: str = "2025") -> Contract:
    """Return the contract of that page."""
    fields = {"type": "object", "properties": {"value": field} if field is not None else {}}
    return replace(contract({"entity": fields}), operation="series", edition=edition)


def told(judged: Contract, *others: Contract) -> list[tuple[str, str, str]]:
    assert CHECK.pages is not None
    found = list(CHECK.pages(judged, others))
    assert {one.severity for one in found} <= {"note"}
    return [(one.location, one.documented or "", one.observed) for one in found]


@pytest.mark.parametrize(
    ("one", "two", "documented", "observed"),
    [
        (LONG, INTEGER, "Long", "Integer on the other page"),
        (LONG, {}, "Long", "no datatype on the other page"),
        (
            {**TEXT, "x-date": SERVER},
            {**TEXT, "x-date": UTC},
            "yyyy-MM-dd'T'HH:mm:ssXXX, zone server",
            "yyyy-MM-dd'T'HH:mm:ssXXX, zone UTC on the other page",
        ),
        (
            TEXT,
            {**TEXT, "contentMediaType": "application/json"},
            "a text",
            "JSON in a text on the other page",
        ),
        (LONG, None, "value in a row", "none on the other page"),
    ],
)
def test_what_two_rows_say_otherwise_is_a_note(
    one: dict[str, Any], two: dict[str, Any] | None, documented: str, observed: str
) -> None:
    """Of the field of this page, with both rows."""
    assert told(here(one), there(two)) == [("$.series.value", documented, observed)]


def test_a_field_of_the_other_page_alone_is_told_of_the_object() -> None:
    """No place of this page has it."""
    assert told(here(None), there(LONG)) == [("$.series", "value in a row", "none on this page")]


def test_two_forms_of_several_values_are_a_note() -> None:
    """A comma on one page, repetition on the other."""
    same = SameThing("$request.query.codes", "series", "$request.query.code", row(1, "codes"))
    codes = Filter("codes", "$.code", ignore_case=False, separator=None, citation=PAGE)
    code = Filter("code", "$.code", ignore_case=False, separator=",", citation=PAGE)
    one = replace(contract({"code": {}}, filters=[codes]), same=(same,))
    two = replace(contract({"code": {}}, filters=[code]), operation="series")
    assert told(one, two) == [
        (
            "$request.query.codes",
            "several values by repetition",
            "several values by a comma on the other page",
        )
    ]


def test_the_newest_edition_of_the_other_page_counts() -> None:
    """What it said before is no disagreement."""
    assert told(here(LONG), there(INTEGER, "2024"), there(LONG, "2026")) == []
    assert told(here(LONG), there(LONG, "2024"), there(INTEGER, "2026")) != []


def test_without_the_other_page_nothing_is_found() -> None:
    """It may not be bundled."""
    assert told(here(LONG)) == []
