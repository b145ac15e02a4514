"""Statuses, bodies, content types and relations: one pair of contracts for each class."""

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, Contract, FieldRelation, Filter
from tests.comparing.changes import Told, mirrored, told
from tests.support import contract, parameter

DATES = {
    "from": {"type": "string", "x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}},
    "to": {"type": "string", "x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}},
}
ROW = Citation("coupons", "2026", "response table", 1, "from", "String")
NONE = contract({})
CODES = [parameter("code")]


def related(relation: FieldRelation) -> Contract:
    """Return a contract with two dates, and a relation between them."""
    return contract(DATES, relations={"$": [relation]})


def selecting(location: str | None) -> Contract:
    """Return a contract whose only parameter selects by a field."""
    rule = Filter("code", location, False, None, ROW)  # noqa: FBT003  # the letter case matters
    return contract({}, parameters=CODES, filters=[rule])


NOT_BEFORE = FieldRelation("order", "to", "not-before", "from", "warning", ROW)
SAME_DAY = FieldRelation("order", "to", "same-date", "from", "warning", ROW)

PAIRS: dict[str, tuple[Contract, Contract, list[Told]]] = {
    "success-status-added": (
        NONE,
        replace(NONE, statuses=frozenset({"200", "201", "404"})),
        [("success-status-added", "$response.201", None, "201")],
    ),
    "error-status-added": (
        NONE,
        replace(NONE, statuses=frozenset({"200", "404", "500"})),
        [("error-status-added", "$response.500", None, "500")],
    ),
    "body-added": (
        replace(NONE, bodies={}),
        NONE,
        [("body-added", "$response.200", None, "the body of 200")],
    ),
    "content-type-added": (
        NONE,
        replace(NONE, content_types={"200": frozenset({"application/json", "text/csv"})}),
        [("content-type-added", "$response.200", None, "text/csv")],
    ),
    "relation-added": (
        contract(DATES),
        related(NOT_BEFORE),
        [("relation-added", "$", None, "to is not before from")],
    ),
    "relation-changed": (
        related(NOT_BEFORE),
        related(SAME_DAY),
        [("relation-changed", "$", "to is not before from", "to is the same day as from")],
    ),
    "a filter": (
        contract({}, parameters=CODES),
        selecting("$.data[*].code"),
        [("relation-added", "$request.query.code", None, "code selects by $.data[*].code")],
    ),
    "a filter by something else": (
        selecting("$.data[*].code"),
        selecting(None),
        [
            (
                "relation-changed",
                "$request.query.code",
                "code selects by $.data[*].code",
                "code selects by what no answer shows",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_shows_its_class(name: str) -> None:
    """Just this is told, and from the other side its mirror."""
    before, after, expected = PAIRS[name]
    assert told(before, after) == expected
    assert set(told(after, before)) == mirrored(before, after)
    assert (told(before, before), told(after, after)) == ([], [])
