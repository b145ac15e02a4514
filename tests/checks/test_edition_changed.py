"""`edition-changed`: what a new edition asks or promises otherwise."""

from msgspec.structs import replace

from asdocumented.checks.rules.edition_changed import CHECK
from asdocumented.contracts.model import Contract, Row, Table
from tests.support import contract


def page(edition: str, query: list[tuple[str, bool]], fields: dict[str, str]) -> Contract:
    """Return an edition with these parameters, each marked or not, and these typed fields."""
    asked = tuple(
        Row(number, 0, name, "String", mandatory=marked)
        for number, (name, marked) in enumerate(query, 1)
    )
    answered = tuple(
        Row(number, 0, name, datatype, mandatory=False)
        for number, (name, datatype) in enumerate(fields.items(), 1)
    )
    tables = (
        Table("query", "query parameter table", "request", asked),
        Table("response", "response table", "response", answered),
    )
    return replace(contract({}), edition=edition, tables=tables)


def told(judged: Contract, *others: Contract) -> list[tuple[str, str, str]]:
    assert CHECK.pages is not None
    found = list(CHECK.pages(judged, others))
    assert {one.severity for one in found} <= {"note"}
    return [(one.location, one.documented or "", one.observed) for one in found]


OLD = page("2024", [("ids", True), ("codes", False)], {"code": "", "gone": "String", "id": "Long"})


def test_each_kind_of_change_is_told_once() -> None:
    """Of the parameters, and of the fields."""
    new = page(
        "2026",
        [("ids", False), ("codes", True), ("show", False)],
        {"code": "String", "id": "Integer", "added": "String"},
    )
    assert told(new, OLD) == [
        ("$request.query", "codes", "marked since 2024"),
        ("$request.query", "ids", "marked no more since 2024"),
        ("$request.query", "show", "new since 2024"),
        ("$", "added", "new since 2024"),
        ("$", "gone", "gone since 2024"),
        ("$", "id", "of another datatype since 2024"),
        ("$", "code", "of a datatype that was not told since 2024"),
    ]


def test_the_edition_right_before_is_the_measure() -> None:
    """Older ones, later ones and other paths tell nothing."""
    new = replace(OLD, edition="2026")
    changed = page("2020", [], {"other": ""})
    elsewhere = replace(page("2025", [], {}), path="/elsewhere")
    assert told(new, OLD, changed, page("2027", [], {})) == []
    assert told(new, elsewhere, OLD) == []
    assert told(OLD) == []
