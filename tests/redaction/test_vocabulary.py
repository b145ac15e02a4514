"""Words that are not replaced: those of the documentation, and those of any message."""

import pytest

from asdocumented.redaction.vocabulary import chunks, is_plain, reads_as_name, vocabulary
from tests.redaction.exchanges import documented
from tests.support import contract, parameter

KNOWN = documented(
    couponCode={"type": "string"}, kind={"enum": ["GOLD_MEMBER"]}, level={"x-known-values": ["VIP"]}
)


@pytest.mark.parametrize(
    "word", ["couponcode", "code", "gold_member", "gold", "vip", "coupons", "lower"]
)
def test_names_and_values_of_a_contract_are_words(word: str) -> None:
    """Whole and in pieces."""
    assert word in vocabulary(KNOWN)


def test_without_a_contract_only_plain_words_are_known() -> None:
    """They are the same for any API."""
    assert "invalid" in vocabulary(None)
    assert "gold_member" not in vocabulary(None)


def test_the_default_of_a_parameter_is_a_word() -> None:
    """The page prints it."""
    known = contract({}, parameters=[parameter("order", default="NEWEST")])
    assert "newest" in vocabulary(known)


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Code 'WL2ZBJZK' (not found).", ["Code", "WL2ZBJZK", "not", "found"]),
        ("tom@x.example: 12,50%", ["tom@x.example", "12", "50%"]),
        ("<b>a-b</b>", ["b", "a-b", "b"]),
        ("id=7&name=Tom", ["id", "7", "name", "Tom"]),
        ("...", []),
    ],
)
def test_a_message_falls_into_words(message: str, found: list[str]) -> None:
    """Codes, numbers and addresses in one piece."""
    assert [chunk[0] for chunk in chunks(message)] == found


@pytest.mark.parametrize(
    ("chunk", "plain"),
    [
        *[("Invalid", True), ("couponCode", True), ("coupon_code", True), ("time-out", True)],
        *[("700", True), ("50%", True), ("4711", False), ("WL2ZBJZK", False), ("Hanks", False)],
        *[("tom@x.example", False), ("2026-05-09", False), ("invalidHanks", False)],
    ],
)
def test_words_that_may_stay(chunk: str, *, plain: bool) -> None:
    """Known words, alone or joined, and numbers of up to three digits."""
    assert is_plain(chunk, vocabulary(KNOWN)) is plain


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        *[("storeId", True), ("x-ray", True), ("address2", True), ("line10", True), ("SKU", True)],
        *[("UPC_CODE", True), ("a" * 59, True), ("a" * 61, False), ("SUMMERSALE", False)],
        *[("jane.roe", False), ("coupon.code", True), ("acme:jane", False)],
        *[("SUMMER20", False), ("2nd", False), ("a b", False), ("tom@x", False), ("", False)],
        *[("a\n", False), ("\u00e9t\u00e9", False), ("[*]", False), ("WL2ZBJZK", False)],
    ],
)
def test_names_that_may_stay(name: str, *, stays: bool) -> None:
    """What reads as a name, and not as a code or an address."""
    assert reads_as_name(name, vocabulary(KNOWN)) is stays


@pytest.mark.parametrize("end", ["1", "!", "_", "é"])
def test_a_long_word_is_told_at_once(end: str) -> None:
    """The time does not double with each letter."""
    assert not is_plain("a" * 10_000 + end, frozenset())
