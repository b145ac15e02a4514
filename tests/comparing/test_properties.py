"""Whatever the contracts: nothing changes from a thing to itself, and the way back mirrors."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.contracts.folder import load_contracts
from tests.comparing.changes import mirrored, told
from tests.generating import examples
from tests.support import CONTRACTS, contract, parameter

LOADED = {
    f"{one.contract.operation} {one.contract.edition}": one.contract
    for one in load_contracts(CONTRACTS)
}

_TYPES = st.sampled_from([None, "string", "integer", "number", ["string", "null"], "boolean"])
_NAMES = st.sampled_from(["code", "validTill", "valid_till", "id", "seriesId", "kind", "Code"])
_VALUES = st.sampled_from([None, ["ABS", "PERC"], ["ABS"]])


@st.composite
def fields(draw: st.DrawFn, depth: int = 2) -> dict[str, Any]:
    """Return the properties of an object."""
    found: dict[str, Any] = {}
    for name in draw(st.lists(_NAMES, unique=True, max_size=4)):
        if depth and draw(st.booleans()):
            found[name] = {"type": "object", "properties": draw(fields(depth - 1))}
            continue
        kind, values = draw(_TYPES), draw(_VALUES)
        found[name] = {} if kind is None else {"type": kind}
        if kind == "string" and values:
            found[name][draw(st.sampled_from(["enum", "x-known-values"]))] = values
        if kind == "integer":
            found[name] |= {"format": draw(st.sampled_from(["int32", "int64"]))}
        if kind == "string" and draw(st.booleans()):
            found[name]["maxLength"] = draw(st.sampled_from([5, 9]))
    return found


@st.composite
def contracts(draw: st.DrawFn) -> Any:
    """Return a contract with a few fields and parameters."""
    made = [
        parameter(
            name,
            required=draw(st.booleans()),
            types=frozenset({draw(st.sampled_from(["string", "integer"]))}),
            default=draw(st.sampled_from([None, "A"])),
            place=draw(st.sampled_from(["query", "header"])),
        )
        for name in draw(st.lists(_NAMES, unique=True, max_size=3))
    ]
    return contract(draw(fields()), parameters=made)


@examples(400)
@given(contracts(), contracts())
def test_the_way_back_mirrors_the_way_there(before: Any, after: Any) -> None:
    """Each change has one of the mirrored class, with both sides exchanged."""
    assert set(told(after, before)) == mirrored(before, after)


@examples(200)
@given(contracts())
def test_a_contract_compared_with_itself_has_no_changes(one: Any) -> None:
    """Nothing is told."""
    assert told(one, one) == []


@pytest.mark.parametrize("after", LOADED)
@pytest.mark.parametrize("before", LOADED)
def test_the_bundled_contracts_mirror_each_other(before: str, after: str) -> None:
    """Those of other operations, too: whatever differs is told from both sides."""
    one, other = LOADED[before], LOADED[after]
    assert set(told(other, one)) == mirrored(one, other)
    assert (told(one, other) == []) == (before == after)
