"""A relation is refused unless it is known and between documented locations."""

from pathlib import Path

import pytest

from tests.contracts.small_folder import CODE, OPEN_NODE, change, contract, refusal


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


@pytest.mark.parametrize("old", ['left = "validTill"', 'right = "createdOn"'])
@pytest.mark.parametrize("path", ["", "$", "."])
def test_a_side_that_names_no_member_is_refused(edition: Path, old: str, path: str) -> None:
    """It would compare the object with itself, or nothing."""
    change(edition, "relations.toml", old, f'{old.partition(" ")[0]} = "{path}"')
    fault = refusal(edition)
    assert fault.where == "relations.toml, valid-after-creation"
    assert fault.what == "a side of it names no member"


def relation(kind: str, **fields: str) -> str:
    """Return one entry of relations.toml, between members of the items."""
    written = {"id": '"new"', "scope": '"$.data[*]"', **fields}
    lines = "".join(f"{name} = {value}\n" for name, value in written.items())
    return f'[[{kind}]]\n{lines}source = {{ table = "response", row = 3 }}\n\n'


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        (
            relation("times", left='"validTill"', relation='"noon"'),
            "Invalid enum value 'noon'",
        ),
        (
            relation("times", left='"validTill"', relation='"end-of-day"', right='"code"'),
            "unknown field `right`",
        ),
        (relation("values", left='"code"', relation='"equals"'), "missing required field `right`"),
        (
            relation("values", left='"code"', relation='"like"', right='"note"'),
            "Invalid enum value 'like'",
        ),
        (
            relation("numbers", left='"value"', relation='"at-least"', right='"shown"'),
            "Invalid enum value 'at-least'",
        ),
        (
            relation(
                "numbers", left='"value"', relation='"at-most"', right='"shown"', unset='["none"]'
            ),
            "Expected `int`, got `str`",
        ),
        (
            relation("flags", left='"note"', relation='"says-true"', unset="[0]"),
            "unknown field `unset`",
        ),
        (
            relation("flags", left='"note"', relation='"says-true"', severity='"fatal"'),
            "Invalid enum value 'fatal'",
        ),
    ],
)
def test_a_relation_of_another_form_is_refused(edition: Path, entry: str, what: str) -> None:
    """Each kind has its own keys and its own words."""
    change(edition, "relations.toml", "[[statuses]]", f"{entry}[[statuses]]")
    fault = refusal(edition)
    assert fault.where == "relations.toml"
    assert what in fault.what


@pytest.mark.parametrize(
    ("entry", "what", "remedy"),
    [
        (
            relation("values", left='"codes"', relation='"equals"', right='"note"'),
            "no node at $.data[*].codes",
            "name a location of response.schema.json",
        ),
        (
            relation("values", left='"note.code"', relation='"equals"', right='"code"'),
            "no node at $.data[*].note.code",
            "name a location of response.schema.json",
        ),
        (
            relation("values", scope='"$"', left='"data"', relation='"equals"', right='"data"'),
            "new compares 'data', which is no single value",
            "annotate it, or drop this",
        ),
        (
            relation("values", left='"code"', relation='"equals"', right='"code"'),
            "new compares 'code' with itself",
            "name another member, or drop this",
        ),
        (
            relation("numbers", left='"code"', relation='"at-most"', right='"value"'),
            "new compares 'code', which is no number",
            "annotate it, or drop this",
        ),
        (
            relation(
                "numbers", left='"value"', relation='"zero-with"', right='"note"', unset="[-1, 0]"
            ),
            "new leaves 0 out, which is what it is about",
            "name other values under unset",
        ),
        (
            relation("times", left='"code"', relation='"end-of-day"'),
            "new compares 'code', which is no date and time: it has no x-date to the second",
            "annotate it, or drop this",
        ),
        (
            relation("times", left='"createdOn"', relation='"start-of-day"'),
            "new compares 'createdOn', which is no date and time: it has no x-date to the second",
            "annotate it, or drop this",
        ),
        (
            relation("flags", left='"value"', relation='"says-true"'),
            "new compares 'value', which is no flag: a boolean or a text",
            "annotate it, or drop this",
        ),
        (
            relation("dates", left='"value"', relation='"not-before"', right='"createdOn"'),
            "new compares 'value', which is no date: it has no x-date or x-epoch",
            "annotate it, or drop this",
        ),
    ],
)
def test_a_relation_between_members_of_another_kind_is_refused(
    edition: Path, entry: str, what: str, remedy: str
) -> None:
    """It would judge nothing, or what it is not about."""
    change(edition, "relations.toml", "[[statuses]]", f"{entry}[[statuses]]")
    fault = refusal(edition)
    assert (fault.what, fault.remedy) == (what, remedy)


