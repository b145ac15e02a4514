"""Answers of one operation to several requests, as literals."""

import json
from datetime import timedelta
from typing import Any

from msgspec import structs
from msgspec.structs import replace

from asdocumented.contracts.model import CallRelation, CallWord, Contract, Filter, Severity
from asdocumented.evidence.interaction import Interaction, Origin
from tests.support import NOON, contract, interaction, parameter, row

ROW = row(7, "case")
CASE = {
    "parameter": "case",
    "default": "UPPER",
    "upper": ["UPPER"],
    "lower": ["LOWER"],
    "unchanged": ["AS_IT_IS"],
}
DAY = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}}
FIELDS: dict[str, Any] = {
    "data": {
        "type": "array",
        "x-identity": "code",
        "items": {
            "type": "object",
            "properties": {
                "code": {"type": "string", "x-letter-case": CASE},
                "price": {"type": "integer"},
                "words": {"type": "array", "items": {"type": "string"}},
                "used": {"type": "integer"},
                "day": DAY,
                "series": {"x-presence": {"parameter": "series", "equals": "true"}},
            },
        },
    },
    "errors": {"type": "array", "x-error-array": True, "items": {"type": "object"}},
}
BY_CODE = Filter(
    "codes", "$.data[*].code", ignore_case=True, separator=None, citation=ROW, one_each=True
)
BY_OWNER = Filter("owners", None, ignore_case=False, separator=",", citation=ROW)
PARAMETERS = [
    parameter("codes"),
    parameter("owners"),
    parameter("case", default="UPPER"),
    parameter("series", default="false"),
]
USED = "$.data[*].used"
"""What changes with time."""


def related(word: CallWord, name: str = "", severity: Severity = "warning") -> Contract:
    """Return a contract in which one relation between calls is documented."""
    known = contract(FIELDS, parameters=PARAMETERS, filters=[BY_CODE, BY_OWNER])
    relation = CallRelation("related", word, name, severity, ROW)
    return replace(known, calls=(relation,), volatile=frozenset({USED}))


def answer(
    query: str, *items: dict[str, Any], after: float = 0, origin: Origin = "cassette"
) -> Interaction:
    """Return an answer with these items, so many seconds after noon."""
    body = json.dumps({"data": [*items], "errors": []})
    one = interaction(body, url=f"https://utc.example/coupons?{query}", origin=origin, name=query)
    return structs.replace(one, recorded=NOON + timedelta(seconds=after))
