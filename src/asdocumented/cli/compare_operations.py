"""`asdocumented compare` of two operations: the upgrade map, and what recordings say of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from asdocumented.cli.operands import Operand
from asdocumented.comparing.operations import compare_operations
from asdocumented.comparing.upgrade_judgement import Verdict
from asdocumented.comparing.upgrade_markdown import render_markdown
from asdocumented.comparing.upgrade_text import UpgradeReport, render_json, render_text
from asdocumented.contracts.model import Contract, NotJudged
from asdocumented.errors import Fault
from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.interaction import Interaction
from asdocumented.evidence.unread import Unread
from asdocumented.redaction.shown import redacted_interaction
from asdocumented.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ComparedOperations:
    """The map with what evidence says of it, and what of the evidence could not be read."""

    report: UpgradeReport
    unread: tuple[NotJudged, ...]

    @property
    def breaks(self) -> bool:
        """Tell whether a field is lost, or evidence contradicts the map."""
        contradicted: Verdict = "contradicted"
        found = (one.verdict for one in self.report.judgements.values())
        return bool(self.report.upgrade.lost) or contradicted in found

    def render(self, form: str) -> str:
        """Return it as text, Markdown or JSON; raise Fault where a map has no such output."""
        if form not in _RENDERERS:
            remedy = f"name another one: {', '.join(_RENDERERS)}"
            raise Fault(f"--format {form}", "a map of two operations has no such output", remedy)
        return _RENDERERS[form](self.report)


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
    for one in _read(evidence):
        if isinstance(one, Unread):
            unread.append(NotJudged(one.file, one.reason))
        elif isinstance(one, Evidence) and not one.interaction.deviations:
            found.append(redacted_interaction(one.interaction, workspace.contracts.redactor))
    report = compare_operations(workspace.root, (old, new), found, client)
    return ComparedOperations(report, tuple(unread))


def _contract(operand: Operand, workspace: Workspace) -> Contract:
    editions = [
        one.contract
        for one in workspace.folder.editions
        if one.contract.operation == operand.operation
    ]
    named = [one for one in editions if operand.edition in (None, one.edition)]
    return max(named, key=lambda one: one.edition)


def _read(paths: Sequence[Path]) -> Iterator[object]:
    for path in paths:
        if not path.exists():
            raise Fault(str(path), "no such file or folder", "name cassettes or HAR files")
    yield from read_evidence([*paths])


def _text(report: UpgradeReport) -> str:
    return render_text(report) + "\n"


_RENDERERS: Mapping[str, Callable[[UpgradeReport], str]] = {
    "text": _text,
    "json": render_json,
    "markdown": render_markdown,
}
