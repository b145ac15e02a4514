"""E-mail addresses and telephone numbers are replaced in documented free texts, too."""

import gzip
import json

import pytest

from asdocumented.redaction.credentials import carried_credentials, sent_credentials
from asdocumented.redaction.persons import personal_parts
from tests.redaction.exchanges import body_of, documented

KNOWN = documented(
    description={"type": "string"},
    kind={"type": "string", "enum": ["ABS", "PERC"]},
    other={"type": "string"},
    extra={"type": "string", "contentMediaType": "application/json"},
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("write to jane.doe77@mail.example.org.", ["jane.doe77@mail.example.org"]),
        ("call +91 98450 12345 or +1 (555) 010-9999", ["+91 98450 12345", "+1 (555) 010-9999"]),
        ("jane.doe%40mail.example.org, here", ["jane.doe%40mail.example.org"]),
        ("jane.doe(at)mail.example.org", ["jane.doe(at)mail.example.org"]),
        ("jane.doe [AT] mail [dot] example", ["jane.doe [AT] mail [dot] example"]),
        ("9845012345", ["9845012345"]),
        ("919845012345, at noon", ["919845012345"]),
        ("(022) 2345-6789, 0412 345 678", ["(022) 2345-6789", "0412 345 678"]),
        ("0049 30 123456 / 00919845012345", ["0049 30 123456", "00919845012345"]),
        (
            "555.123.4567, 98450 12345; 91-98450-12345",
            ["555.123.4567", "98450 12345", "91-98450-12345"],
        ),
        (
            "+91\xa098450\xa012345 +91\u201398450\u201312345",
            ["+91\xa098450\xa012345", "+91\u201398450\u201312345"],
        ),
        ("\uff19845012345", ["\uff19845012345"]),
        ("\u0669845012345", ["\u0669845012345"]),
        ("jane\uff20mail.example", ["jane\uff20mail.example"]),
        ('"jane doe"@mail.example', ['"jane doe"@mail.example']),
        ("01.02.2026 10:00, 2026-06-11 23:59, 0900-1800, 001 002 003", []),
        ("20 000 000 000 of 1.000.000,00; buy 100 200 3000", []),
        ("10% off until 2026-11-24T10:00:00+05:30", []),
        ("order 123456789, price 1234567890.50", []),
        ("https://shop.example/item/12345678901234567", []),
        ("@home, a@b", []),
    ],
)
def test_addresses_and_telephone_numbers_are_found(text: str, parts: list[str]) -> None:
    """Dates, prices and long identifiers are none."""
    assert list(personal_parts(text)) == parts


def test_a_documented_text_keeps_all_but_what_tells_of_a_person() -> None:
    """Length and kind of characters stay; the same value is replaced wherever it stands."""
    text = "Mail jane.doe77@mail.test or +919845012345, 10 % off"
    body = json.dumps({"description": text, "kind": "jane.doe77@mail.test", "other": "10 % off"})
    found = json.loads(body_of(body, KNOWN))
    for told in ("doe77", "919845012345"):
        assert told not in json.dumps(found)
    assert found["description"].startswith("Mail ")
    assert found["description"].endswith(", 10 % off")
    assert len(found["description"]) == len(text)
    assert found["other"] == "10 % off"
    assert found["kind"] in found["description"]


def test_a_text_that_holds_json_is_no_place_to_hide() -> None:
    """Its own tokens are edited, and it stays JSON."""
    inner = json.dumps({"mail": "jane.doe77@mail.test", "phone": 919845012345, "off": 10})
    told = json.loads(json.loads(body_of(json.dumps({"extra": inner}), KNOWN))["extra"])
    assert list(told) == ["mail", "phone", "off"]
    assert "doe77" not in told["mail"]
    assert told["phone"] != 919845012345
    assert told["off"] == 10


def test_what_basic_credentials_stand_for_is_a_credential() -> None:
    """A server that repeats user name or password repeats a secret; a scheme is none."""
    word = "cm9iZXJ0LnNtaXRoOmNvcnJlY3Q6aG9yc2U="
    sent = (("Authorization", f"Basic {word}"), ("X-Api-Key", "k3y42"), ("X-Shop", "web-shop"))
    assert carried_credentials(sent) == [
        word,
        "robert.smith",
        "correct:horse",
        "k3y42",
        "web-shop",
    ]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (("Cookie", "sid=Zx81abcd; lang=en"), {"Zx81abcd"}),
        (("Authorization", 'Digest username="mufasa", response="6629fae49393"'), {"6629fae49393"}),
        (("Authorization", 'Token token="zq81Kd93"'), {"zq81Kd93"}),
        (("X-Api-Key", "shop42:s3cr3t-word"), {"shop42", "s3cr3t-word"}),
        (("Authorization", "Bearer abc=="), {"abc=="}),
        (("Authorization", "Token ab 12 cd"), {"ab 12 cd"}),
        (("X-Api-Key", "bim box lax"), {"bim box lax"}),
        (("X-Form", "pin=zq81Kd93&" + "a=b&" * 11_000), {"zq81Kd93"}),
    ],
)
def test_a_header_is_taken_apart_into_its_values(header: tuple[str, str], found: set[str]) -> None:
    """A server that repeats one of them repeats a secret."""
    assert found <= {*carried_credentials((header,))}


