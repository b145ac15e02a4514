"""A request without a parameter that the page marks as mandatory, answered all the same.

Why it matters: the mark is wrong, and a client is made to send, or to look up, what nobody needs.

Example: `couponIds` is mandatory without `couponCodes`; the printed request sends neither.
"""

from functools import partial

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.finding import REQUESTS, Finding
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.place import Situation
from asdocumented.contracts.model import Contract, Parameter

ID = "missing-parameter"


def _find(situation: Situation) -> Findings:
    refused = situation.status is not None and situation.status >= 400
    if situation.parameters_sent is None or refused:
        return
    for parameter in situation.contract.parameters.values():
        if _missing(situation.contract, parameter, situation.parameters_sent):
            yield Finding(
                check=ID,
                severity="note",
                location=parameter.location,
                documented=_documented(parameter),
                observed=_observed(parameter),
                observed_class="not sent, and answered",
                citation=parameter.citation,
                among=REQUESTS,
                has_value=False,
            )


def _missing(contract: Contract, parameter: Parameter, sent: tuple[str, ...]) -> bool:
    """Tell whether a query lacks a parameter; what stands elsewhere is there, or cannot be told."""
    if parameter.place != "query" or parameter.name in sent:
        return False
    if parameter.required:
        return True
    others = parameter.mandatory_unless
    elsewhere = {one.name for one in contract.parameters.values() if one.place != "query"}
    return bool(others) and not any(name in sent or name in elsewhere for name in others)


def _documented(parameter: Parameter) -> str:
    others = " or ".join(parameter.mandatory_unless)
    return f"mandatory unless {others} is sent" if others else "mandatory"


def _observed(parameter: Parameter) -> str:
    others = "".join(f", nor {other}" for other in parameter.mandatory_unless)
    return f"not sent{others}, and answered"


def _mutations(subject: Subject) -> Mutants:
    """Leave a mandatory parameter out of a request that is answered."""
    sent, status = subject.parsed.situation.parameters_sent, subject.parsed.situation.status
    if sent is None or (status is not None and status >= 400):
        return
    for name, parameter in subject.contract.parameters.items():
        others = {*parameter.mandatory_unless} & {*sent}
        mandatory = parameter.required or (parameter.mandatory_unless and not others)
        if parameter.place == "query" and name in sent and mandatory:
            make = partial(subject.asked, name, None)
            yield Mutant("a mandatory parameter left out", parameter.location, make)


CHECK = Check(
    ID,
    "request",
    severities=(
        Rating(
            "note",
            "a request is answered without a parameter that is marked as mandatory",
            "the mark asks too much; no answer is wrong",
        ),
    ),
    situation=_find,
    grouping="operation",
    title="A request without {names} is answered",
    mend="Take the mandatory mark from {rows}, or refuse such requests.",
    mutations=_mutations,
)
