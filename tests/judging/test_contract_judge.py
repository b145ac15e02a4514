"""The loop and the report: verdicts, counts and samples, whatever is forgotten on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, islice
from typing import Any

import pytest
from msgspec import structs

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import (
    Contract,
    DateRelation,
    Parameter,
    Row,
    StatusRelation,
    Table,
)
from asdocumented.evidence.interaction import Interaction, Origin
from asdocumented.judging import (
    body_walker as walker,
)
from asdocumented.judging import (
    contract_judge as engine,
)
from asdocumented.judging import drift_counts
from asdocumented.judging.contract_judge import ContractJudge, Freshness
from asdocumented.report.build import build_report
from asdocumented.report.model import Drift, Report, Share
from tests.support import (
    CLUSTERS,
    FACTS,
    NOON,
    PAGE,
    as_text,
    contract,
    find,
    interaction,
    parameter,
)

CODE = contract({"code": {"type": "string"}})
DATE = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}}
DAY = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}}
LOCAL = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd HH:mm:ss", "zone": "server"}}


def report(judged_by: Contract, *interactions: Interaction | str) -> Report:
    """Return the report of every check on these interactions or body texts."""
    judge = ContractJudge(judged_by, all_checks(), CLUSTERS)
    for one in interactions:
        judge.judge(interaction(one) if isinstance(one, str) else one)
    return build_report([judge.result()], FACTS)


def verdicts(
    judged_by: Contract, *interactions: Interaction | str, origin: Origin = "example"
) -> dict[str, str]:
    """Return the verdict of each row under one origin, by the row's name."""
    rows = report(judged_by, *interactions).rows
    return {row.name: row.verdicts[origin] for row in rows}


def drift(judged_by: Contract, check: str, *interactions: Interaction | str) -> Drift:
    """Return the only drift that a check found."""
    found = [one for one in report(judged_by, *interactions).drifts if one.check == check]
    assert len(found) == 1
    return found[0]


def with_parameters(*names: str, enum: tuple[str, ...] | None = None) -> Contract:
    """Return a contract whose request table documents these query parameters, one a row."""
    rows = tuple(Row(n, 0, name, "String", mandatory=False) for n, name in enumerate(names, 1))
    table = Table("query", "query parameter table", "request", rows)
    base = contract({}, parameters=[parameter(name, enum=enum) for name in names])
    locations = {("query", row.number): (f"$request.query.{row.name}",) for row in rows}
    return replace(base, tables=(table,), rows=locations)


# Verdicts of rows


def test_a_row_whose_value_is_as_documented_conforms() -> None:
    """A value was seen, and nothing found at it."""
    assert verdicts(CODE, '{"code": "A"}') == {"code": "conforms"}


def test_a_row_with_a_drift_drifts_however_often_it_conforms() -> None:
    """One value of another type is a drift of the row."""
    bodies = ['{"code": "A"}', '{"code": 1}', '{"code": "B"}']
    assert verdicts(CODE, *bodies) == {"code": "drifts"}


def test_a_row_that_no_object_has_is_absent() -> None:
    """The object was there, the field in none of them; the note about it is no drift."""
    assert verdicts(CODE, "{}", "{}") == {"code": "absent"}


def test_a_row_that_some_objects_have_conforms() -> None:
    """A field that is there at times is not absent."""
    assert verdicts(CODE, "{}", '{"code": "A"}') == {"code": "conforms"}


def test_a_promised_row_that_is_missing_drifts() -> None:
    """Where the page promises presence, absence departs from it."""
    promised = contract({"code": {"type": "string", "x-presence": "promised"}})
    assert verdicts(promised, "{}") == {"code": "drifts"}


def test_a_row_under_another_name_drifts() -> None:
    """The row is not absent: its value stands under a wrong name."""
    assert verdicts(CODE, '{"Code": "A"}') == {"code": "drifts"}


def test_the_rows_below_what_never_came_are_unobserved() -> None:
    """Nobody could see a member of an object that was not there."""
    nested = contract({"series": {"type": "object", "properties": {"id": {"type": "integer"}}}})
    assert verdicts(nested, "{}") == {"series": "absent", "id": "unobserved"}
    assert verdicts(nested, '{"series": null}') == {"series": "drifts", "id": "unobserved"}


def test_the_rows_below_an_empty_array_are_unobserved() -> None:
    """An array without items shows no item's fields."""
    item = {"properties": {"id": {"type": "integer"}}}
    data = contract({"data": {"type": "array", "items": item}})
    assert verdicts(data, '{"data": []}') == {"data": "conforms", "id": "unobserved"}
    assert verdicts(data, '{"data": [{}, {"id": 1}]}') == {"data": "conforms", "id": "conforms"}


