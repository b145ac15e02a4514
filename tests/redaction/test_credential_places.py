"""Credentials are found anywhere, few and many alike."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.redaction.credential_places import CredentialPlaces
from tests.generating import examples

MANY = [f"another-{number:04}" for number in range(60)]
"""More than are searched for by one expression."""

FEW_OR_MANY = pytest.mark.parametrize("others", [[], MANY], ids=["few", "many"])


def places(credentials: list[str], *, whole: bool = False) -> CredentialPlaces:
    found = CredentialPlaces()
    for one in credentials:
        found.add(one, whole=whole)
    return found


@FEW_OR_MANY
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("xhunter2pass!hunter2", ["hunter2pass", "hunter2"]),
        ("hunthunter2", ["hunter2"]),
        ("hunter", []),
        ("", []),
    ],
)
def test_the_longest_counts_at_each_place(others: list[str], text: str, found: list[str]) -> None:
    """Glued to whatever stands around it."""
    known = places(["hunter2", "hunter2pass", *others])
    assert [text[start:stop] for start, stop in known.places(text)] == found
    assert known.stand_in(text) is bool(found)


@FEW_OR_MANY
@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("idti", True),
        ("x idti-y", True),
        ("idtips", False),
        ("_idti", False),
        ("\u00e9idti", False),
    ],
)
def test_a_whole_word_stands_alone(
    others: list[str],
    text: str,
    is_found: bool,  # noqa: FBT001  # pytest hands it over by its name
) -> None:
    """No letter, digit or underscore before or behind it."""
    assert places(["idti", *others], whole=True).stand_in(text) is is_found


@examples()
@given(
    text=st.text("ab_ ", max_size=30),
    short=st.lists(st.text("ab_", min_size=4, max_size=6), max_size=6),
)
def test_few_are_found_where_they_are_among_many(text: str, short: list[str]) -> None:
    """How many others there are changes nothing."""
    for whole in (False, True):
        few, many = (places([*short, *others], whole=whole) for others in ([], MANY))
        assert [*few.places(text)] == [*many.places(text)]


def test_a_text_takes_as_long_among_thousands() -> None:
    """An expression that tries each of them takes a minute."""
    known = places([f"session-value-{number:05}" for number in range(20_000)])
    start = process_time()
    assert len([*known.places("a session-value-7 or session-value-00007, " * 2000)]) == 2000
    assert process_time() - start < 2


def test_a_long_one_costs_each_other_one_nothing() -> None:
    """No expression is made anew with each that is added."""
    start = process_time()
    known = places([f"{number:04}" * 20_000 for number in range(40)])
    assert known.stand_in("a" + "0007" * 20_000)
    assert not known.stand_in("a" + "0007" * 19_000)
    assert process_time() - start < 2
