"""A datatype that one page spells in two ways.

Why it matters: whoever makes types of a page takes the spellings for two datatypes.

Example: `Integer` in most rows, `integer` in three.
"""

from collections import Counter
from functools import partial

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract

ID = "datatype-spelling"


def _find(contract: Contract) -> Findings:
    words = Counter(row.datatype for table in contract.tables for row in table.rows if row.datatype)
    usual: dict[str, str] = {}
    for word, _ in words.most_common():
        usual.setdefault(word.casefold(), word)
    for table in contract.tables:
        for row in table.rows:
            common = usual.get(row.datatype.casefold(), row.datatype)
            if row.datatype != common:
                yield page_finding(
                    ID,
                    contract.rows[table.id, row.number][0],
                    f"the datatype {row.datatype}",
                    f"spelt {common} in other rows",
                    [contract.citation(table, row)],
                )


def _mutations(subject: Subject) -> Mutants:
    """Spell the datatype of a row in the other letter case."""
    contract = subject.contract
    for table in contract.tables:
        for row in table.rows:
            alike = [one for one in table.rows if one.datatype == row.datatype]
            if row.datatype and len(alike) > 2:
                location = contract.rows[table.id, row.number][0]
                other = replace(row, datatype=row.datatype.swapcase())
                make = partial(contract.with_row, table, other)
                yield Mutant("a datatype in other letter case", location, make)


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating(
            "note", "a datatype is spelt in two ways", "the page leaves open whether both are one"
        ),
    ),
    page=_find,
    grouping="operation",
    title="A datatype of {names} is spelt otherwise than in other rows",
    mend="Spell the datatype in {rows} as in the other rows.",
    mutations=_mutations,
)
