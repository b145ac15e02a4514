"""Answers of both operations confirm a mapping, contradict it, or do not show it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from asdocumented.comparing.upgrade_judge import judge_upgrade
from asdocumented.comparing.upgrade_judgement import (
    JudgedMapping,
    Observed,
    ObservedPair,
    UpgradeJudgement,
)
from asdocumented.contracts.model import Presence
from asdocumented.evidence.interaction import Interaction
from tests.comparing.small_upgrade import NEW, OLD, new_answer, old_answer, small_map
from tests.support import interaction

BEFORE = '{"code": "A", "until": "11-06-2026", "absolute": true, "ok": "true"}'
AFTER = '{"code": "A", "validUntil": "2026-06-11T23:59:59Z", "kind": "ABS"}'
FAILED = '{"code": "B", "ok": "false"}'


def judged(folder: Path, old: Interaction, new: Interaction) -> UpgradeJudgement:
    """Return what two answers say of the small map."""
    return judge_upgrade(small_map(folder), (OLD, NEW), [old], [new])


def verdicts(found: UpgradeJudgement) -> dict[str, str]:
    """Return the verdict of each mapping by the field that it is about."""
    return {one.old.rpartition(".")[2]: one.verdict for one in found.mappings}


def test_what_agrees_is_confirmed(tmp_path: Path) -> None:
    """The item of one identity has the documented values in both answers."""
    found = judged(tmp_path, old_answer(BEFORE), new_answer(AFTER))
    assert (found.verdict, found.paired) == ("confirmed", 1)
    assert verdicts(found) == {
        "codes": "confirmed",
        "case": "not shown",
        "code": "confirmed",
        "until": "confirmed",
        "absolute": "confirmed",
        "ok": "confirmed",
    }
    assert found.mappings[3] == JudgedMapping(
        old="$.list[*].until",
        new="$.data[*].validUntil",
        rule="same-day",
        verdict="confirmed",
        confirmed=1,
        example=ObservedPair(
            Observed("before", "/list/0/until", '"11-06-2026"'),
            Observed("after", "/data/0/validUntil", '"2026-06-11T23:59:59Z"'),
        ),
    )


def test_what_does_not_agree_is_contradicted_with_both_places(tmp_path: Path) -> None:
    """The values stand there as they may be shown."""
    other = AFTER.replace("2026-06-11", "2026-06-12")
    found = judged(tmp_path, old_answer(BEFORE), new_answer(other))
    assert found.verdict == "contradicted"
    assert found.mappings[3] == JudgedMapping(
        old="$.list[*].until",
        new="$.data[*].validUntil",
        rule="same-day",
        verdict="contradicted",
        contradicted=1,
        samples=(
            ObservedPair(
                Observed("before", "/list/0/until", '"11-06-2026"'),
                Observed("after", "/data/0/validUntil", '"2026-06-12T23:59:59Z"'),
            ),
        ),
    )


def test_a_field_that_is_not_there_any_more_is_contradicted(tmp_path: Path) -> None:
    """The map says that it became another one."""
    found = judged(tmp_path, old_answer(BEFORE), new_answer('{"code": "A", "kind": "ABS"}'))
    (sample,) = found.mappings[3].samples
    assert sample.new == Observed("after", "/data/0", "absent")


@pytest.mark.parametrize(
    ("presence", "verdict"),
    [
        (Presence(), "contradicted"),
        (Presence("conditional"), "not shown"),
        (Presence("parameter", "dates", "true"), "not shown"),
    ],
)
def test_a_field_that_may_be_left_out_or_was_not_asked_for_shows_nothing(
    tmp_path: Path, presence: Presence, verdict: str
) -> None:
    """The page of the new operation says so."""
    item = NEW.bodies["200"].fields["data"].item
    assert item is not None
    field = replace(item.fields["validUntil"], presence=presence)
    item = replace(item, fields={**item.fields, "validUntil": field})
    data = replace(NEW.bodies["200"].fields["data"], item=item)
    body = replace(NEW.bodies["200"], fields={**NEW.bodies["200"].fields, "data": data})
    new = replace(NEW, bodies={"200": body})
    answers = [old_answer(BEFORE)], [new_answer('{"code": "A", "kind": "ABS"}')]
    found = judge_upgrade(small_map(tmp_path), (OLD, new), *answers)
    assert found.mappings[3].verdict == verdict


@pytest.mark.parametrize("value", ["null", '"soon"'])
def test_an_old_value_that_says_nothing_shows_nothing(tmp_path: Path, value: str) -> None:
    """A check tells of it; the map is not to blame."""
    before = BEFORE.replace('"11-06-2026"', value)
    found = judged(tmp_path, old_answer(before), new_answer(AFTER))
    assert verdicts(found)["until"] == "not shown"


def test_items_are_paired_whatever_their_letter_case_and_place(tmp_path: Path) -> None:
    """By identity, never by position."""
    before = BEFORE.replace('"A"', '"aX"')
    after = AFTER.replace('"A"', '"Ax"')
    other = '{"code": "C", "validUntil": "2030-01-01T00:00:00Z", "kind": "PERC"}'
    found = judged(tmp_path, old_answer(before), new_answer(f"{other}, {after}"))
    assert (found.paired, verdicts(found)["until"]) == (1, "confirmed")


def test_nothing_is_shown_by_answers_about_different_items(tmp_path: Path) -> None:
    """There is no pair, and they do not ask for the same."""
    after = AFTER.replace('"A"', '"C"')
    found = judged(tmp_path, old_answer(BEFORE), new_answer(after, query="code=C"))
    assert (found.verdict, found.paired) == ("not shown", 0)


@pytest.mark.parametrize(
    ("status", "body"), [(401, '{"errors": []}'), (500, "{}"), (200, "<html>")]
)
def test_a_refusal_shows_nothing(tmp_path: Path, status: int, body: str) -> None:
    """Nor does a failure of the server, or what is no JSON."""
    refused = interaction(body, url="https://utc.example/new?code=A", status=status)
    assert judged(tmp_path, old_answer(BEFORE), refused).verdict == "not shown"


def test_an_item_that_failed_is_left_out_and_told_among_the_errors(tmp_path: Path) -> None:
    """Its other values are compared with nothing."""
    old = old_answer(f"{BEFORE}, {FAILED}", "codes=A,B")
    new = new_answer(AFTER, '{"code": 780}', "code=A&code=B")
    found = judged(tmp_path, old, new).mappings[5]
    assert (found.verdict, found.confirmed) == ("confirmed", 2)


@pytest.mark.parametrize(
    ("items", "errors", "told"),
    [
        (AFTER, "", "no such item, errors []"),
        (AFTER + ', {"code": "b"}', '{"code": 780}', "the item is there"),
    ],
)
def test_a_failure_that_is_not_told_contradicts_the_map(
    tmp_path: Path, items: str, errors: str, told: str
) -> None:
    """The errors are empty, or the item is there."""
    old = old_answer(f"{BEFORE}, {FAILED}", "codes=A,B")
    found = judged(tmp_path, old, new_answer(items, errors, "code=A&code=B")).mappings[5]
    (sample,) = found.samples
    assert sample == ObservedPair(
        Observed("before", "/list/1/ok", '"false"'), Observed("after", "/errors", told)
    )


def test_a_parameter_is_contradicted_by_other_items(tmp_path: Path) -> None:
    """The same values were asked for."""
    after = f'{AFTER}, {{"code": "C"}}'
    found = judged(tmp_path, old_answer(BEFORE), new_answer(after)).mappings[0]
    (sample,) = found.samples
    assert sample == ObservedPair(
        Observed("before", "", 'found ["A"]'), Observed("after", "", 'found ["A", "C"]')
    )


@pytest.mark.parametrize(
    ("code", "verdict"), [("a", "confirmed"), ("A", "contradicted"), ("c", "not shown")]
)
def test_the_parameter_of_letter_case_is_judged_by_the_same_items_alone(
    tmp_path: Path, code: str, verdict: str
) -> None:
    """Other items say nothing of it."""
    old = old_answer(BEFORE.replace('"A"', '"a"'), "codes=A&case=LOWER")
    new = new_answer(AFTER.replace('"A"', f'"{code}"'), query="code=A&case=LOWER")
    found = judged(tmp_path, old, new).mappings[1]
    assert found.verdict == verdict


def test_three_contradictions_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    """A map that is wrong is wrong everywhere."""
    before = ", ".join(BEFORE.replace('"A"', f'"{n}"') for n in range(5))
    after = ", ".join(AFTER.replace('"A"', f'"{n}"').replace("ABS", "PERC") for n in range(5))
    found = judged(tmp_path, old_answer(before), new_answer(after)).mappings[4]
    assert (found.contradicted, len(found.samples)) == (5, 3)
