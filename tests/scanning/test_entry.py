"""Credentials are found in any text of an entry, by the name beside them or by their form."""

import json
import time
import zlib
from base64 import b64encode
from gzip import compress

import pytest

from asdocumented.evidence.vcr_yaml import Binary
from asdocumented.redaction.pairs import named_in
from asdocumented.redaction.secrets import Secrets
from asdocumented.scanning.entry import may_tell, named_hits, personal_hits, strings, texts
from asdocumented.scanning.known import Searcher
from asdocumented.scanning.names import Names

TOKEN = "zq81Kd93Lmw02xTT7pQa"  # noqa: S105  # it is invented
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijklmnop"
WORDS = frozenset({"expired", "the", "is"})
SEARCHER = Searcher(Secrets(["till-word-51c2"]))
JWT_AT_LOG = "json-web-token at log"
PASSWORD = b'{"password": "Tr0ub4dor-horse"}'
IN_DEFLATE = "named-credential at log.*.password deflate"
NAMES = Names(SEARCHER.is_known, WORDS)


def found(entry: object, looked_at: list[tuple[str, ...]] | None = None) -> list[str]:
    """Return the finds in an entry: kind, place and how it is encoded."""
    hits = []
    for text in texts(entry, looked_at or ()):
        own = [*named_hits(text, NAMES, WORDS), *personal_hits(text, NAMES)]
        assert may_tell(text, WORDS) or not own
        hits += own
        tokens = SEARCHER.hits(NAMES.place(text.path), text.text)
        hits += [one._replace(spelling=one.spelling or text.spelling) for one in tokens]
    told = [f"{one.kind} at {one.place} {one.spelling}".strip() for one in hits]
    return [*dict.fromkeys(told)]


@pytest.mark.parametrize(
    ("entry", "find"),
    [
        ({"a": {"token": TOKEN}}, "named-credential at a.token"),
        (
            {"a": [{"name": "Authorization", "value": f"Bearer {TOKEN}"}]},
            "named-credential at a[0].Authorization",
        ),
        ({"headers": {"X-Api-Key": [TOKEN]}}, "named-credential at headers.X-Api-Key[0]"),
        ({"url": f"https://h/x?sometoken={TOKEN}"}, "named-credential at url.sometoken"),
        ({"url": f"https://h/x?a=b#id_token={TOKEN}"}, "named-credential at url.id_token"),
        ({"url": f"https://h/x?a%20token={TOKEN}"}, "named-credential at url.token"),
        (
            {"data": json.dumps({"x": {"password": "Tr0ub4dor"}})},
            "named-credential at data.*.x.password",
        ),
        ({"form": "user=jane&password=Tr0ub4dor"}, "named-credential at form.password"),
        ({"say": f"curl -H 'X-Api-Key: {TOKEN}' h"}, "named-credential at say.X-Api-Key"),
        ({"say": "password: Tr0ub4dor"}, "named-credential at say.password"),
        (
            {"say": "<password><![CDATA[Tr0ub4dor]]></password>"},
            "named-credential at say.password",
        ),
        ({"say": "password: horse\nnext"}, "named-credential at say.password"),
        ({"pin": 123456}, "named-credential at pin"),
        ({"jane roe": {"token": TOKEN}}, "named-credential at *.token"),
        ({"QX81ZZ": {"token": TOKEN}}, "named-credential at *.token"),
        ({"log": f"sent {JWT} to h"}, "json-web-token at log"),
        ({JWT: 1}, "json-web-token at *"),
        ({"log": b64encode(f"see {JWT}".encode()).decode()}, "json-web-token at log base64"),
        (
            {"log": b64encode(compress(f"see {JWT}".encode())).decode()},
            "json-web-token at log gzip",
        ),
        (
            {"log": Binary(b64encode(b'{"password": "Tr0ub4dor"}').decode())},
            "named-credential at log.*.password base64",
        ),
        *(
            ({"log": b64encode(JWT.encode(code)).decode()}, "json-web-token at log base64")
            for code in ("utf-16-le", "utf-16-be", "utf-32")
        ),
        ({"log": f"see {b64encode(JWT.encode('utf-16-le')).decode()}"}, f"{JWT_AT_LOG} base64"),
        ({"log": JWT.encode("utf-16-le").decode()}, f"{JWT_AT_LOG} in another form"),
        *(
            ({"log": b64encode(zlib.compress(PASSWORD, wbits=bits)).decode()}, IN_DEFLATE)
            for bits in (15, -15)
        ),
        ({"a": {"userpass": "Tr0ub4dor"}}, "named-credential at a.userpass"),
        ({"X-Pass": "Tr0ub4dor"}, "named-credential at X-Pass"),
        ({"log": "TILL.WORD-51c2"}, "known-credential at log in another form"),
        ({"mobile": "9876543210"}, "telephone-number at mobile"),
        ({"firstName": "Jane"}, "named-personal at firstName"),
        ({"title": "mail jane@mail.example now"}, "e-mail-address at title"),
        ({"title": "jane (at) mail (dot) example"}, "e-mail-address at title"),
        ({"title": "call +44 20 7946 0958"}, "telephone-number at title"),
        ({"title": "4111 1111 1111 1111"}, "card-number at title"),
        ({"title": 378282246310005}, "card-number at title"),
    ],
)
def test_a_find_is_told_by_its_place(entry: object, find: str) -> None:
    """Never by its value, nor by a name that may be one."""
    assert find in found(entry)
    assert {one.partition(" ")[0] for one in found(entry)} == {find.partition(" ")[0]}


