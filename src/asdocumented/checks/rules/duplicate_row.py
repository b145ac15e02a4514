"""A name that one table lists more than once at the same depth under the same parent.

Why it matters: nothing tells a client which place each of the rows documents.

Example: `value` twice in a table without nesting, once for a property, once for the coupon.
"""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.contracts.model import Contract, Row, Table

ID = "duplicate-row"


def _find(contract: Contract) -> Findings:
    for table in contract.tables:
        for first, row in _repeated(table):
            yield Finding(
                check=ID,
                severity="note",
                location=contract.rows[table.id, row.number][0],
                documented=f"two rows named {row.plain_name}",
                observed="nothing tells which place each is about",
                citation=contract.citation(table, row),
                sources=(contract.citation(table, first),),
                among="",
                has_value=False,
            )


def _repeated(table: Table) -> Iterator[tuple[Row, Row]]:
    seen: dict[tuple[tuple[int, ...], int, str], Row] = {}
    parents: list[Row] = []
    for row in table.rows:
        while parents and parents[-1].depth >= row.depth:
            parents.pop()
        key = (tuple(parent.number for parent in parents), row.depth, row.plain_name)
        first = seen.setdefault(key, row)
        if first is not row:
            yield first, row
        parents.append(row)


def _mutations(subject: Subject) -> Mutants:
    """Give each row the name of the one before it under the same parent."""
    contract = subject.contract
    for table in contract.tables:
        for before, row in pairwise(table.rows):
            if before.depth == row.depth:
                location = contract.rows[table.id, row.number][0]
                again = replace(row, name=before.name)
                make = partial(contract.with_row, table, again)
                yield Mutant("a row with the name of another", location, make)


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating(
            "note",
            "a table lists a name again",
            "the page does not tell which place a row is about; answers do",
        ),
    ),
    page=_find,
    grouping="table",
    title="{names} {are} listed more than once in one flat table",
    mend="Nest the rows of the {table}, or print each name with its parent.",
    mutations=_mutations,
)
