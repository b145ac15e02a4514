"""The value rules of an upgrade map: whether a new value says what the old one says."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

import msgspec

from asdocumented.comparing.upgrade_map import Rule
from asdocumented.formats.dates import DateForm, Moment
from asdocumented.formats.json_path import Json

_FLAGS = {"true": True, "false": False}


class ValueChange(msgspec.Struct, frozen=True):
    """How one value becomes another: the rule, and what it needs to know."""

    rule: Rule
    values: Mapping[str, str] = msgspec.field(default_factory=dict)
    old_date: DateForm | None = None
    new_date: DateForm | None = None


_Judge: TypeAlias = Callable[[ValueChange, Json, Json], bool | None]


def agrees(change: ValueChange, old: Json, new: Json) -> bool | None:
    """Tell whether a new value is what the old one becomes.

    None where nothing can be told: the rule is not one of values, or the old value is null or not
    what its own page says.
    """
    judge = _JUDGES.get(change.rule)
    if judge is None or old is None:
        return None
    return judge(change, old, new)


def text_of(value: Json) -> str:
    """Return a value as JSON text, and a text without quotes: the spelling of map files."""
    return value if isinstance(value, str) else json.dumps(value)


def _same(_: ValueChange, old: Json, new: Json) -> bool:
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    return old == new


def _same_ignoring_case(_: ValueChange, old: Json, new: Json) -> bool | None:
    if not isinstance(old, str):
        return None
    return isinstance(new, str) and old.casefold() == new.casefold()


def _text_to_number(_: ValueChange, old: Json, new: Json) -> bool | None:
    number = _number(old)
    if number is None:
        return None
    return not isinstance(new, str) and _number(new) == number


def _number_to_text(_: ValueChange, old: Json, new: Json) -> bool | None:
    number = _number(old)
    if number is None:
        return None
    return isinstance(new, str) and _number(new) == number


def _text_flag(_: ValueChange, old: Json, new: Json) -> bool | None:
    flag = _FLAGS.get(old.casefold()) if isinstance(old, str) else old
    return None if not isinstance(flag, bool) else new is flag


def _enum(change: ValueChange, old: Json, new: Json) -> bool | None:
    words = {value.casefold(): word for value, word in change.values.items()}
    word = words.get(text_of(old).casefold())
    return None if word is None else text_of(new) == word


def _same_day(change: ValueChange, old: Json, new: Json) -> bool | None:
    day, other = _moment(change.old_date, old), _moment(change.new_date, new)
    if day is None:
        return None
    return other is not None and day.wall_clock.date() == other.wall_clock.date()


def _same_moment(change: ValueChange, old: Json, new: Json) -> bool | None:
    """Compare instants where both print an offset, else the wall clocks of one server."""
    moment, other = _moment(change.old_date, old), _moment(change.new_date, new)
    if moment is None:
        return None
    if other is None:
        return False
    if moment.offset is None or other.offset is None:
        return moment.wall_clock == other.wall_clock
    return moment.wall_clock - moment.offset == other.wall_clock - other.offset


def _moment(form: DateForm | None, value: Json) -> Moment | None:
    return form.read(value) if form is not None and isinstance(value, str) else None


def _number(value: Json) -> Decimal | None:
    """Return the finite number that a number or a text is."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = Decimal(value if isinstance(value, int) else str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


_JUDGES: dict[Rule, _Judge] = {
    "same": _same,
    "same-ignoring-case": _same_ignoring_case,
    "same-number": _text_to_number,
    "text-to-number": _text_to_number,
    "number-to-text": _number_to_text,
    "text-flag-to-boolean": _text_flag,
    "enum": _enum,
    "same-day": _same_day,
    "same-moment": _same_moment,
}
