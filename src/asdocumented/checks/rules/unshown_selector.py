"""A parameter that selects by a value which no row of the response shows.

Why it matters: a client that asks for several cannot tell which item answers which.

Example: `couponIds` selects by an id, and no field of the coupons is that id.
"""

from functools import partial

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract

ID = "unshown-selector"


def _find(contract: Contract) -> Findings:
    for rule in contract.filters:
        parameter = contract.parameters.get(rule.parameter)
        if rule.location is None and parameter is not None:
            yield page_finding(
                ID,
                parameter.location,
                f"{rule.parameter} selects",
                "by a value that no row of the response shows",
                [rule.citation],
            )


def _mutations(subject: Subject) -> Mutants:
    """Let the response not show what a parameter selects by."""
    contract = subject.contract
    for rule in contract.filters:
        parameter = contract.parameters.get(rule.parameter)
        if rule.location is not None and parameter is not None:
            blind = replace(rule, location=None)
            rules = tuple(blind if one is rule else one for one in contract.filters)
            make = partial(replace, contract, filters=rules)
            yield Mutant("a selection that nothing shows", parameter.location, make)


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating(
            "note",
            "what a parameter selects by is in no row",
            "a client cannot tell the answers of several values apart",
        ),
    ),
    page=_find,
    grouping="operation",
    title="The response does not show what {names} {are} about",
    mend="Let the response show the value that {rows} selects by.",
    mutations=_mutations,
)
