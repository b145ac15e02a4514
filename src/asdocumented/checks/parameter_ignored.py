"""A request parameter without the documented effect on the response.

Why it matters: the client gets other data than it asked for, and no error tells it so.

Example: `showCouponSeries=true`, answered without `couponSeries`; or an item whose code nobody
asked for.
"""

from collections.abc import Sequence

from asdocumented.checks import Check, Exchange, Findings
from asdocumented.location import Json, members, select
from asdocumented.model import Filter, Finding
from asdocumented.place import Names

ID = "parameter-ignored"


def _names(names: Names) -> Findings:
    if names.place.situation.asked is None:
        return
    for place in names.absent:
        presence = place.node.presence
        if place.expected():
            yield place.finding(
                ID,
                "error",
                "absent",
                documented=f"present with {presence.parameter}={presence.equals}",
                citation=place.promise(),
                among=names.place.location,
                has_value=False,
            )


def _exchange(exchange: Exchange) -> Findings:
    """Compare what was asked for with what was answered; items may match any one parameter."""
    contract, query = exchange.situation.contract, exchange.query
    used = [rule for rule in contract.filters if rule.parameter in query]
    unusable = exchange.node is None or exchange.fault is not None
    if not used or unusable or exchange.situation.asked is None:
        return
    if any(rule.location is None for rule in used):
        return
    parents = {(rule.location or "").rpartition(".")[0] for rule in used}
    if len(parents) != 1:
        return
    wanted = [
        (rule, members(rule.location or "")[-1], _asked(rule, query[rule.parameter]))
        for rule in used
    ]
    for path, item in select(exchange.body, members(parents.pop())):
        if isinstance(item, dict) and not any(
            _matches(rule, item.get(name), asked) for rule, name, asked in wanted
        ):
            rule, name, _ = wanted[0]
            yield Finding(
                check=ID,
                severity="error",
                location=rule.location or "",
                documented=f"only what {rule.parameter} asks for",
                observed="something else",
                citation=rule.citation,
                among=rule.location or "",
                path=(*path, name),
                value=item.get(name),
            )


def _asked(rule: Filter, values: Sequence[str]) -> frozenset[str]:
    split = [part for value in values for part in _split(rule, value)]
    return frozenset(part.casefold() if rule.ignore_case else part for part in split)


def _split(rule: Filter, value: str) -> list[str]:
    return [part.strip() for part in value.split(rule.separator)] if rule.separator else [value]


def _matches(rule: Filter, value: Json, asked: frozenset[str]) -> bool:
    text = "" if value is None else str(value)
    return (text.casefold() if rule.ignore_case else text) in asked


CHECK = Check(ID, "request", names=_names, exchange=_exchange)
