"""Checks all maps of a contract folder, as its contracts are checked when they are loaded."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from asdocumented.comparing.upgrade_files import map_files, operations_of
from asdocumented.comparing.upgrade_load import load_upgrade
from asdocumented.contracts.model import Contract
from asdocumented.errors import Fault, FaultList, choice
from asdocumented.formats.files import shown_path


def check_upgrades(root: Path, contracts: Sequence[Contract]) -> None:
    """Raise all that is wrong with the maps of a contract folder at once.

    `contracts` are the newest editions of all its operations.
    """
    known = {one.operation: one for one in contracts}
    faults = FaultList()
    for path in map_files(root):
        with faults:
            _check(path, known)
    faults.raise_found()


def _check(path: Path, known: Mapping[str, Contract]) -> None:
    where = shown_path(path)
    names = operations_of(path)
    if names is None:
        remedy = "name it <from>--<to>.toml, after the operations, or put it elsewhere"
        raise Fault(where, "no name of a map, so that no command reads it", remedy)
    for name in names:
        if name not in known:
            raise Fault(where, f"no such operation: {name}", choice(name, known))
    load_upgrade(path, known[names[0]], known[names[1]])