@pytest.mark.parametrize(
    "body",
    ["", "<html>", '{"code": "A"', "[]", "null", "1"],
    ids=["empty", "html", "cut", "array", "null", "number"],
)
def test_a_body_that_shows_no_field_leaves_its_rows_unobserved(body: str) -> None:
    """What cannot be read, or is no object, decides nothing about a field."""
    assert verdicts(CODE, body) == {"code": "unobserved"}


@pytest.mark.parametrize("status", [404, 500])
def test_a_status_without_a_documented_body_leaves_its_rows_unobserved(status: int) -> None:
    """Rows document the body of a success; another body is not theirs."""
    assert verdicts(CODE, interaction('{"code": 1}', status=status)) == {"code": "unobserved"}


def test_a_row_under_a_condition_that_no_request_shows_is_unobserved_while_missing() -> None:
    """Whether the condition held is unknown, so absence says nothing."""
    conditional = contract({"pin": {"type": "string", "x-presence": "conditional"}})
    assert verdicts(conditional, "{}") == {"pin": "unobserved"}
    assert verdicts(conditional, '{"pin": "1"}') == {"pin": "conforms"}


def test_a_row_that_a_parameter_asks_for() -> None:
    """Not asked for, the field says nothing; asked for, it is there or drifts."""
    bound = {"type": "string", "x-presence": {"parameter": "show", "equals": "true"}}
    shown = contract({"series": bound}, parameters=[parameter("show", default="false")])
    asked = "https://utc.example/coupons?show=true"
    assert verdicts(shown, "{}") == {"series": "unobserved"}
    assert verdicts(shown, interaction('{"series": "A"}', url=asked)) == {"series": "conforms"}
    assert verdicts(shown, interaction("{}", url=asked)) == {"series": "drifts"}


@pytest.mark.parametrize(
    ("host", "text", "verdict"),
    [
        ("utc.example", "2026-06-11T00:00:00Z", "conforms"),
        ("utc.example", "2026-06-11T00:00:00+05:30", "drifts"),
        ("india.example", "2026-06-11T00:00:00+05:30", "conforms"),
        ("nowhere.example", "2026-06-11T00:00:00Z", "unobserved"),
        ("nowhere.example", "2026-06-11T00:00:00", "drifts"),
        ("nowhere.example", "11.06.2026", "drifts"),
    ],
)
def test_a_date_of_a_cluster_whose_zone_nobody_documents_is_unobserved(
    host: str, text: str, verdict: str
) -> None:
    """Without a zone the offset is neither right nor wrong; the format still is."""
    one = interaction(as_text({"till": text}), url=f"https://{host}/coupons")
    assert verdicts(contract({"till": DATE}), one) == {"till": verdict}


@pytest.mark.parametrize("host", ["utc.example", "india.example", "nowhere.example"])
@pytest.mark.parametrize(
    ("text", "verdict"),
    [("2026-06-11T00:00:00+02:00", "conforms"), ("2026-06-11T00:00:00Z", "drifts")],
)
def test_a_zone_that_an_interaction_names_goes_before_its_hosts(
    host: str, text: str, verdict: str
) -> None:
    """Who recorded it knows which server answered behind a host."""
    one = interaction(as_text({"till": text}), url=f"https://{host}/coupons")
    told = structs.replace(one, zone="Europe/Berlin")
    assert verdicts(contract({"till": DATE}), told) == {"till": verdict}


def test_interactions_of_one_host_in_several_zones_are_judged_apart() -> None:
    """The zone of one is not that of the next."""
    one = interaction('{"till": "2026-06-11T00:00:00Z"}')
    zones = (None, "Asia/Kolkata", None, "UTC")
    told = [structs.replace(one, zone=zone) for zone in zones]
    found = drift(contract({"till": DATE}), "wrong-offset", *told)
    assert (found.documented, found.seen["example"]) == ("+05:30 (Asia/Kolkata)", Share(1, 4))


def test_one_date_in_a_known_zone_decides() -> None:
    """Dates that nobody can judge do not hide one that was judged."""
    unknown = interaction('{"till": "2026-06-11T00:00:00Z"}', url="https://nowhere.example/coupons")
    assert verdicts(contract({"till": DATE}), unknown, '{"till": "2026-06-11T00:00:00Z"}') == {
        "till": "conforms"
    }


