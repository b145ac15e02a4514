"""Damaged and odd input: bytes with flips, cuts and repeats, texts and JSON with odd values."""

import json
import re
from collections.abc import Callable, Sequence

import yaml
from hypothesis import strategies as st

from asdocumented.formats.json_path import Json
from tests.generating import mutate

_TOKEN = re.compile(rb'"(?:[^"\\\n]|\\.)*"|[\w.+:-]+|[^\s\w]')
TOKENS = [
    *('""', '" "', '"\\u0000"', '"$"', '"$.["', '"$.data[*].code"', '"../.."', '"{id}"', '"#/"'),
    *("0", "-1", "1e400", "1.5", "99999999999999999999", "nan", "inf", "0x7f", "'", '"', "\\"),
    *("true", "null", "~", "[]", "{}", "[[]]", "[1, 2]", "1979-05-27", "24:00:00", "&a", "*a"),
    *("2026", "String", "code", "$ref", "oneOf", "items", "\ufeff", "\x00", "\u202e"),
    *('{"$ref": "#"}', '{"type": "array"}', '[["a"]]', '"(" ', "Europe/Berlin", "<<", "!!binary"),
    *(
        "\U0001f600",
        '"\\ud800"',
        "",
        ",",
        ":",
        "=",
        "\n",
        "\r",
        "\t",
        "#",
        "[",
        "]",
        "{",
        "}",
        "---",
        "...",
        "1e999",
    ),
]
"""What stands for one token of a text: values of other types, odd spellings, syntax."""

_Step = Callable[[bytes, st.DataObject], bytes]


def mutated_bytes(content: bytes) -> st.SearchStrategy[bytes]:
    """Return the content after one to four mutations of its bytes."""
    return _mutated(content, (_flip, _cut, _repeat, _insert, _token, _token))


def mutated_text(content: str) -> st.SearchStrategy[bytes]:
    """Return the content after one to four mutations, most of them of whole tokens."""
    return _mutated(content.encode(), (_token, _token, _token, _token, _repeat, _cut))


@st.composite
def mutated_json(draw: st.DrawFn, value: Json) -> Json:
    """Return a JSON value after one to four mutations of its parts."""
    data = draw(st.data())
    found: Json = json.loads(json.dumps(value))
    for _ in range(draw(st.integers(1, 4))):
        found = mutate(found, data)
    return found


def as_json(value: Json) -> bytes:
    """Return a JSON value as a file has it; lone surrogates stay escaped."""
    return json.dumps(value).encode()


def as_yaml(value: Json) -> bytes:
    """Return a JSON value as a YAML file has it."""
    return yaml.safe_dump(value).encode("utf-8", "surrogatepass")


@st.composite
def _mutated(draw: st.DrawFn, content: bytes, steps: Sequence[_Step]) -> bytes:
    data = draw(st.data())
    for _ in range(draw(st.integers(1, 4))):
        content = draw(st.sampled_from(steps))(content, data)
    return content


def _span(content: bytes, data: st.DataObject) -> tuple[int, int]:
    begin = data.draw(st.integers(0, len(content)), "begin")
    return begin, min(begin + data.draw(st.integers(0, 300), "length"), len(content))


def _flip(content: bytes, data: st.DataObject) -> bytes:
    place = data.draw(st.integers(0, len(content)), "place")
    return content[:place] + bytes([data.draw(st.integers(0, 255))]) + content[place + 1 :]


def _cut(content: bytes, data: st.DataObject) -> bytes:
    begin, end = _span(content, data)
    return content[:begin] + (b"" if data.draw(st.booleans(), "to the end") else content[end:])


def _repeat(content: bytes, data: st.DataObject) -> bytes:
    begin, end = _span(content, data)
    place = data.draw(st.integers(0, len(content)), "place")
    times = data.draw(st.sampled_from([1, 1, 2, 600]), "times")
    return content[:place] + content[begin:end] * times + content[place:]


def _insert(content: bytes, data: st.DataObject) -> bytes:
    place = data.draw(st.integers(0, len(content)), "place")
    return content[:place] + data.draw(st.binary(max_size=8), "inserted") + content[place:]


def _token(content: bytes, data: st.DataObject) -> bytes:
    found = [one.span() for one in _TOKEN.finditer(content)]
    if not found:
        return content
    begin, end = data.draw(st.sampled_from(found), "token")
    others = st.sampled_from(found).map(lambda other: content[slice(*other)])
    new = data.draw(st.sampled_from(TOKENS).map(str.encode) | others, "new token")
    return content[:begin] + new + content[end:]
