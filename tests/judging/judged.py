"""Reports, verdicts and drifts of small contracts, for the tests of judging."""

from msgspec.structs import replace

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import (
    Contract,
    Row,
    StatusRelation,
    Table,
)
from asdocumented.evidence.interaction import Interaction, Origin
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.report.build import build_report
from asdocumented.report.model import Drift, Report
from tests.support import (
    CLUSTERS,
    FACTS,
    PAGE,
    contract,
    interaction,
    parameter,
)

CODE = contract({"code": {"type": "string"}})
DATE = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}}
DAY = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}}
LOCAL = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd HH:mm:ss", "zone": "server"}}
STATUS = StatusRelation(
    id="item-status",
    success=(),
    code=(),
    succeeded=frozenset(),
    items=("data",),
    item_success=("success",),
    item_code=("code",),
    item_succeeded=frozenset({700}),
    citation=PAGE,
)
STATUS_ITEM = {"properties": {"success": {"type": "boolean"}, "code": {"type": "integer"}}}


def report(judged_by: Contract, *interactions: Interaction | str) -> Report:
    """Return the report of every check on these interactions or body texts."""
    judge = ContractJudge(judged_by, all_checks(), CLUSTERS)
    for one in interactions:
        judge.judge(interaction(one) if isinstance(one, str) else one)
    return build_report([judge.result()], FACTS)


def verdicts(
    judged_by: Contract, *interactions: Interaction | str, origin: Origin = "example"
) -> dict[str, str]:
    """Return the verdict of each row under one origin, by the row's name."""
    rows = report(judged_by, *interactions).rows
    return {row.name: row.verdicts[origin] for row in rows}


def drift(judged_by: Contract, check: str, *interactions: Interaction | str) -> Drift:
    """Return the only drift that a check found."""
    found = [one for one in report(judged_by, *interactions).drifts if one.check == check]
    assert len(found) == 1
    return found[0]


def with_parameters(*names: str, enum: tuple[str, ...] | None = None) -> Contract:
    """Return a contract whose request table documents these query parameters, one a row."""
    rows = tuple(Row(n, 0, name, "String", mandatory=False) for n, name in enumerate(names, 1))
    table = Table("query", "query parameter table", "request", rows)
    base = contract({}, parameters=[parameter(name, enum=enum) for name in names])
    locations = {("query", row.number): (f"$request.query.{row.name}",) for row in rows}
    return replace(base, tables=(table,), rows=locations)
