"""What changed of statuses, content types, and relations."""

from collections.abc import Iterator, Mapping

from asdocumented.comparing.change import Side
from asdocumented.comparing.differences import Difference, side
from asdocumented.contracts.model import Citation, Contract, FieldRelation, Filter, StatusRelation

_Relations = Mapping[str, tuple[str, str, tuple[Citation, ...]]]


def answer_differences(before: Contract, after: Contract) -> Iterator[Difference]:
    """Yield what changed of the address, the statuses, their bodies and content types."""
    old, new = (_address(one) for one in (before, after))
    if old.says != new.says:
        yield Difference("request-address-changed", old, new)
    for status in sorted(before.statuses ^ after.statuses):
        added = status in after.statuses
        kind = "success" if status.startswith("2") else "error"
        one = _status(after if added else before, status, status)
        yield _one_sided(f"{kind}-status", one, added=added)
    for status in sorted(before.statuses & after.statuses):
        yield from _content(before, after, status)


def _address(contract: Contract) -> Side:
    return side("$request", f"{contract.method} {contract.path}", [contract.citation()])


def _one_sided(kind: str, one: Side, *, added: bool, detail: str = "") -> Difference:
    if added:
        return Difference(f"{kind}-added", None, one, detail)
    return Difference(f"{kind}-removed", one, None, detail)


def _status(contract: Contract, status: str, says: str) -> Side:
    return side(f"$response.{status}", says, contract.status_sources or [contract.citation()])


def _content(before: Contract, after: Contract, status: str) -> Iterator[Difference]:
    bodies = [status in one.bodies for one in (before, after)]
    if bodies[0] != bodies[1]:
        one = _status(after if bodies[1] else before, status, f"the body of {status}")
        yield _one_sided("body", one, added=bodies[1])
    old, new = (one.content_types.get(status, frozenset()) for one in (before, after))
    for name in sorted(old ^ new) if bodies[0] == bodies[1] else ():
        one = _status(after if name in new else before, status, name)
        yield _one_sided("content-type", one, added=name in new, detail=name)


def relation_differences(before: Contract, after: Contract) -> Iterator[Difference]:
    """Yield the relations that are new, gone, or other ones."""
    old, new = _relations(before), _relations(after)
    for key in sorted({*old, *new}):
        if key not in old or key not in new:
            location, says, cited = (new if key in new else old)[key]
            yield _one_sided("relation", side(location, says, cited), added=key in new, detail=key)
        elif old[key][:2] != new[key][:2]:
            yield Difference("relation-changed", side(*old[key]), side(*new[key]), key)


def _relations(contract: Contract) -> _Relations:
    found: dict[str, tuple[str, str, tuple[Citation, ...]]] = {}
    for root in contract.bodies.values():
        for node in root.tree():
            for one in node.relations:
                found[one.id] = (node.location, _of_fields(one), (one.citation, *one.sources))
            for other in node.statuses:
                cited = (other.citation, *other.sources)
                found[other.id] = (node.location, _success(other), cited)
    for rule in contract.filters:
        cited = (rule.citation, *rule.case_sources)
        parameter = contract.parameters.get(rule.parameter)
        location = parameter.location if parameter else f"$request.query.{rule.parameter}"
        found[f"filter {rule.parameter}"] = (location, _filter(rule), cited)
    return found


_HOLDS = {
    "same-instant": "is the same moment as",
    "same-date": "is the same day as",
    "not-before": "is not before",
    "start-of-day": "is the first second of a day",
    "end-of-day": "is the last second of a day",
    "equals": "equals",
    "at-most": "is at most",
    "zero-with": "is 0 exactly with",
    "says-true": "says true",
}


def _of_fields(one: FieldRelation) -> str:
    unset = f", but for {', '.join(map(str, one.unset))}" if one.unset else ""
    return f"{one.left} {_HOLDS[one.relation]} {one.right}".rstrip() + unset


def _success(one: StatusRelation) -> str:
    paths = (one.success, one.code, one.items, one.item_success, one.item_code)
    names = ", ".join(".".join(path) for path in paths if path)
    codes = ", ".join(map(str, sorted(one.succeeded | one.item_succeeded)))
    return f"{names} agree: {codes} for success"


def _filter(rule: Filter) -> str:
    case = ", whatever the letter case" if rule.ignore_case else ""
    return f"{rule.parameter} selects by {rule.location or 'what no answer shows'}{case}"