def test_a_relation_has_the_nearest_object_as_its_scope(edition: Path) -> None:
    """Items in an array that stands for the object are compared each with itself alone."""
    inner = '{"x-source": {"page": "objects"}, "properties": {"a": %s, "b": %s}}'
    untyped = '{"x-source": {"inferred": "1-found"}}'
    change(edition, "response.schema.json", OPEN_NODE, f'"shown": {inner % (untyped, untyped)}')
    change(edition, "examples/1-found.json", '"shown": 1', '"shown": {"a": 1, "b": 1}')
    entry = relation("values", left='"shown.a"', relation='"equals"', right='"shown.b"')
    change(edition, "relations.toml", "[[statuses]]", f"{entry}[[statuses]]")
    fault = refusal(edition)
    assert fault.what == "new compares two members of 'shown'"
    assert fault.remedy == "let its scope be $.data[*].shown"


def test_what_recordings_hold_pseudonyms_of_is_not_compared(edition: Path) -> None:
    """Equal values of two members need not have equal pseudonyms."""
    secret = CODE.replace('"string",', '"string", "x-sensitive": "secret",')
    change(edition, "response.schema.json", CODE, secret)
    entry = relation("values", left='"code"', relation='"equals"', right='"note"')
    change(edition, "relations.toml", "[[statuses]]", f"{entry}[[statuses]]")
    fault = refusal(edition)
    assert fault.what == "new compares 'code', which is x-sensitive"
    assert fault.remedy == "recordings hold pseudonyms of its values: drop this"


def test_all_kinds_of_relations_are_read(edition: Path) -> None:
    """What each says is a value of the contract, in the order of the file by kind."""
    entries = [
        relation("times", id='"day"', left='"validTill"', relation='"end-of-day"'),
        relation("values", id='"same"', left='"code"', relation='"equals"', right='"note"'),
        relation(
            "numbers",
            id='"most"',
            left='"value"',
            relation='"at-most"',
            right='"note"',
            unset="[-1]",
            severity='"note"',
        ),
        relation("flags", id='"flag"', left='"note"', relation='"says-true"'),
    ]
    change(edition, "relations.toml", "[[statuses]]", "".join(entries) + "[[statuses]]")
    root = contract(edition).bodies["200"]
    (node,) = [one for one in root.tree() if one.relations]
    assert [
        (one.id, one.left, one.relation, one.right, one.severity, one.unset)
        for one in node.relations
    ] == [
        ("valid-after-creation", "validTill", "not-before", "createdOn", "warning", ()),
        ("day", "validTill", "end-of-day", "", "note", ()),
        ("same", "code", "equals", "note", "warning", ()),
        ("most", "value", "at-most", "note", "note", (-1,)),
        ("flag", "note", "says-true", "", "warning", ()),
    ]


def test_what_another_page_documents_too_is_of_an_operation_that_is_there(edition: Path) -> None:
    """A misspelt name would be silently without effect."""
    same = '[[same]]\nhere = "$.data"\noperation = "get-cuopons"\nthere = "$.data"\n'
    source = 'source = { table = "response", row = 1 }\n'
    change(edition, "relations.toml", "[[filters]]", f"{same}{source}[[filters]]")
    fault = refusal(edition)
    assert fault.where.endswith("relations.toml, $.data")
    assert fault.what == "no operation 'get-cuopons'"
    assert edition.parent.name in fault.remedy
