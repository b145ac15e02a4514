"""What a request asks for by a filter, and what its answer shows of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from asdocumented.checks.check import ParsedInteraction
from asdocumented.checks.place import Situation
from asdocumented.checks.statuses import (
    error_items,
    find_scopes,
    nodes_with_statuses,
    read_statuses,
    status_paths,
)
from asdocumented.contracts.model import Contract, Filter, Node
from asdocumented.formats.json_path import Json, members, select_values
from asdocumented.formats.urls import as_query_value

_SUCCESS = range(200, 300)
_FOLDS: dict[bool, Callable[[Any], str]] = {True: str.casefold, False: str.__str__}
"""What makes texts equal, by whether their letter case does not matter; it refuses all else."""


class Asked(NamedTuple):
    """The only filter that a request uses, and the values sent for it, each once.

    `values` maps each value, without its letter case where that does not matter, to its text.
    """

    rule: Filter
    values: dict[str, str]


class PlainFilter(msgspec.Struct, frozen=True):
    """How a request with one filter shows what it selected: by one member of the items.

    `fold` makes texts equal that count as the same, and refuses all else.
    """

    items: tuple[str, ...]
    member: str
    parameter: str
    separator: str | None
    fold: Callable[[Any], str]

    def selects(self, sent: Mapping[str, Sequence[str]], body: Json) -> bool:
        """Tell quickly that the items of an answer are those asked for; False may be doubt."""
        found: Any = body  # whatever it is, it refuses what it has not
        member, fold = self.member, self.fold
        try:
            texts = sent[self.parameter]
            if self.separator is not None:
                texts = [part for text in texts for part in text.split(self.separator)]
            for name in self.items:
                found = found[name]
            if type(found) is not list:
                return False
            if len(found) == len(texts) == 1:
                return fold(found[0][member]) == fold(texts[0])
            return {fold(item[member]) for item in found} == {*map(fold, texts)}
        except (TypeError, LookupError):
            return False


@lru_cache(maxsize=1024)
def plain_filter(contract: Contract, sent: tuple[str, ...]) -> PlainFilter | None:
    """Return the filter of a request that sends these parameters; None where it is not plain."""
    used = [rule for rule in contract.filters if rule.parameter in sent]
    if len(used) != 1 or len(used[0].shown_by) != 1:
        return None
    rule = used[0]
    fold = _FOLDS[rule.ignore_case]
    return PlainFilter(rule.items, rule.shown_by[0], rule.parameter, rule.separator, fold)


def possible_names(situation: Situation) -> tuple[str, ...]:
    """Return the names of all parameters that a request may have, in query and path."""
    parameters = situation.contract.parameters.values()
    in_path = (one.name for one in parameters if one.place == "path")
    return (*(situation.parameters_sent or ()), *in_path)


def is_as_asked(contract: Contract, sent: Mapping[str, Sequence[str]], body: Json) -> bool:
    """Tell quickly that the items of an answer are those that were asked for; False may be doubt.

    Most answers are: this costs a third of looking for what is missing, or was not asked for.

    Args:
        contract: of the operation.
        sent: the values of the parameters in query and path.
        body: the answer, parsed.

    """
    plain = plain_filter(contract, tuple(sent))
    return plain is not None and plain.selects(sent, body)


def shown_paths(situation: Situation, root: Node) -> Iterator[tuple[str, ...]]:
    """Yield the paths of all members of a body by which the functions here judge it."""
    yield from status_paths(root)
    for rule in situation.contract.filters:
        yield (*rule.items, *rule.shown_by)
        if rule.location is not None:
            yield members(rule.location)


def asked_for(parsed: ParsedInteraction) -> Asked | None:
    """Return what a request selects by one filter alone.

    None where it uses several, where it has none, and where the answer refuses the request or
    cannot be read.
    """
    situation = parsed.situation
    used = [rule for rule in situation.contract.filters if rule.parameter in parsed.sent]
    unreadable = parsed.node is None or parsed.fault is not None
    refused = situation.status is not None and situation.status not in _SUCCESS
    if len(used) != 1 or unreadable or refused or situation.parameters_sent is None:
        return None
    if (
        parsed.node is not None
        and nodes_with_statuses(parsed.node)
        and any(
            read_statuses(scope, relation).tell_of_failure
            for relation, _, scope in find_scopes(parsed.node, parsed.body)
        )
    ):
        return None
    rule = used[0]
    texts = parsed.sent[rule.parameter]
    if rule.separator is not None:
        texts = [part for text in texts for part in text.split(rule.separator)]
    stripped = [text.strip() for text in texts]
    return Asked(rule, {fold(rule, one): one for one in stripped if one})


def fold(rule: Filter, text: str) -> str:
    """Return a value as it is compared: without its letter case where that does not matter."""
    return text.casefold() if rule.ignore_case else text


def shown(rule: Filter, items: Json) -> set[str]:
    """Return the values that items were selected by."""
    return {
        fold(rule, one if isinstance(one, str) else as_query_value(one))
        for one in select_values(items, rule.shown_by)
        if one is not None and not isinstance(one, dict)
    }


def items(rule: Filter, body: Json) -> list[Json]:
    """Return the items of an answer, whether or not they lie in an array."""
    return select_values(body, rule.items)


def without_errors(asked: Asked, missing: Sequence[str], parsed: ParsedInteraction) -> list[str]:
    """Return what of the missing values no error tells of.

    An error that names no value that was asked for stands for any one of them.
    """
    node = parsed.node
    told = [] if node is None else list(error_items(node, parsed.body))
    texts = [fold(asked.rule, str(item)) for item in told]
    untold = [one for one in missing if not any(one in text for text in texts)]
    unnamed = [text for text in texts if not any(one in text for one in asked.values)]
    return untold[len(unnamed) :]
