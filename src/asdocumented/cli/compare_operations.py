"""`asdocumented compare` of two operations: the upgrade map, and what recordings say of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from asdocumented.cli.compared_evidence import compared_evidence
from asdocumented.cli.operands import Operand
from asdocumented.comparing.operations import compare_operations
from asdocumented.comparing.upgrade_judgement import Verdict
from asdocumented.comparing.upgrade_markdown import render_markdown
from asdocumented.comparing.upgrade_text import UpgradeReport, render_json, render_text
from asdocumented.contracts.model import Contract, NotJudged
from asdocumented.errors import ExitCode, Fault
from asdocumented.evidence.interaction import Interaction
from asdocumented.evidence.unread import Unread
from asdocumented.redaction.shown import redacted_interaction
from asdocumented.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ComparedOperations:
    """The map with what evidence says of it, and what of the evidence could not be read.

    `asked` tells whether evidence was named.
    """

    report: UpgradeReport
    unread: tuple[NotJudged, ...]
    asked: bool

    @property
    def code(self) -> ExitCode:
        """The exit code: inconclusive where evidence was named, and judges nothing of the map."""
        if self.report.upgrade.lost or "contradicted" in self._verdicts:
            return ExitCode.DRIFT
        if self.asked and "confirmed" not in self._verdicts:
            return ExitCode.INCONCLUSIVE
        return ExitCode.AS_DOCUMENTED

    @property
    def decision(self) -> str:
        """Why the exit code is what it is, in one line."""
        count = len(self.report.upgrade.lost)
        lost = f"{count} {'field is' if count == 1 else 'fields are'} lost" if count else ""
        shown = "no recording judged the map"
        if "contradicted" in self._verdicts:
            shown = "recordings contradict the map"
        elif "confirmed" in self._verdicts:
            shown = "what recordings show is as the map says"
        return f"{lost or 'nothing is lost'}; {shown}"

    @property
    def _verdicts(self) -> frozenset[Verdict]:
        return frozenset(one.verdict for one in self.report.judgements.values())

    def render(self, form: str) -> str:
        """Return it as text, Markdown or JSON; raise Fault where a map has no such output."""
        if form not in _RENDERERS:
            remedy = f"name another one: {', '.join(_RENDERERS)}"
            raise Fault(f"--format {form}", "a map of two operations has no such output", remedy)
        text = _RENDERERS[form](self.report)
        return f"{text}\n{self.decision}\n" if form == "text" else text


def compare_two_operations(
    operands: tuple[Operand, Operand],
    evidence: Sequence[Path],
    client: Path | None,
    workspace: Workspace,
) -> ComparedOperations:
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
    report = compare_operations(workspace.root, (old, new), found, client)
    return ComparedOperations(report, tuple(unread), asked=bool(evidence))


def _contract(operand: Operand, workspace: Workspace) -> Contract:
    editions = [
        one.contract
        for one in workspace.folder.editions
        if one.contract.operation == operand.operation
    ]
    named = [one for one in editions if operand.edition in (None, one.edition)]
    return max(named, key=lambda one: one.edition)


def _text(report: UpgradeReport) -> str:
    return render_text(report) + "\n"


_RENDERERS: Mapping[str, Callable[[UpgradeReport], str]] = {
    "text": _text,
    "json": render_json,
    "markdown": render_markdown,
}