@pytest.mark.parametrize(
    "entry",
    [
        {"token": "***"},
        {"token": ""},
        {"token": None},
        {"token": True},
        {"token": "false"},
        {"password": ["<PASSWORD>"]},
        {"url": "https://h/x?page=2&keyword=shoe"},
        {"url": "https://h/x?token=%3CTOKEN%3E&api_key={{key}}&sig=***"},
        {"text": "the token is in the header"},
        {"text": "the token: expired"},
        {"text": "Authorization: Bearer <AUTH_TOKEN>"},
        {"text": "the token: is there"},
        {"pin": 7},
        {"pinned": "board", "authors": "jane"} | {"monkey": "x"},
        {"picture": "icon@2x.png", "version": "left-pad@1.3.0"},
        {"number": 4111111111111112, "date": 1778284800000, "sum": "+12.5"},
        {"text": "pass: all tests", "say": "csrf=false; token=null"},
        {"boardingPass": "A-4711", "pass_count": 12345, "possession": "2026-11-20"},
        {"mobile": "***", "firstName": "XXXX"},
        None,
        [],
    ],
)
def test_what_is_none_is_none(entry: object) -> None:
    """Placeholders, empty values, names that only sound alike, a wrong check digit."""
    assert found(entry) == []


FORM = """--xx\r
Content-Disposition: form-data; name="user"\r
\r
jane\r
--xx\r
Content-Disposition: form-data; name="password"\r
Content-Type: text/plain\r
\r
Tr0ub4dor\r
--xx--\r
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('answer={"a":{"password":"Tr0ub4dor"}}', "password"),
        ('answer {"a":{"password":"Tr0ub4dor"}}', "password"),
        ('body: {"password":"Tr0ub4dor"} received', "password"),
        (r"body: {\"password\": \"Tr0ub4dor\"} received", "password"),
        ('level=info msg="retry with password=Tr0ub4dor now"', "password"),
        (f"retry url=https://h.example/cb?token={TOKEN}", "token"),
        (f"redirect: https://h.example/cb?access_token={TOKEN}", "access_token"),
        ("error: {'password': 'Tr0ub4dor'}", "password"),
        ("cfg={password:'Tr0ub4dor'}", "password"),
        ("Request(headers={'Authorization':'Tr0ub4dor'})", "Authorization"),
        ('message: "your password: Tr0ub4dor"', "password"),
        ("tool --password=Tr0ub4dor", "password"),
        ("args=[token=Tr0ub4dor]", "token"),
        ("user[password]=Tr0ub4dor", "password"),
        ('user["password"]=Tr0ub4dor', "password"),
        ("<login><password>Tr0ub4dor</password></login>", "password"),
        ('<s:login><s:pin a="b">Tr0ub4dor</s:pin></s:login>', "pin"),
        (FORM, "password"),
        (FORM.replace("\r", "").replace('"', ""), "password"),
    ],
)
def test_a_pair_within_the_value_of_another_is_told(text: str, name: str) -> None:
    """Once, in JSON that is cut or quoted, in a log, a URL, a dictionary, XML, or a form."""
    assert found({"log": text}) == [f"named-credential at log.{name}"]


@pytest.mark.parametrize("names", ["headers", "params"])
def test_a_list_of_pairs_has_names(names: str) -> None:
    """A list of two words alone is none."""
    entry = {names: [["accept", "*/*"], ["password", "Tr0ub4dor"]], "required": ["token", "email"]}
    assert found(entry) == [f"named-credential at {names}[1].password"]


@pytest.mark.parametrize("piece", ["a=", "token=***;", "form-data; name=", "<a>", "a:{", "<pin "])
def test_pairs_that_never_end_take_time_in_proportion(piece: str) -> None:
    """Each value is read once."""
    started = time.process_time()
    assert [*named_in(piece * 50_000, WORDS)] == []
    assert time.process_time() - started < 5


def test_where_somebody_else_looks_names_do_not_count() -> None:
    """So that nothing is told twice."""
    entry = {"request": {"headers": {"token": TOKEN, "x": JWT}}}
    assert found(entry, [("request", "headers")]) == ["json-web-token at request.headers.x"]


@pytest.mark.parametrize("name", ["Server", "Via", "Origin", ":authority", "WWW-Authenticate"])
@pytest.mark.parametrize(
    "value", ['{"password": "Tr0ub4dor"}', "x; password=Tr0ub4dor", '{"pw": "Tr0ub4dor"']
)
def test_a_header_that_is_no_find_is_looked_into(name: str, value: str) -> None:
    """JSON in it, too, also where it is cut off."""
    (one,) = found({"request": {"headers": {name: value}}}, [("request", "headers")])
    assert one.startswith("named-credential at request.headers.")


def test_a_header_that_is_a_find_is_told_once() -> None:
    """As a whole, by who looks at headers."""
    entry = {"request": {"headers": {"X-Auth": '{"password": "Tr0ub4dor"}'}}}
    assert found(entry, [("request", "headers")]) == []


def test_what_is_nested_deeply_is_looked_at() -> None:
    """It costs no more than its size."""
    deep: object = {"token": TOKEN}
    for _ in range(5000):
        deep = [deep]
    assert len(found(deep)) == 1


def test_the_quick_list_of_texts_leaves_out_none() -> None:
    """What is packed is unpacked there, too."""
    packed = b64encode(compress(b"inside")).decode()
    entry = {"a": ["b", 7, None, {"c": packed}], "d": Binary(b64encode(b"text").decode())}
    assert {*strings(entry)} == {"a", "b", "7", "c", packed, "inside", "d", "dGV4dA==", "text"}
