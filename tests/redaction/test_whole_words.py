"""Words and phrases are found as whole words, the longest at each place."""

import pytest

from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.sweep import find_secrets
from asdocumented.redaction.whole_words import WholeWords


def words(*texts: str, sensitive: bool = False) -> WholeWords:
    found = WholeWords()
    for text in texts:
        found.add(text, sensitive=sensitive)
    return found


def places(found: WholeWords, text: str, *, only_sensitive: bool = False) -> list[str]:
    """Return what is found in a text."""
    spans = found.places(text, 0, len(text), only_sensitive=only_sensitive)
    return [text[start:stop] for start, stop in spans]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("a tom, a tommy", ["tom"]),
        ("tom hanks", ["tom hanks"]),
        ("tom  hanks", ["tom"]),
        ("tom hankson", ["tom"]),
        ("hanks", []),
        ("tom@mail.example and tom.", ["tom@mail.example", "tom"]),
    ],
)
def test_the_longest_is_found_at_each_place(text: str, there: list[str]) -> None:
    """A word may also begin a phrase."""
    assert places(words("tom", "tom hanks", "tom@mail.example"), text) == there


def test_what_is_sensitive_stays_so() -> None:
    """It cannot be removed, and is found where others are not wanted."""
    found = words("tom", sensitive=True)
    found.add("tom", sensitive=False)
    found.add("hanks", sensitive=False)
    assert places(found, "tom and hanks", only_sensitive=True) == ["tom"]
    assert [found.remove_unless_sensitive(word) for word in ("tom", "hanks", "none")] == [
        False,
        True,
        False,
    ]
    assert [*found] == ["tom"]


@pytest.mark.parametrize(
    ("runs", "alone"),
    [({"tom", "other"}, {"tom"}), ({"other"}, set()), ({"mail", "tom"}, None)],
)
def test_words_of_a_text_tell_that_only_they_can_stand_in_it(
    runs: set[str], alone: set[str] | None
) -> None:
    """Where a phrase begins with one of them, nothing is told."""
    found = words("tom", "mail room")
    assert found.alone_in(runs) == alone
    assert found.begin_with_any(runs) is (alone != set())


@pytest.mark.parametrize("text", ["tom\n  hanks", "a: tom\n  hanks was here", "to: Tom\tHanks"])
def test_a_phrase_is_found_over_lines(text: str) -> None:
    """Also where no word of it stands in the text by itself."""
    secrets = Secrets()
    secrets.add(["Tom Hanks"], sensitive=True)
    assert find_secrets(text.encode(), secrets) == ["a replaced value, folded over lines"]
