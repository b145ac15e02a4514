"""A documented row that no printed example shows.

Why it matters: nobody can see what the value looks like, or how it is asked for.

Example: `couponIssualDetails` is in the table, and in no printed body.
"""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract, Node

ID = "row-never-shown"


def _find(contract: Contract) -> Findings:
    if not contract.examples:
        return
    for root in contract.bodies.values():
        for node in _unseen(root, contract):
            if node.citation is not None:
                yield page_finding(
                    ID,
                    node.location,
                    f"{node.name}{_below(node)}",
                    "in no printed answer",
                    [node.citation],
                )
    printed = [one for one in contract.examples if one.has_request]
    sent = {name for one in printed for name, _ in parse_qsl(urlsplit(one.url).query)}
    for parameter in contract.parameters.values() if printed else ():
        if parameter.place == "query" and parameter.name not in sent:
            yield page_finding(
                ID,
                parameter.location,
                f"the parameter {parameter.name}",
                "in no printed request",
                [parameter.citation],
            )


def _unseen(root: Node, contract: Contract) -> Iterator[Node]:
    """Yield the nodes that no example shows, and nothing below them."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node not in contract.printed:
            yield node
        elif not node.error_array:
            children = (*node.fields.values(), node.item)
            stack += [one for one in children if one is not None][::-1]


def _below(node: Node) -> str:
    count = sum(one.citation is not None for one in node.tree()) - 1
    return f" and {count} below it" if count > 0 else ""


def _mutations(subject: Subject) -> Mutants:
    """Let no example show a field."""
    contract = subject.contract
    for root in contract.bodies.values():
        for node in root.tree():
            if node.name and node.citation is not None and node in contract.printed:
                rest = {one: kinds for one, kinds in contract.printed.items() if one is not node}

                def make(rest: dict[Node, frozenset[str]] = rest) -> Contract:
                    return replace(contract, printed=rest)

                yield Mutant("a field that no example shows", node.location, make)


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating("note", "a row is shown by no example", "the page does not show what a client gets"),
    ),
    page=_find,
    grouping="operation",
    title="No example shows {names}",
    mend="Print an example that shows {names}.",
    mutations=_mutations,
)
