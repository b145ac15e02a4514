"""Any bytes are judged as a body; nothing is raised.

`ASDOCUMENTED_FUZZ_EXAMPLES` lengthens a run: see `running.py`.
"""

import json
from functools import cache
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.api import Contracts, load_contracts
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats import json_body
from tests.fuzz.mutations import as_json, mutated_bytes, mutated_json, mutated_text
from tests.fuzz.running import fuzzed
from tests.generating import load
from tests.support import CONTRACTS

URL = "https://eu.api.capillarytech.com/v2/coupon?couponIds=1"
PRINTED = [one.response.body for one in load("v2-coupon/2026").printed]
ODD = [b"", b"[" * 501, b'{"a":' * 500 + b"1" + b"}" * 500, b"1" * 5000, b"\xef\xbb\xbf{}", b"NaN"]
STATUSES = [200, 200, 404, 500, 204, 0, -1, 10**9, None]
TYPES = ["application/json", "application/json; charset=utf-16", "text/csv", "", "\x00;", None]

printed = st.sampled_from(PRINTED)
bodies = (
    st.binary(max_size=60)
    | st.sampled_from(ODD)
    | printed.flatmap(mutated_bytes)
    | printed.map(bytes.decode).flatmap(mutated_text)
    | printed.map(json.loads).flatmap(mutated_json).map(as_json)
)


@cache
def contracts() -> Contracts:
    return load_contracts(CONTRACTS)


@pytest.mark.slow
@fuzzed(100)
@given(body=bodies, status=st.sampled_from(STATUSES), kind=st.sampled_from(TYPES))
def test_any_bytes_are_judged_as_a_body(body: bytes, status: int | None, kind: str | None) -> None:
    """Of evidence as it came, and of a response that is redacted first."""
    asked = Interaction("one", "har", Request("GET", URL), Response(status, kind, body))
    assert contracts().judge(asked).run.interactions == 1
    request = SimpleNamespace(method="GET", url=URL, headers={})
    sent = {} if kind is None else {"content-type": kind}
    response = SimpleNamespace(
        request=request, status_code=status or 200, headers=sent, content=body
    )
    assert contracts().judge(response).run.interactions == 1


@pytest.mark.slow
@fuzzed(400)
@given(body=bodies)
def test_any_bytes_are_json_or_have_a_class_of_fault(body: bytes) -> None:
    """What is read is what Python reads, and its repeated names can be told."""
    value, fault = json_body.parse(body)
    if fault is None:
        assert repr(value) == repr(json.loads(body.decode()))
        assert all(len(one.values) > 1 for one in json_body.repeated_names(body, value))
    else:
        assert value is None
        assert not json_body.is_plain(body)
