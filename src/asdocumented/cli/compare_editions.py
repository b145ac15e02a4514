"""Reads two editions with their evidence, and compares them."""

from collections.abc import Sequence
from pathlib import Path

from asdocumented.cli.compared_evidence import compared_evidence
from asdocumented.cli.operands import Operand
from asdocumented.comparing.editions import compare_editions
from asdocumented.comparing.model import FORMAT, Compared, Comparison
from asdocumented.comparing.origins import prove, with_origin
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import Contract, NotJudged
from asdocumented.contracts.routing import match
from asdocumented.errors import Fault, FaultList
from asdocumented.evidence.examples import gather_examples
from asdocumented.evidence.interaction import Interaction
from asdocumented.evidence.unread import Unread
from asdocumented.workspace import Workspace


def compare_two_editions(
    before: Operand, after: Operand, recordings: Sequence[Path], workspace: Workspace
) -> Comparison:
    """Return every change, with its origin as far as examples and recordings show it."""
    editions = {one.contract.edition: one for one in workspace.folder.editions}
    old, new = editions[before.edition or ""], editions[after.edition or ""]
    faults = FaultList()
    examples = [[*gather_examples(one.path, faults)] for one in (old, new)]
    faults.raise_found()
    recorded, unread = _recordings(recordings, old.contract)
    proofs = prove(
        old.contract,
        new.contract,
        [*examples[0], *recorded],
        examples[1],
        workspace.folder.clusters,
    )
    changes = compare_editions(old.contract, new.contract)
    counts = (len(examples[0]), len(recorded), len(examples[1]))
    return Comparison(
        format=FORMAT,
        kind="editions",
        before=_compared(before, old),
        after=_compared(after, new),
        version=workspace.version,
        changes=[with_origin(one, proofs) for one in changes],
        evidence=_evidence(counts),
        not_compared=[NotJudged(one.file, one.reason) for one in unread],
    )


def _compared(operand: Operand, edition: EditionFolder) -> Compared:
    contract = edition.contract
    retrieved = f", read {contract.page_retrieved}" if contract.page_retrieved else ""
    title = contract.page_title or contract.page
    return Compared(operand.text, f"{title}, edition {contract.edition}{retrieved}")


def _evidence(counts: tuple[int, int, int]) -> list[str]:
    old, recorded, new = counts
    recordings = f", and {recorded} recorded interactions" if recorded else ""
    more = "" if recorded else "; --evidence adds recordings of that time"
    return [
        f"before: {old} printed examples{recordings}{more}",
        f"after: {new} printed examples",
    ]


def _recordings(
    paths: Sequence[Path], contract: Contract
) -> tuple[list[Interaction], list[Unread]]:
    """Return the interactions of the operation in files, and what could not be read.

    Raises Fault where a path is not there, or where none of them is of the operation.
    """
    found: list[Interaction] = []
    unread: list[Unread] = []
    for one in compared_evidence(paths):
        if isinstance(one, Unread):
            unread.append(one)
        elif match(one.request.method, one.request.url, [contract]) is not None:
            found.append(one)
    if paths and not found:
        where = f"--evidence {', '.join(map(str, paths))}"
        what = f"no interaction of {contract.method} {contract.path} in it"
        raise Fault(where, what, "name recordings of the operation that is compared")
    return found, unread
