"""All that is wrong with a contract folder is told at once, each with its place and its remedy."""

import subprocess
import sys
from pathlib import Path

import pytest

from asdocumented.api import load_contracts
from asdocumented.errors import Fault, FaultList
from tests.contracts.small_folder import OPEN_NODE, change


def faults(edition: Path) -> list[tuple[str, str]]:
    """Return place and reason of each fault, the place relative to the edition."""
    with pytest.raises(Fault) as caught:
        load_contracts(edition.parent.parent).judge(examples=True)
    assert all(fault.remedy for fault in caught.value.each)
    return [(one.where.removeprefix(f"{edition}/"), one.what) for one in caught.value.each]


def test_faults_of_every_file(edition: Path) -> None:
    """One look at the output is enough to mend the folder."""
    change(edition, "page.toml", 'edition = "2026"', 'edition = "2025"')
    change(edition, "tables/query.csv", "code,String,*", "code,String,")
    change(edition, "response.schema.json", OPEN_NODE, '"shown": {"x-typo": 1}, "more": {}')
    change(edition, "openapi.yaml", "          in: query\n", "          in: body\n")
    change(edition, "relations.toml", 'scope = "$.data"\n', "")
    change(edition, "examples/1-found.json", '"printed"', '"guessed"')
    change(edition, "../../clusters.toml", "Asia/Kolkata", "Asia/Nowhere")
    clusters = str(edition.parent.parent / "clusters.toml")
    assert faults(edition) == [
        ("page.toml", "edition '2025' stands in the folder '2026'"),
        ("openapi.yaml, parameter code", "Invalid enum value 'body' - at `$.in`"),
        (
            "relations.toml",
            "Object missing required field `scope` - at `$.statuses[0]`",
        ),
        (
            "response.schema.json#/properties/data/items/properties/shown",
            "unknown annotation x-typo",
        ),
        ("response.schema.json#/properties/data/items/properties/shown", NO_CITATION),
        ("response.schema.json#/properties/data/items/properties/more", NO_CITATION),
        (
            f"{clusters}, clusters.india",
            "unknown time zone 'Asia/Nowhere': name it by its IANA id",
        ),
        (
            "examples/1-found.json",
            "not an example: Invalid enum value 'guessed' - at `$.request.source`",
        ),
    ]


NO_CITATION = "the node has no citation (x-source)"


def test_several_faults_of_one_schema(edition: Path) -> None:
    """Wrong keywords and wrong values are told for every node, not only for the first."""
    change(
        edition, "response.schema.json", '"format": "int32",', '"format": "bogus", "nullabel": 1,'
    )
    change(edition, "response.schema.json", OPEN_NODE, OPEN_NODE[:-1] + ', "pattern": "("}')
    properties = "response.schema.json#/properties/data/items/properties"
    assert faults(edition) == [
        (f"{properties}/value/nullabel", "no keyword of JSON Schema 2020-12"),
        (f"{properties}/value/format", "nothing checks the format 'bogus'"),
        (f"{properties}/shown/pattern", "'(' is no regular expression, or too large a one"),
        (
            f"{properties}/value",
            "has type 'integer', but row 5 documents Integer: integer (int32)",
        ),
    ]


def test_several_places_that_the_meta_schema_refuses(edition: Path) -> None:
    """Each place once."""
    change(edition, "response.schema.json", '"format": "int32",', '"minimum": "0",')
    change(edition, "response.schema.json", OPEN_NODE, OPEN_NODE[:-1] + ', "required": "code"}')
    properties = "response.schema.json#/properties/data/items/properties"
    assert {where for where, _ in faults(edition)} == {
        f"{properties}/value/minimum",
        f"{properties}/shown/required",
    }


def test_several_relations_and_bindings(edition: Path) -> None:
    """What names something that is not there is told with what else does."""
    change(edition, "relations.toml", 'left = "validTill"', 'left = "validUntil"')
    change(edition, "relations.toml", 'parameter = "code"', 'parameter = "codes"')
    bound = '"x-presence": {"parameter": "lost", "equals": "1"}, "x-identity": "code"'
    change(edition, "response.schema.json", OPEN_NODE, f"{OPEN_NODE[:-1]}, {bound}}}")
    assert faults(edition) == [
        ("response.schema.json, $.data[*].shown", "bound to the unknown parameter 'lost'"),
        (
            "response.schema.json, $.data[*].shown",
            "x-identity names 'code', which its items do not document",
        ),
        ("relations.toml, valid-after-creation", "no node at $.data[*].validUntil"),
        ("relations.toml, codes", "no such parameter"),
    ]


def test_a_row_is_not_missed_where_its_node_is_at_fault_itself(edition: Path) -> None:
    """One mistake is one fault."""
    change(edition, "response.schema.json", '{"x-source": {"table": "response", "row": 6}}', "{}")
    assert faults(edition) == [
        ("response.schema.json#/properties/data/items/properties/note", NO_CITATION)
    ]


def test_examples_are_told_with_one_another(edition: Path) -> None:
    """Where nothing else is wrong, too."""
    one = (edition / "examples/1-found.json").read_text(encoding="utf-8")
    (edition / "examples/2-lost.json").write_text("{}", encoding="utf-8")
    (edition / "examples/3-moved.json").write_text(one.replace("/coupons?", "/codes?"), "utf-8")
    assert faults(edition) == [
        ("examples/2-lost.json", "not an example: Object missing required field `request`"),
        ("examples/3-moved.json", "its request is no GET /coupons"),
    ]


@pytest.mark.slow
def test_the_command_prints_one_after_the_other_and_ends_with_2(edition: Path) -> None:
    """Each with its place and its remedy."""
    change(edition, "tables/query.csv", "code,String,*", "code,String,")
    change(edition, "relations.toml", 'left = "validTill"', 'left = "validUntil"')
    root = edition.parent.parent
    command = [sys.executable, "-m", "asdocumented", "check", "--contracts", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "asdocumented: 2 faults\n"
        f"{edition}/openapi.yaml, parameter code: row 1 is not marked as mandatory\n"
        "  write required: true or x-mandatory-unless where the row has the mark, only there\n"
        f"{edition}/relations.toml, valid-after-creation: no node at $.data[*].validUntil\n"
        "  name a location of response.schema.json\n"
    )


def test_one_fault_is_told_as_such() -> None:
    """Nothing is counted where there is one."""
    found = FaultList()
    found.add([Fault("here", "lost", "find it"), Fault("here", "lost", "find it")])
    assert str(found.as_fault()) == "here: lost\n  find it"


def test_very_many_faults_are_cut_short() -> None:
    """Fifty are told, and how many more there are."""
    found = FaultList([Fault(f"file {number}", "lost", "find it") for number in range(60)])
    told = str(found.as_fault()).splitlines()
    assert told[0] == "60 faults"
    assert told[-2:] == ["  find it", "and 10 more"]
    assert len(told) == 1 + 2 * 50 + 1
    assert len(found.as_fault().each) == 60


def test_nothing_is_raised_where_nothing_is_wrong() -> None:
    """An empty list is no fault."""
    FaultList().raise_found()


def test_no_text_of_a_fault_commands_a_terminal() -> None:
    """Names and values of files stand in it; what is wrong and the remedy alone have lines."""
    fault = Fault("a\n::error::\x1b[2J.toml", "no such key: \x9b31m\nline 2", "write \u202ename")
    assert str(fault) == (
        "a\\u000a::error::\\u001b[2J.toml: no such key: \\u009b31m\nline 2\n  write \\u202ename"
    )
