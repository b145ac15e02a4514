"""What is bounded keeps its counts: situations, shapes, drifts, deep bodies, long numbers."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, islice

import pytest
from msgspec import structs
from msgspec.structs import replace

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import NotJudged
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging import body_walker, contract_judge, drift_counts
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.judging.situations import Freshness
from asdocumented.report.build import build_report
from asdocumented.report.model import Share
from tests.judging.judged import CODE, DATE, STATUS, STATUS_ITEM, report, with_parameters
from tests.support import CLUSTERS, FACTS, NOON, PAGE, as_text, contract, find, interaction


def situations(count: int) -> list[Interaction]:
    """Return interactions that each send another undocumented parameter."""
    return [
        interaction('{"code": 1}', url=f"https://utc.example/coupons?code=A&p{index}=1")
        for index in range(count)
    ]


@pytest.mark.parametrize("most", [1, 2, 5, 512])
def test_stale_interactions_that_are_forgotten_keep_their_counts(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Old and young recordings of one kind of request are kept apart."""
    monkeypatch.setattr(contract_judge, "_MOST_SITUATIONS", most)
    judge = ContractJudge(CODE, all_checks(), CLUSTERS, Freshness(30, NOON))
    for days in (40, 1, 40, 29, 31):
        judge.judge(structs.replace(interaction("{}"), recorded=NOON - timedelta(days=days)))
    found = build_report([judge.result()], FACTS)
    (stale,) = [one for one in found.drifts if one.check == "stale-recording"]
    assert (stale.citation, stale.seen) == (PAGE, {"example": Share(3, 5)})


