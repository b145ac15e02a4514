"""Of a large body only what is shown is written, and that as in the whole body."""

import json

from asdocumented import load_contracts
from asdocumented.redaction.redactor import Redactor
from tests.redaction.exchanges import KEY, exchange
from tests.support import CONTRACTS

CONTRACT = load_contracts(CONTRACTS).folder.contracts
URL = "https://eu.api.capillarytech.com/v2/coupon?couponIds=1"
ITEMS = [{"code": f"CODE{number}X", "id": 40_000 + number} for number in range(3000)]
BODY = json.dumps({"data": ITEMS, "errors": [], "more": {"a": [1, "MORE7Q"]}}).encode()


def test_what_is_shown_is_as_in_the_whole_body() -> None:
    """An array ends behind what is beside the last item that is shown; all members are there."""
    whole = json.loads(Redactor(CONTRACT, KEY).redact(exchange(BODY, url=URL)).body)
    part = json.loads(
        Redactor(CONTRACT, KEY).redact(exchange(BODY, url=URL), [("data", 100, "code")]).body
    )
    assert part == {**whole, "data": whole["data"][:102]}


def test_what_is_not_shown_is_known_to_be_secret() -> None:
    """It gets the pseudonym that it has where all is written."""
    one, other = Redactor(CONTRACT, KEY), Redactor(CONTRACT, KEY)
    one.redact(exchange(BODY, url=URL))
    other.redact(exchange(BODY, url=URL), [])
    assert other.text("of CODE2999X") == one.text("of CODE2999X") != "of CODE2999X"
    assert other.text("and CODE7X") == one.text("and CODE7X") != "and CODE7X"


def test_the_next_exchange_is_redacted_as_if_all_had_been_written() -> None:
    """Pseudonyms that were not needed are chosen before."""
    later = exchange(BODY.replace(b"CODE", b"KODE"), url=URL)
    one, other = Redactor(CONTRACT, KEY), Redactor(CONTRACT, KEY)
    one.redact(exchange(BODY, url=URL))
    other.redact(exchange(BODY, url=URL), [])
    assert other.redact(later) == one.redact(later)


def test_a_body_with_a_name_twice_is_written_as_a_whole() -> None:
    """Its tokens do not follow from its value."""
    body = BODY.replace(b'"errors": []', b'"errors": [], "errors": [1]')
    part = Redactor(CONTRACT, KEY).redact(exchange(body, url=URL), [])
    assert part == Redactor(CONTRACT, KEY).redact(exchange(body, url=URL))
