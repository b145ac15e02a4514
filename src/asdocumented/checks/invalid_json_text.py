"""A text that should hold JSON and does not, or JSON of another shape than documented.

Why it matters: a client that parses the text, as it must, raises. A warning where only the
printed example shows that the text is JSON.

Example: documented as a JSON string, answered `"[-1"`.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import NoReturn

from asdocumented.checks import Check, Findings, ValueRule
from asdocumented.constraints import Constraints
from asdocumented.location import Json
from asdocumented.model import Severity
from asdocumented.place import Place
from asdocumented.words import spells_null

ID = "invalid-json-text"


def _applies(place: Place, kind: type) -> bool:
    return kind is str and place.node.json_text is not None


def _passes(place: Place) -> Callable[[str], bool]:
    return lambda text: _fault(place, text) is None


def _find(place: Place, text: str) -> Findings:
    fault = _fault(place, text)
    if fault is not None and not spells_null(text):
        documented = place.node.json_text == "documented"
        severity: Severity = "error" if documented else "warning"
        yield place.finding(ID, severity, fault)


def _fault(place: Place, text: str) -> str | None:
    if not text.strip():
        return "empty text"
    try:
        value: Json = _parse(text)
    except (ValueError, RecursionError):
        return "text that is not JSON"
    schema = place.node.content_schema
    if schema is None or next(Constraints(schema).breaks(value, plain=False), None) is None:
        return None
    return "JSON of another shape"


@lru_cache(maxsize=1024)
def _parse(text: str) -> Json:
    value: Json = json.loads(text, parse_constant=_refuse, parse_int=_integer)
    return value


def _integer(digits: str) -> float:
    """Return an integer, as a float where Python refuses to read so many digits."""
    return int(digits) if len(digits) < 4000 else float(digits)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


CHECK = Check(ID, "structure", value=ValueRule(_applies, _find, _passes))
