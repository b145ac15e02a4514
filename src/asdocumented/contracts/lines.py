"""Finds the lines of a contract's files that cite a row."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from asdocumented.errors import Fault
from asdocumented.formats.files import read_text
from asdocumented.formats.json_path import mapping

_JSON_SOURCE = re.compile(r'"x-source"\s*:\s*')
_DECODER = json.JSONDecoder()

_KEPT = 32
"""Of so many texts the lines are kept: who asks for many reports has them of the same contracts."""


class Line(NamedTuple):
    """A line of a file, counted from 1."""

    file: Path
    number: int


def cited_lines(folder: Path) -> Mapping[tuple[str, int], Line]:
    """Return where an edition's files cite a row first, by the id of its table and its number.

    Args:
        folder: the folder of an edition; what cannot be read there any more has no lines.

    """
    found: dict[tuple[str, int], Line] = {}
    readers = dict.fromkeys(sorted(folder.glob("*.schema.json")), _in_json)
    for path, read in {**readers, folder / "openapi.yaml": _in_yaml}.items():
        with suppress(Fault, ValueError):
            _add(found, path, read(read_text(path)))
    return found


def _add(
    found: dict[tuple[str, int], Line], path: Path, sources: Iterable[tuple[object, int]]
) -> None:
    for source, line in sources:
        for one in source if isinstance(source, list) else [source]:
            table, row = mapping(one).get("table"), mapping(one).get("row")
            if isinstance(table, str) and isinstance(row, int):
                found.setdefault((table, row), Line(path, line))


@lru_cache(maxsize=_KEPT)
def _in_json(text: str) -> tuple[tuple[object, int], ...]:
    return (*_sources_in_json(text),)


@lru_cache(maxsize=_KEPT)
def _in_yaml(text: str) -> tuple[tuple[object, int], ...]:
    return (*_sources_in_yaml(text),)


def _sources_in_json(text: str) -> Iterator[tuple[object, int]]:
    """Yield each source in a schema with its line; they are read without the rest of the file."""
    line = position = 0
    for key in _JSON_SOURCE.finditer(text):
        line += text.count("\n", position, key.start())
        position = key.start()
        yield _DECODER.raw_decode(text, key.end())[0], line + 1


def _sources_in_yaml(text: str) -> Iterator[tuple[object, int]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    stack = [yaml.compose(text, Loader=loader)]
    while stack:
        node = stack.pop()
        if isinstance(node, yaml.SequenceNode):
            stack += node.value
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                stack.append(value)
                if key.value == "x-source":
                    yield loader("").construct_document(value), key.start_mark.line + 1
