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
from asdocumented.location import Json, Step, members, select
from asdocumented.model import Finding, Node

ID = "mixed-offsets"
_SUMMER_TIME = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Date:
    node: Node
    path: tuple[Step, ...]
    text: str


def _find(exchange: Exchange) -> Findings:
    if exchange.node is None or exchange.fault is not None:
        return
    found = [*_dates(exchange.node, exchange.body)]
    if len({date.text[19:] for date in found}) < 2:
        return
    first: timedelta | None = None
    for date in found:
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


def _dates(root: Node, body: Json) -> Iterator[_Date]:
    for names, fields in _date_fields(root):
        for path, parent in select(body, names):
            if isinstance(parent, dict):
                for name, node in fields:
                    text = parent.get(name)
                    if isinstance(text, str):
                        yield _Date(node, (*path, name), text)


@lru_cache(maxsize=256)
def _date_fields(root: Node) -> tuple[tuple[tuple[str, ...], tuple[tuple[str, Node], ...]], ...]:
    """Return the path of every object that holds server-zone dates, with those members."""
    found: list[tuple[tuple[str, ...], tuple[tuple[str, Node], ...]]] = []
    for node in root.tree():
        fields = tuple(
            (name, field)
            for name, field in node.fields.items()
            if field.date is not None and field.date.zone == "server" and field.date.has_offset
        )
        if fields:
            found.append((members(node.location), fields))
    return tuple(sorted(found, key=lambda pair: pair[0]))


CHECK = Check(ID, "time", exchange=_find)
