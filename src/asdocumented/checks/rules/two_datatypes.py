"""One name with two datatypes in the tables of one page.

Why it matters: a client that reads both places with one type fails at one of them.

Example: `discountValue` is an Integer of a coupon, and a Long of its series.
"""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract, Node, Row, Table
from asdocumented.formats.json_path import member

ID = "two-datatypes"


def _find(contract: Contract) -> Findings:
    for name, (first, *others) in _by_name(contract).items():
        for table, row in others:
            if row.datatype.casefold() != first[1].datatype.casefold():
                yield page_finding(
                    ID,
                    contract.rows[table.id, row.number][0],
                    f"{name} as {first[1].datatype}",
                    f"{name} as {row.datatype}, too",
                    [contract.citation(table, row), contract.citation(*first)],
                )
    yield from _related(contract)
    yield from _printed(contract)


def _related(contract: Contract) -> Findings:
    """Yield what a relation says to be equal, and rows of two datatypes document."""
    for root in contract.bodies.values():
        for owner in root.tree():
            for relation in owner.relations:
                if relation.relation != "equals":
                    continue
                cited = [node.citation for path in relation.paths if (node := owner.at(path))]
                rows = [one for one in cited if one is not None and one.datatype]
                words = [one.datatype or "" for one in rows]
                names = [one.name for one in rows]
                if len({word.casefold() for word in words}) == 2 and names[0] != names[1]:
                    yield page_finding(
                        ID,
                        owner.location + member(relation.left),
                        f"{names[0]} as {words[0]}",
                        f"{names[1]}, which is the same, as {words[1]}",
                        rows,
                    )


def _by_name(contract: Contract) -> dict[str, list[tuple[Table, Row]]]:
    """Return the typed rows of the response by their names."""
    found: dict[str, list[tuple[Table, Row]]] = {}
    for table in contract.tables:
        for row in table.rows if table.documents == "response" else ():
            if row.datatype and (table.id, row.number) in contract.rows:
                found.setdefault(row.plain_name, []).append((table, row))
    return found


def _printed(contract: Contract) -> Findings:
    """Yield names without a datatype that printed examples show as texts here, as numbers there."""
    by_name: dict[str, list[tuple[Node, str]]] = {}
    for node, kind in _kinds(contract):
        by_name.setdefault(node.name, []).append((node, kind))
    for name, (first, *others) in by_name.items():
        for node, kind in others:
            if kind != first[1] and node.citation is not None and first[0].citation is not None:
                yield page_finding(
                    ID,
                    node.location,
                    f"{name} printed as a {first[1]}",
                    f"{name} printed as a {kind}, too",
                    [node.citation, first[0].citation],
                )


def _kinds(contract: Contract) -> Iterator[tuple[Node, str]]:
    """Yield the nodes without a datatype of which all printed values are texts, or numbers."""
    words = {"string": "text", "integer": "number", "number": "number"}
    for root in contract.bodies.values():
        for node in root.tree():
            kinds = {words.get(one, one) for one in contract.printed.get(node, ())} - {"null"}
            if node.name and not node.types and len(kinds) == 1 and kinds <= {"text", "number"}:
                yield node, kinds.pop()


def _mutations(subject: Subject) -> Mutants:
    """Give a row whose name comes before another datatype."""
    contract = subject.contract
    for _, *others in _by_name(contract).values():
        for table, row in others:
            other = "Boolean" if row.datatype != "Boolean" else "String"
            location = contract.rows[table.id, row.number][0]
            make = partial(contract.with_row, table, replace(row, datatype=other))
            yield Mutant("a name with a second datatype", location, make)


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating("note", "a name has two datatypes", "the page does not say whether they differ"),
    ),
    page=_find,
    grouping="operation",
    title="{names} {have} two datatypes on one page",
    mend="Print one datatype for {names}, or say why they differ.",
    mutations=_mutations,
)
