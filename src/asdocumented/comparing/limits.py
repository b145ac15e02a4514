"""How the limits of values differ: keywords of JSON Schema with their values."""

import json
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

_UPPER = {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"}
_LOWER = {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}


class LimitDifference(NamedTuple):
    """What became of one keyword, and what both sides say of it."""

    keyword: str
    what: Literal["added", "removed", "tightened", "loosened", "changed"]
    words: tuple[str, str]


def limit_differences(
    before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[LimitDifference]:
    """Yield each keyword that is new, gone or has another value."""
    for keyword in sorted({*before, *after}):
        old, new = before.get(keyword), after.get(keyword)
        if keyword in before and keyword in after and old == new:
            continue
        words = tuple(
            f"{keyword} {_text(limits[keyword])}".rstrip() if keyword in limits else f"no {keyword}"
            for limits in (before, after)
        )
        if keyword not in before or keyword not in after:
            what: Literal["added", "removed"] = "added" if keyword in after else "removed"
            yield LimitDifference(keyword, what, (words[0], words[1]))
        else:
            yield LimitDifference(keyword, _step(keyword, old, new), (words[0], words[1]))


def _step(keyword: str, old: object, new: object) -> Literal["tightened", "loosened", "changed"]:
    word = keyword.rpartition(" ")[2]
    if not isinstance(old, int | float) or not isinstance(new, int | float):
        return "changed"
    if word in _UPPER:
        return "tightened" if new < old else "loosened"
    if word in _LOWER:
        return "tightened" if new > old else "loosened"
    return "changed"


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
