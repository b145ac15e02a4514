"""Every check finds the same before and after redaction, in printed and mutated evidence."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import Clusters, load_clusters
from asdocumented.contracts.model import Contract, DateRelation, Filter, StatusRelation
from asdocumented.formats.http_message import HttpExchange
from asdocumented.formats.json_path import Json
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.vocabulary import reads_as_name, vocabulary
from asdocumented.report.build import build_report
from asdocumented.report.model import Report
from tests.judging.test_properties import (
    EVERY,
    Edition,
    every_edition,
    load,
    mutate,
    places,
    scalars,
)
from tests.redaction.exchanges import KEY, exchange, interactions
from tests.support import CLUSTERS, CONTRACTS, FACTS, PAGE, contract, parameter

BUNDLED = load_clusters(CONTRACTS)
MANY = settings(EVERY, max_examples=60)


def findings(judged_by: Contract, exchanges: list[HttpExchange], clusters: Clusters) -> Report:
    """Return the report on some exchanges."""
    judge = ContractJudge(judged_by, all_checks(), clusters)
    for one in interactions(exchanges):
        judge.judge(one)
    return build_report([judge.result()], FACTS)


def told(report: Report) -> object:
    """Return all that a report says, but for the values that it shows.

    `unknown-enum-value` tells the value: that has a pseudonym where it is a sensitive one.
    """
    drifts = [
        (
            *(d.check, d.severity, d.location, d.documented, d.citation, d.seen),
            "" if d.check == "unknown-enum-value" else d.observed,
        )
        for d in report.drifts
    ]
    return sorted(drifts, key=repr), report.rows, report.relations


def differences(judged_by: Contract, exchanges: list[HttpExchange], clusters: Clusters) -> object:
    """Return what differs between the findings before and after redaction.

    Of two exchanges, the first may hold what is known to be sensitive only by the second: here all
    is known in advance.
    """
    redactor = Redactor([judged_by], KEY)
    for one in exchanges:
        redactor.redact(one)
    redacted = [redactor.redact(one) for one in exchanges]
    before = told(findings(judged_by, exchanges, clusters))
    after = told(findings(judged_by, redacted, clusters))
    return None if before == after else (before, after)


# Printed examples


@every_edition
def test_printed_examples(edition: str) -> None:
    """The pages' own examples, one by one and all together, in every status."""
    judged_by = load(edition).contract
    printed = [
        exchange(one.response.body, url=one.request.url, method=one.request.method, status=status)
        for one in load(edition).printed
        for status in (200, 201, 404, 500)
    ]
    assert differences(judged_by, printed, BUNDLED) is None
    for one in printed:
        assert differences(judged_by, [one], BUNDLED) is None


# Mutated bodies, with requests that share values with them


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


@every_edition
@MANY
@given(data=st.data())
def test_mutated_bodies(edition: str, data: st.DataObject) -> None:
    """A nearly right body of a bundled contract, with a request that shares values with it."""
    grown_ones = [grown(load(edition), data) for _ in range(data.draw(st.integers(1, 2)))]
    found = differences(load(edition).contract, grown_ones, BUNDLED)
    assert found is None, found


# Small contracts, with all that a contract can say


def day(pattern: str, zone: str = "none") -> dict[str, Any]:
    """Return a documented date."""
    return {"type": "string", "x-date": {"pattern": pattern, "zone": zone}}


def secret(**schema: Any) -> dict[str, Any]:
    """Return a documented secret."""
    return {**schema, "x-sensitive": "secret"}


