"""A request parameter without the documented effect on the response.

Why it matters: the client gets other data than it asked for, and no error tells it so.

Example: `showCouponSeries=true`, answered without `couponSeries`; or an item whose code nobody
asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from asdocumented.checks.check import Check, Findings, ParsedInteraction
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Names
from asdocumented.contracts.model import Contract, Filter
from asdocumented.formats.json_path import Json, located, members, select

ID = "parameter-ignored"


def _names(names: Names) -> Findings:
    if names.place.situation.parameters_sent is None:
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


_Wanted: TypeAlias = Sequence[tuple[str, bool, set[str]]]
"""Of each filter the member that shows it, whether case is ignored, and what was asked for."""


@dataclass(frozen=True, slots=True)
class _Selection:
    """The filters of a request, the path of the items that they select, and each one's member."""

    items: tuple[str, ...]
    by: tuple[tuple[Filter, str], ...]


def _exchange(parsed: ParsedInteraction) -> Findings:
    """Compare what was asked for with what was answered; items may match any one parameter."""
    asked = parsed.situation.parameters_sent
    if parsed.node is None or parsed.fault is not None or asked is None:
        return
    selection = _selection(parsed.situation.contract, asked)
    if selection is None:
        return
    wanted = [
        (name, rule.ignore_case, _asked(rule, parsed.query[rule.parameter]))
        for rule, name in selection.by
    ]
    if _all_match(parsed.body, selection.items, wanted):
        return
    for path, item in select(parsed.body, selection.items):
        if isinstance(item, dict) and not _may_match(item, wanted):
            rule, name = selection.by[0]
            location = located((*path, name))
            yield Finding(
                check=ID,
                severity="error",
                location=location,
                documented=f"only what {rule.parameter} asks for",
                observed="something else",
                citation=rule.citation,
                among=location,
                path=(*path, name),
                value=item.get(name),
            )


def _all_match(body: Json, names: Sequence[str], wanted: _Wanted) -> bool:
    """Tell whether all items match, where they lie in the one array that is documented."""
    for name in names:
        body = body.get(name) if isinstance(body, dict) else None
    items = body if isinstance(body, list) else [None]
    return all(isinstance(item, dict) and _may_match(item, wanted) for item in items)


def _may_match(item: dict[str, Json], wanted: _Wanted) -> bool:
    """Tell whether an item shows a value that was asked for, or does not show all it could."""
    for name, ignore_case, values in wanted:
        value = item.get(name)
        if value is None:
            return True
        if isinstance(value, list | dict):
            continue
        text = value if isinstance(value, str) else _as_query_value(value)
        if (text.casefold() if ignore_case else text) in values:
            return True
    return False


def _as_query_value(value: Json) -> str:
    """Return a JSON value as a query spells it: `true`, and 7 also where 7.0 is written."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


@lru_cache(maxsize=1024)
def _selection(contract: Contract, asked: tuple[str, ...]) -> _Selection | None:
    """Return by what a request selects items; None where the response does not show it."""
    used = [rule for rule in contract.filters if rule.parameter in asked]
    paths = [members(rule.location) for rule in used if rule.location is not None]
    if not used or len(paths) < len(used) or len({path[:-1] for path in paths}) > 1:
        return None
    by = tuple((rule, path[-1]) for rule, path in zip(used, paths, strict=True))
    return _Selection(paths[0][:-1], by)


def _asked(rule: Filter, values: Sequence[str]) -> set[str]:
    if rule.separator is not None:
        values = [part.strip() for value in values for part in value.split(rule.separator)]
    return {value.casefold() for value in values} if rule.ignore_case else {*values}


def _concerns(contract: Contract) -> bool:
    return bool(contract.filters)


CHECK = Check(ID, "request", names=_names, interaction=_exchange, concerns=_concerns)
