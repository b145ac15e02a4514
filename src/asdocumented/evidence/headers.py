"""The headers of a recorded message, however a recording writes them."""

from collections.abc import Iterator

from asdocumented.evidence import vcr_fast
from asdocumented.evidence.vcr_yaml import Binary


def headers_of(recorded: object) -> Iterator[tuple[str, str]]:
    """Yield headers: of a map of texts or lists, of HAR's list of pairs, of a cassette's lines."""
    if isinstance(recorded, str):
        recorded = vcr_fast.read_headers(recorded)
    if isinstance(recorded, dict):
        for name, values in recorded.items():
            for value in values if isinstance(values, list) else [values]:
                yield str(name), text_of(value)
    for pair in recorded if isinstance(recorded, list) else ():
        if isinstance(pair, dict):
            yield str(pair.get("name", "")), text_of(pair.get("value"))


def text_of(value: object) -> str:
    """Return all text in a value of a recording."""
    if isinstance(value, Binary):
        return value.base64
    if isinstance(value, dict):
        return " ".join(filter(None, map(text_of, value.values())))
    if isinstance(value, list):
        return " ".join(filter(None, map(text_of, value)))
    return "" if value is None else str(value)
