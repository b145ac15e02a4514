"""A text that should hold JSON and does not.

Why it matters: a client that parses the text, as it must, raises. A warning where only the
printed example shows that the text is JSON.

Example: documented as a JSON string, answered `"[-1"`.
"""

import json
from collections.abc import Callable
from functools import lru_cache

from asdocumented.checks import Check, Findings, ValueRule
from asdocumented.model import Severity
from asdocumented.place import Place

ID = "invalid-json-text"


def _applies(place: Place, kind: type) -> bool:
    return kind is str and place.node.json_text is not None


def _passes(_: Place) -> Callable[[str], bool]:
    return _is_json


@lru_cache(maxsize=4096)
def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _find(place: Place, text: str) -> Findings:
    if not _is_json(text) and text.strip().casefold() != "null":
        documented = place.node.json_text == "documented"
        severity: Severity = "error" if documented else "warning"
        yield place.finding(ID, severity, "text that is not JSON" if text.strip() else "empty text")


CHECK = Check(ID, "structure", value=ValueRule(_applies, _find, _passes))