@pytest.mark.parametrize(
    ("url", "body", "found"),
    [
        ("http://h/login", b'{"user": {"password": "Tr0ub4dor", "name": "jane"}}', ["Tr0ub4dor"]),
        ("http://h/login", b"user=jane&password=Tr0ub4dor%21", ["Tr0ub4dor!"]),
        ("http://h/x?api_key=zq81Kd93&page=2&keyword=shoe", b"", ["zq81Kd93"]),
        ("http://h/x", b'{"pin": 123456, "ok": true, "pinned": "board"}', ["123456"]),
        ("http://h/x?ids=1;api_key=zq81Kd93", b"", ["zq81Kd93"]),
        ("http://h/x?q=%7B%22token%22%3A%22zq81%5Cu00e9Kd93%22%7D", b"", ["zq81éKd93"]),
        ("http://h/x?to=https%3A%2F%2Fi%2F%3Faccess_token%3Dzq81Kd93", b"", ["zq81Kd93"]),
        ("http://h/x?query=%7B+me(token%3A+%22zq81Kd93%22)+%7B+id+%7D+%7D", b"", ["zq81Kd93"]),
        ("http://h/x/token=zq81Kd93/y?ids=1", b"", ["zq81Kd93"]),
        ("http://h/x#access_token=zq81Kd93", b"", ["zq81Kd93"]),
        ("http://jane:zq81%C3%A9Kd93@h/x", b"", ["zq81éKd93"]),
        ("http://h/x", b'{"query": "{ me(token: \\"zq81Kd93\\") { id } }"}', ["zq81Kd93"]),
        ("http://h/x", b'[{"name": "password", "value": "zq81Kd93"}]', ["zq81Kd93"]),
        ("http://h/x", b'{"password": "zq81Kd93", "cut": "o', ["zq81Kd93"]),
        ("http://h/x", b"payload=%7B%22password%22%3A%22zq81Kd93%22%7D", ["zq81Kd93"]),
        ("http://h/x", b"user=u;password=zq81Kd93", ["zq81Kd93"]),
        ("http://h/x", b"password: zq81Kd93", ["zq81Kd93"]),
        ("http://h/x", b"<a><password>zq81Kd93</password></a>", ["zq81Kd93"]),
        ("http://h/x", b"<password>zq81&amp;Kd93</password>", ["zq81&Kd93"]),
        ("http://h/x", b"<password><![CDATA[zq81Kd93]]></password>", ["zq81Kd93"]),
        ("http://h/x", b'{"pin": "zq81Kd93", "x": [%s1]}' % (b"1," * 11_000), ["zq81Kd93"]),
        ("http://h/x?token=" + "b%26" * 11_000, b"", ["b&" * 11_000]),
        ("http://h/x", b'{"password": "ab 12, cd; 9"}', ["ab 12, cd; 9"]),
        ("http://h/x", b"password=ab+12%2C+cd", ["ab 12, cd"]),
        ("http://h/x", b"<password>ab 12 cd</password>", ["ab 12 cd"]),
        ("http://h/x", b'--X\r\nform-data; name="pin"\r\n\r\nzq81Kd93\r\n--X--', ["zq81Kd93"]),
        ("http://h/x", '{"password": "zq81Kd93"}'.encode("utf-16"), ["zq81Kd93"]),
        ("http://h/x", gzip.compress(b'{"password": "zq81Kd93"}', mtime=0), ["zq81Kd93"]),
        ("http://h/x?token=enE4MUtkOTM%3D", b"", ["zq81Kd93"]),
        ("http://h/x", b"a=b&" * 100_001 + b"pin=zq81Kd93", ["zq81Kd93"]),
        ("http://h/x?ids=1;pin=zq81%20Kd93", b"", ["zq81", "Kd93"]),
        ("http://h/x?sort=key:desc&filter=token:name&scope=session:read", b"", []),
        ("http://h/x", b'{"query": "query L($token: ID!) { login(token: $token) }"}', []),
        ("http://h/x", b'[{"key": "colour", "value": "red"}]', []),
        ("http://h/x", b"\xff" * 10, []),
        ("http://h/x", b"[" * 100_000, []),
    ],
)
def test_what_a_request_sends_under_a_telling_name_is_a_credential(
    url: str, body: bytes, found: list[str]
) -> None:
    """In its URL, in a form, in JSON or in pairs of any text; other bodies tell nothing."""
    told = sent_credentials(url, body)
    assert ({*found} <= {*told}, bool(told)) == (True, bool(found))