def test_verdicts_are_told_by_origin() -> None:
    """A recording that drifts says nothing about the printed example."""
    recorded = interaction('{"code": 1}', origin="cassette")
    rows = report(CODE, '{"code": "A"}', recorded).rows
    assert [row.verdicts for row in rows] == [{"example": "conforms", "cassette": "drifts"}]


def test_without_interactions_there_are_no_verdicts() -> None:
    """Nothing was judged: no verdict, and the run is inconclusive."""
    found = report(CODE)
    assert [row.verdicts for row in found.rows] == [{}]
    assert found.run.verdict == "inconclusive"


def test_a_row_without_a_datatype_conforms() -> None:
    """That the page leaves the datatype out is the page's fault, not the value's."""
    assert verdicts(contract({"note": {}}), '{"note": 1}') == {"note": "conforms"}


def two_places() -> Contract:
    """Return a contract in which one row documents a name in two places."""
    name = {"type": "string"}
    objects = {
        "x-source": {"page": "coupons"},
        "properties": {"name": {**name, "x-source": {"table": "response", "row": 1}}},
    }
    rows = {("response", 1): ("$.name", "$.store.name")}
    return replace(contract({"name": name, "store": objects}), rows=rows)


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ('{"name": "A", "store": {"name": "B"}}', "conforms"),
        ('{"name": 1, "store": {"name": "B"}}', "drifts"),
        ('{"name": "A", "store": {"name": 1}}', "drifts"),
        ('{"store": {"name": "B"}}', "conforms"),
    ],
)
def test_a_row_of_two_places_is_judged_by_both(body: str, verdict: str) -> None:
    """It drifts where any of its places drifts, and is there where one of them is."""
    assert verdicts(two_places(), body) == {"name": verdict}


# Verdicts of parameter rows


def test_a_parameter_that_was_sent_conforms() -> None:
    """The request shows which parameters were used."""
    asked = interaction("{}", url="https://utc.example/coupons?code=A&code=B")
    assert verdicts(with_parameters("code", "id"), asked) == {
        "code": "conforms",
        "id": "unobserved",
    }


def test_a_parameter_without_a_value_was_sent() -> None:
    """`?code=` names the parameter."""
    asked = interaction("{}", url="https://utc.example/coupons?code=")
    assert verdicts(with_parameters("code"), asked) == {"code": "conforms"}


def test_a_parameter_of_an_inferred_request_is_unobserved() -> None:
    """A request that no page prints is no evidence."""
    asked = interaction("{}", url="https://utc.example/coupons?code=A", inferred=True)
    assert verdicts(with_parameters("code"), asked) == {"code": "unobserved"}


def test_a_parameter_with_an_unlisted_value_drifts() -> None:
    """The page lists the values; another one was sent."""
    listed = with_parameters("case", enum=("UPPER", "LOWER"))
    sent = interaction("{}", url="https://utc.example/coupons?case=Title")
    assert verdicts(listed, sent) == {"case": "drifts"}


@pytest.mark.parametrize("name", ["filter.code", "filter[code]", "coupon-code", "$skip"])
def test_a_parameter_may_have_any_name(name: str) -> None:
    """Names with dots and brackets are usual in queries."""
    asked = interaction("{}", url=f"https://utc.example/coupons?{name}=A")
    assert verdicts(with_parameters(name), asked) == {name: "conforms"}


def test_parameters_of_one_origin_say_nothing_about_another() -> None:
    """A recording shows its own requests only."""
    recorded = interaction("{}", url="https://utc.example/coupons?code=A", origin="cassette")
    rows = report(with_parameters("code"), "{}", recorded).rows
    assert [row.verdicts for row in rows] == [{"example": "unobserved", "cassette": "conforms"}]


# Verdicts of relations

SAME_DAY = DateRelation("same-day", "till", "same-date", "until", "warning", PAGE)
SERIES = contract(
    {"series": {"type": "object", "properties": {"till": DAY, "until": DAY}}},
    dates={"$.series": [SAME_DAY]},
)


def relation(
    judged_by: Contract, *interactions: Interaction | str, origin: Origin = "example"
) -> str:
    """Return the verdict of the only relation."""
    relations = report(judged_by, *interactions).relations
    assert len(relations) == 1
    return relations[0].verdicts[origin]


