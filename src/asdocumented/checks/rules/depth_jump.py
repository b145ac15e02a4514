"""A row that is printed more than one level below the row before it.

Why it matters: nothing tells what the level between them is called.

Example: `..sourceType` behind a row without dots.
"""

from functools import partial
from itertools import pairwise

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract

ID = "depth-jump"


def _find(contract: Contract) -> Findings:
    for table in contract.tables:
        for before, row in pairwise(table.rows):
            if row.depth > before.depth + 1:
                yield page_finding(
                    ID,
                    contract.rows[table.id, row.number][0],
                    f"{row.plain_name} at level {row.depth}",
                    f"right below level {before.depth}",
                    [contract.citation(table, row), contract.citation(table, before)],
                )


def _mutations(subject: Subject) -> Mutants:
    """Print a row two levels below the one before it."""
    contract = subject.contract
    for table in contract.tables:
        for before, row in pairwise(table.rows):
            location = contract.rows[table.id, row.number][0]
            deeper = replace(row, depth=before.depth + 2)
            make = partial(contract.with_row, table, deeper)
            yield Mutant("a row two levels deeper", location, make)


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating(
            "note", "a level of nesting is left out", "the page does not tell what lies between"
        ),
    ),
    page=_find,
    grouping="table",
    title="{names} {are} printed more than one level below the row before",
    mend="Print {rows} one level below the parent, or print the level between.",
    mutations=_mutations,
)
