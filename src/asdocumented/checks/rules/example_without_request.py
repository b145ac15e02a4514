"""An answer that the page prints without the request that it answers.

Why it matters: nobody can tell what was asked for, and so whether the answer is right.

Example: a body under "Example response", with no URL.
"""

from functools import partial

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract

ID = "example-without-request"


def _find(contract: Contract) -> Findings:
    alone = [one for one in contract.examples if not one.has_request]
    if alone:
        yield page_finding(
            ID,
            "$",
            f"{len(contract.examples)} printed answers",
            f"{len(alone)} without a request",
            [contract.citation()],
        )


def _mutations(subject: Subject) -> Mutants:
    """Take the request from the printed answers."""
    contract = subject.contract
    if contract.examples and all(one.has_request for one in contract.examples):
        bare = tuple(replace(one, has_request=False) for one in contract.examples)
        make = partial(replace, contract, examples=bare)
        yield Mutant("answers without their request", "$", make)


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating("note", "an answer is printed alone", "the page does not show what was asked for"),
    ),
    page=_find,
    grouping="operation",
    title="Answers are printed without their requests",
    mend="Print the request above each answer.",
    mutations=_mutations,
)
