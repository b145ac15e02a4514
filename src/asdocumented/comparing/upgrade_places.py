"""The fields and parameters of one side of an upgrade, and the rows that tell of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from asdocumented.comparing.upgrade_map import Side, is_about, is_below
from asdocumented.contracts.citations import Citations
from asdocumented.contracts.files import SourceFile
from asdocumented.contracts.model import Citation, Contract, Node
from asdocumented.errors import Fault, choice, suggestion
from asdocumented.formats.files import files_in
from asdocumented.formats.json_path import RequestLocation, members


class Places:
    """What a contract documents: each location with its node and its rows."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.side = Side(
            contract.operation,
            contract.edition,
            contract.page,
            contract.method,
            contract.path,
            contract.page_title or contract.page,
            contract.page_address or "",
        )

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """The nodes of documented bodies by location, those of a success first."""
        found: dict[str, Node] = {}
        for root in self.contract.bodies.values():
            for node in root.tree():
                found.setdefault(node.location, node)
        return found

    @cached_property
    def known(self) -> tuple[str, ...]:
        """All locations, parameters first."""
        parameters = [one.location for one in self.contract.parameters.values()]
        return (*parameters, *(place for place in self.nodes if place != "$"))

    @cached_property
    def rows(self) -> Mapping[str, frozenset[tuple[str, int]]]:
        """The rows of each location."""
        found: dict[str, set[tuple[str, int]]] = {}
        for row, locations in self.contract.rows.items():
            for location in locations:
                found.setdefault(location, set()).add(row)
        return {place: frozenset(rows) for place, rows in found.items()}

    def check(self, location: str, where: str) -> None:
        """Raise Fault where nothing is documented at a location."""
        if location not in self.known:
            remedy = f"{suggestion(location, self.known)}name a field of {self.side.name}"
            raise Fault(where, f"no such field: {location}", remedy)

    def cite(self, sources: Sequence[SourceFile], where: str) -> tuple[Citation, ...]:
        """Return the citations of sources; raise Fault at a row that no table has."""
        tables = {one.id: one for one in self.contract.tables}
        for one in sources:
            _check_kind(one, where)
            if one.inferred is not None:
                self._check_example(one.inferred, where)
            if one.page is not None or one.inferred is not None:
                continue
            if one.table not in tables:
                remedy = choice(one.table or "", tables)
                raise Fault(where, f"no table {one.table} of {self.side.name}", remedy)
            if not 1 <= (one.row or 0) <= len(tables[one.table].rows):
                count = len(tables[one.table].rows)
                what = f"no row {one.row} in table {one.table} of {self.side.name}"
                raise Fault(where, what, f"it has {count} rows")
        contract = self.contract
        return Citations(contract.page, contract.edition, tables, contract.page_title).all_of(
            sources
        )

    def _check_example(self, name: str, where: str) -> None:
        """Raise Fault where the page prints no example of this name."""
        folder = self.contract.folder
        if folder is None:
            return
        names = [path.stem for path in files_in(folder / "examples", "*.json")]
        if name not in names:
            raise Fault(where, f"no example {name} of {self.side.name}", choice(name, names))

    def check_rows(self, locations: Iterable[str], sources: Sequence[SourceFile], of: str) -> None:
        """Raise Fault where a location has rows and none of them is cited, or none at all."""
        cited = {(one.table, one.row) for one in sources}
        for location in locations:
            rows = self.rows.get(location, frozenset())
            if rows and rows.isdisjoint(cited):
                table, row = min(rows)
                remedy = f'cite {{ table = "{table}", row = {row} }}'
                raise Fault(of, f"cites no row of {location}", remedy)

    def open(self, told: Iterable[str], around: Iterable[str]) -> tuple[str, ...]:
        """Return the outermost documented locations that are not told of.

        `around` are locations that only hold others, such as the items.
        """
        named, found = [*told], list[str]()
        holders = {holder for one in around for holder in self.known if is_below(one, holder)}
        for place in self.known:
            about = any(is_about(place, one) for one in named)
            if about or place in holders or any(is_below(place, one) for one in found):
                continue
            found.append(place)
        return tuple(found)


def _check_kind(source: SourceFile, where: str) -> None:
    """Raise Fault where a source is not one thing: a row of a table, an example, or a page."""
    is_row = source.table is not None or source.row is not None
    if sum((is_row, source.inferred is not None, source.page is not None)) != 1:
        what = "a source is a row of a table, a printed example, or another page"
        raise Fault(where, what, 'write one of them, such as { table = "query", row = 1 }')
    if is_row and None in (source.table, source.row):
        missing = "row" if source.row is None else "table"
        raise Fault(where, f"a source has no {missing}", f"name the {missing}, too")
    if "" in (source.table, source.inferred, source.page):
        raise Fault(where, "a source is empty", "name its table and row, example or page")


def short_name(location: str, items: str | None) -> str:
    """Return how people name a location: from its item on, a parameter with its place."""
    if parameter := RequestLocation.read(location):
        return f"{parameter.name} ({parameter.place} parameter)"
    if items is not None and is_below(location, items) and location != items:
        return location.removeprefix(items).removeprefix(".")
    return location


def last_names(locations: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each location with its last name: that of the field or parameter."""
    for location in locations:
        parameter = RequestLocation.read(location)
        names = members(location)
        yield location, parameter.name if parameter else (names[-1] if names else location)
