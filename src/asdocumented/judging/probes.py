"""How a server took invalid requests: refused or not, and as documented or not."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from asdocumented.checks.check import Check
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.model import Contract, Node, StatusRelation
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json, printable
from asdocumented.judging.contract_judge import ContractJudge, Judged

_FAILED = 400


@dataclass(frozen=True, slots=True)
class JudgedProbe:
    """One invalid request: `probe` names what was wrong with it, `judged` holds its findings."""

    contract: Contract
    target: str
    probe: str
    status: int
    refused: bool
    judged: Judged


def judge_probe(
    contract: Contract, interaction: Interaction, checks: Sequence[Check], clusters: Clusters
) -> JudgedProbe:
    """Return what came of one invalid request, judged by itself."""
    judge = ContractJudge(contract, checks, clusters)
    judge.judge(interaction)
    return JudgedProbe(
        contract=contract,
        target=interaction.target or "",
        probe=printable(interaction.name.rpartition("/")[2].removeprefix("probe-")),
        status=interaction.response.status or 0,
        refused=is_refused(contract, interaction),
        judged=judge.result(),
    )


def is_refused(contract: Contract, interaction: Interaction) -> bool:
    """Tell whether an answer refuses the request: by HTTP, in an error array, by a status."""
    status = interaction.response.status or 0
    if status >= _FAILED:
        return True
    root, (body, fault) = contract.body(status), json_body.parse(interaction.response.body)
    return root is not None and fault is None and any(_refusals(root, body))


def _refusals(root: Node, body: Json) -> Iterator[bool]:
    """Yield whether each documented place that can tell of a refusal does so."""
    stack: list[tuple[Node | None, Json]] = [(root, body)]
    while stack:
        node, value = stack.pop()
        if node is None:
            continue
        yield node.error_array and bool(value)
        if isinstance(value, list):
            stack += [(node.item or node, one) for one in value]
        elif isinstance(value, dict):
            yield from (_tells_of_failure(status, value) for status in node.statuses)
            stack += [(node.fields.get(name), one) for name, one in value.items()]


def _tells_of_failure(status: StatusRelation, scope: Json) -> bool:
    items = _at(scope, status.items)
    return _failed(scope, status.success, status.code, status.succeeded) or any(
        _failed(item, status.item_success, status.item_code, status.item_succeeded)
        for item in (items if isinstance(items, list) else ())
    )


def _failed(
    scope: Json, success: Sequence[str], code: Sequence[str], good: AbstractSet[int]
) -> bool:
    number = _at(scope, code) if code else None
    failed = isinstance(number, int) and number not in good
    return failed or (bool(success) and _at(scope, success) in (False, "false"))


def _at(value: Json, path: Sequence[str]) -> Json:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
