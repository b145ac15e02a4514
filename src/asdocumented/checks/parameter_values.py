"""Reads the values of a parameter as its schema has them, and tells which of them cannot be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from asdocumented.checks.constraint_words import in_words
from asdocumented.contracts.model import Contract, Parameter
from asdocumented.formats.json_path import Json
from asdocumented.formats.json_schema import Constraints
from asdocumented.formats.literals import spells_boolean, spells_null

_LONGEST = 1000
_INTEGER = re.compile("-?[0-9]{1,300}")
_NUMBER = re.compile(r"-?[0-9]{1,300}(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?")


class WrongValue(NamedTuple):
    """A value that a parameter cannot have: the class of what is wrong, and the text sent."""

    fault: str
    text: str


def wrong_values(contract: Contract, name: str, texts: Sequence[str]) -> tuple[WrongValue, ...]:
    """Return what is wrong with the texts that were sent for a parameter, each class once.

    An empty text counts as not sent. What recordings replace by a pseudonym is judged for its
    type alone.
    """
    key = tuple(texts)
    short = sum(map(len, key)) <= _LONGEST
    return (_wrong_values if short else _wrong_values.__wrapped__)(contract, name, key)


@lru_cache(maxsize=4096)
def _wrong_values(contract: Contract, name: str, texts: tuple[str, ...]) -> tuple[WrongValue, ...]:
    parameter = contract.parameters[name]
    parts = [part for text in texts for part in _parts(parameter, text) if part]
    wrong = [
        WrongValue(f"text that is no {' or '.join(sorted(parameter.types))}", part)
        for part in parts
        if not _readings(parameter, part)
    ]
    if parts and not wrong and not parameter.has_pseudonyms:
        wrong = [*_beyond_limits(parameter, parts)]
    return tuple({one.fault: one for one in wrong[::-1]}.values())


def _parts(parameter: Parameter, text: str) -> list[str]:
    if parameter.separator is None:
        return [text]
    return [part.strip() for part in text.split(parameter.separator)]


def _readings(parameter: Parameter, text: str) -> list[Json]:
    """Return the values that a text stands for, by each of the documented types that fits.

    A plus sign that nobody encoded is read as a blank, and stands in a time for its offset.
    """
    types = parameter.types or {"string"}
    readings: list[Json] = []
    if "integer" in types and _INTEGER.fullmatch(text):
        readings.append(int(text))
    if "number" in types and _NUMBER.fullmatch(text):
        readings.append(float(text))
    if "boolean" in types and spells_boolean(text):
        readings.append(text.strip().casefold() == "true")
    if "null" in types and spells_null(text):
        readings.append(None)
    if not types.isdisjoint({"string", "array", "object"}):
        dated = parameter.limits.get("format") == "date-time"
        readings.append(text.replace(" ", "+") if dated else text)
    return readings


def _beyond_limits(parameter: Parameter, parts: Sequence[str]) -> Iterator[WrongValue]:
    readings = [_readings(parameter, part) for part in parts]
    for part, values in zip(parts, readings, strict=True):
        if parameter.listed is not None:
            if part.casefold() not in {one.casefold() for one in parameter.listed}:
                yield WrongValue("another value", part)
        elif parameter.limits:
            breaks = [_broken(parameter.limits, value) for value in values]
            if all(breaks):
                yield WrongValue(breaks[0], part)
    firsts = [values[0] for values in readings]
    if parameter.list_limits and (broken := _broken(parameter.list_limits, firsts)):
        yield WrongValue(broken, parts[0])


def _broken(schema: Mapping[str, Json], value: Json) -> str:
    """Return in words how a value breaks a schema; empty where it does not."""
    numbers = value if isinstance(value, list) else [value]
    plain = all(not isinstance(one, float) or isfinite(one) for one in numbers)
    found = next(Constraints(schema).breaks(value, plain=plain), None)
    return in_words(found)[1] if found else ""