@pytest.mark.parametrize(
    ("bodies", "verdict"),
    [
        (['{"series": {"till": "2026-05-09", "until": "2026-05-09"}}'], "conforms"),
        (['{"series": {"till": "2026-05-09", "until": "2026-05-10"}}'], "drifts"),
        (
            [
                '{"series": {"till": "2026-05-09", "until": "2026-05-09"}}',
                '{"series": {"till": "2026-05-09", "until": "2026-05-10"}}',
            ],
            "drifts",
        ),
        (['{"series": [{"till": "2026-05-09", "until": "2026-05-10"}]}'], "drifts"),
        (['{"series": {"till": "2026-05-09"}}'], "unobserved"),
        (['{"series": {}}'], "unobserved"),
        (["{}"], "unobserved"),
        (["<html>"], "unobserved"),
        (
            ['{"series": {"till": "2026-05-09"}}', '{"series": {"until": "2026-05-10"}}'],
            "unobserved",
        ),
        (['{"series": {"till": "soon", "until": "2026-05-10"}}'], "unobserved"),
        (['{"series": {"till": 1, "until": "2026-05-10"}}'], "unobserved"),
    ],
    ids=[
        "holds",
        "broken",
        "broken once",
        "broken in an item",
        "one date",
        "no date",
        "no object",
        "no body",
        "never both",
        "no calendar date",
        "no text",
    ],
)
def test_a_relation_is_judged_where_both_dates_stand_in_one_object(
    bodies: Sequence[str], verdict: str
) -> None:
    """It conforms where two dates were compared; unobserved is no pass."""
    assert relation(SERIES, *bodies) == verdict


def test_a_relation_with_an_unset_instant_is_unobserved() -> None:
    """`unset` stands for no date, so nothing was compared."""
    epoch = {"type": "integer", "x-epoch": {"unit": "ms", "unset": 0}}
    unset = contract({"till": epoch, "until": DAY}, dates={"$": [SAME_DAY]})
    assert relation(unset, '{"till": 0, "until": "2026-05-09"}') == "unobserved"
    assert relation(unset, '{"till": 1778284800000, "until": "2026-05-09"}') == "conforms"


def test_a_relation_of_instants_in_an_unknown_zone_is_unobserved() -> None:
    """Local times have no instant where nobody documents the cluster's zone."""
    rule = DateRelation("order", "till", "not-before", "until", "warning", PAGE)
    mixed = contract({"till": LOCAL, "until": DATE}, dates={"$": [rule]})
    body = '{"till": "2026-05-09 00:00:00", "until": "2026-05-09T00:00:00Z"}'
    assert relation(mixed, interaction(body, url="https://nowhere.example/")) == "unobserved"
    assert relation(mixed, body) == "conforms"


def test_relations_are_told_by_origin_whatever_the_shape_of_the_answer() -> None:
    """One origin answers an object, the other an array of it: both were compared."""
    both = '{"till": "2026-05-09", "until": "2026-05-09"}'
    single = f'{{"series": {both}}}'
    several = interaction(f'{{"series": [{both}]}}', origin="cassette")
    orders: list[list[Interaction | str]] = [[single, several], [several, single]]
    for order in orders:
        assert relation(SERIES, *order) == "conforms"
        assert relation(SERIES, *order, origin="cassette") == "conforms"


# Counts


def test_a_type_is_counted_among_the_values_of_its_place() -> None:
    """Three of four values are no strings."""
    bodies = ['{"code": 1}', '{"code": 2}', "{}", '{"code": "A"}', '{"code": 3}']
    assert find("wrong-type", CODE, *bodies) == [("error", "$.code", "String", "integer", "3 of 4")]


def test_an_absence_is_counted_among_the_objects_that_could_have_the_field() -> None:
    """Two of three items lack the code; the empty body has no items."""
    item = {"properties": {"code": {"type": "string"}}}
    data = contract({"data": {"type": "array", "items": item}})
    assert find("absent-field", data, '{"data": [{}, {"code": "A"}, {}]}', '{"data": []}') == [
        ("note", "$.data[*].code", "String", "absent", "2 of 3")
    ]


def test_a_fault_of_the_exchange_is_counted_among_the_interactions() -> None:
    """One of two bodies is unreadable."""
    assert find("unreadable-body", CODE, "{}", "<html>") == [
        ("error", "$response.body", "application/json", "HTML or XML", "1 of 2")
    ]


def test_counts_are_told_by_origin() -> None:
    """A share has its own whole under each origin."""
    recorded = [interaction(f'{{"code": {code}}}', origin="cassette") for code in ('"A"', "2")]
    seen = drift(CODE, "wrong-type", '{"code": 1}', *recorded).seen
    assert {origin: (share.count, share.of) for origin, share in seen.items()} == {
        "example": (1, 1),
        "cassette": (1, 2),
    }


