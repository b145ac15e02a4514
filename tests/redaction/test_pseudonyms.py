"""Pseudonyms have the length, classes and case of their text, and are never shared."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.formats.literals import spells_boolean, spells_null
from asdocumented.redaction.domain import domain_of, worked_out
from asdocumented.redaction.keyed_hash import KeyedHash
from asdocumented.redaction.letters import LOWER, fold
from asdocumented.redaction.pseudonyms import Pseudonyms, parts
from tests.generating import examples
from tests.redaction.exchanges import KEY, of

texts = st.text(max_size=20)
ascii_texts = st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=16)
OFTEN = examples(300)


def classes(text: str) -> str:
    """Return the class of each character: punctuation stands for itself."""
    return re.sub("[0-9]", "9", re.sub("[a-z]", "a", re.sub("[A-Z]", "A", text)))


@OFTEN
@given(text=ascii_texts)
def test_length_classes_and_punctuation_stay(text: str) -> None:
    """Each letter becomes a letter of its case, each digit a digit, all else stays."""
    assert classes(of(text)) == classes(text)


@OFTEN
@given(text=texts)
def test_any_text_has_a_pseudonym_as_long_as_itself(text: str) -> None:
    """In any script, and with lone surrogates; blanks at the edges stay."""
    assert len(of(text)) == len(text)
    assert [c.isalnum() for c in of(text)] == [c.isalnum() for c in text]
    assert [c.isupper() for c in of(text)] == [c.isupper() for c in text]
    assert [c.islower() for c in of(text)] == [c.islower() for c in text]


@OFTEN
@given(text=texts)
def test_the_letter_case_of_a_text_looks_the_same(text: str) -> None:
    """What asks for capitals or small letters finds them where they were."""
    new = of(text)
    assert (new.upper() == new, new.lower() == new) == (text.upper() == text, text.lower() == text)
    assert (new.isupper(), new.islower()) == (text.isupper(), text.islower())


@OFTEN
@given(text=ascii_texts)
def test_under_one_key_a_text_always_has_the_same_pseudonym(text: str) -> None:
    """The second recorder under the key gives the same."""
    assert Pseudonyms(KEY).of(text) == Pseudonyms(KEY).of(text)


def test_under_another_key_it_has_another_one() -> None:
    """Nobody without the key can tell what stands for what."""
    assert of("WL2ZBJZK", b"one key") != of("WL2ZBJZK", b"another key")


@pytest.mark.parametrize(
    "text", ["WL2ZBJZK", "Tom Hanks", "tom@hanks.example", "+91 98765 43210", "12", "ab", "x"]
)
def test_a_pseudonym_is_another_text(text: str) -> None:
    """Nothing keeps its own spelling where there is another one."""
    assert of(text) != text


@OFTEN
@given(found=st.lists(ascii_texts | st.integers().map(str), max_size=40, unique=True))
def test_no_two_texts_become_one(found: list[str]) -> None:
    """However many and however short they are."""
    pseudonyms = Pseudonyms(KEY)
    assert len({pseudonyms.of(text) for text in found}) == len(found)


DOMAINS = {
    "four digits": [f"{number:04}" for number in range(10_000)],
    "two digits": [f"{number:02}" for number in range(100)],
    "two letters": [f"{a}{b}" for a in LOWER for b in LOWER],
    "a decimal": [f"{whole}.{decimals}" for whole in range(10) for decimals in range(10)],
}


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("reserved", [True, False])
def test_all_texts_of_a_small_domain_have_one_each(domain: str, *, reserved: bool) -> None:
    """The last ones take what is left, be it their own or another's spelling."""
    pseudonyms = Pseudonyms(KEY)
    pseudonyms.reserve(DOMAINS[domain] if reserved else [])
    assert {pseudonyms.of(text) for text in DOMAINS[domain]} == {*DOMAINS[domain]}


@OFTEN
@given(text=ascii_texts)
def test_texts_that_differ_in_case_only_get_pseudonyms_that_do(text: str) -> None:
    """So that an answer in another letter case is found to be one."""
    pseudonyms = Pseudonyms(KEY)
    one, upper, lower = map(pseudonyms.of, (text, text.upper(), text.lower()))
    assert (one.upper(), one.lower()) == (upper, lower)


def test_the_parts_of_a_list_have_one_each() -> None:
    """What a request names in a list, the response names one by one."""
    pseudonyms = Pseudonyms(KEY)
    one, two = pseudonyms.of("ABC123"), pseudonyms.of("XYZ789")
    assert pseudonyms.of("ABC123,XYZ789") == f"{one},{two}"
    assert pseudonyms.of(" ABC123 ; XYZ789|ABC123 ") == f" {one} ; {two}|{one} "


def test_punctuation_around_a_text_makes_no_other_one() -> None:
    """`-12`, `"12"` and `12` tell the same number."""
    pseudonyms = Pseudonyms(KEY)
    twelve = pseudonyms.of("12")
    assert [pseudonyms.of(text) for text in ("-12", '"12"', "<12>")] == [
        f"-{twelve}",
        f'"{twelve}"',
        f"<{twelve}>",
    ]


BOUNDS = [2**31 - 1, 2**31, 2**63 - 1, 2**63]


