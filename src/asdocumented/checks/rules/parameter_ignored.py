"""A request parameter without the documented effect on the response.

Why it matters: the client gets other data than it asked for, and no error tells it so.

Example: `showCouponSeries=true`, answered without `couponSeries`; or an item whose code nobody
asked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import TypeAlias

import msgspec

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutants, Spot, each_value, without
from asdocumented.checks.place import Names, locate
from asdocumented.checks.selected import shown_paths
from asdocumented.contracts.model import Contract, Filter
from asdocumented.formats.json_path import Json, located, member, select
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


_Wanted: TypeAlias = Sequence[tuple[tuple[str, ...], bool, set[str]]]
"""For each filter: the path to what shows it, whether letter case is ignored, the values sent."""


class _Selection(msgspec.Struct, frozen=True):
    """The path of the items that a request selects, and the filters that the response shows.

    `every` tells that an item has to match all of them.
    """

    items: tuple[str, ...]
    by: tuple[Filter, ...]
    every: bool


def _interaction(parsed: ParsedInteraction) -> Findings:
    """Yield items that no parameter selects.

    Of several parameters an item has to match one, or all where a row says so.
    """
    if parsed.node is None or parsed.fault is not None:
        return
    if parsed.situation.parameters_sent is None or parsed.is_as_asked:
        return
    selection = _selection(parsed.situation.contract, tuple(parsed.sent))
    if selection is None:
        return
    wanted = _wanted(selection, parsed.sent)
    matches = partial(_matches, wanted, all if selection.every else any)
    if _all_match(parsed.body, selection.items, matches):
        return
    for path, item in select(parsed.body, selection.items):
        if isinstance(item, dict) and not matches(item):
            rule = _failed(item, selection.by, wanted)
            shown = next(iter(select(item, rule.shown_by)), (rule.shown_by, None))
            below = (*path, *shown[0])
            location, _ = locate(parsed.node, below)
            yield Finding(
                check=ID,
                severity="error",
                location=location,
                follows_from=f"only what {rule.parameter} asks for",
                observed="something else",
                citation=rule.citation,
                among=located(below),
                path=below,
                value=shown[1],
            )


def _wanted(selection: _Selection, sent: Mapping[str, Sequence[str]]) -> _Wanted:
    return [
        (rule.shown_by, rule.ignore_case, _values(rule, sent[rule.parameter]))
        for rule in selection.by
    ]


def _failed(item: dict[str, Json], rules: Sequence[Filter], wanted: _Wanted) -> Filter:
    """Return the first filter that an item does not match."""
    failed = (rule for rule, one in zip(rules, wanted, strict=True) if not _may_match(item, one))
    return next(failed)


def _all_match(
    body: Json, names: Sequence[str], matches: Callable[[dict[str, Json]], bool]
) -> bool:
    """Tell whether all items match; false where they do not lie in the documented array."""
    for name in names:
        body = body.get(name) if isinstance(body, dict) else None
    items = body if isinstance(body, list) else [None]
    return all(isinstance(item, dict) and matches(item) for item in items)


def _matches(
    wanted: _Wanted, enough: Callable[[Iterable[bool]], bool], item: dict[str, Json]
) -> bool:
    return enough(_may_match(item, one) for one in wanted)


def _may_match(item: dict[str, Json], wanted: tuple[tuple[str, ...], bool, set[str]]) -> bool:
    """Tell whether an item shows a value that was asked for, or lacks a member that could."""
    path, ignore_case, values = wanted
    shown = [value for _, value in select(item, path)] if len(path) > 1 else [item.get(path[0])]
    for value in shown or [None]:
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
    by = tuple(rule for rule in used if rule.location is not None)
    every = contract.combination == "all"
    if not by or (len(by) < len(used) and not every) or len({rule.items for rule in by}) > 1:
        return None
    return _Selection(by[0].items, by, every)


def _values(rule: Filter, values: Sequence[str]) -> set[str]:
    """Return the values asked for.

    Those joined by a comma count, also where no row says so: that the server reads one is told by
    `wrong-parameter-value`.
    """
    separator = rule.separator or ","
    parts = {part.strip() for value in values for part in value.split(separator)}
    found = parts if rule.separator else {*parts, *values}
    return {value.casefold() for value in found} if rule.ignore_case else found


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
    sent = spot.subject.parsed.sent
    selection = _selection(situation.contract, tuple(sent))
    if selection is None:
        return
    wanted, enough = _wanted(selection, sent), all if selection.every else any
    for rule in selection.by:
        name = rule.shown_by[-1]
        text = members.get(name)
        here = spot.place.documented_location + member(name) == rule.location
        if not here or not isinstance(text, str):
            continue
        other = {**members, name: _other_text(text)}
        alone = len(selection.by) == 1
        if alone or (len(rule.shown_by) == 1 and not _matches(wanted, enough, other)):
            told = name if alone else _failed(other, selection.by, wanted).shown_by[-1]
            yield spot.becomes("an item that nobody asked for", other, member(told))


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
    looks_at=shown_paths,
    in_order=lambda _: True,
    concerns=_concerns,
    title="A parameter has no effect on `{name}`",
    mend="Let the parameter work as {rows} says, or correct the row.",
    mutations=each_value(_mutations),
)
