"""A text that should hold JSON and does not, or JSON of another shape than documented.

Why it matters: a client that parses the text, as it must, raises. A warning where only the
printed example shows that the text is JSON.

Example: documented as a JSON string, answered `"[-1"`.
"""

import json
from functools import lru_cache
from typing import NamedTuple, NoReturn

from asdocumented.checks.check import Check, Findings, Rating, Schema, ValueRule
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import FindingFields, Place
from asdocumented.contracts.keywords import PROMISE
from asdocumented.contracts.model import Node, Severity
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json, mapping
from asdocumented.formats.json_schema import Constraints
from asdocumented.formats.literals import spells_null

ID = "invalid-json-text"
_JSON = "a text that holds JSON"
_PRINTED = "a text that holds JSON, as in the printed example"
_SHORT = 1024
_INTEGER = "-?(?:0|[1-9][0-9]{0,14})"
_INTEGERS = rf"^\[(?:{_INTEGER}(?:, ?{_INTEGER})*)?\]$"


class _Fault(NamedTuple):
    """What was observed, and the promise in words that it breaks, "" where none is written."""

    observed: str
    words: str = ""


def _applies(place: Place, kind: type) -> bool:
    return kind is str and place.node.json_text is not None


def _holds(place: Place) -> Schema | None:
    """Return a schema for the commonest text, a list of integers, where that is documented."""
    schema = place.node.content_schema or {}
    is_list = schema.get("type") in (None, "array") and schema.keys() <= {"type", "items", PROMISE}
    return {"pattern": _INTEGERS} if is_list and _admits_integers(schema.get("items")) else None


def _admits_integers(schema: Json) -> bool:
    """Tell whether every integer is as documented: where nothing is said, or all are named."""
    if not isinstance(schema, dict):
        return schema is None
    either = schema.get("anyOf", [schema])
    return isinstance(either, list) and {"type": "integer"} in either


def _find(place: Place, text: str) -> Findings:
    fault = (_fault if len(text) <= _SHORT else _fault.__wrapped__)(place.node, text)
    if fault is not None and not spells_null(text):
        documented = place.node.json_text == "documented"
        severity: Severity = "error" if documented else "warning"
        promise: FindingFields = {"documented": _JSON} if documented else {"follows_from": _PRINTED}
        if fault.words:
            promise = {"follows_from": fault.words}
        yield place.finding(ID, severity, fault.observed, **promise)


@lru_cache(maxsize=4096)
def _fault(node: Node, text: str) -> _Fault | None:
    if not text.strip():
        return _Fault("empty text")
    try:
        value: Json = json.loads(text, parse_constant=_refuse, parse_int=_integer)
    except (ValueError, RecursionError):
        return _Fault("text that is not JSON")
    schema = node.content_schema
    if schema is None:
        return None
    plain = json_body.is_plain(text.encode("utf-8", "surrogatepass"))
    for broken in Constraints(schema, PROMISE).breaks(value, plain=plain):
        return _Fault("JSON of another shape", str(mapping(broken.annotation).get("words", "")))
    return None


def _integer(digits: str) -> float:
    """Return an integer, as a float where Python refuses to read so many digits."""
    return int(digits) if len(digits) < 4000 else float(digits)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _mutations(spot: Spot) -> Mutants:
    """Write another text than the JSON that is documented."""
    if spot.node.json_text is None or not isinstance(spot.value, str):
        return
    yield spot.becomes("a text that is no JSON", f"[{spot.value}")
    yield spot.becomes("an empty text for JSON", "")
    kind = (spot.node.content_schema or {}).get("type")
    if kind is not None:
        other = "[]" if kind == "object" else "{}"
        yield spot.becomes("a text with JSON of another shape", other)


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "the row says that the text holds JSON",
            "a client that parses the text fails",
        ),
        Rating(
            "warning",
            "only a printed example shows that the text holds JSON",
            "a client that follows the example fails",
        ),
    ),
    value=ValueRule(_applies, _find, _holds),
    title="`{name}` does not hold the documented JSON text",
    mend="Say in {rows} what the text holds, or send that.",
    mutations=each_value(_mutations),
)
