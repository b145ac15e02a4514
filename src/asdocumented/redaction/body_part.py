"""Redacts of a large body only what is shown: of long arrays only the first items."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from asdocumented.formats import json_body
from asdocumented.formats.json_path import EXCERPT_ITEMS, Json, Step
from asdocumented.redaction.body import BodyText, written_tokens
from asdocumented.redaction.writer import Writer

Steps: TypeAlias = "Mapping[Step, Steps]"
"""Paths by their first steps: what lies below each of them."""


def write_part(
    body: BodyText, value: Json, paths: Iterable[Sequence[Step]], writer: Writer
) -> bytes:
    """Return the JSON of a redacted body that has all its members, but not all items.

    Each array keeps as many as an excerpt of it may show, those on the paths, and the one behind.

    Args:
        body: cut into tokens; it is JSON, in which no name stands twice in an object.
        value: what it holds.
        paths: of what is shown, and of what is beside it.
        writer: of the exchange.

    """
    parts: list[str | int] = []
    _cut(value, _steps(paths), 0, parts)
    kept = [part for part in parts if isinstance(part, int)]
    texts = written_tokens(
        [body.tokens[one] for one in kept], [body.pieces[2 * one + 1] for one in kept], writer
    )
    new = dict(zip(kept, texts, strict=True))
    written = "".join(part if isinstance(part, str) else new[part] for part in parts).encode()
    return written if json_body.is_json(written) else b"x"


def _steps(paths: Iterable[Sequence[Step]]) -> Steps:
    found: dict[Step, dict[Step, object]] = {}
    for path in paths:
        here: dict[Step, object] = found  # type: ignore[assignment]  # of the same, endlessly
        for step in path:
            here = here.setdefault(step, {})  # type: ignore[assignment]  # of the same, endlessly
    return found  # type: ignore[return-value]  # of the same, endlessly


def _cut(value: Json, wanted: Steps, token: int, parts: list[str | int]) -> int:
    """Add the parts of a value, a number for each token; return that of the next token."""
    if isinstance(value, dict):
        separator = "{"
        for name, below in value.items():
            parts += (separator, token, ":")
            token = _cut(below, wanted.get(name, {}), token + 1, parts)
            separator = ","
        parts.append("}" if value else "{}")
    elif isinstance(value, list):
        last = max([step for step in wanted if isinstance(step, int)], default=0)
        most = max(EXCERPT_ITEMS, last + 2)
        separator = "["
        for index, item in enumerate(value[:most]):
            parts.append(separator)
            token = _cut(item, wanted.get(index, {}), token, parts)
            separator = ","
        parts.append("]" if value else "[]")
        token += sum(map(_count, value[most:]))
    else:
        parts.append(token)
        token += 1
    return token


def _count(value: Json) -> int:
    """Return how many tokens a value has."""
    if isinstance(value, dict):
        return len(value) + sum(map(_count, value.values()))
    return sum(map(_count, value)) if isinstance(value, list) else 1
