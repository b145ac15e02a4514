"""What the tests on generated input share: how many examples, bundled editions, bodies."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from asdocumented.contracts.load import load_contract
from asdocumented.contracts.model import Contract
from asdocumented.evidence.examples import read_examples
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.json_path import Json
from tests.support import CONTRACTS

EDITIONS = ["v1.1-coupon-get/2025", "v2-coupon-series/2025", "v2-coupon/2024", "v2-coupon/2026"]
every_edition = pytest.mark.parametrize("edition", EDITIONS)


def examples(count: int = 45) -> settings:
    """Return the settings of a test on generated input, which are a decorator.

    The profile `thorough` gives it so many examples, the profile `quick` a fifth.
    """
    quick = settings.get_current_profile_name() == "quick"
    return settings(max_examples=max(count // 5, 5) if quick else count)


@dataclass(frozen=True)
class Edition:
    """A bundled contract, its schema for other validators, and its printed examples."""

    contract: Contract
    schema: dict[str, Any]
    printed: tuple[Interaction, ...]

    @property
    def bodies(self) -> list[Json]:
        """The printed bodies; also with the object that is documented where an array is printed."""
        printed = [json.loads(one.response.body) for one in self.printed]
        return printed + [
            {**body, "entity": body["entity"][0]} for body in printed if "entity" in body
        ]


@cache
def load(edition: str) -> Edition:
    """Return a bundled edition."""
    folder = CONTRACTS / edition
    schema = json.loads((folder / "response.schema.json").read_text(encoding="utf-8"))
    return Edition(load_contract(folder), schema, tuple(read_examples(folder)))


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["NULL", " null ", "true", " False", "10", " -1.5 ", "1e3", "", " ", "²"])
    | st.sampled_from(
        ["2026-05-09T00:00:00Z", "2026-05-09T24:00:00+05:30", "2026-02-30", "0000-00-00"]
    )
    | st.sampled_from(
        ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "[-1]", "[", "ABS"]
    )
    | st.sampled_from([10.0, -0.0, 0, 1, 2**31, 2**63, 1e300, 1778284800000])
)
NAMES = [
    *["data", "code", "validTill", "validTillDateTime", "couponSeries", "couponIssualDetails"],
    *["errors", "warnings", "Warninigs", "entity", "id", "lastUsed", "createdOn", "status"],
    *["fixedExpiryDate", "validTillDate", "customPropertyMap", "response", "coupons", "coupon"],
    *["item_status", "success", "message", "", "a/b", "x~y", "[*]", "Data", "codes"],
]
names = st.sampled_from(NAMES) | st.text(max_size=6)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5),
    max_leaves=20,
)


def places(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every value in a body."""
    yield path
    children: Iterator[tuple[str | int, Json]] = iter(())
    if isinstance(value, dict):
        children = iter(value.items())
    elif isinstance(value, list):
        children = iter(enumerate(value))
    for step, child in children:
        yield from places(child, (*path, step))


MUTATIONS = ["replace", "replace", "replace", "delete", "add", "rename", "wrap"]


def mutate(body: Json, data: st.DataObject) -> Json:
    """Return the body with one value replaced, deleted, added, renamed or wrapped."""
    path = data.draw(st.sampled_from(list(places(body))), "path")
    kind = data.draw(st.sampled_from(MUTATIONS), "mutation")
    root: dict[str | int, Any] = {"": body}
    *parents, last = ("", *path)
    parent: Any = root
    for step in parents:
        parent = parent[step]
    value = parent[last]
    if kind == "replace" or (kind in ("delete", "rename") and not path):
        parent[last] = data.draw(scalars | values, "value")
    elif kind == "delete":
        del parent[last]
    elif kind == "add" and isinstance(value, dict):
        value[data.draw(names, "name")] = data.draw(values, "value")
    elif kind == "add" and isinstance(value, list):
        value.append(data.draw(values, "item"))
    elif kind == "rename" and isinstance(parent, dict):
        old = str(last)
        new = data.draw(st.sampled_from([old.swapcase(), old + "s", old[:-1], old[1:] + "x"]))
        parent[new] = parent.pop(last)
    else:
        parent[last] = data.draw(st.sampled_from([[value], {"value": value}, str(value)]))
    return root[""]  # type: ignore[no-any-return]  # a body, whatever was done to it
