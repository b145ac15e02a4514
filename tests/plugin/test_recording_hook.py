"""What vcrpy is given to save: no secret in it, whatever the other side sends or claims."""

import gzip
import json
import warnings
from base64 import b64encode
from urllib.parse import quote

import pytest
from vcr.request import Request

from asdocumented import load_contracts
from asdocumented.pytest_plugin.vcr import redact_before_saving, remember_loaded
from asdocumented.redaction.redactor import Redactor
from tests.support import CONTRACTS, RANDOM_KEY

PAYLOAD = b64encode(b'{"sub":"kiranuser77"}').decode().rstrip("=")
URL = "https://eu.api.example.com/v2/coupon/series?ids=910003"
JSON = {"Content-Type": ["application/json"]}


def saved(
    body: bytes,
    headers: dict[str, list[str]] | None = None,
    *,
    url: str = URL,
    sent: dict[str, str] | None = None,
    sent_body: bytes | None = None,
    method: str = "GET",
    reason: str = "OK",
) -> tuple[Request, dict[str, object]] | None:
    """Return what the hook saves of an exchange; None where it leaves it out."""
    redactor = Redactor(load_contracts(CONTRACTS).folder.contracts, RANDOM_KEY.encode())
    response = {
        "status": {"code": 200, "message": reason},
        "headers": JSON if headers is None else headers,
        "body": {"string": body},
    }
    request = Request(method, url, sent_body, sent or {})
    return redact_before_saving(redactor)(request, response)


def text(found: tuple[Request, dict[str, object]] | None) -> str:
    """Return all that is saved, as text."""
    assert found is not None
    request, response = found
    return f"{request.uri} {request.headers} {request.body!r} {response}"


@pytest.mark.parametrize("name", ["X-Redacted-By", "x-redacted-by"])
def test_a_mark_that_the_client_sends_decides_nothing(name: str) -> None:
    """What it sends is redacted like everything else."""
    sent = {name: "asdocumented", "Authorization": "Bearer zq81Kd93Lmw02"}
    told = text(
        saved(b'{"entity": "zq81Kd93Lmw02"}', url=f"{URL}&api_key=zq81Kd93Lmw02", sent=sent)
    )
    assert "zq81Kd93" not in told


def test_what_was_loaded_with_the_mark_stays_as_it_is() -> None:
    """It is redacted already; a second pseudonym would part URL and body."""
    request = Request("GET", URL, None, {"X-Redacted-By": "asdocumented"})
    response: dict[str, object] = {"status": {"code": 200}, "headers": {}, "body": {"string": b"x"}}
    loaded = remember_loaded(request, response)
    redactor = Redactor([], RANDOM_KEY.encode())
    assert redact_before_saving(redactor)(*loaded) == (request, response)


@pytest.mark.parametrize(
    ("sent", "sent_body", "url", "answer"),
    [
        ({"Cookie": "sid=Zx81abcdef; lang=en"}, None, URL, b'{"warnings": ["Zx81abcdef"]}'),
        ({"X-Api-Key": "shop:S3cr3tWord"}, None, URL, b'{"S3cr3tWord": 1}'),
        ({}, b"password=Tr0ub4dorhorse", URL, b'{"message": "Tr0ub4dorhorse is wrong"}'),
        ({}, b'{"password": "Tr0ub4dorhorse"}', URL, b'{"x": "Tr0ub4dorhorse"}'),
        ({}, None, f"{URL}&api_key=zq81Kd93Lmw0", b'{"zq81Kd93Lmw0": {}}'),
    ],
)
def test_no_credential_that_was_sent_comes_back(
    sent: dict[str, str], sent_body: bytes | None, url: str, answer: bytes
) -> None:
    """In a cookie, a pair, a body, a query; answered as a value or as a name."""
    found = saved(answer, url=url, sent=sent, sent_body=sent_body, method="POST")
    told = text(found)
    for canary in ("Zx81", "S3cr3t", "Tr0ub4dor", "zq81"):
        assert canary not in told


