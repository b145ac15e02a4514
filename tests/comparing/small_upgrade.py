"""Two small operations, and the map from one to the other."""

from pathlib import Path

from msgspec.structs import replace

from asdocumented.comparing.upgrade_load import load_upgrade
from asdocumented.comparing.upgrade_map import UpgradeMap
from asdocumented.contracts.model import Contract, Table
from asdocumented.evidence.interaction import Interaction
from tests.support import contract, interaction, parameter

DAY = {"pattern": "dd-MM-yyyy", "zone": "none", "printed": "DD-MM-YYYY"}
MOMENT = {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}
CASE = {"parameter": "case", "default": "UPPER", "upper": ["UPPER"], "lower": ["LOWER"]}

OLD_FIELDS = {
    "list": {
        "items": {
            "x-source": {"page": "coupons"},
            "properties": {
                "code": {},
                "until": {"x-date": DAY},
                "absolute": {},
                "amount": {},
                "owner": {"properties": {"name": {}}},
                "ok": {},
            },
        }
    }
}
NEW_FIELDS = {
    "data": {
        "items": {
            "x-source": {"page": "coupons"},
            "properties": {
                "code": {"type": "string", "x-letter-case": CASE},
                "validUntil": {"type": "string", "x-date": MOMENT},
                "kind": {"type": "string"},
                "amount": {"type": "integer", "format": "int32"},
                "title": {"type": "string"},
            },
        }
    },
    "errors": {"type": "array"},
}
MAP = """\
[from]
operation = "old"
edition = "1"

[to]
operation = "new"
edition = "2"

[items]
from = "$.list[*]"
to = "$.data[*]"
from_identity = "$.list[*].code"
to_identity = "$.data[*].code"

[[steps]]
text = "Repeat the parameter."
to_source = { table = "query", row = 1 }

[example]
note = "made for the map"
from_source = { page = "coupons" }

[example.from]
request = "/old?codes=A"
body = '{"list": [{"code": "A", "absolute": true, "ok": "true"}]}'

[example.to]
request = "/new?code=A"
body = '{"data": [{"code": "A", "kind": "ABS"}], "errors": []}'

[[mapped]]
from = "$request.query.codes"
to = "$request.query.code"
rule = "comma-to-repeated"
from_source = { table = "query", row = 1 }
to_source = { table = "query", row = 1 }

[[mapped]]
from = "$request.query.case"
to = "$request.query.case"
rule = "same"
from_source = { table = "query", row = 2 }
to_source = { table = "query", row = 2 }

[[mapped]]
from = "$.list[*].code"
to = "$.data[*].code"
rule = "same-ignoring-case"
from_source = { table = "response", row = 2 }
to_source = { table = "response", row = 2 }

[[mapped]]
from = "$.list[*].until"
to = "$.data[*].validUntil"
rule = "same-day"
from_source = { table = "response", row = 3 }
to_source = { table = "response", row = 3 }

[[mapped]]
from = "$.list[*].absolute"
to = "$.data[*].kind"
rule = "enum"
values = { true = "ABS", false = "PERC" }
from_source = { table = "response", row = 4 }
to_source = { table = "response", row = 4 }

[[mapped]]
from = "$.list[*].ok"
to = "$.errors"
rule = "left-out"
kept = ["true"]
from_source = { table = "response", row = 8 }
to_source = { table = "response", row = 7 }

[[lost]]
from = "$.list[*].owner"
instead = "no person in any answer"
from_source = { table = "response", row = 6 }
elsewhere = { page = "owners" }

[[added]]
to = "$.data[*].title"
note = "a text for people"
needs = "case=LOWER"
to_source = { table = "response", row = 6 }

[[remarks]]
subject = "limits"
text = "none of both is limited"
from_source = { page = "limits" }
"""
"""It leaves `amount` open on both sides."""


def _with_query(made: Contract, operation: str, edition: str) -> Contract:
    """Return a contract under another name, with a row for each of its parameters."""
    rows = [
        replace(made.tables[0].rows[0], number=number, name=name, datatype="String")
        for number, name in enumerate(made.parameters, 1)
    ]
    table = Table("query", "query table", "request", tuple(rows))
    places = {("query", one.number): (f"$request.query.{one.name}",) for one in rows}
    return replace(
        made,
        operation=operation,
        edition=edition,
        path=f"/{operation}",
        tables=(table, *made.tables),
        rows={**places, **made.rows},
    )


OLD = _with_query(
    contract(OLD_FIELDS, parameters=[parameter("codes"), parameter("case")]), "old", "1"
)
NEW = _with_query(
    contract(NEW_FIELDS, parameters=[parameter("code"), parameter("case")]), "new", "2"
)


def written(folder: Path, text: str = MAP) -> Path:
    """Write a map, and return where it is."""
    path = folder / "old--new.toml"
    path.write_text(text, encoding="utf-8")
    return path


def small_map(folder: Path, text: str = MAP) -> UpgradeMap:
    """Return the map that a text spells."""
    return load_upgrade(written(folder, text), OLD, NEW)


def old_answer(items: str, query: str = "codes=A") -> Interaction:
    """Return an answer of the old operation with these items."""
    url = f"https://utc.example/old?{query}"
    return interaction(f'{{"list": [{items}]}}', url=url, name="before", status=200)


def new_answer(items: str, errors: str = "", query: str = "code=A") -> Interaction:
    """Return an answer of the new operation with these items."""
    url = f"https://utc.example/new?{query}"
    body = f'{{"data": [{items}], "errors": [{errors}]}}'
    return interaction(body, url=url, name="after", status=200)