STATUS = StatusRelation(
    id="item-status",
    success=(),
    code=(),
    succeeded=frozenset(),
    items=("data",),
    item_success=("success",),
    item_code=("code",),
    item_succeeded=frozenset({700}),
    citation=PAGE,
)
STATUS_ITEM = {"properties": {"success": {"type": "boolean"}, "code": {"type": "integer"}}}


def test_a_contradiction_inside_items_is_counted_among_what_could_show_it() -> None:
    """Two of three items contradict themselves in one interaction: never `2 of 1`."""
    statuses = contract({"data": {"type": "array", "items": STATUS_ITEM}}, statuses={"$": [STATUS]})
    items = [{"success": True, "code": 705}, {"success": True, "code": 706}]
    body = as_text({"data": [*items, {"success": True, "code": 700}]})
    share = drift(statuses, "contradictory-status", body).seen["example"]
    assert share.count <= share.of


def test_malformed_error_items_are_counted_among_the_items() -> None:
    """Two of three items are malformed in one interaction: never `2 of 1`."""
    item = {"type": "object", "properties": {"code": {"type": "integer"}}}
    errors = contract({"errors": {"type": "array", "x-error-array": True, "items": item}})
    body = '{"errors": ["a", "b", {"code": 1}]}'
    share = drift(errors, "malformed-error-item", body).seen["example"]
    assert (share.count, share.of) == (2, 3)


def test_an_interaction_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An operation's interactions are all of them, though situations are kept apart."""
    monkeypatch.setattr(engine, "_MOST_SITUATIONS", 1)
    hosts = ["utc.example", "india.example", "utc.example"]
    found = report(CODE, *(interaction("{}", url=f"https://{host}/") for host in hosts))
    assert [operation.interactions for operation in found.operations] == [{"example": 3}]
    assert found.run.interactions == 3


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
    monkeypatch.setattr(engine, "_MOST_SITUATIONS", most)
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
    monkeypatch.setattr(engine, "_MOST_SITUATIONS", most)
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
    assert [row.verdicts["example"] for row in found.rows] == ["drifts", "conforms"]
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
        monkeypatch.setattr(walker, "_MOST_SHAPES", most)
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
            ("absent-field", f"$.data[*].{name}"): (2 * count - present[name], 2 * count)
            for name in FIELDS
        },
    }
    assert {row.verdicts["example"] for row in found.rows[1:]} == {"drifts"}


def test_a_shape_that_came_often_is_judged_as_at_first() -> None:
    """What passed many times does not make a rule overlook what comes later."""
    known = contract({"code": {"type": "string", "enum": ["A", "B", "C", "D"]}})
    codes = ["A", "B", "C", "D", "E"] * 3
    bodies = [as_text({"code": code}) for code in codes]
    assert find("unknown-enum-value", known, *bodies) == [
        ("error", "$.code", "String", "E", "3 of 15")
    ]


def test_more_drifts_than_a_report_can_hold_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report says how much it leaves out; a run never fills the memory."""
    monkeypatch.setattr(drift_counts, "MOST_DRIFTS", 3)
    found = report(CODE, as_text({"code": "A", **{f"unknown{n}": n for n in range(5)}}))
    assert len(found.drifts) == 3
    assert len(found.errors) == 1
    assert "2 findings beyond" in found.errors[0].reason


# Severity and samples


@pytest.mark.parametrize("origins", [("example", "cassette"), ("cassette", "example")])
def test_a_drift_has_the_highest_severity_of_its_findings(origins: tuple[Origin, Origin]) -> None:
    """An undocumented parameter is a note in an example, a warning in a recording."""
    sent = [
        interaction("{}", url="https://utc.example/coupons?x=1", origin=origin)
        for origin in origins
    ]
    assert drift(CODE, "undocumented-parameter", *sent).severity == "warning"


def test_severity_of_one_origin_alone() -> None:
    """Alone, the printed example's parameter is a note."""
    sent = interaction("{}", url="https://utc.example/coupons?x=1")
    assert drift(CODE, "undocumented-parameter", sent).severity == "note"


