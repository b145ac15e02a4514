"""A known value is found in every form that docs/security.md lists."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.sweep import find_secrets
from tests.generating import examples
from tests.layers import LAYERS

FOR_SHORT = ["escapes", "escapes of bytes", "octal", "percent of all", "hexadecimal", "base64"]
BETWEEN = ["-", ", ", ".", "/", " ", "\n", "\u200b", "\xad", "\u0301", "<b>", "<br/>", "\x1b[31m"]

MIXED = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=6, max_size=10).map("7{}2".format)
DIGITS = st.integers(10**9, 10**13).map(str)
LETTERS = st.text("abcdefghijklmnop\u00e9\u0142\u0436", min_size=12, max_size=16)
SHORT = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=4, max_size=6).map("7{}".format)


def is_found(value: str, text: str, *, credential: bool) -> bool:
    """Tell whether a value is found in an answer with a text, and in a cassette with that."""
    secrets = Secrets([value] if credential else ())
    if not credential:
        secrets.add([value], sensitive=True)
    answer = json.dumps({"note": f"x {text} y"})
    cassette = yaml.safe_dump({"response": {"body": {"string": answer}}})
    return all(find_secrets(one.encode(), secrets) for one in (answer, cassette))


@examples(300)
@given(
    value=MIXED | DIGITS | LETTERS,
    names=st.lists(st.sampled_from([*LAYERS]), max_size=3),
    credential=st.booleans(),
)
def test_up_to_three_layers_hide_nothing(value: str, names: list[str], *, credential: bool) -> None:
    """Whichever they are, around a value among other words."""
    text = f"see {value} ok"
    for name in names:
        text = LAYERS[name](text)
    assert is_found(value, text, credential=credential)


@examples(100)
@given(
    value=MIXED | DIGITS,
    between=st.sampled_from(BETWEEN),
    everywhere=st.booleans(),
    credential=st.booleans(),
)
def test_what_stands_between_the_letters_hides_nothing(
    value: str, between: str, *, everywhere: bool, credential: bool
) -> None:
    """Once, or between all of them."""
    text = between.join(value) if everywhere else f"{value[:4]}{between}{value[4:]}"
    assert is_found(value, text, credential=credential)


@examples(100)
@given(value=MIXED | DIGITS, credential=st.booleans())
def test_no_letter_case_and_width_hides_anything(value: str, *, credential: bool) -> None:
    """Nor what it is glued to."""
    full = "".join(chr(ord(one) + 0xFEE0) for one in value)
    for text in (value.lower(), value.upper(), full, f"tel{value}x"):
        assert is_found(value, text, credential=credential)


@pytest.mark.parametrize("text", ["9,944,332,266", "9944332266E-3", "9944332266.0"])
def test_a_number_is_found_as_another_one(text: str) -> None:
    """With the same digits."""
    assert is_found("9944332266", text, credential=False)


@examples(100)
@given(value=SHORT, name=st.sampled_from(FOR_SHORT), credential=st.booleans())
def test_one_layer_hides_no_shorter_value(value: str, name: str, *, credential: bool) -> None:
    """Of those that the page names."""
    assert is_found(value, value, credential=credential)
    assert is_found(value, LAYERS[name](f"see {value} ok"), credential=credential)


@pytest.mark.parametrize(
    ("before", "value"),
    [("", "ab&amp;cd12xz9"), ("", "ab%41cd12xz"), ("100%", "99443322660"), ("&#", "9944332266")],
)
@pytest.mark.parametrize(
    "names",
    [("escapes", "percent"), ("percent", "base64"), ("percent of all", "escapes", "entities")],
)
def test_a_value_that_looks_encoded_is_found(
    before: str, value: str, names: tuple[str, ...]
) -> None:
    """By itself, or together with what stands before it."""
    text = before + value
    for name in names:
        text = LAYERS[name](text)
    assert is_found(value, text, credential=True)
