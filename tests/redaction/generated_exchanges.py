"""Mutated and odd bodies, with requests that share values with them."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

from hypothesis import strategies as st

from asdocumented.contracts.model import Contract
from asdocumented.formats.http_message import HttpExchange
from asdocumented.formats.json_path import Json
from asdocumented.redaction.vocabulary import reads_as_name, vocabulary
from tests.generating import Edition, mutate, places, scalars
from tests.redaction.exchanges import exchange

odd = st.sampled_from(
    [
        *("WL2ZBJZK", "wl2zbjzk", "Wl2zBjZk", "7", "07", "12", "123456789", "9876543210"),
        *("one@customers.example", "ABS", "abs", "Title", "NULL", "true,null", "A1;B2|c3", "A, b"),
        *("20251216", "919876543210T", "TZ", "2025-12-16", "16-12-2025", "2026-05-09 10:00"),
        *(
            "\u00c9t\u00e9",
            "\u00df",
            "\u738b\u5c0f\u660e",
            "\u0663\u0664",
            "na\u0131ve",
            "\u00aaBC",
        ),
    ]
)
codes = st.sampled_from(
    ["WL2ZBJZK", "wl2zbjzk", "Wl2zBjZk", "ABCDEFGH", "00012345", "12345", "7", "NULL", "true"]
)
numbers = st.sampled_from(
    [
        *("10.0", "1e3", "1.0E+3", "12.50", "0.10", "-0", "-0.0", "1e400", "123456789012", "1e-7"),
        *("2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807"),
        *("9223372036854775808", "-9223372036854775809", "12345.678", "99999999999999999999.0"),
        *(
            "7.0",
            "1E2",
            "17",
            "12345",
            "12345.0",
            "1.2345e4",
            "9007199254740993.5",
            "1778284800000",
        ),
    ]
)
LITERAL = re.compile(r'"<number (.*?)>"')


def written(body: Json) -> bytes:
    """Return a body as bytes; texts that stand for a spelling of a number become that number."""
    return LITERAL.sub(lambda found: found[1], json.dumps(body)).encode()


def sow(body: Json, data: st.DataObject) -> Json:
    """Return a body with some of its values replaced by codes, odd texts and odd numbers."""
    found = [path for path in places(body) if path]
    chosen = data.draw(st.lists(st.sampled_from(found), max_size=6) if found else st.just([]))
    for path in chosen:
        parent: Any = body
        for step in path[:-1]:
            parent = parent[step]
        if isinstance(parent[path[-1]], list | dict):
            continue
        values = codes | odd | scalars | numbers.map("<number {}>".format)
        parent[path[-1]] = data.draw(values)
    return body


def texts(body: Json) -> list[str]:
    """Return the scalars of a body as a query would spell them."""
    found = []
    for path in places(body):
        value: Any = body
        for step in path:
            value = value[step]
        if isinstance(value, str):
            found.append(value.removeprefix("<number ").removesuffix(">"))
        elif isinstance(value, int | float):
            found.append(str(value).lower())
    return found or ["nothing"]


def asked(judged_by: Contract, body: Json, url: str, data: st.DataObject) -> str:
    """Return the URL of a request for things that stand in the body, in some letter case."""
    base, _, query = url.partition("?")
    values = st.sampled_from(texts(body)) | codes | odd
    twisted = values.flatmap(lambda text: st.sampled_from(cases(text)))
    several = st.lists(twisted, min_size=1, max_size=3).map(",".join)
    names = st.sampled_from([*judged_by.parameters, "unknown", "Code"])
    pairs = data.draw(st.lists(st.tuples(names, twisted | several), max_size=4))
    kept = [pair for pair in parse_qsl(query) if data.draw(st.booleans())]
    return f"{base}?{urlencode([*kept, *pairs], errors='surrogatepass')}"


def cases(text: str) -> list[str]:
    """Return a text in other letter cases, where these are as long: `SS` is not taken for `ß`."""
    return [other for other in (text, text.upper(), text.lower()) if len(other) == len(text)]


def without_odd_names(judged_by: Contract, body: Json) -> Json:
    """Return a body without the members whose names would be replaced.

    These drift under another name afterwards; another test looks at them.
    """
    public = vocabulary(judged_by)
    documented = {node.name for root in judged_by.bodies.values() for node in root.tree()}
    if isinstance(body, list):
        return [without_odd_names(judged_by, item) for item in body]
    if not isinstance(body, dict):
        return body
    return {
        name: without_odd_names(judged_by, value)
        for name, value in body.items()
        if name in documented or reads_as_name(name, public)
    }


def grown(edition: Edition, data: st.DataObject) -> HttpExchange:
    """Return an exchange with a mutated printed body, and a request for things in it."""
    index = data.draw(st.integers(0, len(edition.bodies) - 1), "example")
    body = json.loads(json.dumps(edition.bodies[index]))
    for _ in range(data.draw(st.integers(0, 4), "mutations")):
        body = mutate(body, data)
    body = without_odd_names(edition.contract, sow(body, data))
    printed = edition.printed[index % len(edition.printed)].request
    return exchange(
        written(body),
        url=asked(edition.contract, body, printed.url, data),
        status=data.draw(st.sampled_from([200, 200, 200, 404, 429])),
        response_headers=(("Content-Type", data.draw(st.sampled_from(CONTENT_TYPES))),),
    )


CONTENT_TYPES = [
    *("application/json", "application/json; charset=utf-8", "APPLICATION/JSON;v=1", "text/html"),
    *("", "application/vnd.api+json", "json"),
]
