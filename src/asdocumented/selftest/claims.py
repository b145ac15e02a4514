"""What a contract claims of its answers, one claim at a time made wrong."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import msgspec
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, Contract, LetterCase, Node, Parameter
from asdocumented.formats.dates import date_form

_UNLISTED = "UNLISTED"
_FAR_AWAY = "Pacific/Kiritimati"
_NEAREST = "Pacific/Niue"


class Claim(msgspec.Struct, frozen=True):
    """One claim: what it is, in words, where, in which row, and the contract that denies it.

    `location` is where evidence has to have a value to show that the denial is wrong; it is a
    parameter's where the claim is about one.
    """

    what: str
    location: str
    citation: Citation
    deny: Callable[[], Contract]


def claims(contract: Contract) -> Iterator[Claim]:
    """Yield what the rows of a contract claim, in their order."""
    for name, parameter in contract.parameters.items():
        if parameter.place == "query":
            yield Claim(
                "name",
                parameter.location,
                parameter.citation,
                partial(_without_parameter, contract, name),
            )
    for status in sorted(contract.statuses):
        if status.isdigit():
            yield Claim(
                "status",
                f"$statusCode {status}",
                contract.citation(),
                partial(_without_status, contract, status),
            )
    for root in contract.roots:
        for node in root.tree():
            if node.citation is not None and node.citation.row is not None:
                yield from _of_node(contract, node, node.citation)


def _of_node(contract: Contract, node: Node, citation: Citation) -> Iterator[Claim]:
    for what, changed in _denials(node):
        yield Claim(
            what,
            node.location,
            citation,
            partial(contract.with_node, node, changed),
        )


def _denials(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield each claim of a node, in words, with a node that claims something else."""
    if node.name:
        yield "name", replace(node, name=f"{node.name}{_UNLISTED}")
    if node.types:
        other = frozenset({"boolean"} if "boolean" not in node.types else {"integer"})
        yield "datatype", replace(node, types=other, format=None, enum=None)
    if node.date is not None:
        yield "date format", replace(node, date=date_form("yyyy/MM/dd", "none"))
        if node.date.has_offset:
            zone = _NEAREST if node.date.zone == _FAR_AWAY else _FAR_AWAY
            yield "time zone", replace(node, date=date_form(node.date.pattern, zone))
    if node.enum:
        yield "listed values", replace(node, enum=(_UNLISTED,))
    if node.known_values:
        yield "values named as examples", replace(node, known_values=frozenset({_UNLISTED}))
    if node.letter_case is not None:
        yield "letter case", replace(node, letter_case=_turned(node.letter_case))
    if node.presence.rule == "parameter":
        presence = replace(node.presence, equals=_UNLISTED)
        yield "the parameter that asks for it", replace(node, presence=presence)
    if node.content_schema is not None:
        yield "JSON in the text", replace(node, content_schema={"type": "boolean"})


def _turned(rule: LetterCase) -> LetterCase:
    return replace(rule, upper=rule.lower, lower=rule.upper)


def _without_parameter(contract: Contract, name: str) -> Contract:
    kept: Mapping[str, Parameter] = {
        one: parameter for one, parameter in contract.parameters.items() if one != name
    }
    filters = tuple(one for one in contract.filters if one.parameter != name)
    return replace(contract, parameters=kept, filters=filters)


def _without_status(contract: Contract, status: str) -> Contract:
    return replace(contract, statuses=contract.statuses - {status})