@OFTEN
@given(
    number=st.integers(10, 2**70)
    | st.sampled_from(BOUNDS).flatmap(lambda bound: st.integers(bound - 1000, bound + 1000))
)
def test_an_integer_fits_into_the_same_types(number: int) -> None:
    """int32, int64 or neither, on both sides of zero; and it begins with no zero."""
    new = of(str(number))
    assert str(int(new)) == new
    assert [int(new) > bound for bound in BOUNDS] == [number > bound for bound in BOUNDS]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("007", "0[0-9]{2}"),
        ("70", "[1-9][0-9]"),
        ("0.50", r"0\.[0-9]0"),
        ("10.5", r"[1-9][0-9]\.[1-9]"),
        ("d94f2a00-7c1e-4b9a-8f00-aa12bc34de56", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        ("20260509T000000Z", "[0-9]{8}T[0-9]{6}Z"),
    ],
)
def test_a_text_stays_of_its_kind(text: str, pattern: str) -> None:
    """Zeros at the ends of numbers, the letters of a UUID, and those of a date."""
    assert re.fullmatch(pattern, of(text))
    assert of(text) != text


def test_letters_beyond_ascii_stay_beyond_it() -> None:
    """A pattern that does not take them does not take the pseudonym, either."""
    new = of("\u00c9t\u00e9 \u738b")
    assert [character.isascii() for character in new] == [False, True, False, True, False]


@pytest.mark.parametrize(
    "text", ["7", "NULL", "null", " Null ", "true", "FALSE", "", "  ", "***", "7,null,7", "\u00df"]
)
def test_what_tells_nothing_or_stands_for_a_word_stays(text: str) -> None:
    """A digit, the words of JSON, and letters whose capitals are no single letter."""
    assert of(text) == text


@OFTEN
@given(text=st.text(alphabet="nultrefasNULTRF", min_size=4, max_size=5))
def test_no_pseudonym_spells_null_or_a_boolean(text: str) -> None:
    """A check would take it for one."""
    if not spells_null(text) and not spells_boolean(text):
        assert not spells_null(of(text))
        assert not spells_boolean(of(text))


@OFTEN
@given(found=st.lists(ascii_texts, min_size=1, max_size=30))
def test_what_was_announced_is_no_pseudonym(found: list[str]) -> None:
    """No real value stands for another one, where there is room."""
    pseudonyms = Pseudonyms(KEY)
    pseudonyms.reserve(found)
    long = [text for text in found if len(text) >= 8 and text.isalnum()]
    assert {fold(pseudonyms.of(text)) for text in long}.isdisjoint(map(fold, found))


def test_it_is_known_what_stands_for_another() -> None:
    """In any letter case."""
    pseudonyms = Pseudonyms(KEY)
    new = pseudonyms.of("WL2ZBJZK")
    assert pseudonyms.is_pseudonym(new.lower())
    assert not pseudonyms.is_pseudonym("WL2ZBJZK")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("ABC", ["ABC"]),
        (" A b , c|d;e ", ["A b", "c", "d", "e"]),
        ("(tom@hanks.example)", ["tom@hanks.example"]),
        ("__x__", ["x"]),
        (",;|", []),
    ],
)
def test_the_parts_of_a_text(text: str, found: list[str]) -> None:
    """What has a pseudonym of its own: between separators, without punctuation around it."""
    assert parts(text) == found


@pytest.mark.parametrize("text", ["x9" * 5000, "ab c1 " * 2000, "7" * 10_000])
def test_the_cost_of_a_long_text_grows_with_its_length(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is hashed of a text twice as long is about twice as much."""

    def hashed(one: str) -> int:
        sizes: list[int] = []

        class Counting(KeyedHash):
            def digest(self, message: bytes) -> bytes:
                sizes.append(len(message))
                return super().digest(message)

        monkeypatch.setattr("asdocumented.redaction.pseudonyms.KeyedHash", Counting)
        Pseudonyms(b"k" * 32).of(one)
        return sum(sizes)

    assert hashed(text * 2) <= 2.5 * hashed(text)


def test_in_a_domain_of_which_every_text_occurs_none_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It would be drawn in vain: one text after the other is looked at, from some start."""
    hashed: list[bytes] = []

    class Counting(KeyedHash):
        def digest(self, message: bytes) -> bytes:
            hashed.append(message)
            return super().digest(message)

    monkeypatch.setattr("asdocumented.redaction.pseudonyms.KeyedHash", Counting)
    numbers = [str(number) for number in range(100, 1000)]
    pseudonyms = Pseudonyms(KEY)
    pseudonyms.reserve(numbers)
    assert {pseudonyms.of(number) for number in numbers} == {*numbers}
    assert len(hashed) == len(numbers)


def test_what_is_chosen_later_is_as_if_chosen_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pseudonym depends on those of equally long texts alone: for it no others are chosen."""
    hashed: list[bytes] = []

    class Counting(KeyedHash):
        def digest(self, message: bytes) -> bytes:
            hashed.append(message)
            return super().digest(message)

    texts = [text for number in range(100, 600) for text in (str(number), f"code{number}")]
    now = Pseudonyms(KEY)
    now.reserve(texts)
    at_once = [now.of(text) for text in texts]
    monkeypatch.setattr("asdocumented.redaction.pseudonyms.KeyedHash", Counting)
    later = Pseudonyms(KEY)
    later.reserve(texts)
    later.choose_later(texts)
    assert later.of("code103") == at_once[texts.index("code103")]
    assert {message.rpartition(b"\0")[2] for message in hashed} == {
        b"code100",
        b"code101",
        b"code102",
        b"code103",
    }
    later.reserve(["999", "code9999"])
    assert [later.of(text) for text in texts] == at_once


@OFTEN
@given(text=ascii_texts.map(str.lower) | st.from_regex(r"[0-9tz.a:-]{1,8}", fullmatch=True))
def test_texts_of_the_same_classes_may_be_replaced_by_the_same(text: str) -> None:
    """What is worked out for another text of them is what would be for this one."""
    for part in parts(text):
        shared, own = domain_of(part), worked_out(part)
        assert (shared.choices, shared.is_date, shared.is_bound) == (
            own.choices,
            own.is_date,
            own.is_bound,
        )
