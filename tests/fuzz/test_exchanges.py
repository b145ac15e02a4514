"""Any exchange is redacted, written without its credential, and judged.

`ASDOCUMENTED_FUZZ_EXAMPLES` lengthens a run: see `running.py`.
"""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.api import Contracts, load_contracts, make_report
from asdocumented.checks.registry import all_checks
from asdocumented.evidence.journal import RequestResult, encode_line
from asdocumented.formats.http_message import HttpExchange
from asdocumented.gate.decision import GateInputs
from asdocumented.live.runs.cassette import Provenance, cassette
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.sweep import find_secrets
from asdocumented.report.build import RunOptions
from tests.fuzz.mutations import TOKENS, mutated_text
from tests.fuzz.running import fuzzed
from tests.redaction.exchanges import KEY, interactions
from tests.support import CONTRACTS, NOON

CANARY = "Canary-7f3b9"
SPELLINGS = [
    CANARY,
    CANARY.upper(),
    CANARY.replace("C", "%43"),
    CANARY.replace("-", "%2d"),
    CANARY.replace("C", "\\u0043"),
    b64encode(CANARY.encode()).decode(),
    b64encode(f"till:{CANARY}".encode()).decode(),
    CANARY.encode().hex(),
    f"Bearer {CANARY}",
]
BODY = f'{{"data": [{{"code": "{CANARY}", "note": 7, "x": ["a", 1.0]}}], "errors": null}}'
BASES = [
    "https://eu.api.capillarytech.com/v2/coupon?couponIds=1",
    "https://eu.example/v1.1/coupon/get?code=A&customer_id=7",
    "/v2/coupon",
]
HEADERS = ["Content-Type", "Location", "Link", "Date", "Retry-After", "Accept", "Set-Cookie"]
VALUES = ["application/json; charset=utf-8", '</a?b=c>; rel="next"', "//[", "https://a:b@c/d"]

words = st.sampled_from([*SPELLINGS, *TOKENS, *VALUES]) | st.text(max_size=12)
texts = st.lists(words, max_size=4).map("".join)
headers = st.lists(st.tuples(st.sampled_from(HEADERS) | texts, texts), max_size=4).map(tuple)
urls = texts | st.tuples(st.sampled_from(BASES), texts).map("".join)
bodies = (
    mutated_text(BODY)
    | st.binary(max_size=40)
    | texts.map(lambda text: text.encode("utf-8", "surrogatepass"))
)
exchanges = st.fixed_dictionaries(
    {
        "method": st.sampled_from(["GET", "GET", "POST", "get", ""]),
        "url": urls,
        "request_headers": headers,
        "status": st.sampled_from([200, 404, 500, 204, 0, 999]) | st.integers(),
        "reason": texts,
        "response_headers": headers,
        "body": bodies,
    }
)


@cache
def contracts() -> Contracts:
    return load_contracts(CONTRACTS)


def redact_and_judge(fields: Mapping[str, Any]) -> None:
    """Redact, write and judge an exchange: nothing is raised, and the credential is gone.

    A spelling of it that redaction leaves is found before it is written.
    """
    exchange = HttpExchange(**fields, recorded=NOON)
    redactor = Redactor(contracts().folder.contracts, KEY, [CANARY])
    redacted = redactor.redact(exchange)
    recording = cassette(redacted, Provenance("demo", "UTC", "1", stand_in=True))
    line = encode_line(RequestResult("demo", "one", NOON, 1, redacted.status, redacted))
    for written in (recording, line, redacted.body):
        assert CANARY.lower().encode() not in written.lower()
    if any(one.lower().encode() in recording.lower() for one in SPELLINGS):
        assert find_secrets(recording, redactor.secrets) != []
    session = contracts().session(all_checks())
    for one in interactions([redacted, exchange]):
        session.interaction(one)
    run = RunOptions(all_checks(), NOON, NOON)
    make_report(session, run, GateInputs(), contracts().sweep)


@pytest.mark.slow
@fuzzed(150)
@given(fields=exchanges)
def test_any_exchange_is_redacted_written_and_judged(fields: Mapping[str, Any]) -> None:
    """Whatever stands in its URL, headers, reason and body, in whichever spelling."""
    redact_and_judge(fields)
