"""The last look before anything is written finds a secret in every spelling."""

import base64
import json
import time
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
import yaml

from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.sweep import find_secrets

SECRET = 'pa/ss"wörd+5 x'  # noqa: S105  # planted to be found
VALUE = "tom.hanks@mail.example"


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(character):04x}" for character in text)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "upper": str.upper,
    "percent": lambda text: quote(text, safe=""),
    "percent-lower": lambda text: quote(text, safe="").lower(),
    "plus": quote_plus,
    "percent-all": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64-shifted-1": lambda text: base64.b64encode(b":" + text.encode() + b": ").decode(),
    "base64-shifted-2": lambda text: base64.b64encode(b": " + text.encode() + b":").decode(),
    "base64-url-safe": lambda text: base64.urlsafe_b64encode(b"?>" + text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "hex-upper": lambda text: text.encode().hex().upper(),
    "json": json.dumps,
    "json-slashes": lambda text: json.dumps(text).replace("/", "\\/"),
    "json-escapes": escaped,
    "json-in-json": lambda text: json.dumps(json.dumps(text)),
    "yaml-folded": lambda text: yaml.safe_dump({"a": f"{'word ' * 14}{text} word"}),
    "yaml-quoted": lambda text: yaml.safe_dump({"a": f"\t{text}"}),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_credential_is_found_in_every_spelling(spelling: str) -> None:
    """Whatever stands around it."""
    content = f"before {SPELLINGS[spelling](SECRET)} behind".encode()
    assert find_secrets(content, Secrets([SECRET]))


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_replaced_value_is_found_in_every_spelling(spelling: str) -> None:
    """As a whole word, in any letter case."""
    secrets = Secrets()
    secrets.add([VALUE], guarded=True)
    assert find_secrets(f"a {SPELLINGS[spelling](VALUE)} b".encode(), secrets)


def test_the_secret_is_not_told() -> None:
    """What is told is the kind and the spelling."""
    assert find_secrets(SECRET.encode(), Secrets([SECRET]))[0] == "a credential, as it is"


@pytest.mark.parametrize(
    ("replaced", "content"),
    [
        ("abc", "abc"),
        ("2025-12-16", "2025-12-16T00:00:00Z"),
        ("coupon", "coupons"),
        ("98662", "1986620"),
        ("Asia/Kolkata", "zone: Asia/Kolkata"),
    ],
)
def test_what_turns_up_by_chance_is_no_find(replaced: str, content: str) -> None:
    """Short values, dates, zones, and parts of longer words."""
    secrets = Secrets()
    secrets.add([replaced], guarded=True)
    assert find_secrets(content.encode(), secrets) == []


def test_many_secrets_in_a_large_file_take_no_time() -> None:
    """200 of each kind over 100 KB in well under the time of a request."""
    secrets = Secrets([f"credential-{n}" for n in range(200)])
    secrets.add([f"replaced value {n}" for n in range(200)], guarded=True)
    content = b'{"description": "nothing to be found in here", "count": 123456}\n' * 1600
    started = time.perf_counter()
    assert find_secrets(content, secrets) == []
    assert time.perf_counter() - started < 5