@pytest.mark.parametrize("charset", ["latin-1", "utf-8"])
@pytest.mark.parametrize("repeated", ["latin-1", "utf-8"])
def test_basic_credentials_beyond_ascii_do_not_come_back(charset: str, repeated: str) -> None:
    """However the client wrote them and the server read them."""
    sent = "kiranuser77:Zürich-Wachtwoord-4711".encode(charset)
    user, _, password = sent.decode(repeated, "replace").partition(":")
    answer = json.dumps({"data": [{"discountType": user, "discountOn": password}]}).encode()
    basic = f"Basic {b64encode(sent).decode()}"
    url = "https://eu.api.example.com/v2/coupon?couponCodes=PLUGCODE77A"
    told = text(saved(answer, url=url, sent={"Authorization": basic}))
    assert "kiranuser77" not in told
    assert "rich-Wacht" not in told


IN_JSON = '{"u": "kiranuser77", "t": "tk-9f8e7d6c5b4a"}'


@pytest.mark.parametrize(
    ("sent", "echo"),
    [
        ({"Cookie": "sid=s%3Aabcdef99.sig%2Fsig%2B77"}, "s:abcdef99.sig/sig+77"),
        ({"Cookie": f"sess={quote(IN_JSON)}"}, "tk-9f8e7d6c5b4a"),
        ({"Cookie": f"sess={b64encode(IN_JSON.encode()).decode()}"}, "tk-9f8e7d6c5b4a"),
        ({"Cookie": 'sid="horse battery 77"'}, "horse battery 77"),
        ({"Cookie": f"sid={b64encode(b'hapkhoZKLiwcL').decode()}"}, "hapkhoZKLiwcL"),
        ({"X-Auth": IN_JSON}, "tk-9f8e7d6c5b4a"),
        ({"X-Auth": "a=1&tok=tk-9f8e7d6c5b4a"}, "tk-9f8e7d6c5b4a"),
        ({"Authorization": "AWS4-HMAC-SHA256 Credential=AKZZSAMPLE77/eu/s3, a=b"}, "AKZZSAMPLE77"),
        ({"Authorization": "Basic a2lyYW51c2VyNzc6V2FjaHR3LTQ3MTE"}, "Wachtw-4711"),
        ({"Authorization": "Basic a2lyYW51c2VyNzc6V34_fj8-Pjc3"}, "kiranuser77"),
        ({"Authorization": f"Bearer eyJhIjoxfQ.{PAYLOAD}.abcDEFghiJKL"}, "kiranuser77"),
    ],
)
def test_a_part_of_a_credential_does_not_come_back(sent: dict[str, str], echo: str) -> None:
    """Percent-encoded, in Base64 without padding or of the other alphabet, in JSON, in a form."""
    answer = json.dumps({"data": [{"discountType": echo}]}).encode()
    url = "https://eu.api.example.com/v2/coupon?couponCodes=PLUGCODE77A"
    assert echo not in text(saved(answer, url=url, sent=sent))


def test_no_credential_stands_in_the_value_of_a_documented_parameter() -> None:
    """Where a client parts parameters by a semicolon."""
    url = "https://eu.api.example.com/v2/coupon?couponIds=1;api_key=zq81Kd93Lmw0"
    assert "zq81Kd93" not in text(saved(b"{}", url=url))


def test_dates_and_words_in_a_header_are_no_credentials() -> None:
    """They stand in answers, too, and stay there."""
    sent = {"X-Context": '{"day": "2026-11-20", "at": 1764579600000, "role": "CUSTOMER"}'}
    sent["Referer"] = "https://h.example/list?day=2026-11-20&kind=CUSTOMER"
    answer = json.dumps({"data": [{"discountType": "CUSTOMER", "discountOn": "2026-11-20"}]})
    url = "https://eu.api.example.com/v2/coupon?couponCodes=PLUGCODE77A"
    assert answer in text(saved(answer.encode(), url=url, sent=sent))