@pytest.mark.parametrize("most", [1, 2, 5, 512])
def test_situations_that_are_forgotten_keep_their_counts(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few situations fit in memory, all that was judged is counted."""
    monkeypatch.setattr(contract_judge, "_MOST_SITUATIONS", most)
    request = with_parameters("code")
    both = replace(
        CODE,
        parameters=request.parameters,
        tables=(*CODE.tables, *request.tables),
        rows={**CODE.rows, **request.rows},
    )
    twice = [*situations(6), *situations(6)]
    found = report(both, *twice)
    assert [
        (one.check, one.location, one.seen["example"].count, one.seen["example"].of)
        for one in found.drifts
        if one.seen
    ] == [
        ("wrong-type", "$.code", 12, 12),
        *(("undocumented-parameter", f"$request.query.p{n}", 2, 12) for n in range(6)),
    ]
    assert [row.verdicts["example"] for row in found.rows] == ["drifts", "seen"]
    assert found.run.interactions == 12


FIELDS = [f"field{letter}" for letter in "ABCDEFGHIJKL"]


def subsets(count: int) -> Iterator[tuple[str, ...]]:
    """Yield that many sets of field names, smallest first."""
    everything = (chosen for size in range(13) for chosen in combinations(FIELDS, size))
    return islice(everything, count)


@pytest.mark.parametrize(("most", "count"), [(None, 2500), (0, 60), (1, 60), (59, 60), (60, 60)])
def test_shapes_beyond_the_limit_keep_their_counts(
    most: int | None, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Objects of more shapes than fit in memory are counted like all others."""
    if most is not None:
        monkeypatch.setattr(body_walker, "_MOST_SHAPES", most)
    item = {"properties": {name: {"type": "integer"} for name in FIELDS}}
    wide = contract({"data": {"type": "array", "items": item}})
    items = [dict.fromkeys(names, "text") for names in subsets(count)]
    found = report(wide, as_text({"data": items}), as_text({"data": items}))
    present = {name: 2 * sum(name in item for item in items) for name in FIELDS}
    shares = {
        (one.check, one.location): (one.seen["example"].count, one.seen["example"].of)
        for one in found.drifts
    }
    assert shares == {
        **{("wrong-type", f"$.data[*].{name}"): (present[name], present[name]) for name in FIELDS},
        **{
            ("absent-field", f"$.data[*].{name}"): (2 * count - present[name] - 2, 2 * count)
            for name in FIELDS
        },
        ("absent-field", "$.data[*]"): (2, 2 * count),
    }
    assert {row.verdicts["example"] for row in found.rows[1:]} == {"drifts"}


def test_a_shape_that_came_often_is_judged_as_at_first() -> None:
    """What passed many times does not make a rule overlook what comes later."""
    known = contract({"code": {"type": "string", "enum": ["A", "B", "C", "D"]}})
    codes = ["A", "B", "C", "D", "E"] * 3
    bodies = [as_text({"code": code}) for code in codes]
    assert find("unknown-enum-value", known, *bodies) == [
        ("error", "$.code", "A, B, C, D", "a value that is not listed", "3 of 15")
    ]


def test_more_drifts_than_a_report_can_hold_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report says how much it leaves out; a run never fills the memory."""
    monkeypatch.setattr(drift_counts, "MOST_DRIFTS", 3)
    found = report(CODE, as_text({"code": "A", **{f"unknown{n}": n for n in range(5)}}))
    assert len(found.drifts) == 3
    assert len(found.errors) == 1
    assert "2 findings beyond" in found.errors[0].reason


def test_the_count_of_what_is_left_out_is_no_value_of_the_evidence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is written so that redaction does not take it for a number that was replaced."""
    monkeypatch.setattr(drift_counts, "MOST_DRIFTS", 3)
    found = report(CODE, as_text({"code": "A", **{f"unknown{n}": n for n in range(1002)}}))
    assert found.errors[0].reason.startswith("999 findings beyond ")
    more = report(CODE, as_text({"code": "A", **{f"unknown{n}": n for n in range(1005)}}))
    assert more.errors[0].reason.startswith("1,002 findings beyond ")


def test_no_number_of_notes_displaces_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drifts are bounded by severity, and what is not listed is told."""
    monkeypatch.setattr(drift_counts, "MOST_DRIFTS", 3)
    monkeypatch.setattr("asdocumented.report.build.MOST_DRIFTS", 3)
    unknown = ", ".join(f'"x{number}": 1' for number in range(9))
    found = report(CODE, f"{{{unknown}}}", '{"code": 1}')
    assert {"error": found.count("error"), "warning": found.count("warning")} == {
        "error": 1,
        "warning": 3,
    }
    assert [unread.reason for unread in found.errors] == [
        "6 findings beyond 3 drifts are not listed"
    ]


@pytest.mark.parametrize("filler", ["[", '{"data":'], ids=["arrays", "objects"])
def test_deep_nesting_is_judged_or_told(filler: str) -> None:
    """However deep a body is nested, it is judged, or told to be too deep; nothing is raised."""
    date = {"type": "object", "properties": {"till": DATE, "until": DATE}}
    deep = contract(
        {"data": {"type": "array", "items": date}, "status": {}}, statuses={"$": [STATUS]}
    )
    closing = {"[": "]", '{"data":': "}"}[filler]
    for depth in [*range(900, 1000), 3_000, 20_000, 100_000]:
        body = '{"data":' + filler * depth + "1" + closing * depth + "}"
        found = report(deep, body)
        assert found.count("error") > 0


def test_an_integer_too_long_to_print_is_judged() -> None:
    """A number of 5,000 digits is a number, wherever a rule looks at it."""
    number = "9" * 5_000
    statuses = contract(
        {"data": {"type": "array", "items": STATUS_ITEM}, "till": {"type": "string", "enum": [1]}},
        statuses={"$": [STATUS]},
    )
    body = f'{{"data": [{{"code": {number}}}], "till": {number}}}'
    assert [one.check for one in report(statuses, body).drifts if one.severity == "error"]


def test_targets_past_the_limit_are_counted_together_and_that_is_told() -> None:
    """A report that mixes targets says so."""
    one = interaction('{"code": "A"}', origin="cassette")
    found = report(CODE, *(structs.replace(one, target=f"t{number}") for number in range(17)))
    assert len(found.evidence) == 17
    assert [told for told in found.not_judged if "past" in told.what] == [
        NotJudged(
            "coupons 2026: each target of cassette past the 16th",
            "they are counted together, as cassette: judge them in several runs",
        )
    ]
