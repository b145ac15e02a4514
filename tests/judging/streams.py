"""Streams of interactions that mostly resemble each other, as recorded traffic does."""

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any, cast

from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.json_path import Json
from tests.generating import NAMES, load, places

TEXTS = [
    *("", "NULL", " null\n", "true", " False", "10", "-1.5", 'a \\ " : b', "\u00e9", "ABS", "abs"),
    *("2026-05-09T00:00:00Z", "2026-05-31T23:59:59Z", "2026-05-09T00:00:00+05:30", "2026-02-30"),
    *("2026-05-09T00:00:00+00:00", "2026-05-09T00:00:00", "2026-05-09", "[1, 2]", "[", "[-1]"),
    *("EUROPE/PARIS", "2022-01-01 10:00:00", "https://x.example:8080/?a=1", "0001-01-01T00:00:00Z"),
]
NUMBERS = [0, -1, 1, 7, 100, 101, 700, 705, 2**31, -(2**31) - 1, 2**63, -(2**70), 1750933819]
NUMBERS += [1778284800000, 1778371199000]
FLOATS = [0.0, -0.0, 1.0, 10.0, 10.5, 0.1, 1e300]
OTHERS: list[Json] = [None, True, False, {}, [], [None], [[1]], {"dom": [1]}, {"a": {"b": [1.0]}}]
SCALARS = {str: TEXTS, int: NUMBERS, float: FLOATS, bool: [True, False]}
VALUES: list[Json] = [*TEXTS, *NUMBERS, *FLOATS, *OTHERS]
HOSTS = ["eu.api.capillarytech.com", "apac2.api.capillarytech.com", "localhost:8000"]


class Stream:
    """Bodies of a few shapes, with other values each time, and now and then with a new fault."""

    def __init__(self, edition: str, seed: int) -> None:
        self._random = random = Random(f"{edition} {seed}")  # noqa: S311  # the same each time
        self._edition = load(edition)
        self._printed = random.choice(self._edition.printed)
        self._host = random.choice(HOSTS)
        self._origin = random.choice(["cassette", "cassette", "har", "live"])
        self._separators = random.choice([(",", ":"), (",", ":"), (", ", ": ")])
        self._unrest = random.choice([0, 0.02, 0.1, 0.3])
        first = deepcopy(random.choice([json.loads(self._printed.response.body), *self._alike()]))
        for _ in range(random.choice([0, 0, 1, 3, 6])):
            first = self._mutated(first)
        self._bodies = [first]
        for _ in range(random.choice([0, 1, 4])):
            self._bodies.append(self._mutated(random.choice(self._bodies)))

    def interactions(self, count: int) -> Iterator[Interaction]:
        """Yield so many interactions."""
        random = self._random
        for number in range(count):
            body = deepcopy(random.choice(self._bodies))
            for _ in range(random.choice([0, 1, 2, 5]) if random.random() < self._unrest else 0):
                self._twist(body)
            if random.random() < self._unrest:
                body = self._mutated(body)
            yield Interaction(
                f"one.yaml#{number}" if random.random() < 0.5 else "one",
                cast("Any", self._origin),
                Request(self._printed.request.method, self._url()),
                Response(*self._status(), self._written(body)),
                as_created=random.random() < 0.1,
            )

    def _alike(self) -> list[Json]:
        return [body for body in self._edition.bodies if isinstance(body, dict)]

    def _url(self) -> str:
        url, random = self._printed.request.url, self._random
        url = url.replace("eu.api.capillarytech.com", self._host)
        if random.random() < self._unrest:
            more = ["&x=1", "&couponIds=words", "&code=A,B", "&couponCodes=a,b", "#"]
            url += random.choice([*more, "&showCouponSeries=words", "&showCouponSeries=true"])
        return url

    def _status(self) -> tuple[int | None, str | None]:
        return self._random.choice([(200, "application/json")] * 30 + [(None, None), (404, None)])

    def _twist(self, body: Json) -> None:
        """Give a scalar of a body another value of its type."""
        scalars = [path for path in places(body) if path]
        if not scalars:
            return
        parent, last = _parent(body, self._random.choice(scalars))
        of_type = SCALARS.get(type(parent[last]))
        if of_type:
            parent[last] = self._random.choice(cast("list[Json]", of_type))

    def _mutated(self, body: Json) -> Json:
        """Return a body with a fault in its structure."""
        random, root = self._random, {"": deepcopy(body)}
        parent, last = _parent(root, ("", *random.choice([*places(root[""])])))
        kind = random.choice(["replace", "null", "delete", "add", "rename", "wrap", "repeat"])
        value = parent[last]
        if kind == "null":
            parent[last] = None
        elif kind == "delete" and last != "":
            del parent[last]
        elif kind == "add" and isinstance(value, dict):
            value[random.choice(NAMES)] = random.choice(VALUES)
        elif kind == "rename" and isinstance(parent, dict) and last != "":
            parent[random.choice([last.swapcase(), f"{last}s", last[:-1]])] = parent.pop(last)
        elif kind == "wrap":
            parent[last] = random.choice([[value], {"value": value}])
        elif kind in ("add", "repeat") and isinstance(value, list) and value:
            value += deepcopy(value[:1]) * random.choice([1, 2, 19])
        else:
            parent[last] = random.choice(VALUES)
        return root.get("")

    def _written(self, body: Json) -> bytes:
        """Return a body as bytes: mostly alike, at times in another order, repeated or cut off."""
        random, chance = self._random, self._random.random()
        if chance < 0.05:
            body = _shuffled(body, random)
        text = json.dumps(body, separators=self._separators, ensure_ascii=chance < 0.5)
        if 0.1 < chance < 0.15:
            text = text.replace('":', random.choice(['" :', '"\t: ', '": ']))
        elif 0.15 < chance < 0.2:
            at = text.find('":', random.randrange(len(text)))
            name = text[text.rfind('"', 0, at) : at + 1] if at > 0 else ""
            if len(name) > 2:
                other = random.choice(["7", "{}", '"x"'])
                text = text.replace(f"{name}:", f"{name}:{other},{name}:", 1)
        elif 0.2 < chance < 0.22:
            text = random.choice([text[:-1], text + " ", text + "x", "[" * 600 + "]" * 600, ""])
        elif 0.22 < chance < 0.25:
            text = text.replace('"c', '"\\u0063', 2).replace(":", "\\u003a", chance < 0.23)
        return text.encode("utf-8", "surrogatepass")


def _parent(root: Any, path: tuple[str | int, ...]) -> tuple[Any, Any]:  # any JSON
    *parents, last = path
    for step in parents:
        root = root[step]
    return root, last


def _shuffled(value: Json, random: Random) -> Json:
    if isinstance(value, list):
        return [_shuffled(one, random) for one in value]
    if not isinstance(value, dict):
        return value
    names = random.sample([*value], len(value))
    return {name: _shuffled(value[name], random) for name in names}
