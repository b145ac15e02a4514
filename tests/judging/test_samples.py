"""The severity, samples and order of drifts."""

import pytest

from asdocumented.evidence.interaction import Origin
from tests.judging.judged import CODE, drift, report
from tests.support import contract, interaction

ORIGINS: tuple[Origin, ...] = ("cassette", "example")


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
    assert [(one.set, one.interaction, one.pointer, one.value) for one in found.samples] == [
        *(("example", f"example-{n}", "/code", str(n)) for n in range(3)),
        *(("cassette", f"cassette-{n}", "/code", str(n)) for n in range(3)),
    ]
    assert found.seen["example"].count == 5


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


def test_a_place_of_two_types_shows_the_first_value_of_each() -> None:
    """Of all interactions together: they show the types, not one of them alone."""
    bodies = ['{"id": null}', '{"id": 7}', '{"id": "A"}', '{"id": "B"}']
    sent = [
        interaction(body, name=f"{n}", url=f"https://utc.example/coupons?x{n}=1")
        for n, body in enumerate(bodies)
    ]
    found = drift(contract({"id": {}}), "inconsistent-type", *sent)
    assert [(one.interaction, one.pointer, one.value) for one in found.samples] == [
        ("1", "/id", "7"),
        ("2", "/id", '"A"'),
    ]


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
    assert [one.set for one in report(CODE, *sent).evidence] == [
        "example",
        "cassette",
        "har",
        "live",
    ]


WIDE = contract({name: {"type": "string"} for name in "abcdefghi"})


def test_a_sample_shows_the_value_among_its_neighbours() -> None:
    """Three members before and behind it, as they came."""
    body = (
        '{"a": "a", "b": "b", "c": "c", "d": "d", "e": 5, "f": "f", "g": "g", "h": "h", "i": "i"}'
    )
    found = drift(WIDE, "wrong-type", body)
    assert [(one.value, one.surroundings) for one in found.samples] == [
        (
            "5",
            '{"b": "b", "c": "c", "d": "d", "e": 5, "f": "f", "g": "g", "h": "h"}',
        )
    ]


def test_where_there_is_no_value_a_sample_shows_the_object() -> None:
    """What else it has."""
    items = contract({"data": {"type": "array", "items": {"properties": {"a": {}, "b": {}}}}})
    found = drift(items, "absent-field", '{"data": [{"a": 1}, {"a": 2, "b": 3}]}')
    assert [(one.pointer, one.value, one.surroundings) for one in found.samples] == [
        ("/data/0", None, '{"a": 1}')
    ]
