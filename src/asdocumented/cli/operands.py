"""What the two operands of `asdocumented compare` are: editions, operations, reports, targets."""

import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from asdocumented.errors import Fault, suggestion

Comparable: TypeAlias = Literal["editions", "operations", "reports", "targets"]
_WHAT = (
    "two editions (OPERATION@EDITION), operations, files drift.json, "
    "or targets or their recordings can be compared"
)
_REPORT = ".json"
_DESCRIPTIONS = (".json", ".yaml", ".yml")
_OPENAPI = re.compile(
    rb"""\A\s*\{\s*"(openapi|swagger)"\s*:|^["']?(openapi|swagger)["']?\s*:\s*["']?[23]\.""",
    re.MULTILINE,
)
_OASDIFF = "oasdiff compares two of them: github.com/oasdiff/oasdiff; name editions here"
_ONE_EDITION = "there is one edition of it alone; name another operation, or two editions of one"
_MOST_BYTES = 2**16


class Operand(msgspec.Struct, frozen=True):
    """One operand as typed: an operation or edition of it, a target, or else a path."""

    text: str
    operation: str | None = None
    edition: str | None = None
    target: str | None = None

    @property
    def path(self) -> Path:
        """The file of a report, or the file or folder of recordings."""
        return Path(self.text)

    @property
    def kind(self) -> Literal["operation", "report", "target"]:
        """What it is, as messages call it; recordings are those of a target."""
        if self.operation is not None:
            return "operation"
        is_report = self.target is None and self.path.suffix == _REPORT and not self.path.is_dir()
        return "report" if is_report else "target"


def read_operand(
    text: str, known: Collection[tuple[str, str]], targets: Callable[[], Collection[str]]
) -> Operand:
    """Return what a text names.

    Args:
        text: as typed.
        known: the operations and editions there are.
        targets: tells the names of the targets; it is asked where no operation is meant.

    Raises:
        Fault: it is no operation, edition, target, file or folder.

    """
    operations = {operation for operation, _ in known}
    names = [f"{operation}@{edition}" for operation, edition in sorted(known)]
    operation, mark, edition = text.rpartition("@")
    if mark and (operation, edition) in known:
        return Operand(text, operation, edition)
    if text in operations:
        return Operand(text, text)
    if not mark and text in targets():
        return Operand(text, target=text)
    if text.endswith(_REPORT) or "/" in text or (text and Path(text).exists()):
        _refuse_openapi(text)
        return Operand(text)
    if operation in operations:
        remedy = f"{suggestion(text, names)}there are: {', '.join(names)}"
        raise Fault(text, "no such edition", remedy)
    what = "no operation, edition, target, drift.json or folder of recordings"
    there = f"there are: {', '.join(names)}; the targets {', '.join(targets())}"
    raise Fault(text or '""', what, f"{suggestion(text, [*names, *targets()])}{there}")


def what_to_compare(before: Operand, after: Operand, known: Sequence[str]) -> Comparable:
    """Return what two operands are compared as; raise Fault where they cannot be.

    `known` are the editions of the operation that is named, for the remedy.
    """
    named = f"{before.text} and {after.text}"
    if before.kind != after.kind:
        what = f"{_WITH_ARTICLE[before.kind]} and {_WITH_ARTICLE[after.kind]} cannot be compared"
        raise Fault(named, what, _WHAT)
    if before.kind == "report":
        return "reports"
    if before.kind == "target":
        return "targets"
    if before.operation != after.operation:
        return "operations"
    if before.edition is None or after.edition is None:
        remedy = f"name two editions: {', '.join(known)}" if len(known) > 1 else _ONE_EDITION
        raise Fault(named, "one operation, and it is not told which editions of it", remedy)
    return "editions"


def _refuse_openapi(text: str) -> None:
    """Raise Fault at a file that describes an API instead of being a report or recordings."""
    path = Path(text)
    if path.suffix not in _DESCRIPTIONS or not path.is_file():
        return
    with path.open("rb") as file:
        head = file.read(_MOST_BYTES)
    if _OPENAPI.search(head):
        raise Fault(text, "an OpenAPI file, which describes an API", _OASDIFF)


_WITH_ARTICLE = {"operation": "an operation", "report": "a report", "target": "a target"}
