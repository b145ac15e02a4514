"""The secrets that are planted, what hides them, and the answers that repeat them."""

import gzip
import json
from base64 import b64encode
from collections.abc import Callable
from urllib.parse import quote

from tests.live.raw_server import http

USERNAME, PASSWORD = "Till7QCANARYa", "pw/CANARY+9kd w8"
CLIENT, SECRET, TOKEN = "client7CANARY3b", "Cs9/CANARY=4x", "tok.CANARY5zz81Lm"
KEY = "key-CANARY77yq3P"
CODE, NUMBER = "CANARYC0DE7X", "9944332266"
"""Samples: one with letters, and one of digits alone."""

LEARNT, PERSON, LATE = "LEARNT0CANARY5", "Canary4Roe of 7 Lane", "LATE9CANARY2Q"
"""What stands in a place that the contract marks, in the first answer or in a late one."""


def base64(text: str) -> str:
    """Return a text in Base64."""
    return b64encode(text.encode()).decode()


def _percent(text: str) -> str:
    return "".join(f"%{one:02X}" for one in text.encode())


CLOTHINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "upper case": str.upper,
    "lower case": str.lower,
    "separator": lambda text: f"{text[:5]}-{text[5:]}",
    "blanks": " ".join,
    "another number": lambda text: f"{text}e-3",
    "entities": lambda text: "".join(f"&#{ord(one)};" for one in text),
    "percent": _percent,
    "percent twice": lambda text: quote(_percent(text)),
    "percent three times": lambda text: quote(quote(_percent(text))),
    "tags": lambda text: f"<b>{text[:5]}</b><i>{text[5:]}</i>",
    "zero width": "\u200b".join,
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in text),
    "base64": base64,
    "base64 twice": lambda text: base64(base64(text)),
    "gzip in base64": lambda text: b64encode(gzip.compress(f"see {text}".encode())).decode(),
    "utf-16 in base64": lambda text: b64encode(text.encode("utf-16")).decode(),
    "utf-16": lambda text: "".join(f"{one}\0" for one in text),
    "hexadecimal": lambda text: text.encode().hex(),
    "glued": lambda text: f"tel{text}x",
}
"""What hides a secret, by name."""

JSON = "Content-Type: application/json"


def body(**coupon: object) -> bytes:
    """Return an answer of the documented form with one coupon, in which several places drift."""
    one = {"seriesId": "seven", "discountValue": "10", "validTill": "soon", **coupon}
    return json.dumps({"data": [one], "warnings": [], "errors": []}).encode()


def coupon(**members: object) -> bytes:
    """Return the response with this coupon."""
    return http("200 OK", body(**members), JSON)


def headers(*lines: str) -> bytes:
    """Return a response with these further headers."""
    return http("200 OK", body(), *lines)


def _messages(text: str) -> bytes:
    errors = [{"status": text, "code": text, "message": f"no {text} for you"}]
    return json.dumps({"data": [], "warnings": [text], "errors": errors}).encode()


POSITIONS: dict[str, Callable[[str], bytes]] = {
    "marked field": lambda text: coupon(code=text),
    "free text": lambda text: coupon(description=f"see {text}"),
    "free text that drifts": lambda text: coupon(description=[text]),
    "undocumented field": lambda text: coupon(more={"deep": [text]}),
    "key": lambda text: coupon(**{text: 1}),
    "key of a map": lambda text: coupon(couponSeries={text: {text: text}}),
    "nested JSON": lambda text: coupon(couponSeries={"storeIdsJson": json.dumps({"a": [text]})}),
    "nested JSON that drifts": lambda text: coupon(
        couponSeries={"storeIdsJson": [json.dumps({text: text})]}
    ),
    "place of a date": lambda text: coupon(validTillDateTime=text),
    "place of a number": lambda text: coupon(discountUpto=text, couponSeries={"priority": text}),
    "place of a listed word": lambda text: coupon(discountType=text, discountOn=text),
    "message": lambda text: http("200 OK", _messages(text), JSON),
    "plain text": lambda text: http("200 OK", f"Dear {text}".encode(), "Content-Type: text/plain"),
    "reason": lambda text: http(f"200 Hello {text}", body(), JSON),
    "cookie": lambda text: headers(JSON, f"Set-Cookie: sid={text}; Path=/{text}"),
    "page": lambda text: http("200 OK", f"<html>{text}</html>".encode(), "Content-Type: text/html"),
    "location": lambda text: http(
        "302 Found", body(), JSON, f"Location: https://a.example/{text}?q={text}#{text}"
    ),
    "link": lambda text: headers(JSON, f'Link: </next?x={text}>; rel="next"; title="{text}"'),
    "www-authenticate": lambda text: http(
        "403 Forbidden", b"{}", JSON, f'WWW-Authenticate: Basic realm="{text}"'
    ),
    "invented header": lambda text: headers(
        JSON, f"X-Echo: {text}", f"ETag: {text}", f"X-Sandbox-Deviations: {text}"
    ),
    "cut off": lambda text: http("200 OK", body(description=text)[:-30], JSON),
    "behind a date": lambda text: headers(
        JSON, f"Date: Sun, 22 Nov 2026 12:00:00 GMT {text}", f"Retry-After: {text}"
    ),
    "parameter of a type": lambda text: headers(f"Content-Type: application/json; name={text}"),
    "charset": lambda text: headers(f"Content-Type: application/json; charset={text}"),
    "media type": lambda text: headers(f"Content-Type: {text}"),
    "subtype": lambda text: headers(f"Content-Type: application/{text}"),
    "content coding": lambda text: http(
        "200 OK", b"\xff\xfe\x00{}", JSON, f"Content-Encoding: {text}"
    ),
    "name of a header": lambda text: headers(JSON, f"{text}: {text}"),
}
"""A response that holds a text in one position, by its name."""
