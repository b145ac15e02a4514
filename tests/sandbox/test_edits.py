"""Edits are pure changes: the value that they are given stays as it is."""

from asdocumented.formats.json_path import Json
from asdocumented.sandbox.answers import Answer
from asdocumented.sandbox.edits import (
    AnswerEdit,
    as_decimal,
    as_text,
    offsets,
    other_offset,
    present,
    renamed,
    rewritten,
    then,
    without,
)

BODY: Json = {"data": [{"a": 1, "at": "2026-01-01T00:00:00Z"}, {}, "text"], "n": None}


def changed(edit: AnswerEdit, body: Json = BODY) -> Json:
    return edit(Answer(200, body), {}).body


def test_members_are_changed_through_arrays_and_the_body_stays() -> None:
    """Every object at the path is changed, but for empty ones and what is no object."""
    assert changed(present("data", b=2)) == {
        "data": [{"a": 1, "at": "2026-01-01T00:00:00Z", "b": 2}, {}, "text"],
        "n": None,
    }
    assert BODY == {"data": [{"a": 1, "at": "2026-01-01T00:00:00Z"}, {}, "text"], "n": None}


def test_a_path_that_leads_nowhere_changes_nothing() -> None:
    """Deviations may be combined in any way."""
    assert changed(present("data.absent", b=2)) == BODY
    assert changed(present("n.absent", b=2)) == BODY


def test_members_are_left_out_renamed_and_rewritten() -> None:
    """A member that is not there is not made up."""
    body: Json = {"a": 1, "b": True}
    assert changed(without("", "a", "c"), body) == {"b": True}
    assert changed(renamed("", "a", "z"), body) == {"z": 1, "b": True}
    assert changed(rewritten("", as_text, "b", "c"), body) == {"a": 1, "b": "true"}
    assert changed(then(without("", "b"), rewritten("", as_text)), body) == {"a": "1"}


def test_values_are_rewritten_by_their_type() -> None:
    """What has another type stays as it is."""
    assert [as_text(value) for value in (False, 7, "x", None)] == ["false", "7", "x", None]
    assert [as_decimal(value) for value in (7, "x", None)] == [7.0, "x", None]
    shift = offsets(other_offset)
    assert shift("2026-01-01T00:00:00Z") == "2026-01-01T00:00:00+05:30"
    assert shift("2026-01-01T00:00:00+05:30") == "2026-01-01T00:00:00Z"
    assert [shift(value) for value in ("2026-01-01", 7)] == ["2026-01-01", 7]
