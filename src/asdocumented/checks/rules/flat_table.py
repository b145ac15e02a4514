"""A table that prints side by side what its example nests, or leaves out what its rows lie in.

Why it matters: a client that is written from the table looks for the fields in the wrong place.

Example: `id` beside `entity`, where the example has it within.
"""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract, Row, Table
from asdocumented.formats.json_path import members

ID = "flat-table"


def _find(contract: Contract) -> Findings:
    for table in contract.tables:
        if table.documents != "response":
            continue
        beside = list(_beside(contract, table))
        if beside:
            row, parent = beside[0]
            more = f", and {len(beside) - 1} more so" if len(beside) > 1 else ""
            yield page_finding(
                ID,
                table.title,
                f"{row.plain_name} beside {parent.plain_name}{more}",
                f"within {parent.plain_name}",
                [contract.citation(table, row), contract.citation(table, parent)],
            )
        elif around := _around(contract, table):
            yield page_finding(
                ID,
                table.title,
                f"{table.rows[0].plain_name} at the top",
                f"within {around}, which no row of the table names",
                [contract.citation(table, table.rows[0])],
            )


def _beside(contract: Contract, table: Table) -> Iterator[tuple[Row, Row]]:
    """Yield each row that is printed no deeper than the row of what its value lies in."""
    rows = {
        path: row
        for row in table.rows
        for path in [members(at) for at in contract.rows.get((table.id, row.number), ())[:1]]
    }
    for path, row in rows.items():
        for length in range(len(path) - 1, 0, -1):
            parent = rows.get(path[:length])
            if parent is not None and parent is not row:
                if row.depth <= parent.depth:
                    yield row, parent
                break


def _around(contract: Contract, table: Table) -> str:
    """Return what all rows lie in and none names, "" where there is nothing."""
    paths = [
        members(at) for row in table.rows for at in contract.rows.get((table.id, row.number), ())
    ]
    first = paths[0][:-1] if paths else ()
    inside = first and all(path[: len(first)] == first and path != first for path in paths)
    return ".".join(first) if inside else ""


def _mutations(subject: Subject) -> Mutants:
    """Print a nested row beside its parent."""
    contract = subject.contract
    for table in contract.tables:
        top = [row for row in table.rows if row.depth == table.rows[0].depth]
        nested = [row for row in table.rows if row.depth == table.rows[0].depth + 1]
        if table.documents == "response" and len(top) < len(table.rows):
            for row in nested:
                beside = replace(row, depth=table.rows[0].depth)
                make = partial(contract.with_row, table, beside)
                yield Mutant("a nested row beside its parent", table.title, make)


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating("note", "a table does not nest its rows", "the page hides where a value lies"),
    ),
    page=_find,
    grouping="table",
    title="The {table} is flat, its example is nested",
    mend="Nest the rows of the {table} as the example does.",
    mutations=_mutations,
)
