"""A place that behaves in another way at one target than at the next."""

from dataclasses import replace

from msgspec import structs

from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction
from tests.support import Found, contract, find, interaction

DATE = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}}
CODE = contract({"code": {"type": "string"}})
UNTYPED = contract({"id": {}})
DATED = contract({"till": DATE})


def at(target: str, body: str, zone: str | None = "UTC", status: int = 200) -> Interaction:
    one = interaction(body, origin="live", status=status, content_type="application/json")
    return structs.replace(one, target=target, zone=zone)


def disagreements(*interactions: Interaction, about: Contract = CODE) -> list[Found]:
    return [one for one in find(None, about, *interactions) if " at " in one[3]]


def test_a_fault_at_one_target_only_is_told_with_the_rest() -> None:
    """The fault itself is an error of its own; that targets differ is a warning."""
    assert disagreements(
        at("eu", '{"code": {}}'), at("india", '{"code": "A"}'), at("asia", '{"code": "B"}')
    ) == [
        (
            "warning",
            "$.code",
            "String",
            "as documented at asia, india; wrong-type (object) at eu",
            "1 of 1",
        )
    ]


def test_the_same_fault_everywhere_is_no_disagreement() -> None:
    """Both depart from the page, in the same way."""
    assert disagreements(at("eu", '{"code": {}}'), at("india", '{"code": {}}')) == []


def test_two_faults_at_one_place_are_told_apart() -> None:
    """Each target has its own."""
    (found,) = disagreements(at("eu", '{"code": {}}'), at("india", '{"code": []}'))
    assert found[3] == "wrong-type (array) at india; wrong-type (object) at eu"


def test_a_target_that_could_not_show_the_place_says_nothing() -> None:
    """An empty object shows that a field may be absent, and not of which type it is."""
    found = disagreements(at("eu", '{"code": {}}'), at("india", "{}"))
    assert [one[:4] for one in found] == [
        ("note", "$.code", "String", "never there at india; there at eu")
    ]


def test_two_types_of_a_place_without_a_datatype() -> None:
    """A client that saw numbers at one target meets a text at the other."""
    (found,) = disagreements(at("eu", '{"id": 1}'), at("india", '{"id": "1"}'), about=UNTYPED)
    assert found[:4] == ("warning", "$.id", "no datatype", "number at eu; string at india")


def test_each_target_answers_in_its_own_zone() -> None:
    """Two offsets are right where each is that of its target."""
    winter = '{{"till": "2026-01-11T23:59:59{}"}}'
    india = at("india", winter.format("+05:30"), "Asia/Kolkata")
    assert disagreements(at("eu", winter.format("Z")), india, about=DATED) == []
    (wrong,) = disagreements(
        at("eu", winter.format("Z")),
        structs.replace(india, zone="Europe/Berlin"),
        about=DATED,
    )
    assert wrong[3].startswith("as documented at eu; wrong-offset (")


def test_an_unknown_zone_is_no_disagreement() -> None:
    """Where nobody documents the zone, an offset can neither be right nor wrong."""
    wrong, unknown = '{"till": "2026-01-11T23:59:59+02:00"}', at("asia", '{"till": "x"}', None)
    dated = structs.replace(unknown, response=at("asia", wrong).response)
    dated = structs.replace(dated, request=structs.replace(dated.request, url="http://a/coupons"))
    assert disagreements(at("eu", wrong), dated, about=DATED) == []


def test_another_status_is_a_note() -> None:
    """Both are documented; what one target answers with, the other never does."""
    found = disagreements(at("eu", "", status=404), at("india", '{"code": "A"}'))
    assert [one[:4] for one in found] == [
        ("note", "$statusCode", "HTTP 200", "HTTP 200 at india; never HTTP 200 at eu"),
        ("note", "$statusCode", "HTTP 404", "HTTP 404 at eu; never HTTP 404 at india"),
    ]


def test_a_passing_trouble_is_no_disagreement() -> None:
    """429 and a server's own faults tell of the moment, where the page knows them."""
    patient = replace(CODE, statuses=frozenset({"200", "429", "503"}))
    one, two = at("eu", '{"code": "A"}'), at("india", '{"code": "A"}')
    busy, away = at("india", "", status=429), at("eu", "", status=503)
    assert disagreements(one, two, busy, away, about=patient) == []


def test_one_target_and_other_origins_are_not_compared() -> None:
    """A cassette or an example is no target that was asked now."""
    cassette = structs.replace(at("india", '{"code": "A"}'), origin="cassette")
    assert disagreements(at("eu", '{"code": {}}'), cassette) == []


def test_two_types_at_one_target_and_one_at_the_other_are_told_once() -> None:
    """That a target is inconsistent in itself is a finding of its own."""
    one, two = at("eu", '{"id": 1}'), at("eu", '{"id": "1"}')
    found = disagreements(one, two, at("india", '{"id": 1}'), about=UNTYPED)
    assert [drift[3] for drift in found] == ["number and string at eu; number at india"]
