"""Credentials are found anywhere, replaced values as whole words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.secrets import Secrets
from tests.generating import examples
from tests.redaction.exchanges import KEY, of


def secrets(*replaced: str, credentials: tuple[str, ...] = (), sensitive: bool = True) -> Secrets:
    """Return secrets with these replaced values."""
    found = Secrets(credentials)
    found.add(replaced, frozenset({"coupon"}), sensitive=sensitive)
    return found


def without(text: str, found: Secrets) -> str:
    """Return a text in which secrets are dashes."""
    written, end = "", 0
    for span in found.spans(text):
        written += text[end : span.start] + "-" * (span.end - span.start)
        end = span.end
    return written + text[end:]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("hunter2pass", "-----------"),
        ("xHUNTER2PASSx", "x-----------x"),
        ("hunter2passhunter2pass", "----------------------"),
        ("hunter2", "hunter2"),
    ],
)
def test_credentials_are_found_anywhere(text: str, left: str) -> None:
    """Within a word, in any letter case, as often as they stand there."""
    assert without(text, secrets(credentials=("hunter2pass",))) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("WL2ZBJZK", "--------"),
        ("see wl2zbjzk!", "see --------!"),
        ("_WL2ZBJZK_", "_--------_"),
        ("xWL2ZBJZK", "xWL2ZBJZK"),
        ("WL2ZBJZK1", "WL2ZBJZK1"),
        ("WL2ZBJZK,WL2ZBJZK", "--------,--------"),
        ("from Tom Hanks, Tom", "from ---------, Tom"),
        ("Tom  Hanks", "Tom  Hanks"),
        ("\u00e9t\u00e9 \u00c9T\u00c9 2026", "\u00e9t\u00e9 --------"),
    ],
)
def test_replaced_values_are_found_as_whole_words(text: str, left: str) -> None:
    """In any letter case, the longest first."""
    assert without(text, secrets("WL2ZBJZK", "Tom Hanks", "\u00e9t\u00e9 2026")) == left


@pytest.mark.parametrize(
    "value", ["abc", "coupon", "2026-05-09", "2026-05-09T10:00:00Z", "Asia/Kolkata", "-----", ""]
)
def test_what_turns_up_by_chance_does_not_count(value: str) -> None:
    """Short values, words of the documentation, dates and zones."""
    assert secrets(value).replaced == ()


def test_the_parts_of_a_list_count_by_themselves() -> None:
    """And the list as a whole, without punctuation around it."""
    found = secrets('"WL2ZBJZK, AB, (XYZ789)"')
    assert {*found.replaced} == {"wl2zbjzk", "xyz789", "wl2zbjzk, ab, (xyz789"}


def test_what_is_written_anyway_is_searched_for_only_where_it_is_sensitive() -> None:
    """Before or after it was replaced elsewhere."""
    for order in ("first", "last"):
        found = Secrets()
        if order == "first":
            found.allow(["percent", "a Hanks"])
        found.add(["percent"])
        found.add(["Hanks"], sensitive=True)
        found.allow(["percent", "a Hanks"])
        assert found.replaced == ("hanks",)


def test_sensitive_values_are_told_from_unknown_ones() -> None:
    """Where only those count; once sensitive, always sensitive."""
    found = secrets("WL2ZBJZK", sensitive=False)
    assert found.spans("WL2ZBJZK", only_sensitive=True) == []
    assert not found.is_sensitive("wl2zbjzk")
    found.add(["WL2ZBJZK"], sensitive=True)
    found.add(["WL2ZBJZK"])
    assert found.is_sensitive("wl2zbjzk")
    assert found.spans("WL2ZBJZK", only_sensitive=True) != []


def test_even_a_short_value_is_known_to_be_replaced() -> None:
    """For messages, which are looked at word by word."""
    found = secrets("AB, Will")
    assert found.was_replaced("will")
    assert found.was_replaced("(ab)")
    assert not found.was_replaced("other")


def test_another_values_pseudonym_is_no_find() -> None:
    """Nobody can tell it from one."""
    found = secrets("WL2ZBJZK")
    assert found.holds("WL2ZBJZK") == (False, True)
    found.ignore_pseudonyms({"wl2zbjzk"}.__contains__)
    assert found.holds("WL2ZBJZK") == (False, False)


def test_short_credentials_are_not_searched_for() -> None:
    """Three characters cannot be told from other text."""
    assert Secrets(["abc", "abcd"]).credentials == ("abcd",)


WORDS = frozenset({"till", "valid", "validtill", "valid_till", "coupon"})


def test_a_credential_that_is_a_word_of_the_documentation_is_not_searched_for() -> None:
    """It cannot be told apart from what is documented; the others still are."""
    found = Secrets(["Till", "hunter2pass"], WORDS)
    assert found.credentials == ("hunter2pass",)
    assert found.is_documented("TILL")
    assert not found.has_credential('{"validTill": "till tomorrow"}')
    assert found.has_credential('{"validTill": "hunter2pass"}')


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ('{"validTill": 1}', False),
        ("valid_till", False),
        ('"idti"', True),
        ("x idti y", True),
        ("idtips", False),
    ],
)
def test_a_credential_within_a_word_of_the_documentation_counts_as_a_whole_word(
    text: str,
    is_found: bool,  # noqa: FBT001  # pytest hands it over by its name
) -> None:
    """Elsewhere it is a part of the documented word."""
    assert Secrets(["IDti"], WORDS).has_credential(text) is is_found


def test_a_token_that_is_learned_counts_from_then_on() -> None:
    """It is added to what is known."""
    found = Secrets(["hunter2pass"])
    found.add_credentials(["a-new-token"])
    assert {*found.credentials} == {"hunter2pass", "a-new-token"}
    assert found.has_credential("X-A-NEW-TOKEN-X")


@examples()
@given(text=st.text(max_size=40), values=st.lists(st.text(min_size=5, max_size=9), max_size=5))
def test_what_is_replaced_in_a_text_stands_nowhere_in_it(text: str, values: list[str]) -> None:
    """Whatever it is, and whatever stands around it."""
    found = secrets(*values)
    new = found.without_secrets(f"{text} {' '.join(values)} {text}", Pseudonyms(KEY))
    assert len(new) == len(f"{text} {' '.join(values)} {text}")
    assert all(of(word) == word for word in found.replaced if found.spans(new) and word in new)


def test_a_large_body_takes_seconds() -> None:
    """2 MB with 20,000 texts, all of them different, half of them documented."""
    from tests.redaction.exchanges import documented, exchange, redacted

    known = documented(
        data={
            "type": "array",
            "items": {
                "properties": {
                    "code": {"type": "string", "x-sensitive": "secret"},
                    "title": {"type": "string"},
                }
            },
        }
    )
    item = (
        '{{"code": "Code {0} of customer {0}", "title": "Sale {0} for customer {0} and others{1}"}}'
    )
    items = ", ".join(item.format(number, "." * 100) for number in range(10_000))
    body = f'{{"data": [{items}]}}'
    started = time.process_time()
    new = redacted(exchange(body), known)
    assert time.process_time() - started < 15
    assert (len(new.body), len(body)) == (len(body), len(new.body))
