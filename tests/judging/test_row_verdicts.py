"""The verdict of a row of a response table, by origin."""

import pytest
from msgspec import structs
from msgspec.structs import replace

from asdocumented.contracts.model import Contract
from asdocumented.report.model import Share
from tests.judging.judged import CODE, DATE, drift, report, verdicts
from tests.support import as_text, contract, interaction, parameter


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
        ("nowhere.example", "2026-06-11T00:00:00Z", "seen"),
        ("nowhere.example", "2026-06-11T00:00:00", "drifts"),
        ("nowhere.example", "11.06.2026", "drifts"),
    ],
)
def test_a_date_of_a_cluster_whose_zone_nobody_documents_is_seen(
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
    assert found.follows_from == "the offset of the server's zone"
    assert found.seen == {"example (Asia/Kolkata)": Share(1, 1)}


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
    """Nothing was judged: no verdict."""
    assert [row.verdicts for row in report(CODE).rows] == [{}]


def test_a_row_without_a_datatype_is_seen() -> None:
    """Nothing is promised of the value that could be judged."""
    assert verdicts(contract({"note": {}}), '{"note": 1}') == {"note": "seen"}


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
