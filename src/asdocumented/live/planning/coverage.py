"""Which documented rows the requests of a plan can show, as far as it is known in advance."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from asdocumented.contracts.cases import Case
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import Contract, Row, Table
from asdocumented.formats.json_path import RequestLocation
from asdocumented.live.planning.plan import Plan


class UncoveredRow(msgspec.Struct, frozen=True):
    """A row that no request of a plan can show, and the reason."""

    operation: str
    table: str
    row: int
    name: str
    reason: str


def uncovered_rows(editions: Sequence[EditionFolder], plan: Plan) -> list[UncoveredRow]:
    """Return the rows that no request of the plan can show."""
    planned = {one.name for one in plan.requests}
    lacks = {one.name: one.reason for one in plan.left_out}
    return [hidden for edition in editions for hidden in _uncovered(edition, planned, lacks)]


def _uncovered(
    edition: EditionFolder, planned: set[str], lacks: Mapping[str, str]
) -> Iterator[UncoveredRow]:
    contract = edition.contract
    for table in contract.tables:
        for row in table.rows:
            cases = {f"{contract.operation}/{case.name}" for case in _covering(edition, table, row)}
            if cases.isdisjoint(planned):
                found = sorted({lacks[name] for name in cases if name in lacks})
                reason = "; ".join(found) or "no case asks for it"
                yield UncoveredRow(
                    contract.operation, table.title, row.number, row.plain_name, reason
                )


def _covering(edition: EditionFolder, table: Table, row: Row) -> Iterator[Case]:
    """Yield the cases that can show a row: they name its location, or ask for its fields."""
    locations = edition.contract.rows[table.id, row.number]
    right = [case for case in edition.cases if case.credentials == "right"]
    for location in locations:
        if parameter := RequestLocation.read(location):
            yield from (case for case in right if parameter.name in dict((*case.query, *case.path)))
            continue
        named = [case for case in right if _names(case, location)]
        general = [case for case in right if "$" in case.shows]
        for case in named or general:
            if _asks_for(case, edition.contract, location):
                yield case


def _names(case: Case, location: str) -> bool:
    return any(_is_below(location, one) for one in case.shows if one != "$")


def _is_below(location: str, other: str) -> bool:
    return location == other or location.startswith((f"{other}.", f"{other}["))


def _asks_for(case: Case, contract: Contract, location: str) -> bool:
    """Tell whether a case sends the parameters that the fields on the way are bound to."""
    query = dict(case.query)
    return all(
        contract.asks_for(node, query) is not False
        for root in contract.bodies.values()
        for node in root.tree()
        if _is_below(location, node.location)
    )
