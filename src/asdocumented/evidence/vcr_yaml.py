"""Reads YAML as a stream of events, in little memory; every scalar stays text."""

import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol, TypeAlias

import yaml

from asdocumented.evidence.recorded import placed
from asdocumented.formats.damage import Damaged

Tree: TypeAlias = "str | Binary | list[Tree] | dict[str, Tree] | None"

LISTS = frozenset({"interactions", "http_interactions"})
"""The key of the interactions: vcrpy's, and that of Ruby's VCR and Schemathesis."""

MOST_BYTES = 64 * 2**20
"""The most bytes of a file that one interaction may take."""

_Event: TypeAlias = yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 50
_MOST_ALIASED = 100_000
_MOST_FAULTS = 1000
"""How many faults of one item are kept, of which the first is told: an item is read to its end."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CORE = "tag:yaml.org,2002:"
_BINARY = frozenset({f"{_CORE}binary", f"{_CORE}python/bytes", "!binary"})
_TAGS = frozenset(
    f"{_CORE}{name}"
    for name in (
        "str",
        "map",
        "seq",
        "int",
        "float",
        "bool",
        "timestamp",
        "null",
        "python/str",
        "python/unicode",
        "python/tuple",
        "python/object/new:_io.BytesIO",
        "python/object/apply:builtins.iter",
        "python/object/apply:__builtin__.frozenset",
        "python/object/apply:builtins.frozenset",
        "python/object:vcr.request.Request",
    )
)
"""Tags that VCR's own loader accepts, or did before 1.0; here they are ignored."""
_RUBY = re.compile(
    r"!(?:(?:str|map|seq)|ruby/(?:string|hash|hash-with-ivars|array|struct|sym|symbol))(?::.*)?"
)
"""Tags of Ruby at texts, lists and maps of classes of their own; here they are ignored."""
_NEITHER = "neither a cassette nor a HAR file"


class Readable(Protocol):
    """Anything that bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""


class Binary(NamedTuple):
    """A scalar written as base64, not yet decoded."""

    base64: str


class Part(NamedTuple):
    """A member of the top mapping, or one item of the list of interactions.

    That list comes first as an empty list (`item` is false), then each item by itself. `plain`
    tells that its lines in the file hold no text that is not in the value, such as a comment.
    `fault` says why an item cannot be judged, `repeated` where a name stands in it twice; it is
    None where none does.
    """

    key: str
    value: Tree
    item: bool
    plain: bool = False
    fault: str = ""
    repeated: str | None = None


class _Anchored(NamedTuple):
    """The value of an anchor, how many nodes it has, and what is at fault in it."""

    tree: Tree
    nodes: int
    faults: list[str]


class Source:
    """Bytes that were read from a file, then the rest of it; limits the size of an interaction."""

    def __init__(self, taken: bytes, file: Readable) -> None:
        self._taken = taken
        self._file = file
        self._read = 0

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; raise Damaged if one interaction takes too many."""
        if self._taken:
            found, self._taken = self._taken[:size], self._taken[size:]
        else:
            found = self._file.read(size)
        self._read += len(found)
        if self._read > MOST_BYTES:
            raise Damaged("one interaction is larger than 64 MiB")
        return found

    def reset(self) -> None:
        """Count the bytes of the next interaction from zero."""
        self._read = 0


def parts(source: Source, lines_before: int = 0, *, anchors: bool = True) -> Iterator[Part]:
    """Yield the members of the one mapping in a YAML stream, those in `LISTS` item by item.

    A stream of nothing but a list of interactions is read as such a mapping, too. `lines_before` is
    the number of lines of the file that the source does not have. Raises Damaged at anything else,
    and at an anchor or alias unless `anchors` is true.
    """
    reader = _Reader(source, lines_before, anchors=anchors)
    try:
        yield from reader.parts()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" at line {mark.line + 1 + lines_before}" if mark else ""
        raise Damaged(f"not valid YAML{place}") from error
    finally:
        reader.close()


