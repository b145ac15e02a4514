"""Traffic for the tests of parts: printed answers with faults, in files of several formats."""

import gzip
import json
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, ParamSpec, TypeVar

from asdocumented.formats.json_path import Json
from asdocumented.parallel.workers import Workers
from tests.generating import EDITIONS, load, places

P = ParamSpec("P")
T = TypeVar("T")

ODD: list[Json] = [None, True, "", "10", " 1 ", 10.0, -1, 2**31, 2**63, [], {}, [None], {"a": 1}]
ODD += ["2026-05-09T00:00:00Z", "2026-02-30", "jane.roe@example.com", "919876543210", "ABCDEF12"]
CREDENTIAL = "tk9f8e7d6c5b4a3c2d"
CARRIED: list[Json] = [{"name": "Authorization", "value": f"Bearer {CREDENTIAL}"}]
ODD += [CREDENTIAL]
NAMES = ["data", "Data", "code", "new_name", "errors", "jane.roe"]
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


class Here(Executor):
    """Runs what is given to it at once, in this process."""

    def submit(self, fn: "Any", /, *args: object, **kwargs: object) -> "Future[Any]":
        """Return what a call gave, or raised."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # it is the caller's
            future.set_exception(error)
        return future


IN_PARTS = Workers(2, lambda _: Here())


def entries(count: int, seed: int) -> Iterator[dict[str, Json]]:
    """Yield entries of a HAR file: printed answers, many of them with faults, some of none."""
    random = Random(seed)  # noqa: S311  # it is no secret
    printed = [one for edition in EDITIONS for one in load(edition).printed]
    for number in range(count):
        one = random.choice(printed)
        body = json.loads(one.response.body)
        for _ in range(random.choice([0, 0, 1, 1, 2])):
            body = changed(body, random)
        url = one.request.url
        if random.random() < 0.1:
            url += f"&limit={number}" if "?" in url else "/unknown"
        text: Json = json.dumps(body) if random.random() < 0.97 else "{"
        if random.random() < 0.03:
            text = None
        yield {
            "startedDateTime": (BEGIN + timedelta(minutes=number)).isoformat(),
            "request": {"method": one.request.method, "url": url, "headers": CARRIED},
            "response": {
                "status": random.choice([200, 200, 200, 404, 500]),
                "headers": [{"name": "Content-Type", "value": "application/json"}],
                "content": {"text": text},
            },
        }


def changed(body: Any, random: Random) -> Any:
    """Return a body with one value replaced, left out, renamed or put into an array."""
    root = {"": deepcopy(body)}
    *parents, last = ("", *random.choice(list(places(body))))
    parent: Any = root
    for step in parents:
        parent = parent[step]
    kind = random.choice(["replace", "replace", "leave out", "rename", "wrap"])
    if kind == "replace" or (not parents and kind != "wrap"):
        parent[last] = random.choice(ODD)
    elif kind == "leave out":
        del parent[last]
    elif kind == "rename" and isinstance(parent, dict):
        parent[random.choice(NAMES)] = parent.pop(last)
    else:
        parent[last] = [parent[last]]
    return root[""]


def as_ndjson(path: Path, found: Iterator[dict[str, Json]]) -> Path:
    """Write entries one a line, with odd lines among them."""
    with path.open("w", encoding="utf-8") as file:
        for number, one in enumerate(found):
            file.write(json.dumps(one) + "\n")
            if number % 50 == 7:
                file.write("\n{broken\n  \n")
    return path


def as_har(path: Path, found: Iterator[dict[str, Json]]) -> Path:
    """Write entries as a HAR file."""
    entries = ",\n".join(json.dumps(one) for one in found)
    path.write_text('{"log": {"version": "1.2", "entries": [' + entries + "]}}", encoding="utf-8")
    return path


def as_gzip(path: Path, plain: Path) -> Path:
    """Write a file compressed."""
    path.write_bytes(gzip.compress(plain.read_bytes()))
    return path
