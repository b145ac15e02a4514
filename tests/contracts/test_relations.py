"""A relation is refused unless it is known and between documented locations."""

from pathlib import Path

import pytest

from tests.contracts.small_folder import change, refusal


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('left = "validTill"', 'left = "validUntil"', "valid-after-creation", "validUntil"),
        ('right = "createdOn"', 'right = "madeOn"', "valid-after-creation", "$.data[*].madeOn"),
        ('scope = "$.data[*]"', 'scope = "$.coupons[*]"', "valid-after-creation", "$.coupons[*]"),
        ('scope = "$.data"', 'scope = "$.status"', "overall", "$.status"),
        ('location = "$.data[*].code"', 'location = "$.data.code"', "code", "$.data.code"),
        ('"not-before"', '"after"', "", "'after'"),
        ('id = "overall"', 'id = "overall"\nsuces = "ok"', "", "unknown field `suces`"),
        ("[[dates]]", "[[date]]", "", "unknown field `date`"),
        ("[[dates]]", "[dates", "", "invalid TOML"),
        ('relation = "not-before"\n', "", "", "missing required field `relation`"),
        ('id = "valid-after-creation"', 'id = "v"\nseverity = "fatal"', "", "'fatal'"),
        ('location = "$.data[*].code"', 'items = "$.coupons"', "code", "no node at $.coupons"),
        ('location = "$.data[*].code"', "one_each = true", "code", "one_each without items"),
        (
            'location = "$.data[*].code"',
            'location = "$.data[*].code"\nitems = "$.data"',
            "code",
            "both a location and items are named",
        ),
        (
            "[[filters]]",
            '[combination]\nselects = "some"\nsource = { page = "p" }\n[[filters]]',
            "",
            "'some'",
        ),
        (
            "[[filters]]",
            '[combination]\nselects = "all"\nsource = { table = "query", row = 99 }\n[[filters]]',
            "combination",
            "cites query row 99",
        ),
    ],
)
def test_relations_toml(edition: Path, old: str, new: str, where: str, what: str) -> None:
    """A relation is one of the documented ones, between locations of the schema."""
    change(edition, "relations.toml", old, new)
    fault = refusal(edition)
    assert fault.where == ("relations.toml, " + where if where else "relations.toml")
    assert what in fault.what