class _Reader:
    """The events of a stream as trees; what is odd in an item is noted, and costs that item."""

    def __init__(self, source: Source, lines_before: int, *, anchors: bool) -> None:
        self._source = source
        self._lines_before = lines_before
        self._loader = _LOADER(source)  # type: ignore[arg-type]  # it always says how much
        self._next = self._loader.get_event
        self.close = self._loader.dispose
        self._takes_anchors = anchors
        self._anchors: dict[str, _Anchored] = {}
        self._nodes = 0
        self._aliased = 0
        self._path: list[str] = []
        self._is_item = False
        self._faults: list[str] = []
        self._repeated: str | None = None

    def parts(self) -> Iterator[Part]:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise Damaged("empty")
        event = self._next()
        if isinstance(event, yaml.SequenceStartEvent):
            yield from self._bare_list(event)
        elif isinstance(event, yaml.MappingStartEvent):
            yield from self._members(event)
        else:
            raise Damaged(_NEITHER)
        self._next()
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            raise Damaged(f"more than one YAML document{self._line(event)}")

    def _members(self, event: _Event) -> Iterator[Part]:
        self._admit(event)
        keys = set()
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event)
            if key in keys:
                raise Damaged(f"a key of the file stands there twice{self._line(event)}")
            keys.add(key)
            yield from self._member(key, self._next())

    def _member(self, key: str, event: _Event) -> Iterator[Part]:
        if key not in LISTS or not isinstance(event, yaml.SequenceStartEvent):
            yield Part(key, self._tree(event, 0), item=False)
            return
        self._admit(event)
        yield Part(key, [], item=False)
        yield from self._items(key)

    def _bare_list(self, event: _Event) -> Iterator[Part]:
        """Yield the items of a list that stands by itself, as some recorders write it."""
        self._admit(event)
        items = self._items("interactions")
        first = next(items, None)
        if first is None or not isinstance(first.value, dict) or "request" not in first.value:
            raise Damaged(_NEITHER)
        yield Part("interactions", [], item=False)
        yield first
        yield from items

    def _items(self, key: str) -> Iterator[Part]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            self._is_item, self._faults, self._repeated = True, [], None
            tree = self._tree(event, 0)
            self._is_item = False
            self._source.reset()
            fault = self._faults[0] if self._faults else ""
            yield Part(key, tree, item=True, fault=fault, repeated=self._repeated)

    def _tree(self, event: _Event, depth: int) -> Tree:
        if depth > _DEEPEST:
            self._skip("YAML nested too deeply", event)
            return None
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event.anchor)
        before, faults = self._nodes, len(self._faults)
        self._admit(event)
        self._nodes += 1
        tree: Tree
        if isinstance(event, yaml.ScalarEvent):
            tree = _scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            tree = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                tree.append(self._tree(item, depth + 1))
        else:
            tree = self._map(depth)
        if event.anchor is not None:
            nodes = self._nodes - before
            self._anchors[event.anchor] = _Anchored(tree, nodes, self._faults[faults:][:1])
        return tree

    def _map(self, depth: int) -> Tree:
        """Return a map; of a name that stands in it more than once, the last value."""
        tree: dict[str, Tree] = {}
        while not isinstance(name := self._next(), yaml.MappingEndEvent):
            key = self._key(name)
            self._path.append(key)
            if key in tree and not self._repeated:
                self._repeated = placed(self._path)
            tree[key] = self._tree(self._next(), depth + 1)
            self._path.pop()
        return tree

    def _key(self, event: _Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._skip("a YAML key that is not text", event)
            return ""
        self._admit(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchored(_scalar(event), 1, [])
        return str(event.value)

    def _alias(self, anchor: str | None) -> Tree:
        """Return the value of an anchor; its nodes count as if they were written out."""
        if not self._takes_anchors:
            raise Damaged("a YAML alias")
        if anchor is None or anchor not in self._anchors:
            self._note("a YAML alias without its anchor")
            return None
        found = self._anchors[anchor]
        self._faults += found.faults
        self._nodes += found.nodes
        self._aliased += found.nodes
        if self._aliased > _MOST_ALIASED:
            raise Damaged("YAML aliases that expand to too much")
        return found.tree

    def _admit(self, event: _Event) -> None:
        if event.anchor is not None and not self._takes_anchors:
            raise Damaged("a YAML anchor")
        tag = None if isinstance(event, yaml.AliasEvent) else event.tag
        if tag in (None, "!") or tag in _TAGS or tag in _BINARY or _RUBY.fullmatch(tag):
            return
        self._note("a YAML tag that is not read here", event)

    def _skip(self, reason: str, event: _Event) -> None:
        """Pass over a node, for a reason, however deep it is."""
        self._note(reason, event)
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            found = self._next()
            depth += isinstance(found, yaml.CollectionStartEvent)
            depth -= isinstance(found, yaml.CollectionEndEvent)

    def _note(self, reason: str, event: _Event | None = None) -> None:
        """Keep what is at fault in an item; raise Damaged where it is not in one."""
        if not self._is_item:
            raise Damaged(f"{reason}{self._line(event)}")
        if len(self._faults) < _MOST_FAULTS:
            self._faults.append(f"{reason}{placed(self._path)}")

    def _line(self, event: yaml.Event | None) -> str:
        """Return at which line of the file an event stands."""
        mark = None if event is None else event.start_mark
        return f" at line {mark.line + 1 + self._lines_before}" if mark else ""


def _scalar(event: yaml.ScalarEvent) -> str | Binary | None:
    value = str(event.value)
    if event.tag in _BINARY:
        return Binary(value)
    if event.tag == f"{_CORE}null" or (event.implicit[0] and value in NULLS):
        return None
    return value
