"""Contracts and findings as literals, so that a test reads as input and expected output."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asdocumented.checks.registry import all_checks, without_page_checks
from asdocumented.contracts.citations import Citations
from asdocumented.contracts.clusters import Cluster, Clusters
from asdocumented.contracts.model import (
    Citation,
    Contract,
    FieldRelation,
    Filter,
    Parameter,
    Row,
    StatusRelation,
    Table,
)
from asdocumented.contracts.relations import ByLocation
from asdocumented.contracts.residue import with_residue
from asdocumented.contracts.schema import SchemaFile, build
from asdocumented.evidence.interaction import Interaction, Origin, Request, Response
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.renderers.drift_text import describe
from asdocumented.report.build import RunFacts, build_report
from asdocumented.report.model import Drift

ROOT = Path(__file__).parent.parent
CONTRACTS = ROOT / "contracts"
RANDOM_KEY = "6f1d8c2a94e07b35d1a6f20c83be497510ad2e7c5b98f3461c07d2ea58b3649f"
"""A redaction key as a person makes one."""

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FACTS = RunFacts(NOON, NOON, "1.2.3")
CLUSTERS = Clusters(
    (
        Cluster(["utc.example"], "clusters", "UTC"),
        Cluster(["india.example"], "clusters", "Asia/Kolkata"),
        Cluster(["berlin.example"], "clusters", "Europe/Berlin"),
    )
)
PAGE = Citation("coupons", "2026")
_WORDS = {"int32": "Integer", "int64": "Long"}

Found = tuple[str, str, str, str, str]
"""severity, location, documented (or "follows: " and what is deduced), class of what was observed,
and in how many of how many places."""

THERE = "follows: no condition is named under which it is left out"
"""What is said of a field that a row lists without a condition."""

Told = tuple[str, str, str]
"""documented (or "follows: " and what is deduced), observed, and the rows and pages cited."""


def row(number: int, name: str, datatype: str | None = None) -> Citation:
    """Return the citation of a row of the only response table."""
    return Citation("coupons", "2026", "response table", number, name, datatype)


def contract(
    fields: Mapping[str, Any],
    *,
    parameters: Sequence[Parameter] = (),
    filters: Sequence[Filter] = (),
    relations: Mapping[str, Sequence[FieldRelation]] | None = None,
    statuses: Mapping[str, Sequence[StatusRelation]] | None = None,
    tables: Sequence[Table] | None = None,
    wide_integers: bool = False,
) -> Contract:
    """Return a contract for `GET /coupons` whose body is an object with these properties.

    Every property without `x-source` gets a row of its own, numbered in the order of the
    literal, depth first, with a datatype that says what its `type` and `format` say.
    """
    rows: list[Row] = []
    schema = _cited({"x-source": {"page": "coupons"}, "properties": dict(fields)}, rows, 0)
    table = Table("response", "response table", "response", tuple(rows))
    citations = Citations("coupons", "2026", {"response": table})
    file = SchemaFile("response.schema.json", schema, citations)
    by_location = ByLocation(
        {location: tuple(found) for location, found in (relations or {}).items()},
        {location: tuple(found) for location, found in (statuses or {}).items()},
    )
    body = with_residue(file, build(file, by_location))
    return Contract(
        operation="coupons",
        edition="2026",
        page="coupons",
        method="GET",
        path="/coupons",
        tables=(table,) if tables is None else tuple(tables),
        rows={cited: (node.location,) for node in body.tree() for cited in node.rows if node.name},
        parameters={parameter.name: parameter for parameter in parameters},
        statuses=frozenset({"200", "404"}),
        bodies={"200": body},
        content_types={"200": frozenset({"application/json"}), "404": frozenset()},
        filters=tuple(filters),
        wide_integers=wide_integers,
    )


def parameter(name: str, **changes: Any) -> Parameter:
    """Return a documented query parameter."""
    citation = Citation("coupons", "2026", "query parameter table", 1, name, "String")
    values: dict[str, Any] = {
        "place": "query",
        "citation": citation,
        "required": False,
        "mandatory_unless": (),
        "default": None,
        "enum": None,
        "sensitive": None,
    }
    return Parameter(name=name, **{**values, **changes})


def interaction(
    body: str,
    *,
    url: str = "https://utc.example/coupons",
    status: int | None = None,
    content_type: str | None = None,
    origin: Origin = "example",
    inferred: bool = False,
    name: str = "one",
) -> Interaction:
    """Return an interaction with this body, as text."""
    request = Request("GET", url, inferred=inferred)
    return Interaction(name, origin, request, Response(status, content_type, body.encode()))


def find(check: str | None, judged_by: Contract, *interactions: Interaction | str) -> list[Found]:
    """Return what one check finds in these interactions or body texts.

    None asks every check but those of pages alone.
    """
    return [
        (
            drift.severity,
            drift.location,
            _expected(drift),
            drift.observed_class,
            ", ".join(f"{share.count} of {share.of}" for share in drift.seen.values()),
        )
        for drift in _drifts(check, judged_by, interactions)
    ]


def find_worded(
    check: str | None, judged_by: Contract, *interactions: Interaction | str
) -> list[Found]:
    """Return what one check finds, as `find` does, with the words of what was observed."""
    return [
        (
            drift.severity,
            drift.location,
            _expected(drift),
            drift.observed,
            ", ".join(f"{share.count} of {share.of}" for share in drift.seen.values()),
        )
        for drift in _drifts(check, judged_by, interactions)
    ]


def tell(check: str, judged_by: Contract, *interactions: Interaction | str) -> list[Told]:
    """Return how the findings of one check are worded, and all that they cite."""
    return [
        (_expected(drift), drift.observed, describe(drift.citation, *drift.sources))
        for drift in _drifts(check, judged_by, interactions)
    ]


def cited(check: str, judged_by: Contract, *interactions: Interaction | str) -> list[Citation]:
    """Return the rows that the findings of one check cite first."""
    return [drift.citation for drift in _drifts(check, judged_by, interactions)]


def _expected(drift: Drift) -> str:
    return drift.documented or f"follows: {drift.follows_from}"


def _drifts(
    check: str | None, judged_by: Contract, interactions: Sequence[Interaction | str]
) -> list[Drift]:
    known = without_page_checks(all_checks()) if check is None else all_checks()
    checks = [one for one in known if check in (None, one.id)]
    assert checks, f"no check {check}"
    ratings = {(one.id, rating.severity) for one in checks for rating in one.severities}
    judge = ContractJudge(judged_by, checks, CLUSTERS)
    for one in interactions:
        judge.judge(interaction(one) if isinstance(one, str) else one)
    drifts = build_report([judge.result()], FACTS).drifts
    assert {(drift.check, drift.severity) for drift in drifts} <= ratings
    assert not [drift for drift in drifts if "such as" in drift.observed_class]
    return drifts


def as_text(value: Any) -> str:
    """Return a body as text."""
    return json.dumps(value)


def _cited(schema: dict[str, Any], rows: list[Row], depth: int) -> dict[str, Any]:
    copy = dict(schema)
    for name, field in schema.get("properties", {}).items():
        own = dict(field)
        if "x-source" not in own:
            datatype = _WORDS.get(own.get("format", ""), str(own.get("type", "")).capitalize())
            rows.append(Row(len(rows) + 1, depth, name, datatype, mandatory=False))
            own["x-source"] = {"table": "response", "row": len(rows)}
        copy["properties"] = {**copy["properties"], name: _cited(own, rows, depth + 1)}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            below = {"x-source": copy.get("x-source"), **schema[key]}
            copy[key] = _cited(below, rows, depth)
    return copy
