"""Judging with and without readings gives the same."""

import os
from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import fields

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.model import Contract, Filter
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.json_path import Json
from asdocumented.judging import reading, readings, seen_texts
from asdocumented.judging.body_walker import BodyWalker
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.judging.judged import Judged
from asdocumented.judging.reading_source import can_be_written
from asdocumented.renderers import json as drift_json
from asdocumented.report.build import build_report
from tests.generating import every_edition, load
from tests.judging.small_streams import small_stream
from tests.judging.streams import Stream
from tests.support import CLUSTERS as SUPPORT_CLUSTERS
from tests.support import CONTRACTS, FACTS, as_text, contract, interaction, parameter, row

CLUSTERS = load_clusters(CONTRACTS)
EACH = 40
"""How many interactions a stream has."""


@pytest.fixture(autouse=True)
def narrowed_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make narrow readings of four bodies, after a few."""
    monkeypatch.setattr(reading, "_EXAMPLES", 4)
    monkeypatch.setattr(readings, "_NARROWED_AFTER", 8)
    monkeypatch.setattr(seen_texts, "_TIMES_EACH", 2)


def judged(
    judged_by: Contract, interactions: Sequence[Interaction], read_after: int | None
) -> tuple[str, dict[str, object]]:
    """Return the report of interactions, and all that was counted."""
    judge = ContractJudge(judged_by, all_checks(), CLUSTERS, read_after=read_after)
    for one in interactions:
        judge.judge(one)
    found = judge.result()
    return drift_json.render(build_report([found], FACTS)), counted(found)


def counted(found: Judged) -> dict[str, object]:
    """Return all that was counted, as texts."""
    others: dict[str, object] = {
        one.name: repr(getattr(found, one.name))
        for one in fields(found)
        if one.name not in ("contract", "checks", "drift_counts", "observations")
    }
    seen: dict[str, Any] = {
        location: [getattr(one, part.name) for part in fields(one) if part.name != "place"]
        for location, one in found.observations.items()
    }
    entries = [
        (key, one.counts, one.samples, one.among, one.wordings, one.severity)
        for key, one in found.drift_counts.entries.items()
    ]
    drifts = found.drift_counts
    more = drifts.listed, drifts.unlisted, [*drifts.firsts.items()]
    return {**others, "observations": seen, "drifts": entries, "others": more}


def disagreement(edition: str, seed: int) -> str:
    """Return where the two ways differ for a stream, "" where they do not."""
    judged_by = load(edition).contract
    interactions = [*Stream(edition, seed).interactions(EACH)]
    walked, read = (judged(judged_by, interactions, after) for after in (None, 2 + seed % 5))
    if walked == read:
        return ""
    parts = [name for name in walked[1] if walked[1][name] != read[1][name]]
    return f"{edition}, stream {seed}: {', '.join(parts) or 'report'}"


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[Json]:
    """Return the bodies that are walked through in a test."""
    found: list[Json] = []
    walk = BodyWalker.walk

    def noted(walker: BodyWalker, interaction: Interaction, body: Json) -> None:
        found.append(body)
        walk(walker, interaction, body)

    monkeypatch.setattr(BodyWalker, "walk", noted)
    return found


@every_edition
def test_readings_change_no_report(edition: str, walks: list[Json]) -> None:
    """What was found, seen and counted is the same, and the order in which it was found."""
    assert [told for seed in range(4) if (told := disagreement(edition, seed))] == []
    assert len(walks) < 4 * EACH * 2 - 16, "nothing was read"


@pytest.mark.slow
@every_edition
def test_readings_change_no_report_of_much_more(edition: str) -> None:
    """The same; `ASDOCUMENTED_FUZZ_EXAMPLES` says of how many streams."""
    count = int(os.environ.get("ASDOCUMENTED_FUZZ_EXAMPLES", "15"))
    assert [told for seed in range(count) if (told := disagreement(edition, 1000 + seed))] == []


def disagreement_by_small_contract(seed: int) -> str:
    """Return where the two ways differ for a stream of bodies, "" where they do not."""
    judged_by, texts = small_stream(seed)
    interactions = [interaction(text, origin="cassette") for text in texts]
    walked, read = (judged(judged_by, interactions, after) for after in (None, 3 + seed % 7))
    return "" if walked == read else f"small stream {seed}"


def test_readings_change_no_report_by_any_contract(walks: list[Json]) -> None:
    """Whatever fields it has, and whatever stands in their places."""
    assert [told for seed in range(25) if (told := disagreement_by_small_contract(seed))] == []
    count = sum(len(small_stream(seed)[1]) for seed in range(25))
    assert len(walks) < 1.7 * count, "little was read"


@pytest.mark.slow
def test_readings_change_no_report_by_many_contracts() -> None:
    """The same; `ASDOCUMENTED_FUZZ_EXAMPLES` says of how many."""
    seeds = range(1000, 1000 + 10 * int(os.environ.get("ASDOCUMENTED_FUZZ_EXAMPLES", "15")))
    assert [told for seed in seeds if (told := disagreement_by_small_contract(seed))] == []


HOSTILE_NAMES = [
    *(
        "class",
        "None",
        "__class__",
        "__struct_fields__",
        "__dict__",
        "__weakref__",
        "__slots__",
        "__x",
        "o",
        "tally",
        "Unknown",
    ),
    *("a b", "a.b", "a;b", "a\nb", "ä", "", "0", "a): raise SystemExit", "[]", "\u2028", "'"),
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_in_evidence_never_becomes_code(name: str) -> None:
    """Only plain names are written into generated functions, and each of those as a member."""
    judged_by = contract({"code": {"type": "string"}})
    bodies = [as_text({"code": code, name: number}) for number, code in enumerate("ABCDEFGH")]
    interactions = [interaction(body) for body in bodies]
    walked, read = (judged(judged_by, interactions, after) for after in (None, 3))
    assert read == walked
    is_plain = name in ("o", "tally", "Unknown")
    assert can_be_written(name) == is_plain


NAMED = contract({"code": {"type": "string"}, "info": {"x-source": {"page": "coupons"}}})
KNOWN = ['{"code": "A", "info": {"a": 1}}', '{"code": "B", "info": {"a": 2}}'] * 5


@pytest.mark.parametrize(
    "body",
    [
        '{"code": "A", "code": "B", "info": {"a": 1}}',
        '{"code": "A", "info": {"a": 1, "a": 2}}',
        '{"code": "A", "info": {"a": ' + "[" * 600 + "]" * 600 + "}}",
        '{"code": "A", "info": {"a": 1e999}}',
        '{"code": "\\ud800", "info": {"a": 1}}',
        '{"code": "NULL", "info": {"a": 1}}',
        '{"code": "A", "info": {"a": 1}, "more": 1}',
        '{"code": "A", "info": 1.0}',
        '{"code": "A"',
        "",
    ],
)
def test_what_no_reading_may_pass(body: str) -> None:
    """A fault in a body whose names and types are known is found as ever."""
    interactions = [interaction(text, origin="cassette") for text in [*KNOWN, body, *KNOWN]]
    walked, read = (judged(NAMED, interactions, after) for after in (None, 4))
    assert read == walked


CLOSED = contract({"code": {"type": "string"}, "count": {"type": "integer"}})
ORDINARY = [f'{{"code": "{code}", "count": {len(code)}}}' for code in ("A", r"\"B\"", "C", "D")]


@pytest.mark.parametrize(
    "body",
    [
        '{"code": "A", "count": 1, "count": 2}',
        '{"code": "A", "count": 1, "code": "B"}',
        r'{"code": "A\"\"", "count": 1, "count": 2}',
        r'{"code": "A\\", "count": 1, "c\u006funt": 2}',
        '{"code": "A", "count": 1, "count" : 2' + " " * 2000 + "}",
    ],
)
def test_a_name_that_stands_twice_is_found_by_its_quotes(body: str) -> None:
    """Whatever else is escaped in the body."""
    interactions = [interaction(text, origin="cassette") for text in [*ORDINARY * 2, body]]
    walked, read = (judged(CLOSED, interactions, after) for after in (None, 4))
    assert read == walked
    assert '"repeated-name"' in read[0]


def test_what_was_read_is_counted_when_somebody_asks() -> None:
    """`drift_counts` and what `result` returns have all interactions so far."""
    judge = ContractJudge(NAMED, all_checks(), SUPPORT_CLUSTERS, read_after=4)
    for _ in range(20):
        judge.judge(interaction('{"code": 7}', origin="cassette"))
    entries = judge.drift_counts.entries.values()
    assert [one.counts.total() for one in entries if one.finding.check == "wrong-type"] == [20]
    judge.judge(interaction('{"code": 7}', origin="cassette"))
    (place,) = (
        one for one in judge.result().observations.values() if one.place.node.name == "code"
    )
    assert [sum(types.values()) for types in place.types.values()] == [21]


def test_texts_that_all_bodies_had_are_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bodies with others are read as well, or walked through, and the report is the same."""
    made: list[reading.Reading] = []
    last: list[bytes] = []
    read_body = reading.Reading.read

    def noted(one: reading.Reading, body: bytes) -> reading.Read | None:
        found = read_body(one, body)
        if one not in made:
            made.append(one)
            last.clear()
        last.extend([body] if found and one is made[-1] else ())
        return found

    monkeypatch.setattr(reading.Reading, "read", noted)
    judged_by = contract({"code": {"type": "string"}, "kind": {"type": "string"}})
    usual = [f'{{"code": "{number}", "kind": "{"AB"[number % 2]}"}}' for number in range(40)]
    texts = [*usual, '{"code": "1", "kind": "C"}', '{"code": "2", "kind": "null"}', *usual]
    interactions = [interaction(text, origin="cassette") for text in texts]
    walked, narrowed = (judged(judged_by, interactions, after) for after in (None, 4))
    assert narrowed == walked
    assert len(made) == 2
    assert last.count(usual[0].encode()) == 1
    assert not any(b'"C"' in one or b"null" in one for one in last)