def test_a_path_that_no_contract_knows_loses_its_segments() -> None:
    """But for versions and words of the contracts."""
    found = saved(b"{}", url="https://eu.api.example.com/v2/customer/jane-roe/ORDER77/coupon")
    assert found is not None
    path = found[0].uri.split("example.com")[1]
    assert path.startswith("/v2/")
    assert path.endswith("/coupon")
    assert not any(word in path for word in ("jane", "roe", "ORDER77"))


def body_of(found: tuple[Request, dict[str, object]] | None) -> object:
    """Return the body that is saved."""
    assert found is not None
    body = found[1]["body"]
    return body["string"] if isinstance(body, dict) else None


def test_a_body_in_another_charset_is_redacted_in_it() -> None:
    """It is neither lost nor taken for damaged."""
    latin = {"Content-Type": ["application/json; charset=iso-8859-1"]}
    body = body_of(saved('{"warnings": ["Größe"], "errors": []}'.encode("latin-1"), latin))
    assert isinstance(body, bytes)
    assert body.startswith(b'{"warnings": ["')
    assert body.endswith(b'"], "errors": []}')
    assert "ö".encode("latin-1") in body or b"Gr" not in body


def test_a_compressed_body_is_read() -> None:
    """As a server sends it where vcrpy does not decode it."""
    coded = {**JSON, "Content-Encoding": ["gzip"]}
    assert body_of(saved(gzip.compress(b'{"warnings": []}'), coded)) == b'{"warnings": []}'


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"\x89PNG\r\n\xff\xfe", {"Content-Type": ["image/png"]}),
        (b"\x28\xb5\x2f\xfd\xff", {**JSON, "Content-Encoding": ["zstd"]}),
        (b"\xff\x00", {"Content-Type": ["text/plain; charset=no-such-charset"]}),
        (b"\xc3\x28", {"Content-Type": ["text/plain; charset=utf-8"]}),
    ],
)
def test_what_cannot_be_read_is_left_out_with_a_warning(
    body: bytes, headers: dict[str, list[str]]
) -> None:
    """Nothing in it could be redacted."""
    with pytest.warns(UserWarning, match="an interaction is left out of the cassette"):
        assert saved(body, headers) is None


def test_where_warnings_are_errors_no_traceback_shows_the_exchange() -> None:
    """Pytest would print what each function was called with, and what led to the error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(pytest.fail.Exception, match="an interaction is left out") as failed:
            saved(b"\xff", url=f"{URL}&api_key=zq81Kd93Lmw02")
    assert (failed.value.pytrace, failed.value.__context__) == (False, None)


def test_an_internal_error_leaves_the_interaction_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its type and place, and no value."""

    def fail(*_: object) -> None:
        raise KeyError("Zx81abcdef")

    monkeypatch.setattr("asdocumented.redaction.redactor.write_body", fail)
    with pytest.warns(UserWarning, match="left out of the cassette: internal error: KeyError in"):
        assert saved(b"{}") is None


@pytest.mark.parametrize("reason", ["994 433 226 6", "OTk0NDMzMjI2Ng=="])
def test_a_reason_that_holds_a_secret_is_not_saved(reason: str) -> None:
    """Short numbers stay in messages, one by one."""
    with warnings.catch_warnings(action="ignore"):
        found = saved(b"{}", sent={"X-Api-Key": "9944332266"}, reason=reason)
    assert found is None or reason not in text(found)


def test_a_redirect_leads_where_a_replay_looks() -> None:
    """Its URL has the pseudonym under which the next request is recorded."""
    with warnings.catch_warnings():
        found = saved(b"", {"Location": ["/v2/coupon?couponCodes=WL2ZBJZK"]}, method="POST")
    assert found is not None
    headers = found[1]["headers"]
    assert isinstance(headers, dict)
    next_one = saved(b"{}", url="https://eu.api.example.com/v2/coupon?couponCodes=WL2ZBJZK")
    assert next_one is not None
    assert next_one[0].uri.endswith(headers["Location"][0])
    assert "WL2ZBJZK" not in headers["Location"][0]
