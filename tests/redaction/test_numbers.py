"""Numbers with other digits keep their spelling, and checks find the same in them."""

import math
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asdocumented.redaction.numbers import plain, plain_digits, renumbered
from asdocumented.redaction.pseudonyms import Pseudonyms
from tests.generating import examples
from tests.redaction.exchanges import KEY

digits = st.text(alphabet="0123456789", min_size=1, max_size=25)
wholes = st.just("0") | digits.filter(lambda text: text[0] != "0")
tokens = st.builds(
    lambda sign, whole, fraction, exponent: f"{sign}{whole}{fraction}{exponent}",
    st.sampled_from(["", "-"]),
    wholes,
    st.just("") | digits.map(".{}".format),
    st.just("") | st.builds("{}{}".format, st.sampled_from(["e", "E+", "e-"]), st.integers(0, 400)),
)


def new(token: str) -> str:
    """Return a number as it is after redaction."""
    return renumbered(token, Pseudonyms(KEY).of)


@pytest.mark.parametrize(
    ("token", "pattern"),
    [
        ("12345", r"[1-9]\d{4}"),
        ("-12345", r"-[1-9]\d{4}"),
        ("12345.00", r"[1-9]\d{4}\.00"),
        ("12.50", r"[1-9]\d\.[1-9]0"),
        ("-0.50", r"-0\.[1-9]0"),
        ("1.2345e4", r"[1-9]\.\d{4}e4"),
        ("12E3", r"[1-9]\d\.?\d*E3"),
        ("1.20e+1", r"[1-9]\.\d+e\+1"),
        ("1.25e-283", r"[1-9]\.\d[1-9]e-283"),
    ],
)
def test_a_number_is_spelled_in_the_same_way(token: str, pattern: str) -> None:
    """Sign, decimals, zeros at the end, exponent and its spelling survive."""
    assert re.fullmatch(pattern, new(token)), new(token)
    assert new(token) != token


@pytest.mark.parametrize("token", ["0", "-0", "7", "-7", "0.0", "-0.0", "0e5", "1e400", "2.0e0"])
def test_a_single_digit_stays(token: str) -> None:
    """It tells nothing, and often means unset."""
    assert new(token) == token


@examples(400)
@given(tokens)
@example("9007199254740993.5")
@example("12345678901.9999999999999999")
@example("1.8e308")
@example("5e-324")
def test_no_check_can_tell_a_number_from_its_pseudonym(token: str) -> None:
    """Whole or not, finite or not, an integer or a decimal, of either sign."""
    one, other = float(token), float(new(token))
    assert (one.is_integer(), math.isinf(one)) == (other.is_integer(), math.isinf(other))
    assert math.copysign(1, one) == math.copysign(1, other)
    assert token.count(".") <= new(token).count(".")
    assert token.partition("e")[1:] == new(token).partition("e")[1:]


@pytest.mark.parametrize(
    "alike",
    [
        ["12345", "12345.0", "12345.00", "1.2345e4", "123450e-1", "0.12345E+5"],
        ["12.5", "12.50", "1.25e1", "125E-1"],
        ["1000", "1e3", "1.0E3", "1000.0"],
    ],
)
def test_spellings_of_one_number_are_spellings_of_one_pseudonym(alike: list[str]) -> None:
    """So a number in a body still equals the one that the request asked for."""
    pseudonyms = Pseudonyms(KEY)
    assert len({float(renumbered(token, pseudonyms.of)) for token in alike}) == 1
    assert float(renumbered(alike[0], pseudonyms.of)) == float(pseudonyms.of(alike[0]))


@pytest.mark.parametrize(
    ("token", "text"),
    [
        ("7.0", "7"),
        ("7.50", "7.5"),
        ("1.20e1", "12"),
        ("-1e3", "-1000"),
        ("12", "12"),
        ("1e400", "1e400"),
        ("1e300", "1e300"),
        ("1.5e-283", "1.5e-283"),
        ("0e999999999", "0e999999999"),
        ("2026-05-09", "2026-05-09"),
    ],
)
def test_a_number_as_a_query_spells_it(token: str, text: str) -> None:
    """Whole numbers without decimals; what no query would hold stays as it is."""
    assert plain(token) == text


@pytest.mark.parametrize(
    ("token", "text"),
    [("-12345.0", "12345"), ("1.2345e4", "12345"), ("1.25e-283", "1.25"), ("1e300", "1")],
)
def test_the_digits_that_a_number_tells(token: str, text: str) -> None:
    """Those that are searched for afterwards."""
    assert plain_digits(token) == text


def test_what_is_no_number_is_replaced_like_a_text() -> None:
    """Such as the digits and marks in a body that is no JSON."""
    assert re.fullmatch(r"\d{3}\.\d{3}\.\d\.\d", new("192.168.1.1"))
