"""Reads YAML as a stream of events, in little memory; every scalar stays text."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol, TypeAlias

import yaml

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
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CORE = "tag:yaml.org,2002:"
_BINARY = frozenset({f"{_CORE}binary", "!binary"})
_RUBY = "!ruby/"
"""Begins the tags of Ruby: of its structs and strings, which are read as what they hold."""

_RUBY_STRING = "!ruby/string"
_OLD_RUBY = "!ruby/struct:VCR::HTTPInteraction"
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
    )
)
"""Tags that VCR's own loader accepts; here they are ignored."""


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
    `twice` is a key that stands twice in one of its mappings, of which the last value is taken.
    """

    key: str
    value: Tree
    item: bool
    plain: bool = False
    twice: str = ""


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

    `lines_before` is the number of lines of the file that the source does not have. Raises Damaged
    at anything but such a mapping, and at an anchor unless `anchors` is true.
    """
    reader = _Reader(source, anchors=anchors)
    try:
        yield from reader.parts()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" at line {mark.line + 1 + lines_before}" if mark else ""
        raise Damaged(f"not valid YAML{place}") from error
    finally:
        reader.close()


class _Reader:
    def __init__(self, source: Source, *, anchors: bool) -> None:
        self._source = source
        self._loader = _LOADER(source)  # type: ignore[arg-type]  # it always says how much
        self._next = self._loader.get_event
        self.close = self._loader.dispose
        self._takes_anchors = anchors
        self._anchors: dict[str, tuple[Tree, int]] = {}
        self._nodes = 0
        self._aliased = 0
        self._twice = ""

    def parts(self) -> Iterator[Part]:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise Damaged("empty")
        event = self._next()
        if isinstance(event, yaml.SequenceStartEvent):
            yield from self._of_old_ruby(event)
            return
        if not isinstance(event, yaml.MappingStartEvent):
            raise Damaged("neither a cassette nor a HAR file")
        self._admit(event)
        keys = set()
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event)
            if key in keys:
                raise Damaged("a key of the file stands there twice")
            keys.add(key)
            yield from self._member(key, self._next())
        self._end()

    def _end(self) -> None:
        """Take the end of the document; raise Damaged where another one begins."""
        self._next()
        if not isinstance(self._next(), yaml.StreamEndEvent):
            raise Damaged("more than one YAML document")

    def _member(self, key: str, event: _Event) -> Iterator[Part]:
        if key not in LISTS or not isinstance(event, yaml.SequenceStartEvent):
            yield Part(key, self._tree(event, 0), item=False)
            return
        self._admit(event)
        yield Part(key, [], item=False)
        yield from self._items(key, self._next())

    def _of_old_ruby(self, event: yaml.SequenceStartEvent) -> Iterator[Part]:
        """Yield the interactions of VCR 1 for Ruby: a bare list of structs."""
        self._admit(event)
        first = self._next()
        tag = first.tag if isinstance(first, yaml.MappingStartEvent) else None
        if tag is None or not tag.startswith(_OLD_RUBY):
            raise Damaged("neither a cassette nor a HAR file")
        yield Part("http_interactions", [], item=False)
        yield from self._items("http_interactions", first)
        self._end()

    def _items(self, key: str, event: _Event) -> Iterator[Part]:
        """Yield the items of a list, of which the first event was taken."""
        while not isinstance(event, yaml.SequenceEndEvent):
            self._twice = ""
            tree = self._tree(event, 0)
            self._source.reset()
            yield Part(key, tree, item=True, twice=self._twice)
            event = self._next()

    def _tree(self, event: _Event, depth: int) -> Tree:
        if depth > _DEEPEST:
            raise Damaged("YAML nested too deeply")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event.anchor)
        self._admit(event)
        before = self._nodes
        self._nodes += 1
        tree: Tree
        if isinstance(event, yaml.ScalarEvent):
            tree = _scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            tree = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                tree.append(self._tree(item, depth + 1))
        else:
            tree = {}
            while not isinstance(name := self._next(), yaml.MappingEndEvent):
                key = self._key(name)
                if key in tree:
                    self._twice = key
                tree[key] = self._tree(self._next(), depth + 1)
            if event.tag is not None and event.tag.startswith(_RUBY_STRING):
                tree = tree.get("str")
        if event.anchor is not None:
            self._anchors[event.anchor] = (tree, self._nodes - before)
        return tree

    def _key(self, event: _Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise Damaged("a YAML key that is not text")
        self._admit(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = (_scalar(event), 1)
        return str(event.value)

    def _alias(self, anchor: str | None) -> Tree:
        """Return the value of an anchor; its nodes count as if they were written out."""
        if anchor is None or anchor not in self._anchors:
            raise Damaged("a YAML alias without its anchor")
        tree, nodes = self._anchors[anchor]
        self._nodes += nodes
        self._aliased += nodes
        if self._aliased > _MOST_ALIASED:
            raise Damaged("YAML aliases that expand to too much")
        return tree

    def _admit(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        tag, anchor = event.tag, event.anchor
        known = tag in (None, "!") or tag in _TAGS or tag in _BINARY or tag.startswith(_RUBY)
        if not known:
            raise Damaged("a YAML tag that is not read here")
        if anchor is not None and not self._takes_anchors:
            raise Damaged("a YAML anchor")


def _scalar(event: yaml.ScalarEvent) -> str | Binary | None:
    value = str(event.value)
    if event.tag in _BINARY:
        return Binary(value)
    if event.tag == f"{_CORE}null" or (event.implicit[0] and value in NULLS):
        return None
    return value