def test_three_samples_of_each_origin_are_kept() -> None:
    """A drift shows the first three values of an origin, in the order of their interactions."""
    sent = [
        interaction(f'{{"code": {n}}}', name=f"{origin}-{n}", origin=origin)
        for n in range(5)
        for origin in ORIGINS
    ]
    found = drift(CODE, "wrong-type", *sent)
    assert [(one.origin, one.interaction, one.pointer, one.value) for one in found.samples] == [
        *(("example", f"example-{n}", "/code", str(n)) for n in range(3)),
        *(("cassette", f"cassette-{n}", "/code", str(n)) for n in range(3)),
    ]
    assert found.seen["example"].count == 5


ORIGINS: tuple[Origin, ...] = ("cassette", "example")


def test_samples_point_at_the_value() -> None:
    """A pointer leads through arrays, and escapes what a JSON Pointer escapes."""
    item = {"properties": {"a/b": {"type": "string"}}}
    data = contract({"data": {"type": "array", "items": item}})
    samples = drift(data, "wrong-type", '{"data": [{"a/b": "A"}, {"a/b": 7}]}').samples
    assert [(one.pointer, one.value) for one in samples] == [("/data/1/a~1b", "7")]


def test_samples_of_an_absence_have_no_value() -> None:
    """There is none to show."""
    samples = drift(CODE, "absent-field", "{}").samples
    assert [(one.pointer, one.value) for one in samples] == [("", None)]


# The order of what a report holds


def test_drifts_stand_in_an_order_that_no_interaction_decides() -> None:
    """Two drifts at one place stand alike, whichever was met first."""
    first, second = '{"code": 1}', '{"code": {}}'
    orders = [[first, second], [second, first]]
    observed = [[one.observed for one in report(CODE, *order).drifts] for order in orders]
    assert observed[0] == observed[1]
    assert sorted(observed[0]) == ["integer", "object"]


def test_errors_stand_before_warnings_and_notes() -> None:
    """The worst comes first."""
    three = contract({"a": {"type": "string"}, "b": {"type": "integer"}, "c": {"type": "string"}})
    severities = [one.severity for one in report(three, '{"a": 1, "b": 1.0}').drifts]
    assert severities == ["error", "warning", "note"]


def test_origins_stand_in_one_order() -> None:
    """Examples come first, whatever was judged first."""
    sent = [interaction("{}", origin=origin) for origin in ("live", "har", "cassette", "example")]
    assert report(CODE, *sent).run.origins == ["example", "cassette", "har", "live"]


# What no evidence may do


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
    assert report(statuses, body).run.verdict == "drift"


def required(name: str) -> Parameter:
    """Return a parameter that is always mandatory."""
    return parameter(name, required=True)


def test_a_parameter_that_was_sent_often_is_not_missing() -> None:
    """A mandatory parameter with many values is there."""
    query = "&".join(f"code={n}" for n in range(1_500))
    asked = interaction("{}", url=f"https://utc.example/coupons?{query}")
    assert find("missing-parameter", contract({}, parameters=[required("code")]), asked) == []


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ('{"status": {"success": "true", "code": 200}}', "conforms"),
        ('{"status": {"success": "true", "code": 500}}', "drifts"),
        ("{}", "unobserved"),
    ],
)
def test_a_status_relation_is_told_like_any_other(body: str, verdict: str) -> None:
    """How a body tells success is a relation with a verdict of its own."""
    overall = StatusRelation(
        "overall",
        ("success",),
        ("code",),
        frozenset({200}),
        (),
        (),
        (),
        frozenset(),
        PAGE,
    )
    fields: dict[str, Any] = {"status": {"properties": {"success": {}, "code": {}}}}
    assert relation(contract(fields, statuses={"$.status": [overall]}), body) == verdict


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


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (200, "{}", "conforms"),
        (200, "<html>", "unobserved"),
        (401, "{}", "unobserved"),
        (None, "{}", "conforms"),
    ],
)
def test_a_parameter_is_shown_by_an_answer_that_could_show_its_effect(
    status: int | None, body: str, verdict: str
) -> None:
    """A refusal, or a body that cannot be read, proves nothing of what was asked."""
    documented = contract({"a": {}}, parameters=[parameter("id")])
    rows = {("query", 1): ("$request.query.id",)}
    table = Table(
        "query", "query parameter table", "request", (Row(1, 0, "id", "String", mandatory=False),)
    )
    asked = replace(documented, rows=rows, tables=(table,))
    judge = ContractJudge(asked, all_checks(), CLUSTERS)
    judge.judge(interaction(body, url="https://utc.example/coupons?id=1", status=status))
    (found,) = build_report([judge.result()], FACTS).rows
    assert found.verdicts == {"example": verdict}
