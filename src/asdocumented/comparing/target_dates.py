"""Dates of two targets: whether they are written alike, and whether time explains what differs."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from asdocumented.contracts.model import Epoch, Node
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.dates import EPOCH, RFC3339, Moment, date_form, find_zone, zone_offset
from asdocumented.formats.json_path import Json

_LIKE_A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}([T ].*)?|\d{2}-\d{2}-\d{4}", re.ASCII)
_OFFSET = re.compile(r"(?<=\d)([Zz]|[+-]\d{2}:?\d{2})$")
_DIGITS = re.compile(r"\d")
_ISO = date_form(RFC3339, "server")
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


class Clock(NamedTuple):
    """The zone of a target, and when it answered; None is unknown."""

    zone: tzinfo | None
    answered: datetime | None


def clock_of(interaction: Interaction) -> Clock:
    """Return the zone that an interaction names, and its moment."""
    zone = None
    if interaction.zone:
        try:
            zone = find_zone(interaction.zone)
        except ValueError:
            zone = None
    return Clock(zone, interaction.recorded)


def is_date(node: Node | None, value: Json) -> bool:
    """Tell whether a text is documented as a date, or looks like one."""
    if not isinstance(value, str):
        return False
    return (node is not None and node.date is not None) or bool(_LIKE_A_DATE.fullmatch(value))


def form_of(text: str) -> str:
    """Return how a date is written: digits as 0, any offset as one."""
    bare = _OFFSET.sub("", text) if len(text) > len("yyyy-MM-dd") else text
    shown = re.sub(r"\.0+$", ".0", _DIGITS.sub("0", bare))
    return f"{shown}±" if bare != text else shown


def offset_of(text: str) -> str:
    """Return the offset that a date ends with; empty where it has none."""
    found = _OFFSET.search(text) if len(text) > len("yyyy-MM-dd") else None
    return found[1].upper() if found else ""


def is_of_zone(node: Node | None, text: str, clock: Clock) -> bool:
    """Tell whether the offset of a date is that of the zone of its target."""
    moment = _moment(node, text)
    if clock.zone is None or moment is None or moment.offset is None:
        return False
    return zone_offset(clock.zone, moment) == moment.offset


def is_explained(
    node: Node | None, values: tuple[Json, Json], clocks: tuple[Clock, Clock]
) -> bool | None:
    """Tell whether zone or time explain that two dates differ; None where one is no date.

    They do where both are the same moment, the same wall clock in each zone, less than a day apart
    in different zones, or equally far from the moment of the answer.
    """
    moments = _moment(node, values[0]), _moment(node, values[1])
    one, other = moments
    if one is None or other is None:
        return None
    try:
        instants = _instant(one, clocks[0].zone), _instant(other, clocks[1].zone)
    except OverflowError:
        return None
    apart = abs(instants[0] - instants[1])
    if not apart or one.wall_clock == other.wall_clock:
        return True
    if clocks[0].zone != clocks[1].zone and apart < _DAY:
        return True
    at = clocks[0].answered, clocks[1].answered
    if at[0] is None or at[1] is None or at[0] == at[1]:
        return False
    moved = abs((at[0] - instants[0]) - (at[1] - instants[1]))
    whole_days = one.wall_clock.time() == other.wall_clock.time() and at[0].date() != at[1].date()
    return moved < (_DAY if whole_days else _MINUTE)


def _moment(node: Node | None, value: Json) -> Moment | None:
    if isinstance(value, str):
        form = node.date if node is not None and node.date is not None else _ISO
        return form.read(value)
    epoch = node.epoch if node is not None else None
    if epoch is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _of_epoch(epoch, value)


def _of_epoch(epoch: Epoch, value: float) -> Moment | None:
    if value == epoch.unset:
        return None
    try:
        return Moment(EPOCH + timedelta(seconds=value / epoch.per_second), timedelta())
    except OverflowError:
        return None


def _instant(moment: Moment, zone: tzinfo | None) -> datetime:
    found = moment.instants(zone)
    return found[0] if found else moment.wall_clock.replace(tzinfo=UTC)
