"""`asdocumented compare` of two operations: the upgrade map, and what recordings say of it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import structs

from asdocumented.cli.compared_evidence import compared_evidence
from asdocumented.cli.operands import Operand
from asdocumented.comparing.accepted import WaiversOfToday
from asdocumented.comparing.operations import compare_operations
from asdocumented.comparing.upgrade_markdown import render_markdown
from asdocumented.comparing.upgrade_output import render_json
from asdocumented.comparing.upgrade_report import UpgradeReport
from asdocumented.comparing.upgrade_text import render_text
from asdocumented.contracts.model import Contract, NotJudged
from asdocumented.evidence.interaction import Interaction
from asdocumented.evidence.unread import Unread
from asdocumented.redaction.shown import redacted_interaction
from asdocumented.workspace import Workspace


def compare_two_operations(
    operands: tuple[Operand, Operand],
    evidence: Sequence[Path],
    client: Path | None,
    waivers: WaiversOfToday,
    workspace: Workspace,
) -> UpgradeReport:
    """Return what changes from one operation to another; the newest edition where none is named.

    Raises Fault where the map, the file of the client, or a path of the evidence is at fault.
    """
    old, new = (_contract(one, workspace) for one in operands)
    found: list[Interaction] = []
    unread: list[NotJudged] = []
    for one in compared_evidence(evidence):
        if isinstance(one, Unread):
            unread.append(NotJudged(one.file, one.reason))
        else:
            found.append(redacted_interaction(one, workspace.contracts.redactor))
    report = compare_operations(workspace.root, (old, new), found, client, waivers)
    return structs.replace(report, not_compared=tuple(unread), evidence_named=bool(evidence))


def render_upgrade(form: str, report: UpgradeReport) -> str:
    """Return an upgrade in one of the formats of comparisons."""
    return _RENDERERS[form](report)


def _contract(operand: Operand, workspace: Workspace) -> Contract:
    editions = [
        one.contract
        for one in workspace.folder.editions
        if one.contract.operation == operand.operation
    ]
    named = [one for one in editions if operand.edition in (None, one.edition)]
    return max(named, key=lambda one: one.edition)


def _text(report: UpgradeReport) -> str:
    return f"{render_text(report)}\n\n{report.decision}\n"


def _html(report: UpgradeReport) -> str:
    from asdocumented.renderers.html.upgrade import render

    return render(report)


_RENDERERS: Mapping[str, Callable[[UpgradeReport], str]] = {
    "text": _text,
    "json": render_json,
    "html": _html,
    "markdown": render_markdown,
}