def one_filter() -> Filter:
    """Return the filter `id`, whose items lie in the array `list`, one for each value."""
    asked = row(1, "id")
    return Filter(
        "id", None, ignore_case=False, separator=",", citation=asked, array="$.list", one_each=True
    )


SHOP: dict[str, Any] = {
    "type": "object",
    "properties": {"short": {"type": "string", "maxLength": 3}},
}
LISTED: dict[str, Any] = {"type": "string", "enum": ["GOOD", "FINE"]}
X, GOOD, BOTH = '{"Kind": "X"}', '{"Kind": "GOOD"}', '{"Kind": "GOOD", "more": "m"}'
MANY = [(f"zz{number}", 1) for number in range(510)]
"""More names than are compared with documented ones."""


@pytest.mark.parametrize(
    ("judged_by", "bodies"),
    [
        pytest.param(
            contract({"kind": LISTED, "more": {"type": "string"}}),
            [X] * 10 + [BOTH] * 4 + [X] * 60 + [GOOD] * 20,
            id="texts that one shape asks about by a rule and another by a schema",
        ),
        pytest.param(
            contract({"rate": {"type": "number", "minimum": 0, "maximum": 99.5}}),
            ['{"rate": 7}', '{"rate": 99}'] * 10 + ['{"rate": 100}'],
            id="a limit that is no whole number",
        ),
        pytest.param(
            contract({"count": {"type": "integer", "minimum": 0, "maximum": 10**20}}),
            ['{"count": 7}', '{"count": 8}'] * 10 + ['{"count": -1}'],
            id="a limit beyond 64 bits",
        ),
        pytest.param(
            contract({"n": {"type": "integer"}, "shop": SHOP}),
            ['{"n": 1, "shop": [[{"short": "abcd"}]]}'] * 20,
            id="a promise within arrays where an object is documented",
        ),
        pytest.param(
            contract({"code": {"type": "string"}}),
            [
                as_text(dict(members))
                for members in (
                    [("CODE", "x"), *MANY],
                    [*MANY, ("CODE", "x")],
                )
                for _ in range(15)
            ],
            id="more names than are compared, in another order",
        ),
    ],
)
def test_nothing_is_counted_otherwise(judged_by: Contract, bodies: Sequence[str]) -> None:
    """Than by a walk through each body."""
    interactions = [interaction(text, origin="cassette") for text in bodies]
    walked, read = (judged(judged_by, interactions, after) for after in (None, 8))
    assert read == walked


def test_an_object_in_the_place_of_an_array_is_an_item() -> None:
    """Though nothing in it is looked at."""
    item = {"type": "object", "properties": {"x": {"type": "string"}}}
    properties = {"list": {"type": "array", "items": item}, "n": {"type": "integer"}}
    judged_by = contract(properties, parameters=[parameter("id")], filters=[one_filter()])
    url = "https://utc.example/coupons?id="
    bodies = [f'{{"list": {{"x": "a{number}"}}, "n": 1}}' for number in range(40)]
    interactions = [interaction(text, url=url, origin="cassette") for text in bodies]
    walked, read = (judged(judged_by, interactions, after) for after in (None, 4))
    assert read == walked
