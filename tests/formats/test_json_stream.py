"""The items of an array are read one by one, however the text is cut into parts."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.formats import json_stream
from asdocumented.formats.damage import Damaged
from asdocumented.formats.json_stream import JsonStream

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
CUT_OFF = "not valid JSON, or cut off"


def items(text: bytes, *names: str) -> list[bytes]:
    return list(JsonStream(BytesIO(text)).items(*(names or ("log", "entries"))))


class Dripping(BytesIO):
    """A file that gives three bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 3))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"log": {"entries": []}}', []),
        ('{"log": {"entries": [ {"a": "]}"} , [1, [2]],3 ,"x,y", null ]}}', None),
        (
            '{"a":{"entries":[1]}, "log":{"b":[{"c":"\\\\"}], "entries":[2], "d":"}"}}',
            [b"2"],
        ),
        ('{"log":{"entries":[{"a":"\\"}{"}]}}', [b'{"a":"\\"}{"}']),
        ('{"log":{"entries":[{"a":"\\ud83d"}]}}', [b'{"a":"\\ud83d"}']),
    ],
)
def test_the_items_of_an_array(text: str, found: list[bytes] | None) -> None:
    """Brackets and quotes in texts, other members before and behind, and scalars do not matter."""
    if found is None:
        found = [b'{"a": "]}"}', b"[1, [2]]", b"3", b'"x,y"', b"null"]
    assert items(text.encode()) == found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", CUT_OFF),
        ("[]", CUT_OFF),
        ('{"log"', CUT_OFF),
        ('{"log": 1}', CUT_OFF),
        ('{"log": {"entries": [1', CUT_OFF),
        ('{"log": {"entries": [{"a": "', CUT_OFF),
        ('{"log": {"entries": [1 2]}}', CUT_OFF),
        ('{"log": {"entries": [1]', CUT_OFF),
        ('{"log": {"entries": [1]}} x', f"{CUT_OFF}: text behind its end"),
        ('{"log": {"a": 1}}', "neither a cassette nor a HAR file"),
        ("{}", "neither a cassette nor a HAR file"),
    ],
)
def test_what_is_no_such_text_is_told(text: str, reason: str) -> None:
    """A text that is cut off anywhere is damaged."""
    with pytest.raises(Damaged) as caught:
        items(text.encode())
    assert caught.value.reason == reason


def test_what_came_before_the_damage_was_yielded() -> None:
    """A file that is cut off costs what is behind that place."""
    stream = JsonStream(BytesIO(b'{"log": {"entries": [{"a": 1}, {"b"')).items("log", "entries")
    assert next(stream) == b'{"a": 1}'
    with pytest.raises(Damaged):
        next(stream)


@given(values=st.lists(VALUES), before=VALUES, behind=VALUES)
@pytest.mark.parametrize("reader", [BytesIO, Dripping])
def test_any_array_is_read_as_the_parser_reads_it(
    reader: Callable[[bytes], BinaryIO], values: list[object], before: object, behind: object
) -> None:
    """Whatever stands around it, and however few bytes come at a time."""
    text = json.dumps({"v": before, "log": {"entries": values, "z": behind}, "end": behind})
    found = JsonStream(reader(text.encode())).items("log", "entries")
    assert [json.loads(one) for one in found] == values


def test_no_more_is_kept_than_the_largest_value_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of any size is read in memory that does not grow."""
    monkeypatch.setattr(json_stream, "_CHUNK", 64)
    stream = JsonStream(BytesIO(b'{"log":{"entries":[' + b'{"a":1},' * 5000 + b"0]}}"))
    kept = [len(stream._kept) for _ in stream.items("log", "entries")]  # noqa: SLF001  # its memory
    assert len(kept) == 5001
    assert max(kept) < 200


def test_a_value_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even one value may fill the memory."""
    monkeypatch.setattr(json_stream, "_CHUNK", 4)
    monkeypatch.setattr(json_stream, "_MOST_VALUE", 64)
    with pytest.raises(Damaged, match="one value in it is larger than 256 MiB"):
        items(b'{"log":{"entries":["' + b"a" * 500 + b'"]}}')


@pytest.mark.parametrize(
    ("between", "last"),
    [
        (",", '{"a": 3}'),
        (" ,\n ", '{"a": [{"a": "},{\\"a\\": 1"}]}'),
        (", ", '{"b": 3, "a": {"a": [1, {"a": 1}]}}'),
        (",", "7"),
        (",", '{"a": NaN}'),
        (",", '{"a": 01}'),
        (",", "{'a': 1}"),
    ],
)
def test_items_that_begin_alike_are_found_at_once(
    between: str, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are those that are found one by one, whatever stands among them."""
    monkeypatch.setattr(json_stream, "_WINDOW", 40)
    written = ['{"a": 1}', '{"a": "\\ud83d"}', '{"a": 2}', last] * 4
    text = '{"log": {"entries": [' + between.join(written) + "]}}"
    assert items(text.encode()) == [one.encode() for one in written]


@pytest.mark.parametrize("between", [",,", ", ,", ", \n,"])
def test_a_comma_without_an_item_is_no_json(between: str) -> None:
    """Wherever it stands."""
    for first in ('{"a": 1}', '{"a": 1}, {"a": 2}'):
        with pytest.raises(Damaged):
            items(f'{{"log": {{"entries": [{first}{between}{{"a": 3}}]}}}}'.encode())
