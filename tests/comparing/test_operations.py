"""Two operations are compared: the map, and each evidence set judged apart."""

from pathlib import Path

from msgspec import structs
from msgspec.structs import replace

from asdocumented.comparing.operations import compare_operations
from asdocumented.contracts.folder import load_contracts, newest
from asdocumented.evidence.files import Evidence, read_evidence
from tests.comparing.small_upgrade import NEW, OLD, new_answer, old_answer, written
from tests.support import CONTRACTS, ROOT, interaction

BEFORE = '{"code": "A", "absolute": true, "ok": "true"}'


def folder(root: Path) -> Path:
    """Return a contract folder with the small map."""
    (root / "upgrades").mkdir()
    written(root / "upgrades")
    return root


def test_each_evidence_set_is_judged_apart(tmp_path: Path) -> None:
    """One target agrees, the other one does not; what is about another operation is left out."""
    answers = [
        structs.replace(one, origin="live", target=target)
        for target, kind in (("one", "ABS"), ("two", "PERC"))
        for one in (old_answer(BEFORE), new_answer(f'{{"code": "A", "kind": "{kind}"}}'))
    ]
    answers.append(interaction("{}", url="https://utc.example/elsewhere"))
    found = compare_operations(folder(tmp_path), (OLD, NEW), answers)
    assert {name: one.verdict for name, one in found.judgements.items()} == {
        "live:one": "confirmed",
        "live:two": "contradicted",
    }


def test_a_client_sees_only_what_concerns_it(tmp_path: Path) -> None:
    """What is judged of its fields does not depend on what it leaves out."""
    client = tmp_path / "fields.txt"
    client.write_text("ok\nabsolute\n", encoding="utf-8")
    answers = [old_answer(BEFORE), new_answer('{"code": "A", "kind": "ABS"}')]
    found = compare_operations(folder(tmp_path), (OLD, NEW), answers, client)
    assert [one.old for one in found.upgrade.mapped] == ["$.list[*].absolute", "$.list[*].ok"]
    (judged,) = found.judgements.values()
    assert [(one.old, one.verdict) for one in judged.mappings] == [
        ("$.list[*].absolute", "confirmed"),
        ("$.list[*].ok", "confirmed"),
    ]


def test_without_a_map_there_are_proposals(tmp_path: Path) -> None:
    """By name; nothing is judged."""
    found = compare_operations(tmp_path, (OLD, replace(NEW, operation="newer")))
    assert [(one.old, one.new, one.reasons) for one in found.proposals] == [
        ("$request.query.case", "$request.query.case", ("the same name",)),
        ("$.list[*].code", "$.data[*].code", ("the same name",)),
        ("$.list[*].amount", "$.data[*].amount", ("the same name",)),
    ]


def test_the_recordings_of_the_stand_ins_agree_with_the_bundled_map() -> None:
    """The one that answers as the pages print contradicts what the page does not print."""
    contracts = {one.contract.operation: one.contract for one in newest(load_contracts(CONTRACTS))}
    sides = contracts["v1.1-coupon-get"], contracts["v2-coupon"]
    read = read_evidence([ROOT / "cassettes"])
    evidence = [one.interaction for one in read if isinstance(one, Evidence)]
    found = compare_operations(CONTRACTS, sides, evidence).judgements
    assert {
        name: [one.new for one in judged.mappings if one.verdict == "contradicted"]
        for name, judged in found.items()
    } == {
        "cassette:sandbox": [],
        "cassette:sandbox-as-printed": ["$.data[*].validTillDateTime", "$.errors", "$.errors"],
        "cassette:sandbox-india": [],
    }
