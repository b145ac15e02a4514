"""Two offsets in one response, though one cluster answers in one zone.

Why it matters: a client that reads the offset once, or compares the texts, orders them wrongly.
Winter and summer time of one zone are no mixture.

Example: `validTill` ends in `Z`, `createdOn` in `+05:30`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from asdocumented import dates
from asdocumented.checks import Check, Exchange, Findings
from asdocumented.location import Json, Step
from asdocumented.model import Finding, Node

ID = "mixed-offsets"
_SUMMER_TIME = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Dates:
    """The members of an object that are server-zone dates, and those below which there are more."""

    node: Node
    names: tuple[str, ...]
    below: "tuple[tuple[str, _Dates], ...]"


@dataclass(frozen=True, slots=True)
class _Date:
    node: Node
    path: tuple[Step, ...]
    text: str


def _find(exchange: Exchange) -> Findings:
    if exchange.node is None or exchange.fault is not None:
        return
    dates_in = _dates_below(exchange.node)
    if len(_endings(dates_in, exchange.body, set())) < 2:
        return
    first: timedelta | None = None
    for date in _dates(dates_in, exchange.body, ()):
        offset = _offset(date, exchange.situation.zone)
        if offset is None or first is None:
            first = offset if first is None else first
        elif not _same_zone(first, offset, exchange.situation.zone):
            both = sorted((dates.format_offset(first), dates.format_offset(offset)))
            yield Finding(
                check=ID,
                severity="warning",
                location=date.node.location,
                documented="one zone",
                observed=" and ".join(both),
                citation=date.node.citation or exchange.situation.contract.citation(),
                among=date.node.location,
                path=date.path,
                value=date.text,
            )
            return


def _endings(dates_in: _Dates, value: Json, endings: set[str]) -> set[str]:
    """Return what the dates end in; fewer than two endings cannot be two offsets."""
    if isinstance(value, list):
        for item in value:
            _endings(dates_in, item, endings)
    elif isinstance(value, dict):
        for name in dates_in.names:
            text = value.get(name)
            if isinstance(text, str):
                endings.add(text[19:])
        for name, below in dates_in.below:
            if name in value:
                _endings(below, value[name], endings)
    return endings


def _same_zone(first: timedelta, second: timedelta, zone: str | None) -> bool:
    return first == second or (zone is None and abs(first - second) <= _SUMMER_TIME)


def _offset(date: _Date, zone: str | None) -> timedelta | None:
    """Return the offset; in a known zone, one offset for all dates that are right in it."""
    moment = date.node.date.read(date.text) if date.node.date else None
    if moment is None or moment.offset is None or zone is None:
        return moment.offset if moment else None
    known = dates.find_zone(zone)
    if dates.zone_offset(known, moment) != moment.offset:
        return moment.offset
    return known.utcoffset(dates.EPOCH)


def _dates(dates_in: _Dates, value: Json, path: tuple[Step, ...]) -> Iterator[_Date]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _dates(dates_in, item, (*path, index))
    elif isinstance(value, dict):
        for name in dates_in.names:
            text = value.get(name)
            if isinstance(text, str):
                yield _Date(dates_in.node.fields[name], (*path, name), text)
        for name, below in dates_in.below:
            if name in value:
                yield from _dates(below, value[name], (*path, name))


@lru_cache(maxsize=1024)
def _dates_below(node: Node) -> _Dates:
    """Return where server-zone dates lie below a node; items count as the node of their array."""
    fields = (node.item or node).fields if not node.fields else node.fields
    owner = node if node.fields or node.item is None else node.item
    names = tuple(name for name, field in fields.items() if _is_server_date(field))
    below = ((name, _dates_below(field)) for name, field in fields.items())
    return _Dates(owner, names, tuple((name, one) for name, one in below if one.names or one.below))


def _is_server_date(node: Node) -> bool:
    return node.date is not None and node.date.zone == "server" and node.date.has_offset


CHECK = Check(ID, "time", exchange=_find)
