"""Walks through every text of an entry, whatever format it has."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from asdocumented.evidence.vcr_yaml import Binary
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Step
from asdocumented.formats.literals import spells_boolean, spells_null
from asdocumented.redaction.pairs import named_in
from asdocumented.redaction.placeholders import is_masked
from asdocumented.redaction.telling_names import telling
from asdocumented.scanning.forms import named_personal, personal_in
from asdocumented.scanning.harmless_headers import is_harmless
from asdocumented.scanning.model import Hit, hit
from asdocumented.scanning.names import Names
from asdocumented.scanning.packed import GZIPPED, decoded

Path: TypeAlias = tuple[Step, ...]

_MOST_LAYERS = 4
_URLS = ("uri", "url")
_HEADERS = ("headers", "cookies")
_JSON = ("{", "[")
_MOST_DIGITS = 4
_LONGEST_NAME = 200
_SHORT = 64
_PAIR = 2
_NO_NAMES = Names(lambda _: False, frozenset())


class Text(NamedTuple):
    """A text of an entry: its place, the name beside it, and the encoding that was undone.

    `by_name` says whether the name beside it counts, `inside` whether names within the text do,
    `is_json` that its members are looked at one by one.
    """

    path: Path
    name: str
    text: str
    spelling: str
    by_name: bool
    inside: bool
    is_json: bool = False


class _Waiting(NamedTuple):
    """What is still to be walked through; `json` says whether to read JSON within texts."""

    path: Path
    name: str
    value: object
    by_name: bool
    inside: bool
    json: bool
    spelling: str = ""
    depth: int = 0


def texts(
    entry: object, looked_at: Collection[Path] = (), *, by_name: bool = True
) -> Iterator[Text]:
    """Yield all texts and numbers of an entry, member names too, with what is packed in them.

    Names do not count below the paths of `looked_at`, where somebody else looks at them; those
    within a text do, but for a URL, and so do those of JSON in a header.
    """
    elsewhere = frozenset(looked_at)
    waiting = [_Waiting((), "", entry, by_name, by_name, by_name)]
    while waiting:
        one = waiting.pop()
        path, value = one.path, one.value
        if one.by_name and path in elsewhere:
            inside, json = path[-1] not in _URLS, path[-1] in _HEADERS
            one = one._replace(by_name=False, inside=one.inside and inside, json=json)
        if isinstance(value, str | Binary):
            yield from _text(one, value, waiting)
        elif isinstance(value, Mapping):
            waiting += _members(one, value)
            yield from (
                Text((*path, "*"), "", name, "", by_name=False, inside=False)
                for name in map(str, value)
            )
        elif isinstance(value, list | tuple):
            waiting += _pairs(one, value) if _are_pairs(value) else _items(one, value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield Text(path, one.name, str(value), one.spelling, one.by_name, one.inside)


def strings(entry: object) -> list[str]:
    """Return all texts of an entry without their places, in little time; gzip is unpacked."""
    found: list[str] = []
    waiting = [entry]
    while waiting:
        value = waiting.pop()
        if type(value) is str:
            found.append(value)
            if value.startswith(GZIPPED) and (layer := decoded(value)):
                found.append(layer.text)
        elif isinstance(value, Binary):
            layer = decoded(value)
            found += [value.base64, *([layer.text] if layer else [])]
        elif isinstance(value, dict):
            found += value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif value is not None:
            found.append(str(value))
    return found


def _members(one: _Waiting, value: Mapping[str, object]) -> Iterator[_Waiting]:
    """Yield the members of an object; the value of a HAR list's pair has the pair's name."""
    pair = value.get("name") if "value" in value else None
    for key, member in value.items():
        own = str(key)
        if own == "value" and isinstance(pair, str):
            own = pair
        name, counts = own[:_LONGEST_NAME], (one.by_name, one.inside, one.json)
        yield _Waiting((*one.path, own), name, member, *counts, one.spelling, one.depth)


def _items(one: _Waiting, value: Sequence[object]) -> Iterator[_Waiting]:
    for number, item in enumerate(value):
        yield one._replace(path=(*one.path, number), value=item)


def _are_pairs(value: Sequence[object]) -> bool:
    """Tell whether a list has pairs of name and value for its items, as headers may have."""
    return bool(value) and all(
        isinstance(one, list | tuple) and len(one) == _PAIR and isinstance(one[0], str)
        for one in value
    )


def _pairs(one: _Waiting, value: Sequence[object]) -> Iterator[_Waiting]:
    for number, pair in enumerate(value):
        if isinstance(pair, list | tuple):
            name, path = str(pair[0]), (*one.path, number)
            yield one._replace(path=(*path, 0), value=name)
            yield one._replace(path=(*path, name), name=name[:_LONGEST_NAME], value=pair[1])


def _text(one: _Waiting, value: str | Binary, waiting: list[_Waiting]) -> Iterator[Text]:
    """Yield a text, and leave what is packed in it to be looked at."""
    text = value.base64 if isinstance(value, Binary) else value
    inner = _json(text) if one.json and one.depth < _MOST_LAYERS else None
    if inner is not None:
        path, counts = (*one.path, "*"), one.by_name or not _is_told_whole(one.name)
        below = one._replace(path=path, value=inner, by_name=counts, depth=one.depth + 1)
        waiting.append(below)
    is_json = inner is not None or (not one.json and text.lstrip().startswith(_JSON))
    yield Text(one.path, one.name, text, one.spelling, one.by_name, one.inside, is_json)
    layer = decoded(value) if one.depth < _MOST_LAYERS else None
    if layer is not None:
        waiting.append(one._replace(value=layer.text, spelling=layer.spelling, depth=one.depth + 1))


def _json(text: str) -> object:
    """Return the object or array that a text holds; None where it holds none."""
    if not text.lstrip().startswith(_JSON):
        return None
    found, _ = json_body.parse(text.encode("utf-8", "surrogatepass"))
    return found if isinstance(found, dict | list) else None


def may_tell(one: Text, words: frozenset[str]) -> bool:
    """Tell whether a text may hold something, wherever it stands: short ones come again."""
    if len(one.text) > _SHORT:
        return True
    return _tells(one.name, one.text, one.by_name, one.inside, one.is_json, words)


@lru_cache(maxsize=8192)
def _tells(  # noqa: PLR0913, PLR0917  # what decides, and no place
    name: str,
    text: str,
    by_name: bool,  # noqa: FBT001  # a field of the text
    inside: bool,  # noqa: FBT001  # another one
    is_json: bool,  # noqa: FBT001  # another one
    words: frozenset[str],
) -> bool:
    one = Text((), name, text, "", by_name, inside, is_json)
    found = (*named_hits(one, _NO_NAMES, words), *personal_hits(one, _NO_NAMES))
    return bool(found)


def named_hits(one: Text, names: Names, words: frozenset[str]) -> Iterator[Hit]:
    """Yield the credentials and telephone numbers in a text that a name tells."""
    if not one.by_name:
        if one.inside and not one.is_json and not _is_told_whole(one.name):
            yield from _inside(one, names, words)
    elif telling(one.name) and _is_secret(one):
        yield hit(names.place(one.path), "named-credential", one.text, one.spelling)
    elif (kind := named_personal(one.name, one.text)) and not is_masked(one.text):
        yield hit(names.place(one.path), kind, one.text, one.spelling)
    elif not one.is_json:
        yield from _inside(one, names, words)


def _is_told_whole(name: str) -> bool:
    """Tell whether the header of a name is a find as a whole."""
    return telling(name) and not is_harmless(name)


def _inside(one: Text, names: Names, words: frozenset[str]) -> Iterator[Hit]:
    found = [*named_in(one.text, words)]
    layer = decoded(one.text) if found else None
    told_there = {*named_in(layer.text, words)} if layer else set()
    for name, value in (pair for pair in found if pair not in told_there):
        below = names.place((*one.path, name))
        yield hit(below, "named-credential", value, one.spelling)


def _is_secret(one: Text) -> bool:
    text = one.text.strip()
    if one.is_json or is_masked(text) or spells_null(text) or spells_boolean(text):
        return False
    return len(text) > _MOST_DIGITS or not text.isdigit()


def personal_hits(one: Text, names: Names) -> Iterator[Hit]:
    """Yield the personal data in a text that its form tells."""
    for kind, value in personal_in(one.text):
        yield hit(names.place(one.path), kind, value, one.spelling)
