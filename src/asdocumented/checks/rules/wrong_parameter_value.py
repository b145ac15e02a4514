"""A request parameter with a value that its row does not allow, answered as if it did.

Why it matters: a client that sends a wrong value gets data for something else, and no error tells
it so. A note where the page's own example sends the value.

Example: documented Integer, sent `couponIds=invented`, answered with 200.
"""

from collections.abc import Sequence
from functools import lru_cache, partial

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.parameter_values import WrongValue, wrong_values
from asdocumented.checks.place import VALUE_CHARACTERS, Situation
from asdocumented.checks.selected import asked_for, items, possible_names, shown, shown_paths
from asdocumented.checks.statuses import refuses
from asdocumented.contracts.model import Contract

ID = "wrong-parameter-value"
_JOINED = "several values with a comma, and answered each"
_SUCCESS = range(200, 300)


def _find(parsed: ParsedInteraction) -> Findings:
    found = _wrong_values(parsed)
    if found:
        yield from _wrong(parsed, found)
    if not parsed.is_as_asked:
        yield from _joined(parsed)


def _wrong_values(parsed: ParsedInteraction) -> list[tuple[str, WrongValue]]:
    """Return what is wrong with the values of each parameter of a request that was answered."""
    contract, status = parsed.situation.contract, parsed.situation.status
    if parsed.situation.parameters_sent is None or (status is not None and status not in _SUCCESS):
        return []
    return [
        (name, wrong)
        for name in _judged(contract)
        if name in parsed.sent
        for wrong in wrong_values(contract, name, parsed.sent[name])
    ]


def _wrong(parsed: ParsedInteraction, found: Sequence[tuple[str, WrongValue]]) -> Findings:
    if _may_be_refused(parsed):
        return
    contract = parsed.situation.contract
    for name, wrong in found:
        parameter = contract.parameters[name]
        yield Finding(
            check=ID,
            severity="note" if parsed.situation.origin == "example" else "warning",
            location=parameter.location,
            documented=parameter.citation.datatype or parameter.kinds,
            observed=f"{wrong.fault}, and answered",
            citation=parameter.citation,
            among="",
            value=wrong.text,
        )


def _joined(parsed: ParsedInteraction) -> Findings:
    """Yield values that a comma joins, no row tells of it, and items of several were answered."""
    if not any("," in text for texts in parsed.sent.values() for text in texts):
        return
    asked = asked_for(parsed)
    if asked is None or asked.rule.location is None or asked.rule.separator is not None:
        return
    rule = asked.rule
    answered = shown(rule, items(rule, parsed.body))
    for value, text in asked.values.items():
        parts = {part.strip() for part in value.split(",")} if "," in value else set()
        if len(parts & answered) > 1 and value not in answered:
            parameter = parsed.situation.contract.parameters[rule.parameter]
            yield Finding(
                check=ID,
                severity="note" if parsed.situation.origin == "example" else "warning",
                location=parameter.location,
                follows_from="one value, for no row tells of several with a comma",
                observed=_JOINED,
                citation=parameter.citation,
                among="",
                value=text,
            )


def _may_be_refused(parsed: ParsedInteraction) -> bool:
    """Tell whether the body refuses the request, or cannot be read for that."""
    if parsed.node is None:
        return bool(parsed.situation.contract.media_types(parsed.situation.status))
    return parsed.fault is not None or refuses(parsed.node, parsed.body)


@lru_cache(maxsize=256)
def _judged(contract: Contract) -> tuple[str, ...]:
    """Return the parameters whose values can be wrong: there is a type or a limit to break."""
    return tuple(
        one.name
        for one in contract.parameters.values()
        if one.place in ("query", "path") and one.is_limited
    )


def _is_in_order(situation: Situation) -> bool:
    """Tell whether the situation has all values that can be wrong, whole, and they are right."""
    contract, values = situation.contract, dict(situation.query)
    judged = {*_judged(contract)}.intersection(possible_names(situation))
    return all(
        name in values
        and len(values[name]) < VALUE_CHARACTERS
        and not wrong_values(contract, name, [values[name]])
        for name in judged
    )


def _concerns(contract: Contract) -> bool:
    joinable = (rule.location is not None and not rule.separator for rule in contract.filters)
    return bool(_judged(contract)) or any(joinable)


def _mutations(subject: Subject) -> Mutants:
    """Send words where a number or a boolean is documented, and have them answered."""
    parsed = subject.parsed
    answered = parsed.situation.status in _SUCCESS and parsed.node is not None
    if parsed.situation.parameters_sent is None or not answered or parsed.fault is not None:
        return
    if parsed.node is not None and refuses(parsed.node, parsed.body):
        return
    for name, one in subject.contract.parameters.items():
        if one.place == "query" and one.types and one.types <= {"integer", "number", "boolean"}:
            make = partial(subject.asked, name, "words")
            yield Mutant("words for a number or a boolean", one.location, make)


CHECK = Check(
    ID,
    "request",
    severities=(
        Rating(
            "warning",
            "a wrong value is answered as if it were right",
            "a client gets data for something else, and no error tells it so",
        ),
        Rating(
            "note",
            "the page prints such a request",
            "the page itself shows that it works",
        ),
    ),
    interaction=_find,
    looks_at=shown_paths,
    in_order=_is_in_order,
    heeds_errors=True,
    concerns=_concerns,
    mutations=_mutations,
)
