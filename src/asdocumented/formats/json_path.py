"""Locations of values (JSONPath, JSON Pointer), and values as types and excerpts."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeAlias

import msgspec

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Step: TypeAlias = "str | int"

KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}
"""The JSON type of each Python type that a parsed body consists of; `10.0` is a number."""

_as_text = json.JSONEncoder(ensure_ascii=False).encode
_BRANCHES = (dict, list)
_SHORTHAND = re.compile(r"[^\x00-@\[-^`{-\x7f][^\x00-/:-@\[-^`{-\x7f]*")
"""A name of letters, digits and underscores, or of anything beyond ASCII.

It names what is left out: a class that names characters beyond ASCII takes long to compile.
"""

_SEGMENT = re.compile(r'\.([^.\[\]"]+)|\[("(?:[^"\\]|\\.)*")\]')
_EXCERPT_CHARACTERS = 120
EXCERPT_ITEMS = 61
"""How many items or members of a value an excerpt may show."""

_OF_REQUESTS = "$request."


class RequestLocation(NamedTuple):
    """Where a parameter lies: its place in the request (query, path, header, cookie) and name.

    As text, for contracts, findings and reports, it is `$request.PLACE.NAME`.
    """

    place: str
    name: str

    def __str__(self) -> str:
        """Return the location as text."""
        return f"{_OF_REQUESTS}{self.place}.{self.name}"

    @classmethod
    def read(cls, location: str) -> "RequestLocation | None":
        """Return the location that a text spells; None where it is one in a response."""
        if not location.startswith(_OF_REQUESTS):
            return None
        place, _, name = location.removeprefix(_OF_REQUESTS).partition(".")
        return cls(place, name)


def member(name: str) -> str:
    """Return the JSONPath segment that selects a member by name (RFC 9535, section 2.3)."""
    if _SHORTHAND.fullmatch(name) and name.isprintable():
        return f".{name}"
    return f"[{printable(json.dumps(name))}]"


def located(path: Sequence[Step]) -> str:
    """Return the JSONPath location of a path of names and indices, with `[*]` for indices."""
    return "$" + "".join("[*]" if isinstance(step, int) else member(step) for step in path)


def pointer(steps: Sequence[Step]) -> str:
    """Return the JSON Pointer (RFC 6901) of a path of names and indices."""
    return "".join(
        "/" + printable(str(step)).replace("~", "~0").replace("/", "~1") for step in steps
    )


def find(value: Json, pointer: str) -> tuple[tuple[Step, ...], Json]:
    """Return the path and the value at a JSON Pointer (RFC 6901, section 4), or where it ends."""
    path: list[Step] = []
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            path.append(int(name))
            value = value[int(name)]
        elif isinstance(value, dict) and name in value:
            path.append(name)
            value = value[name]
    return tuple(path), value


def printable(text: str) -> str:
    """Escape what a terminal or a UTF-8 file cannot hold: control characters, lone surrogates."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def excerpt(value: object, most: int = _EXCERPT_CHARACTERS) -> str:
    """Return a value as JSON text, cut to so many characters however large the value is."""
    text = printable(_as_text(_pruned(value, 3)))
    return text if len(text) <= most else text[: most - 1] + "…"


def whole_excerpt(value: object, most: int) -> str:
    """Return a value as JSON text of about so many characters that is JSON still.

    What is nested goes first, then the last members or items: `"…"` stands for what is left out.
    """
    for depth in (3, 2, 1):
        pruned = _pruned(value, depth)
        text = _as_text(pruned)
        if len(text) <= most:
            return printable(text)
    kept: list[tuple[str, object]] | list[object]
    if isinstance(pruned, dict):
        members = [*pruned.items()]
        kept = members[: _fitting([f"{json.dumps(one)}: " for one in members], most)]
        return printable(_as_text({**dict(kept), "…": "…"}))
    if isinstance(pruned, list):
        kept = pruned[: _fitting([json.dumps(one) for one in pruned], most)]
        return printable(_as_text([*kept, "…"]))
    return printable(text)


