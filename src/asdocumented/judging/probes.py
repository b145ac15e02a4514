"""Judges the answers to invalid requests: whether they refuse, and as documented."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from asdocumented.checks.check import Check
from asdocumented.checks.statuses import refuses
from asdocumented.contracts.branches import best_branch
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats import json_body
from asdocumented.formats.json_path import printable
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.judging.judged import Judged

if TYPE_CHECKING:
    from asdocumented.redaction.redactor import Redactor

_FAILED = 400


class JudgedProbe(msgspec.Struct, frozen=True):
    """The answer to one invalid request; `probe` names what was wrong with the request."""

    contract: Contract
    target: str
    probe: str
    status: int
    refused: bool
    judged: Judged


def judge_probe(
    contract: Contract,
    interaction: Interaction,
    checks: Sequence[Check],
    clusters: Clusters,
    redactor: "Callable[[], Redactor] | None" = None,
) -> JudgedProbe:
    """Judge the answer to one invalid request, apart from all other evidence."""
    judge = ContractJudge(contract, checks, clusters, redactor=redactor)
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
    root = contract.body(status, interaction.response.content_type)
    body, fault = json_body.parse(interaction.response.body)
    if root is None or fault is not None:
        return False
    return refuses(best_branch(root, body), body)
