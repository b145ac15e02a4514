"""A place that evidence sets show differently, where the page leaves open what is right."""

from msgspec import structs
from msgspec.structs import replace

from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction, Origin
from tests.support import Found, contract, find_worded, interaction

CODE = contract({"code": {"type": "string"}})
UNTYPED = contract({"id": {}})


def at(
    target: str, body: str, zone: str | None = "UTC", status: int = 200, origin: Origin = "live"
) -> Interaction:
    one = interaction(body, origin=origin, status=status, content_type="application/json")
    return structs.replace(one, target=target, zone=zone)


def disagreements(*interactions: Interaction, about: Contract = UNTYPED) -> list[Found]:
    return [one for one in find_worded(None, about, *interactions) if " in live:" in one[3]]


def test_two_types_of_a_place_without_a_datatype() -> None:
    """A client that saw numbers at one target meets a text at the other."""
    assert disagreements(at("eu", '{"id": 1}'), at("india", '{"id": "1"}')) == [
        (
            "warning",
            "$.id",
            "no datatype",
            "number in live:eu; text in live:india",
            "1 of 1, 1 of 1",
        )
    ]


def test_printed_examples_recordings_and_live_answers_are_compared() -> None:
    """Each is a set of its own; the examples are named as such."""
    example = interaction('{"id": "1"}')
    recorded = at("eu", '{"id": "2"}', origin="cassette")
    (found,) = disagreements(example, recorded, at("india", '{"id": 1}'))
    assert found[3] == "text in the printed examples and cassette:eu; number in live:india"


def test_one_fingerprint_whatever_the_sets_are_called() -> None:
    """A waiver holds on, when another target joins or the types change places."""
    one = disagreements(at("eu", '{"id": 1}'), at("india", '{"id": "1"}'))
    other = disagreements(at("asia", '{"id": "1"}'), at("us", '{"id": 1}'))
    assert [drift[:3] for drift in one] == [drift[:3] for drift in other]


def test_a_fault_of_one_set_is_told_by_its_own_drift() -> None:
    """The page gives a datatype: the drift says which sets depart from it."""
    assert disagreements(at("eu", '{"code": {}}'), at("india", '{"code": "A"}'), about=CODE) == []


def test_a_drift_that_divides_the_sets_in_the_same_way_is_not_repeated() -> None:
    """That one set is inconsistent in itself is told by `inconsistent-type`."""
    one, two = at("eu", '{"id": 1}'), at("eu", '{"id": "1"}')
    assert disagreements(one, two, at("india", '{"id": 1}')) == []


def test_the_same_types_are_no_disagreement() -> None:
    """Whole numbers and decimals are numbers; null tells no type."""
    assert disagreements(at("eu", '{"id": 1}'), at("india", '{"id": 1.5}')) == []
    assert disagreements(at("eu", '{"id": 1}'), at("india", '{"id": null}')) == []


def test_a_place_that_only_one_set_shows_is_no_disagreement() -> None:
    """What is absent tells no type."""
    assert disagreements(at("eu", '{"id": 1}'), at("india", "{}")) == []


def test_another_status_is_a_note() -> None:
    """Both are documented; what one target answers with, the other never does."""
    found = disagreements(at("eu", "", status=404), at("india", '{"code": "A"}'), about=CODE)
    assert [one[:4] for one in found] == [
        ("note", "$statusCode", "HTTP 200", "never HTTP 200 in live:eu; HTTP 200 in live:india"),
        ("note", "$statusCode", "HTTP 404", "HTTP 404 in live:eu; never HTTP 404 in live:india"),
    ]


def test_statuses_of_examples_and_har_files_are_not_compared() -> None:
    """The pages print none, and nobody asked a HAR file's server for all cases."""
    har = at("browser", "", status=404, origin="har")
    assert disagreements(har, at("india", '{"code": "A"}'), about=CODE) == []


def test_a_passing_trouble_is_no_disagreement() -> None:
    """429 and a server's own faults tell of the moment, where the page knows them."""
    patient = replace(CODE, statuses=frozenset({"200", "429", "503"}))
    one, two = at("eu", '{"code": "A"}'), at("india", '{"code": "A"}')
    busy, away = at("india", "", status=429), at("eu", "", status=503)
    assert disagreements(one, two, busy, away, about=patient) == []
