"""A time whose row does not tell its unit, its format or its zone.

Why it matters: a client has to guess from examples what moment is meant.

Example: `issued_on` as `YYYY-MM-DD HH:MM:SS`, of no zone.
"""

import re
from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract, Node
from asdocumented.formats.dates import DateForm

ID = "vague-time"
_NAMED_TIME = re.compile(r"(?:.*[a-z0-9])?(?:Time|Date|_time|_date|_on|_at)|time|date")
_TIME_OF_DAY = re.compile("[Hh]+:?mm")


def _find(contract: Contract) -> Findings:
    for node, documented, observed in _vague(contract):
        if node.citation is not None:
            yield page_finding(ID, node.location, documented, observed, [node.citation])


def _vague(contract: Contract) -> Iterator[tuple[Node, str, str]]:
    """Yield each time, what its row says, and what it does not."""
    for root in contract.bodies.values():
        for node in root.tree():
            form = node.date
            if form is not None and node.date_elsewhere:
                yield node, f"{node.name}, a time", "no format and no zone in its row"
            elif form is not None and _has_no_zone(form):
                yield node, form.printed or form.pattern, "no zone"
            elif node.epoch is None and _is_named_time(node):
                yield node, f"{node.name}, a number", "no unit"


def _has_no_zone(form: DateForm) -> bool:
    named = form.zone != "none" or form.has_offset
    return not named and _TIME_OF_DAY.search(form.pattern) is not None


def _is_named_time(node: Node) -> bool:
    return node.types == {"integer"} and _NAMED_TIME.fullmatch(node.name) is not None


def _mutations(subject: Subject) -> Mutants:
    """Take from a row what tells the unit, or the zone."""
    contract = subject.contract
    for root in contract.bodies.values():
        for node in root.tree():
            if node.citation is None:
                continue
            if node.epoch is not None and _is_named_time(node):
                make = partial(contract.with_node, node, replace(node, epoch=None))
                yield Mutant("a time without its unit", node.location, make)
            elif node.date is not None and not node.date_elsewhere and node.date.zone != "none":
                make = partial(contract.with_node, node, replace(node, date_elsewhere=True))
                yield Mutant("a time whose format is told elsewhere", node.location, make)


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating("note", "a row leaves out what its time means", "a client guesses the moment"),
    ),
    page=_find,
    grouping="habit",
    title="{names} {have} {observed}",
    mend="Say in {rows} in which unit, format and zone the time is.",
    mutations=_mutations,
)
