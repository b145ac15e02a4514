"""Names that say that their value is a credential."""

import pytest

from asdocumented import load_contracts
from asdocumented.redaction.telling_names import sounds_secret
from tests.support import CONTRACTS

DOCUMENTED = {"showPinCode"}


@pytest.mark.parametrize(
    "name",
    [
        *("token", "accessToken", "X-Api-Key", "Authorization", "password", "Passwort", "pwd"),
        *("pass", "Pass", "X-Pass", "user_pass", "pass2", "passcode", "passkey", "pass_word"),
        *("pw", "user_pw", "dbPw", "userpw", "userpass", "dbpass", "smtpPass", "kennwort"),
        *("csrf", "csrfmiddlewaretoken", "X-XSRF", "cvv", "cardCvc", "CVV2", "security_code"),
        *("bearer", "bearerToken", "totp", "user_pin", "creds", "PHPSESSID", "SAMLResponse"),
    ],
)
def test_a_name_tells(name: str) -> None:
    """However it is written."""
    assert sounds_secret(name)


@pytest.mark.parametrize(
    "name",
    [
        *("passed", "passenger", "pass_count", "passes", "compass", "bypass", "boardingPass"),
        *("bearer_methods_supported", "forbearer", "pinned", "spin", "monkey", "author", "keyword"),
        *("credit", "sacred", "power", "upward", "tips", "laptop", "possession_date", "sandwich"),
    ],
)
def test_a_word_that_sounds_alike_tells_nothing(name: str) -> None:
    """It stands in ordinary answers."""
    assert not sounds_secret(name)


def test_hardly_a_documented_name_tells() -> None:
    """Of the bundled contracts."""
    found = {
        node.name
        for contract in load_contracts(CONTRACTS).folder.contracts
        for root in contract.bodies.values()
        for node in root.tree()
    }
    assert {name for name in found if sounds_secret(name)} <= DOCUMENTED


@pytest.mark.parametrize(
    "name", ["cvv2", "cvv9", "pass_7", "apiKey123", "é_pin", "x" * 99 + "_pin"]
)
def test_no_number_and_no_length_hides_what_a_name_tells(name: str) -> None:
    """Names that differ in a digit tell the same."""
    assert sounds_secret(name)
