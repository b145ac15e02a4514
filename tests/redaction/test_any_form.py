"""A report's text loses known values in whatever form they stand in it, and little else."""

import re

import pytest

from asdocumented.redaction.any_form import without_other_forms
from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.sweep import find_secrets
from tests.redaction.exchanges import KEY


def written(text: str) -> str:
    """Return what is left of a text where a number and a code are known."""
    secrets = Secrets()
    secrets.add(["9944332266", "SUMMER9Q7Z"], sensitive=True)
    found = without_other_forms(text, secrets, Pseudonyms(KEY))
    assert find_secrets(found.encode(), secrets) == []
    return found


def test_a_text_without_any_stays() -> None:
    """Whatever it looks like."""
    assert written('{"a": "99-44", "b": [1, "x"]}') == '{"a": "99-44", "b": [1, "x"]}'


@pytest.mark.parametrize("form", ["99443-32266", "<b>99443</b>32266", "OTk0NDMzMjI2Ng=="])
def test_the_string_that_holds_one_goes_as_a_whole(form: str) -> None:
    """It keeps its length and its quotes; its neighbours stay."""
    text = f'{{"a": "{form}", "b": "kept"}}'
    found = written(text)
    assert len(found) == len(text)
    assert re.fullmatch(r'\{"a": "[^"]+", "b": "kept"\}', found)


def test_a_string_that_was_cut_off_has_no_closing_quote_afterwards() -> None:
    """As excerpts are."""
    found = written('"call 99443-32266 or…')
    assert (found[0], found[-1]) == ('"', "…")


@pytest.mark.parametrize("text", ["994 433 226 6", "9,9,4,4,3,3,2,2,6,6", "SUM-MER 9Q7Z"])
def test_a_text_that_holds_one_in_several_words_goes_as_a_whole(text: str) -> None:
    """Even where single digits have no pseudonym."""
    assert len(written(text)) == len(text)
