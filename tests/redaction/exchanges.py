"""Exchanges and their redaction: shared by the tests of this folder."""

from collections.abc import Iterable, Sequence
from typing import Any

from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.http_message import HttpExchange
from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.redactor import Redactor
from tests.support import NOON, contract, parameter

KEY = b"a key"


def of(text: str, key: bytes = KEY) -> str:
    """Return the pseudonym that a text has under a key, alone."""
    return Pseudonyms(key).of(text)


def exchange(body: bytes | str, **changes: Any) -> HttpExchange:
    """Return an exchange with this body; the rest is as plain as can be."""
    values: dict[str, Any] = {
        "method": "GET",
        "url": "https://utc.example/coupons",
        "request_headers": (),
        "status": 200,
        "reason": "OK",
        "response_headers": (("Content-Type", "application/json"),),
        "body": body if isinstance(body, bytes) else body.encode(),
        "recorded": NOON,
    }
    return HttpExchange(**{**values, **changes})


def redacted(
    one: HttpExchange,
    *contracts: Contract,
    credentials: Iterable[str] = (),
    known: Iterable[str] = (),
) -> HttpExchange:
    """Return an exchange redacted under a fixed key, as the only one of its recording."""
    return Redactor(contracts, KEY, credentials, known).redact(one)


def body_of(text: str, *contracts: Contract, **changes: Any) -> str:
    """Return a body's text as it is after redaction."""
    return redacted(exchange(text, **changes), *contracts).body.decode()


def documented(**fields: Any) -> Contract:
    """Return a contract with these fields, and parameters of every kind."""
    parameters = [
        parameter("codes", sensitive="secret"),
        parameter("person", sensitive="personal", enum=("nobody",)),
        parameter("page"),
        parameter("letters", enum=("UPPER", "LOWER")),
    ]
    return contract(fields, parameters=parameters)


def interactions(exchanges: Sequence[HttpExchange]) -> list[Interaction]:
    """Return exchanges as what is judged."""
    return [
        Interaction(
            "one",
            "cassette",
            Request(one.method, one.url),
            Response(one.status, one.content_type, one.body),
        )
        for one in exchanges
    ]
