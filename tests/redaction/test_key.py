"""A redaction key that can be guessed is refused; without one, each run has its own."""

import base64
import secrets

import pytest

from asdocumented.errors import Fault
from asdocumented.redaction.key import redaction_key
from asdocumented.sandbox.target import REDACTION_KEY
from tests.support import RANDOM_KEY

VARIABLE = "ASDOCUMENTED_REDACTION_KEY"


@pytest.mark.parametrize(
    "key",
    [
        RANDOM_KEY,
        RANDOM_KEY[:32].upper(),
        base64.b64encode(bytes.fromhex(RANDOM_KEY)).decode(),
        base64.urlsafe_b64encode(bytes.fromhex(RANDOM_KEY)[:16]).decode().rstrip("="),
    ],
)
def test_sixteen_random_bytes_are_a_key(key: str) -> None:
    """In hexadecimal or in either Base64, with padding or without."""
    assert redaction_key({VARIABLE: key}) == key.encode()


@pytest.mark.parametrize(
    "key",
    [
        "hunter2",
        "a key of this suite",
        RANDOM_KEY[:30],
        RANDOM_KEY[:31],
        "0" * 64,
        "0123" * 16,
        "0123456789abcdef" * 2,
        "00112233445566778899aabbccddeeff",
        "fedcba9876543210" * 4,
        "31415926535897932384626433832795",
        "correcthorsebatterystaple",
        "A" * 30 + "a",
        REDACTION_KEY.decode(),
        "Ünïcödé" * 5,
        "\udce9" * 40,
    ],
)
def test_what_can_be_guessed_is_refused_with_a_generator(key: str) -> None:
    """Short, of few characters, words; the key of the stand-ins, which everybody can read."""
    with pytest.raises(Fault) as fault:
        redaction_key({VARIABLE: key})
    assert str(fault.value) == (
        "ASDOCUMENTED_REDACTION_KEY: a key that can be guessed: it has to be 16 random bytes or "
        "more\n  make one: python -c 'import secrets; print(secrets.token_hex(32))'"
    )
    assert key not in str(fault.value)


def test_the_generator_that_is_offered_makes_keys() -> None:
    """Whatever it draws."""
    assert all(redaction_key({VARIABLE: secrets.token_hex(32)}) for _ in range(100))


@pytest.mark.parametrize("environment", [{}, {VARIABLE: ""}])
def test_without_a_key_each_run_has_its_own(environment: dict[str, str]) -> None:
    """So that nobody can hold pseudonyms of two runs against each other."""
    assert len({redaction_key(environment) for _ in range(3)}) == 3
