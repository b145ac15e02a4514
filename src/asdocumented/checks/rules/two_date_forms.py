"""Dates of one page with day, month and year in different orders.

Why it matters: a client that parses all dates alike takes days for months.

Example: `DD-MM-YYYY` in one row, `YYYY-MM-DD HH:MM:SS` in the next.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract, Node
from asdocumented.formats.dates import date_form

ID = "two-date-forms"
_LITERAL = re.compile("'[^']*'")
_OTHER_ORDER = {"yMd": "dd-MM-yyyy", "dMy": "yyyy-MM-dd", "Mdy": "yyyy-MM-dd"}


def _find(contract: Contract) -> Findings:
    dated = list(_dated(contract))
    orders = Counter(order for _, order in dated)
    if len(orders) < 2:
        return
    usual = orders.most_common(1)[0][0]
    shown = next(_written(node) for node, order in dated if order == usual)
    for node, order in dated:
        if order != usual and node.citation is not None:
            yield page_finding(
                ID, node.location, _written(node), f"{shown} in other rows", [node.citation]
            )


def _dated(contract: Contract) -> Iterator[tuple[Node, str]]:
    """Yield the dates as texts, with the order of year, month and day in them."""
    for root in contract.bodies.values():
        for node in root.tree():
            if node.date is not None and node.citation is not None:
                letters = _LITERAL.sub("", node.date.pattern)
                yield node, "".join(dict.fromkeys(one for one in letters if one in "yMd"))


def _written(node: Node) -> str:
    return (node.date.printed or node.date.pattern) if node.date else ""


def _mutations(subject: Subject) -> Mutants:
    """Write the date of one row in another order."""
    contract = subject.contract
    dated = list(_dated(contract))
    orders = Counter(order for _, order in dated)
    for node, order in dated:
        stays_usual = orders[order] - 1 > len(dated) - orders[order] + 1
        if node.date is not None and order in _OTHER_ORDER and stays_usual:
            form = date_form(_OTHER_ORDER[order], "none")
            make = partial(contract.with_node, node, replace(node, date=form))
            yield Mutant("a date in another order", node.location, make)


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating("note", "dates have different orders", "a client that parses them alike goes wrong"),
    ),
    page=_find,
    grouping="operation",
    title="{names} {have} another order of day, month and year than other dates",
    mend="Write all dates of the page in one order, or say so in {rows}.",
    mutations=_mutations,
)
