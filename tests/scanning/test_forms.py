"""Credentials that their form tells: each form has values that it finds."""

import re

import pytest

from asdocumented.redaction.token_forms import FORMS, credentials_in
from asdocumented.scanning.forms import is_card
from tests.tokens import FOUND


@pytest.mark.parametrize(("kind", "value"), [(k, v) for k, values in FOUND.items() for v in values])
def test_a_credential_is_found_by_its_form(kind: str, value: str) -> None:
    """In the middle of a text, and as a whole."""
    assert [*credentials_in(f"see {value} there")] == [(kind, value)] or kind == "private-key"
    assert [one for one, _ in credentials_in(value)] == [kind]


def test_each_form_has_a_test() -> None:
    """A new one gets a value, too."""
    assert [one.kind for one in FORMS] == [*FOUND]


@pytest.mark.parametrize("value", [v for values in FOUND.values() for v in values])
def test_half_of_a_credential_is_none(value: str) -> None:
    """A word that only begins so is left."""
    assert [*credentials_in(value[: len(value) // 3])] == []


def test_no_form_repeats_without_bound_and_goes_back() -> None:
    """Each takes time linear in the text: such repetitions are possessive."""
    for one in FORMS:
        bare = re.sub(r"\[[^\]]*\]", "C", one.secret)
        assert re.search(r"(?:\{[0-9]+,\}|[*+])(?!\+)(?<!\}\+)(?<!\+\+)", bare) is None, one.kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4111111111111111", True),
        ("5555 5555 5555 4444", True),
        ("3782-822463-10005", True),
        ("6011111111111117", True),
        ("4111111111111112", False),
        ("9601474380189761", False),
        ("4444444444444444", False),
    ],
)
def test_a_card_has_an_issuer_and_a_right_check_digit(text: str, *, expected: bool) -> None:
    """Luhn's."""
    assert is_card(text) is expected
