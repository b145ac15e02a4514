"""Which fields the tables mark as mandatory."""

from collections.abc import Iterator

from asdocumented.comparing.differences import Difference, side
from asdocumented.contracts.model import Citation, Contract


def mark_differences(before: Contract, after: Contract) -> Iterator[Difference]:
    """Yield the fields of both answers that one edition marks, and the other does not."""
    old, new = _marks(before), _marks(after)
    for location in sorted(old.keys() & new.keys()):
        (one, cited), (other, citing) = old[location], new[location]
        if one != other:
            kind = "mark-added" if other else "mark-removed"
            sides = side(location, _words(one), cited), side(location, _words(other), citing)
            yield Difference(kind, *sides)


def _words(marked: bool) -> str:  # noqa: FBT001  # it is what is told
    return "marked as mandatory" if marked else "not marked"


def _marks(contract: Contract) -> dict[str, tuple[bool, list[Citation]]]:
    found: dict[str, tuple[bool, list[Citation]]] = {}
    for table in contract.tables:
        for row in table.rows if table.documents == "response" else ():
            for location in contract.rows.get((table.id, row.number), ()):
                known, rows = found.get(location, (False, []))
                cited = [*rows, contract.citation(table, row)]
                found[location] = known or row.mandatory, cited
    return found
