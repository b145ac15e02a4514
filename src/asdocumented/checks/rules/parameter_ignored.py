"""A request parameter without the documented effect on the response.

Why it matters: the client gets other data than it asked for, and no error tells it so.

Example: `showCouponSeries=true`, answered without `couponSeries`; or an item whose code nobody
asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutants, Spot, each_value, without
from asdocumented.checks.place import Names, locate
from asdocumented.contracts.model import Contract, Filter
from asdocumented.formats.json_path import Json, located, member, select
from asdocumented.formats.json_path import members as path_names
from asdocumented.formats.urls import as_query_value

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
                documented=f"there with {presence.parameter}={presence.equals}",
                citation=place.presence_citation(),
                expectation=place.expectation(),
                has_value=False,
            )


_Wanted: TypeAlias = Sequence[tuple[str, bool, set[str]]]
"""For each filter: the member that shows it, whether letter case is ignored, the values sent."""


@dataclass(frozen=True, slots=True)
class _Selection:
    """The path of the items that a request selects; the filters, each with the member to match."""

    items: tuple[str, ...]
    by: tuple[tuple[Filter, str], ...]


def _interaction(parsed: ParsedInteraction) -> Findings:
    """Yield items that no parameter selects; an item has to match only one of several."""
    if parsed.node is None or parsed.fault is not None:
        return
    if parsed.situation.parameters_sent is None:
        return
    selection = _selection(parsed.situation.contract, tuple(parsed.sent))
    if selection is None:
        return
    wanted = [
        (name, rule.ignore_case, _values(rule, parsed.sent[rule.parameter]))
        for rule, name in selection.by
    ]
    if _all_match(parsed.body, selection.items, wanted):
        return
    for path, item in select(parsed.body, selection.items):
        if isinstance(item, dict) and not _may_match(item, wanted):
            rule, name = selection.by[0]
            location, _ = locate(parsed.node, (*path, name))
            yield Finding(
                check=ID,
                severity="error",
                location=location,
                follows_from=f"only what {rule.parameter} asks for",
                observed="something else",
                citation=rule.citation,
                among=located((*path, name)),
                path=(*path, name),
                value=item.get(name),
            )


def _all_match(body: Json, names: Sequence[str], wanted: _Wanted) -> bool:
    """Tell whether all items match; false where they do not lie in the documented array."""
    for name in names:
        body = body.get(name) if isinstance(body, dict) else None
    items = body if isinstance(body, list) else [None]
    return all(isinstance(item, dict) and _may_match(item, wanted) for item in items)


def _may_match(item: dict[str, Json], wanted: _Wanted) -> bool:
    """Tell whether an item shows a value that was asked for, or lacks a member that could."""
    for name, ignore_case, values in wanted:
        value = item.get(name)
        if value is None:
            return True
        if isinstance(value, list | dict):
            continue
        text = value if isinstance(value, str) else as_query_value(value)
        if (text.casefold() if ignore_case else text) in values:
            return True
    return False


@lru_cache(maxsize=1024)
def _selection(contract: Contract, parameters_sent: tuple[str, ...]) -> _Selection | None:
    """Return how a request selects items; None where the response does not show it."""
    used = [rule for rule in contract.filters if rule.parameter in parameters_sent]
    paths = [path_names(rule.location) for rule in used if rule.location is not None]
    if not used or len(paths) < len(used) or len({path[:-1] for path in paths}) > 1:
        return None
    by = tuple((rule, path[-1]) for rule, path in zip(used, paths, strict=True))
    return _Selection(paths[0][:-1], by)


def _values(rule: Filter, values: Sequence[str]) -> set[str]:
    if rule.separator is not None:
        values = [part.strip() for value in values for part in value.split(rule.separator)]
    return {value.casefold() for value in values} if rule.ignore_case else {*values}


def _concerns(contract: Contract) -> bool:
    return bool(contract.filters)


def _mutations(spot: Spot) -> Mutants:
    """Leave out what the request asks for, or answer an item that it does not."""
    situation, members = spot.place.situation, spot.value
    if situation.parameters_sent is None or not isinstance(members, dict):
        return
    for name, node in spot.node.fields.items():
        asked_for = situation.contract.asks_for(node, dict(situation.query))
        if asked_for and name in members and node.citation is not None:
            yield spot.becomes("a requested field left out", without(members, name), member(name))
    sent = [one for one in situation.contract.filters if one.parameter in spot.subject.parsed.sent]
    if not sent or any(one.location is None for one in sent):
        return
    for rule in sent:
        path = path_names(rule.location or "")
        text = members.get(path[-1]) if path else None
        here = bool(path) and spot.place.documented_location + member(path[-1]) == rule.location
        if here and isinstance(text, str):
            other = {**members, path[-1]: _other_text(text)}
            first = path_names(sent[0].location or "")[-1]
            yield spot.becomes("an item that nobody asked for", other, member(first))


def _other_text(text: str) -> str:
    """Return another text of the same letter case."""
    letter = "q" if text.islower() else "Q"
    return f"{letter}7{text}"


CHECK = Check(
    ID,
    "request",
    severities=(
        Rating(
            "error",
            "a parameter does not do what its row says",
            "the client gets other data than it asked for",
        ),
    ),
    names=_names,
    interaction=_interaction,
    concerns=_concerns,
    title="A parameter has no effect on `{name}`",
    mend="Let the parameter work as {rows} says, or correct the row.",
    mutations=each_value(_mutations),
)