LIST = {"type": "array", "items": {"type": "integer"}}
ITEM = {
    "code": secret(
        **{
            "type": "string",
            "x-letter-case": {
                "parameter": "letters",
                "default": "UPPER",
                "upper": ["UPPER"],
                "lower": ["LOWER"],
            },
        }
    ),
    "id": {"type": "integer", "format": "int64"},
    "status": {"properties": {"success": {}, "code": {}, "message": {"x-sensitive": "message"}}},
}
FIELDS: dict[str, Any] = {
    "data": {"type": "array", "x-identity": "code", "items": {"properties": ITEM}},
    "success": {},
    "code": {},
    "count": {"type": "integer", "format": "int32", "x-sensitive": "personal"},
    "share": secret(type="number"),
    "total": {"type": "number"},
    "flag": {"type": "boolean"},
    "day": day("yyyy-MM-dd"),
    "moment": day("yyyy-MM-dd'T'HH:mm:ssXXX", "server"),
    "raw": day("dd-MM-yyyy 'at' HH:mm"),
    "instant": {"type": "integer", "x-epoch": {"unit": "ms", "unset": 0}},
    "kind": {"type": "string", "enum": ["ABS", "PERC"]},
    "grade": secret(type="string", enum=["A", "B", "AA"]),
    "level": secret(type="integer", enum=[10, 20, 30]),
    "known": {"type": "string", "x-known-values": ["GOLD", "NULL"]},
    "stores": {"type": "string", "contentMediaType": "application/json", "contentSchema": LIST},
    "hidden": secret(type="string", contentMediaType="application/json", contentSchema=LIST),
    "short": secret(type="string", maxLength=4),
    "capitals": secret(type="string", pattern="^[A-Z0-9]*$"),
    "address": secret(type="string", format="email"),
    "key": secret(type="string", format="uuid"),
    "owner": {
        "x-sensitive": "personal",
        "properties": {
            "name": {"type": "string"},
            "born": day("yyyy-MM-dd"),
            "rank": {"enum": [1]},
        },
    },
    "free": {"additionalProperties": {"type": "string"}},
    "mapped": secret(additionalProperties={"type": "integer"}),
    "tags": {"type": "array", "items": {"type": "string"}},
    "anything": {},
    "series": {"x-presence": {"parameter": "withSeries", "equals": "yes"}},
    "errors": {
        "type": "array",
        "x-error-array": True,
        "items": {
            "type": "object",
            "properties": {"code": {"type": "integer"}, "message": {"x-sensitive": "message"}},
        },
    },
}
STATUSES = StatusRelation(
    id="statuses",
    success=("success",),
    code=("code",),
    succeeded=frozenset({200}),
    items=("data",),
    item_success=("status", "success"),
    item_code=("status", "code"),
    item_succeeded=frozenset({700}),
    citation=PAGE,
)


def small(*, ignore_case: bool, separator: str | None) -> Contract:
    """Return a contract that says a little of everything."""
    return contract(
        FIELDS,
        parameters=[
            parameter("codes", sensitive="secret"),
            parameter("ids"),
            parameter("totals"),
            parameter("letters", enum=("UPPER", "LOWER", "AS_IT_IS")),
            parameter("withSeries", sensitive="personal"),
        ],
        filters=[
            Filter("codes", "$.data[*].code", ignore_case, separator, PAGE),
            Filter("ids", "$.data[*].id", ignore_case, separator, PAGE),
        ],
        dates={"$": [DateRelation("same", "instant", "same-instant", "moment", "warning", PAGE)]},
        statuses={"$": [STATUSES]},
    )


SMALL = [
    small(ignore_case=True, separator=","),
    small(ignore_case=False, separator="|"),
    small(ignore_case=True, separator=None),
]
spelled = numbers.map("<number {}>".format)
moments = st.sampled_from(
    [
        *("2026-05-09", "2026-05-09T00:00:00Z", "2026-05-09T00:00:00+05:30", "2026-05-09T00:00:00"),
        *("09-05-2026 at 10:00", "09-05-2026 at 25:00", "1778284800000", "2026-05-09T24:00:00Z"),
        *("99-99-9999", "20260509", "98765 43210", "9876543210Z", "+91 98765", "0000-00-00", "tz"),
    ]
)
special = st.sampled_from(
    [
        *("[1, 22, 333]", "[]", "[01]", '{"a": [12, "bc"], "d": true}', "[true", " [12345] "),
        *(
            "d94f2a00-7c1e-4b9a-8f00-aa12bc34de56",
            "bob@x.example",
            "\u00e9@x",
            "GOLD",
            "gold",
            "AA",
        ),
        *("700", "200", " 200 ", "-1", "no such coupon WL2ZBJZK", "Success", "12345 not found"),
    ]
)
leaf = codes | odd | moments | special | scalars | spelled | st.sampled_from([10, 20, 200, 700])
MEMBERS = sorted(
    {*FIELDS, *ITEM, "name", "born", "rank", "message", "Code", "codes", "dta", "extra"}
)
bodies = st.recursive(
    leaf,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=9)
    ),
    max_leaves=30,
)
objects = st.dictionaries(st.sampled_from(MEMBERS), bodies, max_size=20)


@pytest.mark.parametrize("judged_by", SMALL, ids=["any-case", "separator", "one-value"])
@settings(EVERY, max_examples=100)
@given(data=st.data())
def test_generated_bodies(judged_by: Contract, data: st.DataObject) -> None:
    """Any values at any place of a contract that says a little of everything."""
    sent = []
    for _ in range(data.draw(st.integers(1, 2))):
        body: Json = data.draw(objects | bodies)
        url = asked(judged_by, body, "https://utc.example/coupons?withSeries=yes", data)
        sent.append(exchange(written(body), url=url))
    found = differences(judged_by, sent, CLUSTERS)
    assert found is None, found
