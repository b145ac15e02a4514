"""Small contracts with all that a contract can say, and generated bodies for them."""

from typing import Any

import pytest
from hypothesis import strategies as st

from asdocumented.contracts.model import Contract, FieldRelation, Filter, StatusRelation
from tests.generating import scalars
from tests.redaction.generated_exchanges import codes, numbers, odd
from tests.support import PAGE, contract, parameter


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
        relations={
            "$": [FieldRelation("same", "instant", "same-instant", "moment", "warning", PAGE)]
        },
        statuses={"$": [STATUSES]},
    )


SMALL = [
    small(ignore_case=True, separator=","),
    small(ignore_case=False, separator="|"),
    small(ignore_case=True, separator=None),
]
every_contract = pytest.mark.parametrize(
    "judged_by", SMALL, ids=["any-case", "separator", "one-value"]
)
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
