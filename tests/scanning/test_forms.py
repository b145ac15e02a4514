"""Credentials that their form tells: each form has values that it finds."""

import re

import pytest

from asdocumented.scanning.forms import FORMS, credentials_in, is_card

FOUND = {
    "json-web-token": ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijklmnop"],
    "private-key": [
        "-----BEGIN RSA PRIVATE KEY-----\nMIIB",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\\nb3Bl",
    ],
    "age-key": ["AGE-SECRET-KEY-1" + "Q" * 58],
    "aws-key": ["AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE"],
    "github-token": [*(f"gh{kind}_" + "a1B2" * 9 for kind in "opsur"), "github_pat_" + "a1B2" * 6],
    "gitlab-token": ["glpat-" + "a1B2" * 5],
    "google-key": ["AIza" + "a1B2c" * 7, "ya29." + "a1B2" * 6, "GOCSPX-" + "a1B2" * 7],
    "slack-token": [
        "xoxb-" + "a1B2" * 5,
        "xapp-1-" + "a1B2" * 5,
        "hooks.slack.com/services/T0/B0/" + "a1B2" * 6,
    ],
    "stripe-key": ["rk_live_" + "a1B2" * 5, "sk_live_" + "a1B2" * 5, "whsec_" + "a1B2" * 8],
    "azure-key": ["AccountKey=" + "a1" * 43 + "=="],
    "digitalocean-token": ["dop_v1_" + "a1" * 32],
    "npm-token": ["npm_" + "a1B2" * 9],
    "pypi-token": ["pypi-AgE" + "a1" * 30],
    "sendgrid-key": ["SG." + "a1" * 11 + "." + "a" * 43],
    "twilio-key": ["SK" + "a1" * 16],
    "openai-key": ["sk-ant-" + "a1B2" * 6, "sk-" + "a1" * 10 + "T3BlbkFJ" + "a1" * 10],
    "hugging-face-token": ["hf_" + "aB" * 17],
    "shopify-token": ["shpat_" + "a1" * 16],
    "telegram-token": ["123456789:AA" + "a1b" * 11],
    "vault-token": ["hvs." + "a1B2" * 6],
}


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
