"""Tokens whose form tells them are replaced wherever they stand, though no contract marks them."""

import json
from collections.abc import Callable

import pytest

from asdocumented.formats.http_message import HttpExchange
from asdocumented.redaction.token_forms import has_credential, tokens_in
from tests.redaction.exchanges import documented, exchange, redacted
from tests.tokens import FOUND

KNOWN = documented(
    description={"type": "string"},
    kind={"type": "string", "enum": ["ABS", "PERC"]},
    extra={"type": "string", "contentMediaType": "application/json"},
    message={"type": "string", "x-sensitive": "message"},
)
TOKENS = [(kind, token) for kind, tokens in FOUND.items() for token in tokens]
GITHUB, JWT = FOUND["github-token"][0], FOUND["json-web-token"][0]
PLACES: dict[str, Callable[[str], str]] = {
    "a documented text": lambda token: json.dumps({"description": f"see {token} here"}),
    "a list of values": lambda token: json.dumps({"kind": token}),
    "JSON in a text": lambda token: json.dumps({"extra": json.dumps({"a": token})}),
    "a message": lambda token: json.dumps({"message": f"refused: {token}"}),
    "a name": lambda token: json.dumps({token: 1}),
    "no JSON": lambda token: f"<p>{token}</p>",
}


def is_clean(one: HttpExchange) -> bool:
    """Tell whether no part of an exchange has a token, and no text of JSON in it."""
    texts = [one.url, one.reason, *(value for _, value in one.response_headers)]
    body = one.body.decode()
    return not any(map(has_credential, [*texts, body, body.replace("\\", "")]))


@pytest.mark.parametrize(("kind", "token"), TOKENS, ids=[kind for kind, _ in TOKENS])
def test_a_token_goes_from_a_documented_text(kind: str, token: str) -> None:
    """What stands around it stays, but for a word behind a key of several lines."""
    one = redacted(exchange(json.dumps({"description": f"see {token} here"})), KNOWN)
    written = json.loads(one.body)["description"]
    assert kind not in {found for found, _ in tokens_by_kind(written)}
    assert (written[:4], len(written)) == ("see ", len(token) + 9)
    assert written.endswith(" here") or kind == "private-key"


def tokens_by_kind(text: str) -> list[tuple[str, str]]:
    return [(kind, token) for kind, token in TOKENS if token in tokens_in(text)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("token", [GITHUB, JWT, FOUND["private-key"][0], FOUND["aws-key"][0]])
def test_a_token_goes_from_every_place_of_a_body(place: str, token: str) -> None:
    """As if a contract marked it."""
    assert is_clean(redacted(exchange(PLACES[place](token)), KNOWN))


@pytest.mark.parametrize("header", ["Content-Type", "Location", "Set-Cookie"])
def test_a_token_in_a_header_goes_from_there_and_from_the_body(header: str) -> None:
    """A media type that has one keeps its form."""
    one = exchange(
        json.dumps({"description": GITHUB}),
        response_headers=((header, f"text/{GITHUB}"),),
        reason=GITHUB,
    )
    assert is_clean(redacted(one, KNOWN))


def test_the_same_token_has_the_same_pseudonym() -> None:
    """In a text and in a header."""
    one = exchange(
        json.dumps({"description": GITHUB}), response_headers=(("Content-Type", f"a/{GITHUB}"),)
    )
    new = redacted(one, KNOWN)
    assert new.content_type == f"a/{json.loads(new.body)['description']}"
