"""Two pages that document one thing in two ways.

Why it matters: a client that reads the thing from both operations fits only one of them.

Example: `couponSeries` has a Long where the page of the series has an Integer.
"""

from collections.abc import Iterator, Sequence

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract, Filter, Node, SameThing

ID = "pages-disagree"


def _find(contract: Contract, others: Sequence[Contract]) -> Findings:
    for same in contract.same:
        there = [one for one in others if one.operation == same.operation]
        other = max(there, key=lambda one: one.edition, default=None)
        if other is None:
            continue
        if same.here.startswith("$request."):
            yield from _parameters(contract, other, same)
        else:
            yield from _objects(contract, other, same)


def _parameters(contract: Contract, other: Contract, same: SameThing) -> Findings:
    forms = [
        "several values by a comma" if one.separator else "several values by repetition"
        for one in (_filter(contract, same.here), _filter(other, same.there))
        if one is not None
    ]
    if len(forms) == 2 and forms[0] != forms[1]:
        yield page_finding(
            ID, same.here, forms[0], f"{forms[1]} on the other page", [same.citation, *same.sources]
        )


def _objects(contract: Contract, other: Contract, same: SameThing) -> Findings:
    here, there = _node(contract, same.here), _node(other, same.there)
    if here is None or there is None:
        return
    for name in dict.fromkeys((*here.fields, *there.fields)):
        one, two = here.fields.get(name), there.fields.get(name)
        known = [node.citation for node in (one, two) if node is not None and node.citation]
        rows = [cited for cited in known if cited.row is not None]
        if one is not None and two is not None:
            location = one.location
            for documented, observed in _differences(one, two):
                yield page_finding(ID, location, documented, f"{observed} on the other page", known)
        elif rows:
            missing = "this" if one is None else "the other"
            location = same.here if one is None else one.location
            yield page_finding(ID, location, f"{name} in a row", f"none on {missing} page", rows)


def _differences(one: Node, two: Node) -> Iterator[tuple[str, str]]:
    """Yield what two rows say otherwise."""
    words = [_datatype(node) for node in (one, two)]
    if words[0] != words[1] and all(
        node.citation is not None and node.citation.row is not None for node in (one, two)
    ):
        yield words[0], words[1]
    forms = [node.date for node in (one, two)]
    if forms[0] is not None and forms[1] is not None and forms[0] != forms[1]:
        yield (
            f"{forms[0].printed or forms[0].pattern}, zone {forms[0].zone}",
            f"{forms[1].printed or forms[1].pattern}, zone {forms[1].zone}",
        )
    texts = ["JSON in a text" if node.json_text is not None else "a text" for node in (one, two)]
    if texts[0] != texts[1]:
        yield texts[0], texts[1]


def _datatype(node: Node) -> str:
    return (node.citation.datatype if node.citation else None) or "no datatype"


def _node(contract: Contract, location: str) -> Node | None:
    nodes = (node for root in contract.roots for node in root.tree())
    return next((node for node in nodes if node.location == location), None)


def _filter(contract: Contract, location: str) -> Filter | None:
    name = location.removeprefix("$request.query.")
    return next((one for one in contract.filters if one.parameter == name), None)


CHECK = Check(
    ID,
    "page",
    severities=(Rating("note", "two pages say two things", "one of them misleads a client"),),
    pages=_find,
    grouping="operation",
    title="Another page documents {names} otherwise",
    mend="Let both pages say the same in {rows}.",
)
