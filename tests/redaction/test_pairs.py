"""Credentials are found in texts of any form, by the name before them."""

import time
from base64 import b64encode
from gzip import compress
from html import escape
from random import Random
from urllib.parse import quote

import pytest

from asdocumented.redaction.pairs import named_in

SECRET = "kq9Xv27LmPz41RtYw8Bn"  # noqa: S105  # invented


@pytest.mark.parametrize(
    "text",
    [
        f"password={SECRET}",
        f"https://h.example/?password=%26{SECRET}",
        f"https://h.example/?a=1&password=ab%23{SECRET}",
        f"next=https%3A%2F%2Fh.example%2F%3Fnext%3Dhttps%253A%252F%252Fh%252F%253Ftoken%253D{SECRET}",
        f"password     = {SECRET}",
        f"# password:     {SECRET}",
        f"{'x' * 66}_token={SECRET}",
        f"postgres://user:{SECRET}@db/x",
        f'1,"{{""apiKey"": ""{SECRET}""}}",2',
        f"https://user:{SECRET}@127.0.0.1/",
        f'Content-Disposition: Form-Data; name="password"\r\n\r\n{SECRET}\r\n',
        f'Content-Disposition: form-data ;\r\n name="password"\r\n\r\n{SECRET}\r\n',
    ],
)
def test_a_credential_is_found_behind_its_name(text: str) -> None:
    """However it is encoded, aligned or folded."""
    assert any(SECRET in value for _, value in named_in(text, frozenset()))


def packed(content: bytes) -> str:
    return b64encode(content).decode()


def each(form: str, text: str) -> str:
    return "".join(form.format(ord(one)) for one in text)


PAIR = f"password={SECRET}"
PERCENT = each("%{:02X}", PAIR)


@pytest.mark.parametrize(
    "text",
    [
        each("\\u{:04x}", PAIR),
        each("\\\\u{:04x}", PAIR),
        each("\\u{{{:x}}}", PAIR),
        each("\\{:03o}", PAIR),
        each("%u{:04x}", PAIR),
        quote(quote(PERCENT)),
        each("&#{};", PAIR),
        escape(each("&#x{:x};", PAIR)),
        each("&#{};", PERCENT),
        f"a &quot;password&quot;: &quot;{SECRET}&quot;",
        packed(PAIR.encode()),
        f"data={packed(PAIR.encode())}",
        packed(packed(PAIR.encode()).encode()),
        packed(compress(PAIR.encode(), mtime=0)),
        packed(PAIR.encode("utf-16-le")),
        packed(PERCENT.encode()),
        PAIR.encode().hex(),
        compress(PAIR.encode(), mtime=0).hex(),
        PAIR.encode("utf-16-le").decode(),
        f"pass\u200bword={SECRET[:5]}\xad{SECRET[5:]}",
        f"\x1b[1mpassword\x1b[0m=\x1b[32m{SECRET}\x1b[0m",
    ],
)
def test_a_pair_is_found_in_each_encoding(text: str) -> None:
    """Alone and within other text, its value as it is without the encoding."""
    assert ("password", SECRET) in named_in(text, frozenset())
    assert ("password", SECRET) in named_in(f"see {text} there", frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "password=&lt;TOKEN&gt;",
        f"data={packed(b'password=<TOKEN>')}",
        f"image={packed(bytes(range(256)) * 99)}",
        f"hash={'0123456789abcdef' * 99}",
        "the path/to/some/module/that-is-long_and_has_words of letters alone",
    ],
)
def test_what_is_encoded_and_none_is_none(text: str) -> None:
    """Placeholders, and binary."""
    assert [*named_in(text, frozenset())] == []


@pytest.mark.parametrize("piece", ["pw=&#3", "\\u003", "a=%2", "QUJD ", "pw=\x1b[", "pw\u200b=a "])
def test_what_is_nearly_a_pair_takes_time_in_proportion(piece: str) -> None:
    """Each layer is undone once."""
    started = time.process_time()
    assert len([*named_in(piece * 50_000, frozenset())]) < 5
    assert time.process_time() - started < 5


def test_a_quoted_value_of_letters_is_no_word_of_a_message() -> None:
    """JSON within a text, where further members follow."""
    text = 'sent {"password": "HorseBatteryStaple", "user": "bob"} to it'
    assert [*named_in(text, frozenset())] == [("password", "HorseBatteryStaple")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('password="till"', ["till"]),
        ('password: "till"', []),
        ("password=%3CTOKEN%3E", []),
        ("password=%2A%2A%2A%2A%2A", []),
        ("password=abcd%26kq9Xv27LmP", ["abcd&kq9Xv27LmP"]),
        ("password=abcd%2526kq9Xv27LmP", ["abcd%26kq9Xv27LmP"]),
    ],
)
def test_a_value_is_told_once_and_a_placeholder_never(text: str, values: list[str]) -> None:
    """What a layer of encoding hides of a value, or cuts off, is no other one."""
    assert [value for _, value in named_in(text, frozenset({"till"}))] == values


@pytest.mark.parametrize("text", ["http://h.example/a:b@c", "see https://user@h.example/", "a://b"])
def test_a_url_without_a_password_tells_nothing(text: str) -> None:
    """What stands in its path is none."""
    assert [*named_in(text, frozenset())] == []


@pytest.mark.parametrize(
    "text",
    [
        r'"password": "\u003credacted\u003e"',
        r"\"password\": \"\\u003credacted\\u003e\"",
        r"password=\u003credacted\u003e",
        r"token: '\x3cmasked\x3e'",
        "secret=%253Credacted%253E",
        "<password>&lt;redacted&gt;</password>",
        'password="&lt;redacted&gt;"',
        r'Authorization: "Bearer \u003ctoken\u003e"',
    ],
)
def test_a_placeholder_that_is_encoded_is_no_credential(text: str) -> None:
    """As what is written there is none once it is read."""
    assert [*named_in(text, frozenset())] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"password": "\u003ckq9Xv27\u003e"', r"\u003ckq9Xv27\u003e"),
        (r"password=\u006bq9Xv27", r"\u006bq9Xv27"),
        (r"password=\"kq9Xv27\"", "kq9Xv27"),
        (r"password='\"kq9Xv27\"'", "kq9Xv27"),
        (r"password=\kq9Xv27", r"\kq9Xv27"),
    ],
)
def test_the_escape_that_a_value_begins_with_belongs_to_it(text: str, value: str) -> None:
    """A backslash before quotes does not; the value is told once."""
    assert [*named_in(text, frozenset())] == [("password", value)]


@pytest.mark.parametrize("before", [2**16 - 20, 2**16 - 9, 2**16 - 4, 2**16 + 2**13 - 8])
def test_a_pair_where_a_long_text_is_cut_into_parts_is_told_once(before: int) -> None:
    """Minified text of several MB is read in parts, each with what begins in it whole."""
    text = ";" * before + f";password={SECRET};" + "a=b;" * 40_000
    assert [*named_in(text, frozenset())] == [("password", SECRET)]


def test_packed_text_longer_than_a_part_is_read_as_a_whole() -> None:
    """Gzip can be read from its beginning alone; folded over lines it is longer still."""
    numbers = Random(1)  # noqa: S311  # it makes an example
    noise = " ".join(str(numbers.random()) for _ in range(6_500))
    coded = packed(compress(f"{noise} password={SECRET} {noise}".encode()))
    folded = "\n".join(coded[at : at + 76] for at in range(0, len(coded), 76))
    assert len(coded) > 2**17
    for text in (coded, folded):
        found = [*named_in("a=b;" * 10_000 + text, frozenset())]
        assert ("password", SECRET) in found
