"""The requests that show the relations between calls, as far as no case is one of them."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from asdocumented.contracts.cases import PLACEHOLDER, Case
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import CallRelation, Contract, Node
from asdocumented.live.planning.plan import (
    Plan,
    PlannedRequest,
    Samples,
    make_plan,
    plan_case,
)

Query: TypeAlias = tuple[tuple[str, str], ...]


class Pair(NamedTuple):
    """Queries that show a relation together, and the case that they are made of."""

    base: Case
    queries: tuple[Query, ...]


def make_whole_plan(
    editions: Sequence[EditionFolder], samples: Samples, *, pairs: bool = True
) -> Plan:
    """Return the requests of all cases that the samples can fill, and unless told those of pairs.

    The pairs are what the relations between calls need beside the cases.

    Each relation is shown by the case that needs the fewest further requests. A relation that no
    planned case can be a part of gets none: the report says that nothing showed it.
    """
    plan = make_plan(editions, samples)
    if not pairs:
        return plan
    requests: list[PlannedRequest] = []
    for edition in editions:
        operation = edition.contract.operation
        own = [one for one in plan.requests if one.operation == operation]
        requests += [*own, *_added(edition, own, samples)]
    return Plan(tuple(requests), plan.left_out)


def _added(
    edition: EditionFolder, planned: Sequence[PlannedRequest], samples: Samples
) -> Iterator[PlannedRequest]:
    """Yield the requests that an operation lacks; each counts for the relations after it."""
    names = {one.case for one in planned}
    cases = [one for one in edition.cases if one.name in names and _finds_something(one)]
    known = {one.path for one in planned if one.credentials == "right"}
    for relation in edition.contract.calls:
        found = [
            _lacking(edition, relation, pair, samples, known)
            for case in cases
            for pair in _pairs(edition.contract, relation, case)
        ]
        cheapest = min((one for one in found if one is not None), key=_cost, default=[])
        known |= {one.path for one in cheapest}
        yield from cheapest


def _cost(requests: Sequence[PlannedRequest]) -> tuple[int, int]:
    """Return what orders pairs: fewer requests first, then longer ones, which ask for more."""
    return len(requests), -max((len(one.template) for one in requests), default=0)


def _finds_something(case: Case) -> bool:
    """Tell whether a case asks for items that exist, with the right credentials."""
    asked = (text for _, text in (*case.query, *case.path))
    return case.credentials == "right" and any(map(PLACEHOLDER.search, asked))


def _lacking(
    edition: EditionFolder,
    relation: CallRelation,
    pair: Pair,
    samples: Samples,
    known: set[str],
) -> list[PlannedRequest] | None:
    """Return the requests of a pair that are not planned yet; None where no samples show it."""
    requests: dict[str, PlannedRequest] = {}
    for number, query in enumerate(pair.queries, 1):
        name = f"pair-{relation.id}-{number}"
        case = Case(name, _why(relation), query, pair.base.path, shows=())
        try:
            planned = plan_case(edition, case, samples, pair=relation.id)
        except LookupError:
            return None
        requests[planned.path] = planned
    again = relation.relation == "same-again"
    if len(requests) < 2 and not again:
        return None
    return [one for path, one in requests.items() if again or path not in known]


def _why(relation: CallRelation) -> str:
    about = f" of {relation.parameter}" if relation.parameter else ""
    return f"the relation {relation.id} between calls: {relation.relation}{about}"


def _pairs(contract: Contract, relation: CallRelation, case: Case) -> Iterator[Pair]:
    """Yield the queries that show a relation, made of a case; none where it is no part of one."""
    name, query = relation.parameter, case.query
    rest = tuple(pair for pair in query if pair[0] != name)
    own = [text for one, text in query if one == name]
    match relation.relation:
        case "same-but-letter-case":
            sets = [[(*rest, (name, word)) for word in _words(contract, name)]]
        case "same-as-default":
            default = contract.parameter_value(name, {}) or ""
            sets = [[rest, (*rest, (name, default))]]
        case "only-adds":
            asked = [
                node.presence.equals
                for node in _nodes(contract)
                if node.presence.rule == "parameter" and node.presence.parameter == name
            ]
            sets = [[rest, (*rest, (name, word))] for word in dict.fromkeys(asked)]
        case "ignores-letter-case":
            sets = [_spelled(rest, name, own)] if own else []
        case "union":
            sets = [_each_alone(contract, rest, name, own)]
        case "any-order":
            sets = [_reversed(contract, rest, name, own)] if own else []
        case "same-again":
            sets = [[query]]
        case _:
            sets = []
    yield from (Pair(case, tuple(one)) for one in sets if one)


def _nodes(contract: Contract) -> Iterator[Node]:
    return chain.from_iterable(root.tree() for root in contract.roots)


def _words(contract: Contract, name: str) -> Sequence[str]:
    """Return a value of a parameter for each letter case that it can ask for."""
    rules = (one for node in _nodes(contract) if (one := node.letter_case) is not None)
    rule = next((one for one in rules if one.parameter == name), None)
    return [words[0] for words in (rule.upper, rule.lower, rule.unchanged) if words] if rule else []


def _spelled(rest: Query, name: str, own: Sequence[str]) -> list[Query]:
    """Return a query with the values as they are, and one with each in the other letter case."""

    def typed(text: str, how: str) -> str:
        return PLACEHOLDER.sub(lambda one: f"{{{_name(one['sample'], one['which'])}{how}}}", text)

    spellings = ([typed(text, how) for text in own] for how in ("", "!swap"))
    return [(*rest, *((name, text) for text in texts)) for texts in spellings]


def _name(sample: str, which: str | None) -> str:
    return sample if which is None else f"{sample}.{which}"


def _values(contract: Contract, name: str, own: Sequence[str]) -> tuple[list[str], str | None]:
    """Return the values of a filter one by one, and what separates them within one text."""
    separator = next((one.separator for one in contract.filters if one.parameter == name), None)
    if separator is None:
        return [*own], None
    return [part for text in own for part in text.split(separator)], separator


def _query(rest: Query, name: str, values: Sequence[str], separator: str | None) -> Query:
    texts = values if separator is None else [separator.join(values)]
    return (*rest, *((name, text) for text in texts))


def _each_alone(contract: Contract, rest: Query, name: str, own: Sequence[str]) -> list[Query]:
    """Return a query for several values, and one for each of them; nothing for a single one."""
    values, separator = _values(contract, name, own)
    several = [*dict.fromkeys(values)]
    if len(several) < 2:
        return []
    asked = [several, *([one] for one in several)]
    return [_query(rest, name, one, separator) for one in asked]


def _reversed(contract: Contract, rest: Query, name: str, own: Sequence[str]) -> list[Query]:
    """Return a query, and one with its values in the other order, the last one once more."""
    values, separator = _values(contract, name, own)
    asked = [values, [*reversed(values), values[-1]]]
    return [_query(rest, name, one, separator) for one in asked]
