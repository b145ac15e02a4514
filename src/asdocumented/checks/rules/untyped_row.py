"""A documented row without a datatype; one finding for a table that has no datatypes at all.

Why it matters: a client has to guess the type from examples, and two clients guess differently.

Example: `ownerValidity` stands in the table without a datatype.
"""

from functools import partial

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.contracts.model import Citation, Contract

ID = "untyped-row"


def _find(contract: Contract) -> Findings:
    for table in contract.tables:
        untyped = [row for row in table.rows if not row.datatype]
        if untyped and len(untyped) == len(table.rows):
            yield _finding(table.title, contract.citation(table))
        else:
            for row in untyped:
                location = contract.rows[table.id, row.number][0]
                yield _finding(location, contract.citation(table, row))


def _finding(location: str, citation: Citation) -> Finding:
    return Finding(
        check=ID,
        severity="note",
        location=location,
        documented="no datatype",
        observed="no datatype" if citation.row else "no datatype in any row",
        citation=citation,
        among="",
        has_value=False,
    )


def _mutations(subject: Subject) -> Mutants:
    """Take the datatype from each row."""
    contract = subject.contract
    for table in contract.tables:
        typed = [row for row in table.rows if row.datatype]
        for row in typed if len(table.rows) > 1 else ():
            location = contract.rows[table.id, row.number][0]
            bare = replace(row, datatype="")
            make = partial(contract.with_row, table, bare)
            yield Mutant("a row without its datatype", location, make)


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating(
            "note",
            "a row has no datatype",
            "the page leaves the type to be guessed",
        ),
    ),
    page=_find,
    grouping="table",
    title="The {table} leaves datatypes out",
    mend="Print the missing datatypes in the {table}.",
    mutations=_mutations,
)
