"""An answer that an earlier edition of the page printed, too, value for value.

Why it matters: it shows what the API answered then, whatever the page says now.

Example: the answer of 2024, printed again in 2026 under a table with other fields.
"""

from collections.abc import Sequence

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract

ID = "repeated-example"


def _find(contract: Contract, others: Sequence[Contract]) -> Findings:
    earlier = [one for one in others if one.operation == contract.operation]
    for before in sorted(earlier, key=lambda one: one.edition):
        bodies = [one.body for one in before.examples]
        again = [one.name for one in contract.examples if one.body in bodies]
        if again and before.edition < contract.edition:
            yield page_finding(
                ID,
                "$",
                f"{len(again)} of {len(contract.examples)} printed answers",
                f"printed in {before.edition} already, value for value",
                [contract.citation(), before.citation()],
            )


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating("note", "an example is older than its page", "it shows what was answered before"),
    ),
    pages=_find,
    grouping="operation",
    title="An example is that of an earlier edition",
    mend="Print an answer that the API gives today.",
)
