"""Writes traffic into files: `python benchmarks/traffic.py COUNT DISTINCT FOLDER FORMAT...`.

It is a process of its own, since Linux counts the memory of the process that starts one for the
one that is started: what measures others has to stay small.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import chain, count, islice
from pathlib import Path
from typing import TextIO

from coupon_bodies import Body, Kind, make_bodies

from asdocumented.formats.http_message import HttpExchange
from asdocumented.live.runs.cassette import Provenance, cassette

RECORDED = datetime(2026, 11, 22, 12, tzinfo=UTC)
JSON_TYPE = ("Content-Type", "application/json")
OURS = Provenance("demo", "UTC", "1", stand_in=False)
A_TIME = 1000
SERIES = 200
TOLD_APART = {"har": ",\n", "ndjson": "\n", "yaml": ""}
AROUND = {
    "har": ('{"log": {"version": "1.2", "entries": [\n', "\n]}}\n"),
    "ndjson": ("", "\n"),
    "yaml": ("interactions:\n", "version: 1\n"),
}


def main(total: int, distinct: int, folder: Path, formats: Iterable[str]) -> None:
    """Write `traffic.FORMAT` for each format; the same `distinct` interactions, over and over."""
    with ExitStack() as stack:
        files = {
            one: stack.enter_context((folder / f"traffic.{one}").open("w", encoding="utf-8"))
            for one in formats
        }
        for one, file in files.items():
            file.write(AROUND[one][0])
        for number, texts in enumerate(islice(repeated(total, distinct, [*files]), total)):
            write(files, texts, is_first=number == 0)
        for one, file in files.items():
            file.write(AROUND[one][1])


def write(files: Mapping[str, TextIO], texts: Mapping[str, str], *, is_first: bool) -> None:
    """Write an interaction to the file of each format."""
    for one, file in files.items():
        file.write(texts[one] if is_first else TOLD_APART[one] + texts[one])


def repeated(total: int, distinct: int, formats: list[str]) -> Iterator[dict[str, str]]:
    """Yield interactions without end; where fewer are distinct than wanted, they come again."""
    made: list[dict[str, str]] = []
    for body in islice(bodies(), distinct):
        texts = {one: WRITERS[one](body) for one in formats}
        yield texts
        if distinct < total:
            made.append(texts)
    while made:
        yield from made


def bodies() -> Iterator[Body]:
    """Yield bodies without end, no two of them equal; of a thousand, five share a series."""
    kind = Kind("traffic", A_TIME, SERIES, drifting=False)
    return chain.from_iterable(make_bodies(kind, first) for first in count(0, A_TIME))


def entry(body: Body) -> str:
    """Return an entry of a HAR file, on one line."""
    name, value = JSON_TYPE
    return json.dumps(
        {
            "startedDateTime": RECORDED.isoformat(),
            "request": {"method": "GET", "url": body.url, "headers": []},
            "response": {
                "status": 200,
                "headers": [{"name": name, "value": value}],
                "content": {"mimeType": value, "text": body.content.decode()},
            },
        }
    )


def recording(body: Body) -> str:
    """Return an interaction of a cassette, as we record it."""
    exchange = HttpExchange("GET", body.url, (), 200, "OK", (JSON_TYPE,), body.content, RECORDED)
    written = cassette(exchange, OURS).decode()
    return written.removeprefix(AROUND["yaml"][0]).removesuffix(AROUND["yaml"][1])


WRITERS: Mapping[str, Callable[[Body], str]] = {"har": entry, "ndjson": entry, "yaml": recording}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
