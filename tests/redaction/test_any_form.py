"""A report's text loses known values in whatever form they stand in it, and little else."""

import gzip
import re
from base64 import b64encode

import pytest

from asdocumented.redaction import encoded_layers
from asdocumented.redaction.any_form import without_any, without_other_forms
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


ORDINARY = [f"/data/{number}/name{number}" for number in range(2000)]
FORMS = [
    "SUMMER9Q7Z",
    "summer-9q7z",
    "99443 32266",
    b64encode(b"SUMMER9Q7Z").decode(),
    b64encode("SUMMER9Q7Z".encode("utf-16")).decode(),
    b64encode(gzip.compress(b"SUMMER9Q7Z", mtime=0)).decode(),
    b64encode(b64encode(b"SUMMER9Q7Z")).decode(),
    b"SUMMER9Q7Z".hex(),
    "SUMMER%39Q7Z",
    "<b>SUM</b>MER9Q7Z",
    "SUMMER&#57;Q7Z",
    r"SUMMER\u0039Q7Z",
]


@pytest.mark.parametrize("form", FORMS)
def test_what_holds_a_secret_in_any_form_is_not_among_those_that_hold_none(form: str) -> None:
    """All others are, however many are searched at once."""
    secrets = Secrets()
    secrets.add(["9944332266", "SUMMER9Q7Z"], sensitive=True)
    texts = [*ORDINARY[:700], "QUJDR", form, *ORDINARY[700:]]
    assert {*texts} - without_any(texts, secrets) == {form}


def test_gzip_is_unpacked_in_each_text_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much that before it holds: no more than a limit is searched of one text."""
    monkeypatch.setattr(encoded_layers, "MOST_UNPACKED", 10_000)
    secrets = Secrets()
    secrets.add(["SUMMER9Q7Z"], sensitive=True)
    large = b64encode(gzip.compress(b"0" * 20_000, mtime=0)).decode()
    code = b64encode(gzip.compress(b"SUMMER9Q7Z", mtime=0)).decode()
    assert code not in without_any([large, code], secrets)
