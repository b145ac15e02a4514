"""What the two operands of `asdocumented compare` are: editions, operations or reports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from asdocumented.errors import Fault, suggestion

Comparable: TypeAlias = Literal["editions", "operations", "reports"]
_WHAT = "two editions (OPERATION@EDITION), operations, or files drift.json can be compared"


@dataclass(frozen=True, slots=True)
class Operand:
    """One operand as typed; `edition` is None for an operation as a whole, both for a report."""

    text: str
    operation: str | None = None
    edition: str | None = None

    @property
    def path(self) -> Path:
        """The file of a report."""
        return Path(self.text)


def read_operand(text: str, known: Collection[tuple[str, str]]) -> Operand:
    """Return what a text names; `known` are the operations and editions there are.

    Raises Fault where it is no operation, edition or file.
    """
    operations = {operation for operation, _ in known}
    names = [f"{operation}@{edition}" for operation, edition in sorted(known)]
    operation, mark, edition = text.rpartition("@")
    if mark and (operation, edition) in known:
        return Operand(text, operation, edition)
    if text in operations:
        return Operand(text, text)
    if text.endswith(".json") or "/" in text or (text and Path(text).exists()):
        return Operand(text)
    what = "no such edition" if operation in operations else "no operation, edition or drift.json"
    remedy = f"{suggestion(text, names)}there are: {', '.join(names)}"
    raise Fault(text or '""', what, remedy)


def what_to_compare(before: Operand, after: Operand, known: Sequence[str]) -> Comparable:
    """Return what two operands are compared as; raise Fault where they cannot be.

    `known` are the editions of the operation that is named, for the remedy.
    """
    if before.operation is None and after.operation is None:
        return "reports"
    named = f"{before.text} and {after.text}"
    if before.operation is None or after.operation is None:
        raise Fault(named, "an operation and a file cannot be compared", _WHAT)
    if before.operation != after.operation:
        return "operations"
    if before.edition is None or after.edition is None:
        remedy = f"name two editions: {', '.join(known)}"
        raise Fault(named, "one operation, and it is not told which editions of it", remedy)
    return "editions"
