"""Keywords that would pass silently, or reach out, wherever in a schema they stand."""

from collections.abc import Iterator, Mapping

from asdocumented.constraints import is_pattern
from asdocumented.contracts.annotations import KNOWN_FORMATS
from asdocumented.contracts.files import mapping
from asdocumented.errors import Fault
from asdocumented.location import Json, pointer


def check_keywords(path: str, root: Json) -> None:
    """Raise Fault at an unchecked format, a pattern that is none, or a reference that is lost."""
    for steps, schema in _objects(root, ()):
        for keyword, what, remedy in _faults(root, schema):
            raise Fault(f"{path}#{pointer((*steps, keyword))}", what, remedy)


def _objects(
    value: Json, steps: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Json]]]:
    if isinstance(value, dict):
        yield steps, value
    below = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else ())
    )
    for step, child in below:
        if step not in ("enum", "const", "default", "examples"):
            yield from _objects(child, (*steps, step))


def _faults(root: Json, schema: Mapping[str, Json]) -> Iterator[tuple[str, str, str]]:
    name, text, reference = (schema.get(key) for key in ("format", "pattern", "$ref"))
    if isinstance(name, str) and name not in KNOWN_FORMATS:
        known = "known formats: " + ", ".join(sorted(KNOWN_FORMATS))
        yield "format", f"nothing checks the format {name!r}", known
    if isinstance(text, str) and not is_pattern(text):
        yield "pattern", f"{text!r} is no regular expression", "correct the pattern"
    for expression in mapping(schema.get("patternProperties")):
        if not is_pattern(expression):
            remedy = "correct the pattern"
            yield "patternProperties", f"{expression!r} is no regular expression", remedy
    if isinstance(reference, str) and not leads_somewhere(root, reference):
        yield "$ref", f"{reference} leads nowhere", "refer to #/$defs/<name> in this file"


def leads_somewhere(root: Json, reference: str) -> bool:
    """Tell whether a reference is local and there is a schema at its end."""
    target = root
    for step in reference.removeprefix("#/").split("/"):
        target = mapping(target).get(step.replace("~1", "/").replace("~0", "~"))
    return reference.startswith("#/") and isinstance(target, dict)
