"""A request parameter that no table of the page lists.

Why it matters: the client relies on something that nobody promised. A note where the page's own
example sends it.

Example: `?couponCode=ABC`, where the table lists `couponCodes`.
"""

from functools import partial

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.finding import REQUESTS, Finding
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.place import Situation
from asdocumented.formats.json_path import RequestLocation, printable

ID = "undocumented-parameter"
_UNLISTED = "unlistedByAnyTable"


def _find(situation: Situation) -> Findings:
    parameters = situation.contract.parameters
    for name in situation.parameters_sent or ():
        known = parameters.get(name)
        if known is None or known.place != "query":
            yield Finding(
                check=ID,
                severity="note" if situation.origin == "example" else "warning",
                location=str(RequestLocation("query", printable(name)[:80])),
                documented="in no row",
                observed="sent",
                citation=situation.contract.citation(),
                among=REQUESTS,
                has_value=False,
            )


def _mutations(subject: Subject) -> Mutants:
    """Send a parameter that no table lists."""
    if subject.parsed.situation.parameters_sent is not None:
        location = str(RequestLocation("query", _UNLISTED))
        yield Mutant(
            "a parameter that no table lists", location, partial(subject.asked, _UNLISTED, "1")
        )


CHECK = Check(
    ID,
    "request",
    severities=(
        Rating(
            "warning",
            "a request sends a parameter that is in no row",
            "the client relies on what nobody promised",
        ),
        Rating(
            "note",
            "the page prints such a request",
            "the page itself shows that it works",
        ),
    ),
    situation=_find,
    is_undocumented=True,
    title="`{name}` is sent and documented nowhere",
    mend="Add the parameter to the page, or stop sending it.",
    mutations=_mutations,
)