def _fitting(texts: Sequence[str], most: int) -> int:
    """Return how many of some texts, one at least, are together no longer than `most`."""
    ends = accumulate(len(text) + 2 for text in texts)
    return max(sum(end <= most for end in ends), 1)


def _pruned(value: object, depth: int) -> object:
    if isinstance(value, str):
        return value[: _EXCERPT_CHARACTERS + 1]
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 256:
        return f"an integer of {value.bit_length()} bits"
    if depth == 0 and value and isinstance(value, _BRANCHES):
        return "…"
    if isinstance(value, list):
        return [_pruned(item, depth - 1) for item in value[:EXCERPT_ITEMS]]
    if isinstance(value, dict):
        names = list(value)[:EXCERPT_ITEMS]
        return {name[:_EXCERPT_CHARACTERS]: _pruned(value[name], depth - 1) for name in names}
    return value


@lru_cache(maxsize=4096)
def members(location: str) -> tuple[str, ...]:
    """Return the member names of a location, or of a path below one; `[*]` is left out."""
    path = location.removeprefix("$")
    path = path if path[:1] in ("", ".", "[") else f".{path}"
    return tuple(
        json.loads(quoted) if quoted else plain for plain, quoted in _SEGMENT.findall(path)
    )


def parent(location: str) -> str:
    """Return the location of the object or array that a location lies in; `$` for the root."""
    starts = [segment.start() for segment in _SEGMENT.finditer(location)]
    return location[: starts[-1]] if starts else "$"


def at(value: Json, path: Sequence[Step]) -> object:
    """Return the value that a path leads to, UNSET where it leads nowhere."""
    found: object = value
    for step in path:
        named = isinstance(found, dict) and step in found
        counted = isinstance(found, list) and isinstance(step, int) and 0 <= step < len(found)
        if not named and not counted:
            return msgspec.UNSET
        found = found[step]  # type: ignore[index]  # it has this step
    return found


def select(value: Json, names: Sequence[str]) -> Iterator[tuple[tuple[Step, ...], Json]]:
    """Yield the path and value of every member so named, through any arrays on the way."""
    stack: list[tuple[tuple[Step, ...], Json, int]] = [((), value, 0)]
    while stack:
        path, found, depth = stack.pop()
        if isinstance(found, list):
            below = [((*path, index), item, depth) for index, item in enumerate(found)]
            stack += below[::-1]
        elif depth == len(names):
            yield path, found
        elif isinstance(found, dict) and names[depth] in found:
            name = names[depth]
            stack.append(((*path, name), found[name], depth + 1))


def select_values(value: Json, names: Sequence[str]) -> list[Json]:
    """Return the values that `select` yields, without their paths."""
    found = _flat([value])
    for name in names:
        found = _flat([one[name] for one in found if isinstance(one, dict) and name in one])
    return found


def _flat(values: list[Json]) -> list[Json]:
    """Return values with the items of arrays in their place, however deep they lie."""
    if not any([isinstance(one, list) for one in values]):  # noqa: C419  # the list is quicker
        return values
    return [below for one in values for below in (_flat(one) if isinstance(one, list) else [one])]


def mapping(value: object) -> Mapping[str, Json]:
    """Return a JSON object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Json]:
    """Return a JSON array, or an empty one for anything else."""
    return value if isinstance(value, list) else []


class MemberOrder:
    """The order of the members of objects, worked out once for each of them."""

    def __init__(self) -> None:
        """Begin with no object."""
        self._known: dict[int, tuple[dict[str, Json], list[str], dict[str, int]]] = {}

    def names(self, members: dict[str, Json]) -> list[str]:
        """Return the names of an object's members."""
        return self._of(members)[1]

    def place(self, members: dict[str, Json], name: str) -> int:
        """Return the place of a member among the others, 0 where there is none."""
        return self._of(members)[2].get(name, 0)

    def _of(self, members: dict[str, Json]) -> tuple[dict[str, Json], list[str], dict[str, int]]:
        known = self._known.get(id(members))
        if known is None:
            names = list(members)
            places = {name: place for place, name in enumerate(names)}
            known = self._known[id(members)] = members, names, places
        return known
