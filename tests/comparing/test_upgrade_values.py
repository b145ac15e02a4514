"""The value rules of an upgrade map."""

import pytest

from asdocumented.comparing.upgrade_map import RULES, Rule
from asdocumented.comparing.upgrade_values import ValueChange, agrees, text_of
from asdocumented.formats.dates import date_form
from asdocumented.formats.json_path import Json

DAY = date_form("dd-MM-yyyy", "none")
CLOCK = date_form("yyyy-MM-dd HH:mm:ss", "none")
STAMP = date_form("yyyy-MM-dd'T'HH:mm:ssXXX", "server")


@pytest.mark.parametrize(
    ("rule", "old", "new", "told"),
    [
        ("same", "a", "a", True),
        ("same", "a", "A", False),
        ("same", 10, 10.0, True),
        ("same", 1, True, False),
        ("same", "a", None, False),
        ("same", None, "a", None),
        ("same-ignoring-case", "aB", "Ab", True),
        ("same-ignoring-case", "aB", "c", False),
        ("same-ignoring-case", "1", 1, False),
        ("same-ignoring-case", 1, "1", None),
        ("same-number", 10, 10, True),
        ("same-number", "10", 10, True),
        ("same-number", 10, "10", False),
        ("same-number", 10, 11, False),
        ("same-number", "ten", 10, None),
        ("same-number", True, 1, None),
        ("text-to-number", "454473807", 454473807, True),
        ("text-to-number", "0.10", 0.1, True),
        ("text-to-number", "1", "1", False),
        ("text-to-number", "NaN", 1, None),
        ("number-to-text", 10, "10", True),
        ("number-to-text", 10, 10, False),
        ("text-flag-to-boolean", "true", True, True),
        ("text-flag-to-boolean", "False", False, True),
        ("text-flag-to-boolean", True, True, True),
        ("text-flag-to-boolean", "true", "true", False),
        ("text-flag-to-boolean", "true", False, False),
        ("text-flag-to-boolean", "yes", True, None),
        ("comma-to-repeated", "a,b", "a", None),
        ("left-out", "true", [], None),
    ],
)
def test_a_rule_tells_whether_two_values_agree(
    rule: Rule, old: Json, new: Json, told: object
) -> None:
    """None where the old value says nothing, or the rule is about something else."""
    assert agrees(ValueChange(rule), old, new) is told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (True, "ABS", True),
        ("true", "ABS", True),
        (False, "ABS", False),
        (False, "PERC", True),
        (True, None, False),
        ("maybe", "ABS", None),
    ],
)
def test_the_words_of_an_enum_become_others(old: Json, new: Json, told: object) -> None:
    """A value that the map does not name says nothing."""
    assert agrees(ValueChange("enum", {"true": "ABS", "false": "PERC"}), old, new) is told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("11-06-2026", "2026-06-11T23:59:59Z", True),
        ("11-06-2026", "2026-06-11T00:00:00+05:30", True),
        ("11-06-2026", "2026-06-12T00:00:00Z", False),
        ("11-06-2026", "2026-06-11T23:59:59", False),
        ("11-06-2026", 1781222399, False),
        ("2026-06-11", "2026-06-11T23:59:59Z", None),
        ("31-02-2026", "2026-03-03T00:00:00Z", None),
    ],
)
def test_a_day_stays_the_day_on_the_clock_of_the_server(old: Json, new: Json, told: object) -> None:
    """Nothing is converted to another zone: both are printed in that of the server."""
    assert agrees(ValueChange("same-day", {}, DAY, STAMP), old, new) is told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2026-06-11 12:00:00", "2026-06-11T12:00:00+05:30", True),
        ("2026-06-11 12:00:00", "2026-06-11T06:30:00Z", False),
        ("2026-06-11 12:00:00", "noon", False),
        ("noon", "2026-06-11T06:30:00Z", None),
    ],
)
def test_a_moment_without_an_offset_is_the_clock_of_the_server(
    old: Json, new: Json, told: object
) -> None:
    """It is compared with the wall clock that the other one prints."""
    assert agrees(ValueChange("same-moment", {}, CLOCK, STAMP), old, new) is told


def test_two_moments_with_offsets_are_compared_as_instants() -> None:
    """One moment, printed in two zones."""
    change = ValueChange("same-moment", {}, STAMP, STAMP)
    assert agrees(change, "2026-06-11T06:30:00Z", "2026-06-11T12:00:00+05:30") is True


def test_every_rule_has_its_words() -> None:
    """People read what each rule means."""
    assert {*RULES} == {*Rule.__args__}  # type: ignore[attr-defined]  # a Literal has them


@pytest.mark.parametrize(("value", "text"), [("a", "a"), (True, "true"), (700, "700")])
def test_a_value_is_spelled_as_in_a_map_file(value: Json, text: str) -> None:
    """JSON, and texts without quotes."""
    assert text_of(value) == text
