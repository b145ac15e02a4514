"""A map file is refused where it is not cited, names a field twice, or names what is not there."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from asdocumented.comparing.upgrade_judge import judge_upgrade
from asdocumented.comparing.upgrade_load import load_upgrade, upgrade_between
from asdocumented.comparing.upgrade_map import (
    Added,
    Concern,
    Example,
    Exchange,
    Lost,
    Mapped,
    Pairing,
    Side,
    Step,
)
from asdocumented.contracts.folder import load_contracts
from asdocumented.contracts.model import Citation
from asdocumented.errors import Fault
from tests.comparing.small_upgrade import MAP, NEW, OLD, new_answer, old_answer, small_map, written
from tests.support import CONTRACTS


def cited(edition: str, row: int, name: str, datatype: str | None = None) -> Citation:
    """Return the citation of a row of the response table of one side."""
    return Citation("coupons", edition, "response table", row, name, datatype)


QUERY_ROW = Citation("coupons", "2", "query table", 1, "code", "String")


def test_a_map_says_what_became_of_each_field(tmp_path: Path) -> None:
    """With the rows of both sides; what no entry tells of is open."""
    found = small_map(tmp_path)
    assert (found.old, found.new) == (
        Side("old", "1", "coupons", "GET", "/old", "coupons"),
        Side("new", "2", "coupons", "GET", "/new", "coupons"),
    )
    assert found.pairing == Pairing("$.list[*]", "$.data[*]", "$.list[*].code", "$.data[*].code")
    assert [one.rule for one in found.mapped] == [
        "comma-to-repeated",
        "same",
        "same-ignoring-case",
        "same-day",
        "enum",
        "left-out",
    ]
    assert found.mapped[4] == Mapped(
        old="$.list[*].absolute",
        new=("$.data[*].kind",),
        rule="enum",
        change="another word for the same: true becomes ABS, false becomes PERC",
        old_rows=(cited("1", 4, "absolute"),),
        new_rows=(cited("2", 4, "kind", "String"),),
        values={"true": "ABS", "false": "PERC"},
        fingerprint="3eaf324f9b197432",
    )
    assert found.lost == (
        Lost(
            old="$.list[*].owner",
            instead="no person in any answer",
            old_rows=(cited("1", 6, "owner"),),
            elsewhere=(Citation("owners", ""),),
            fingerprint="66d271b457e29b01",
        ),
    )
    assert found.added == (
        Added(
            new="$.data[*].title",
            note="a text for people",
            needs="case=LOWER",
            new_rows=(cited("2", 6, "title", "String"),),
        ),
    )
    assert found.concerns == (
        Concern(subject="limits", text="none of both is limited", rows=(Citation("limits", ""),)),
    )
    assert found.steps == (Step(text="Repeat the parameter.", rows=(QUERY_ROW,)),)
    assert found.example == Example(
        old=Exchange("/old?codes=A", '{"list": [{"code": "A", "absolute": true, "ok": "true"}]}'),
        new=Exchange("/new?code=A", '{"data": [{"code": "A", "kind": "ABS"}], "errors": []}'),
        note="made for the map",
        rows=(Citation("coupons", ""),),
    )
    assert (found.open_old, found.open_new) == (("$.list[*].amount",), ("$.data[*].amount",))


def test_how_a_date_changes_is_told_in_the_formats_of_both_pages(tmp_path: Path) -> None:
    """As the page prints the format, else by example."""
    assert small_map(tmp_path).mapped[3].change == (
        "the same day, written otherwise: DD-MM-YYYY without an offset becomes "
        "like 2026-12-31T23:59:59Z or 2026-12-31T23:59:59+05:30"
    )


UNTIL = 'from_source = { table = "response", row = 3 }\n'


@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        (
            UNTIL + 'to_source = { table = "response", row = 3 }',
            "",
            "mapped[3]: cites no row",
            "name the row of the field under from_source",
        ),
        (
            UNTIL,
            'from_source = { table = "response", row = 4 }\n',
            "mapped[3]: cites no row of $.list[*].until",
            'cite { table = "response", row = 3 }',
        ),
        (
            UNTIL,
            'from_source = { table = "response", row = 99 }\n',
            "mapped[3]: no row 99 in table response of old 1",
            "it has 8 rows",
        ),
        (
            UNTIL,
            'from_source = { table = "respons", row = 3 }\n',
            "mapped[3]: no table respons of old 1",
            "did you mean response? there are: query, response",
        ),
        (
            'from = "$.list[*].until"',
            'from = "$.list[*].untl"',
            "mapped[3]: no such field: $.list[*].untl",
            "did you mean $.list[*].until? name a field of old 1",
        ),
        (
            'to = "$.data[*].validUntil"',
            'to = "$.data[*].validTill"',
            "mapped[3]: no such field: $.data[*].validTill",
            "did you mean $.data[*].validUntil? name a field of new 2",
        ),
        (
            'rule = "same-day"',
            'rule = "same-dy"',
            "mapped[3]: no such rule: same-dy",
            "did you mean same-day? there are: same, same-ignoring-case, same-number",
        ),
        (
            'rule = "same-day"',
            'rule = "enum"',
            "mapped[3]: values belong to the rule enum, and it needs them",
            'write values = { true = "ABS" } there, and nowhere else',
        ),
        (
            'kept = ["true"]\n',
            "",
            "mapped[5]: kept belongs to the rule left-out, which needs it",
            'write kept = ["700"] there, and nowhere else',
        ),
        (
            'rule = "enum"\nvalues = { true = "ABS", false = "PERC" }',
            'rule = "same-day"',
            "mapped[4]: no date format is documented at $.list[*].absolute",
            "choose another rule, or say x-date in its schema",
        ),
        (
            'from = "$.list[*].owner"\ninstead',
            'from = "$.list[*].code"\ninstead',
            "old--new.toml: names $.list[*].code in 2 entries",
            "keep the one that is right",
        ),
        (
            'to = "$.data[*].title"',
            'to = "$.data[*].kind"',
            "old--new.toml: names $.data[*].kind in 2 entries",
            "keep the one that is right",
        ),
        (
            'to_identity = "$.data[*].code"',
            'to_identity = "$.data[*].cod"',
            "items: no such field: $.data[*].cod",
            "did you mean $.data[*].code?",
        ),
        (
            'to_identity = "$.data[*].code"',
            'to_identity = "$.errors"',
            "items: $.errors is no field of $.data[*]",
            "name the field that tells items apart",
        ),
        (
            'to = "$.data[*].validUntil"',
            'to = "$request.query.code"',
            "mapped[3]: a field is no parameter",
            "list the field as lost, with the parameter under elsewhere",
        ),
        (
            'rule = "comma-to-repeated"',
            'rule = "same-number"',
            "mapped[0]: same-number is no rule of parameters",
            "choose one of: same, comma-to-repeated",
        ),
        (
            'rule = "same-day"',
            'rule = "comma-to-repeated"',
            "mapped[3]: comma-to-repeated is a rule of parameters alone",
            "choose another rule",
        ),
        (
            'to = "$.errors"',
            'to = ["$.errors", "$.data[*].title"]',
            "mapped[5]: to names several places",
            "name one",
        ),
        (
            'from_source = { page = "coupons" }\n',
            "",
            "example: cites neither row nor page",
            "name one under from_source",
        ),
        (
            'to_source = { table = "query", row = 1 }\n\n[example]',
            "[example]",
            "steps[0]: cites neither row nor page",
            "name one under from_source",
        ),
        (
            '"kind": "ABS"',
            '"kind": "PERC"',
            'example: $.list[*].absolute → $.data[*].kind is contradicted: true → "PERC"',
            "correct the example, or the entry of this field",
        ),
        (
            '"kind": "ABS"}]',
            '"kind": "ABS"}',
            "example, to: its body is no JSON",
            "write it as the API would answer",
        ),
        (
            'request = "/new?code=A"',
            'request = "/nw?code=A"',
            "example, to: /nw?code=A is no request of new",
            "ask /new",
        ),
        (
            'request = "/new?code=A"\nbody = \'{"data": [{"code": "A"',
            'request = "/new?code=B"\nbody = \'{"data": [{"code": "B"',
            "example: it shows nothing of the map",
            "give both answers an item of one code",
        ),
        (
            'from_source = { page = "limits" }',
            "",
            "remarks[0]: cites neither row nor page",
            "name one under from_source",
        ),
        (
            'edition = "1"',
            'edition = "0"',
            "from: is written to old 0, not to old 1",
            "choose edition 0, or bring the file up to date",
        ),
        (
            'needs = "case=LOWER"',
            'needs = "cse=LOWER"',
            "added[0]: no such field: $request.query.cse",
            "did you mean $request.query.case? name a field of new 2",
        ),
        (
            'needs = "case=LOWER"',
            'needs = "case"',
            "added[0]: needs is case",
            "write it as name=value",
        ),
        (
            '[items]\nfrom = "$.list[*]"',
            '[items]\nfrom = "$.list"',
            "items: $.list is no item of an array",
            "name its items: $.list[*]",
        ),
    ],
)
def test_a_map_at_fault_is_refused(
    tmp_path: Path, old: str, new: str, what: str, remedy: str
) -> None:
    """With its place, and what to do."""
    assert MAP.count(old) == 1, old
    with pytest.raises(Fault) as raised:
        small_map(tmp_path, MAP.replace(old, new))
    told = str(raised.value)
    assert what in told
    assert remedy in told


def test_all_faults_of_a_map_are_told_at_once(tmp_path: Path) -> None:
    """Each with its own place."""
    text = MAP.replace("same-day", "sme-day").replace("row = 8", "row = 88")
    with pytest.raises(Fault) as raised:
        small_map(tmp_path, text)
    assert [fault.what for fault in raised.value.each] == [
        "no such rule: sme-day",
        "no row 88 in table response of old 1",
    ]


def test_without_a_file_everything_is_open(tmp_path: Path) -> None:
    """A folder needs no maps; the outermost fields are listed."""
    found = upgrade_between(tmp_path, OLD, NEW)
    assert found.open_old == ("$request.query.codes", "$request.query.case", "$.list")
    assert found.open_new == (
        "$request.query.code",
        "$request.query.case",
        "$.data",
        "$.errors",
    )


def test_the_map_in_a_contract_folder_is_found_by_its_name(tmp_path: Path) -> None:
    """upgrades/<from>--<to>.toml."""
    (tmp_path / "upgrades").mkdir()
    path = written(tmp_path / "upgrades")
    assert upgrade_between(tmp_path, OLD, NEW) == load_upgrade(path, OLD, NEW)


def test_what_is_told_otherwise_may_share_its_place(tmp_path: Path) -> None:
    """It has no values that could be compared, and is no loss."""
    lost = MAP.index("[[lost]]")
    text = MAP[:lost] + (
        '[[mapped]]\nfrom = "$.list[*].owner"\nto = "$.errors"\nrule = "told-otherwise"\n'
        'from_source = { table = "response", row = 6 }\n'
        'to_source = { table = "response", row = 7 }\n'
    )
    found = small_map(tmp_path, text)
    assert (found.mapped[-1].change, found.lost) == (
        "no field of its own any more; read this in its place",
        (),
    )
    old, new = old_answer('{"code": "A", "owner": {}}'), new_answer('{"code": "A"}')
    judged = judge_upgrade(found, (OLD, NEW), [old], [new])
    assert "$.list[*].owner" not in {one.old for one in judged.mappings}


def test_a_printed_example_that_is_cited_has_to_be_there(tmp_path: Path) -> None:
    """By the name of its file."""
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "1-whole.json").write_text("{}", encoding="utf-8")
    new = replace(NEW, folder=tmp_path)
    text = MAP.replace(
        'to_source = { table = "response", row = 4 }',
        'to_source = [{ table = "response", row = 4 }, { inferred = "1-hole" }]',
    )
    with pytest.raises(Fault) as raised:
        load_upgrade(written(tmp_path, text), OLD, new)
    assert (raised.value.what, raised.value.remedy) == (
        "no example 1-hole of new 2",
        "did you mean 1-whole? there are: 1-whole",
    )


def test_the_folder_of_maps_is_no_operation() -> None:
    """The bundled contracts have one beside their operations."""
    assert (CONTRACTS / "upgrades").is_dir()
    assert "upgrades" not in {one.contract.operation for one in load_contracts(CONTRACTS)}
