"""Where in a contract's files a drift stands: the line of the node that cites its row."""

from collections.abc import Mapping
from pathlib import Path

from asdocumented.contracts.lines import Line, cited_lines
from asdocumented.contracts.model import Citation, Contract
from asdocumented.report.model import ContractPlace

_PARTS = 3


class ContractPlaces:
    """Finds places in the files of contracts; each edition's files are read once."""

    def __init__(self) -> None:
        self._lines: dict[Path, Mapping[tuple[str, int], Line]] = {}
        self._shown: dict[Path, str] = {}

    def of(self, contract: Contract, citation: Citation) -> ContractPlace | None:
        """Return file and line of the node that cites a row, or of the page; None without files."""
        folder = contract.folder
        if folder is None:
            return None
        line = Line(folder / "page.toml", 1)
        table = next((one.id for one in contract.tables if one.title == citation.table), None)
        if table is not None and citation.row is not None:
            if folder not in self._lines:
                self._lines[folder] = cited_lines(folder)
            line = self._lines[folder].get((table, citation.row), line)
        if line.file not in self._shown:
            self._shown[line.file] = _shown(line.file)
        return ContractPlace(self._shown[line.file], line.number)


def _shown(path: Path) -> str:
    """Return a path below the working directory, else from the folder of the contracts on."""
    whole = path.absolute()
    if whole.is_relative_to(Path.cwd()):
        return whole.relative_to(Path.cwd()).as_posix()
    return "/".join(("contracts", *whole.parts[-_PARTS:]))
