"""Checks that a relation between calls is about a parameter of its kind."""

from collections.abc import Iterator, Sequence

from asdocumented.contracts.files import ParameterFile
from asdocumented.contracts.model import CallRelation, CallWord, Filter, Node
from asdocumented.errors import Fault

ABOUT_NONE: frozenset[CallWord] = frozenset(
    {"same-again", "same-zone", "same-thing", "as-upgraded"}
)
"""The relations that are about no parameter."""

_KINDS: dict[CallWord, str] = {
    "same-but-letter-case": "decides the letter case of no text: no x-letter-case names it",
    "ignores-letter-case": "selects nothing whose letter case does not matter",
    "union": "selects nothing that an answer tells apart",
    "same-as-default": "has no default",
    "only-adds": "asks for no field: no x-presence names it",
    "any-order": "selects nothing",
}


def call_faults(
    where: str,
    calls: Sequence[CallRelation],
    parameters: Sequence[ParameterFile],
    filters: Sequence[Filter],
    nodes: Sequence[Node],
) -> Iterator[Fault]:
    """Yield the relations that name no parameter, one of another kind, or one where none belongs.

    Args:
        where: the file that has the relations.
        calls: the relations between calls.
        parameters: those that are documented.
        filters: the parameters that select items.
        nodes: all places of the judged bodies.

    """
    known = {one.name: one for one in parameters if one.place in ("query", "path")}
    for one in calls:
        place = f"{where}, {one.id}"
        yield from (Fault(place, *said) for said in _elsewhere(one, nodes))
        if one.relation in ABOUT_NONE:
            if one.parameter:
                yield Fault(place, f"{one.relation} is about no parameter", "leave it out")
        elif one.parameter not in known:
            what = f"no parameter {one.parameter!r} in query or path"
            yield Fault(place, what, "name a parameter of openapi.yaml")
        elif not _fits(one, known[one.parameter], filters, nodes):
            what = f"the parameter {one.parameter!r} {_KINDS[one.relation]}"
            yield Fault(place, what, "name another one, or drop this")


def _elsewhere(one: CallRelation, nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with what a relation says of another operation, and what to do."""
    if one.relation == "same-thing":
        here = next((node for node in nodes if node.location == one.here), None)
        if not one.there or here is None:
            yield f"no [[same]] is about {one.here or 'nothing'}", "name the here of one"
        elif one.identity not in here.fields:
            yield f"no member {one.identity!r} of {one.here}", "name the one that identifies it"
    elif one.here or one.identity:
        yield f"{one.relation} is about no here and identity", "leave them out"
    if one.relation == "as-upgraded" and not one.operation:
        yield "no operation is named", "name the one that the map of the upgrade begins with"
    elif one.operation and one.relation not in ("same-thing", "as-upgraded"):
        yield f"{one.relation} is about no other operation", "leave operation out"


def _fits(
    one: CallRelation,
    parameter: ParameterFile,
    filters: Sequence[Filter],
    nodes: Sequence[Node],
) -> bool:
    """Tell whether a relation can judge a parameter of this kind."""
    own = [rule for rule in filters if rule.parameter == one.parameter]
    if one.relation == "same-but-letter-case":
        cases = [node.letter_case for node in nodes if node.letter_case is not None]
        return any(case.parameter == one.parameter for case in cases)
    if one.relation == "ignores-letter-case":
        return any(rule.ignore_case for rule in own)
    if one.relation == "union":
        return bool(own) and any(rule.tells_apart for rule in filters)
    if one.relation == "same-as-default":
        return parameter.schema.get("default") is not None
    if one.relation == "only-adds":
        return any(
            node.presence.rule == "parameter" and node.presence.parameter == one.parameter
            for node in nodes
        )
    return bool(own)
