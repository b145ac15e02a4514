"""Which contract folders there are: given, in the working directory, or bundled."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from asdocumented.contracts.cases import Case, load_cases
from asdocumented.contracts.clusters import Clusters, load_clusters
from asdocumented.contracts.load import load_contract
from asdocumented.contracts.model import Contract
from asdocumented.contracts.openapi import read_operation
from asdocumented.errors import Fault, FaultList, choice, suggestion
from asdocumented.formats.files import is_lost_link


class EditionFolder(msgspec.Struct, frozen=True):
    """One edition of one operation on disk, the contract that it holds, the cases to record."""

    path: Path
    contract: Contract
    cases: tuple[Case, ...] = ()


class Operation(NamedTuple):
    """What a request is matched by, of an edition that need not be loaded for it."""

    method: str
    path: str
    edition: str
    prefixes: tuple[str, ...] = ()


class ContractFolder(msgspec.Struct, frozen=True):
    """The contracts of one folder, read.

    `editions` are those that were chosen, `operations` all that there are, `clusters` the zones
    of hosts.
    """

    root: Path
    editions: tuple[EditionFolder, ...]
    operations: tuple[Operation, ...]
    clusters: Clusters

    def with_base_urls(self, base_urls: Iterable[str]) -> "ContractFolder":
        """Return the contracts for servers of these base URLs, whose paths stand before theirs."""
        paths = dict.fromkeys(urlsplit(url).path.rstrip("/") for url in base_urls)
        more = tuple(path for path in paths if path)
        if not more:
            return self
        editions = tuple(
            replace(one, contract=replace(one.contract, prefixes=(*one.contract.prefixes, *more)))
            for one in self.editions
        )
        operations = tuple(one._replace(prefixes=(*one.prefixes, *more)) for one in self.operations)
        return replace(self, editions=editions, operations=operations)

    @property
    def newest(self) -> tuple[EditionFolder, ...]:
        """The newest of the chosen editions of each operation."""
        return tuple(newest(self.editions))

    @property
    def contracts(self) -> tuple[Contract, ...]:
        """The contracts of the newest editions."""
        return tuple(edition.contract for edition in self.newest)


def read_contracts(
    root: Path, operations: tuple[str, ...] = (), editions: tuple[str, ...] = ()
) -> ContractFolder:
    """Return the contracts in a folder; raise all that is wrong with it and them at once.

    `operations` and `editions` select by name; empty selects all.
    """
    faults, found, clusters = FaultList(), list[EditionFolder](), Clusters()
    with faults:
        found = load_contracts(root, operations, editions)
    with faults:
        clusters = load_clusters(root)
    faults.raise_found()
    return ContractFolder(root, tuple(found), tuple(load_operations(root, found)), clusters)


def find_contracts(given: Path | None, working_directory: Path) -> Path:
    """Return the folder given, else `contracts/` in the working directory, else the bundled one."""
    if given is not None:
        return given
    local = working_directory / "contracts"
    return local if local.is_dir() or is_lost_link(local) else bundled_contracts()


def bundled_contracts() -> Path:
    """Return the contracts in the package; an editable installation has them in its checkout."""
    packaged = Path(__file__).parents[1] / "bundled"
    checkout = Path(__file__).parents[3] / "contracts"
    return checkout if checkout.is_dir() and not packaged.is_dir() else packaged


def load_contracts(
    root: Path, operations: tuple[str, ...] = (), editions: tuple[str, ...] = ()
) -> list[EditionFolder]:
    """Return the editions in a contract folder, by operation and edition.

    Raises all that is wrong with them at once.
    `operations` and `editions` select by name; empty selects all.
    """
    found = edition_folders(root)
    named = ", ".join(f"{path.parent.name}/{path.name}" for path in found)
    known = {path.parent.name for path in found}, {path.name for path in found}
    for wanted, names in zip((operations, editions), known, strict=True):
        if unknown := sorted(set(wanted) - names):
            remedy = f"{unknown[0]} is unknown; {suggestion(unknown[0], names)}there are: {named}"
            raise Fault(str(root), "no such operation or edition", remedy)
    selected = [
        path
        for path in found
        if (not operations or path.parent.name in operations)
        and (not editions or path.name in editions)
    ]
    if not selected:
        raise Fault(str(root), "no such operation or edition", f"there are: {named}")
    faults, loaded = FaultList(), list[EditionFolder]()
    for path in selected:
        with faults:
            loaded.append(_edition(path))
    operations_there = sorted({path.parent.name for path in found})
    for edition in loaded:
        faults.add(_same_faults(edition, operations_there))
    faults.raise_found()
    return loaded


def _same_faults(edition: EditionFolder, operations: Sequence[str]) -> Iterator[Fault]:
    """Yield what should be the same of another operation, of which there is no folder."""
    contract = edition.contract
    named = [
        *((same.here, same.operation) for same in contract.same),
        *((one.id, one.operation) for one in contract.calls if one.operation and not one.here),
    ]
    for name, operation in named:
        if operation not in operations:
            where = f"{edition.path / 'relations.toml'}, {name}"
            yield Fault(where, f"no operation {operation!r}", choice(operation, operations))


def load_operations(root: Path, loaded: Iterable[EditionFolder] = ()) -> list[Operation]:
    """Return the operations of all editions in a contract folder, but for what is at fault.

    No file of the `loaded` editions is read again.
    """
    known = {one.path: one.contract for one in loaded}
    found = []
    for folder in edition_folders(root):
        if one := known.get(folder):
            found.append(Operation(one.method.lower(), one.path, folder.name, one.prefixes))
            continue
        with suppress(Fault):
            path, method, prefixes = read_operation(folder / "openapi.yaml")
            found.append(Operation(method, path, folder.name, prefixes))
    return found


def _edition(path: Path) -> EditionFolder:
    contract = load_contract(path)
    return EditionFolder(path, contract, load_cases(path, contract))


def edition_folders(root: Path) -> list[Path]:
    """Return the folders of all editions by operation and edition; raise Fault where none is."""
    remedy = "name a folder as contracts/README.md describes it with --contracts"
    if not root.is_dir():
        raise Fault(str(root), "no such folder", remedy)
    try:
        found = sorted(edition for operation in _folders(root) for edition in _folders(operation))
    except OSError as error:
        raise Fault(str(root), error.strerror or str(error), remedy) from error
    for edition in found:
        _require_utf8(edition, edition.relative_to(root))
        for example in (edition / "examples").glob("*.json"):
            _require_utf8(example, example.name)
    if not found:
        raise Fault(str(root), "no <operation>/<edition> folder in it", remedy)
    return found


def _folders(parent: Path) -> Iterator[Path]:
    """Yield the folders in one that are not hidden; raise Fault at a link that leads nowhere."""
    for one in parent.iterdir():
        if not one.name.startswith((".", "__")):
            if is_lost_link(one):
                what = "a link that leads nowhere"
                raise Fault(str(one), what, "correct the link, or remove it")
            if one.is_dir():
                yield one


def _require_utf8(path: Path, name: Path | str) -> None:
    """Raise Fault at a name that no report could show: its bytes are no UTF-8."""
    try:
        str(name).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Fault(str(path), "a name that is not UTF-8", "rename it") from error


def newest(editions: Iterable[EditionFolder]) -> list[EditionFolder]:
    """Return the newest edition of each operation, in the order of the operations."""
    found: dict[str, EditionFolder] = {}
    for edition in editions:
        known = found.get(edition.contract.operation)
        if known is None or edition.contract.edition > known.contract.edition:
            found[edition.contract.operation] = edition
    return list(found.values())
