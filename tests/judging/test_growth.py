"""The calls that are made for evidence twice as large are about twice as many."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from asdocumented.api import Contracts, load_contracts
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.secrets import Secrets
from asdocumented.scanning.file import scan_file
from tests.redaction.exchanges import exchange
from tests.support import CONTRACTS

URL = "https://eu.api.capillarytech.com/v2/coupon?couponIds=1"
MOST_GROWTH = 2.3

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def contracts() -> Contracts:
    return load_contracts(CONTRACTS)


def calls(work: Callable[[], object]) -> int:
    """Return how many functions a piece of work calls, those written in C included."""
    count = 0

    def note(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def response(data: object) -> bytes:
    return json.dumps({"data": data, "errors": []}).encode()


def text(size: int) -> bytes:
    return response([{"description": "ab c1 x9 " * (size // 9)}])


def shapes(count: int) -> bytes:
    return response([{f"member{number}": number} for number in range(count)])


def names(count: int) -> bytes:
    return response([{f"member{number}": number for number in range(count)}])


def items(count: int) -> bytes:
    """Return items with codes of their own: one that was redacted before costs less."""
    codes = (f"CODE{count}X{number}" for number in range(count))
    return response([{"code": code, "description": 7} for code in codes])


BODIES = pytest.mark.parametrize(
    ("body", "size"), [(text, 20_000), (shapes, 1500), (names, 1000), (items, 500)]
)


@BODIES
def test_judging_a_response(contracts: Contracts, body: Callable[[int], bytes], size: int) -> None:
    """A long text, items of which no two have the same members, an object of many, many alike."""

    def judged(size: int) -> int:
        given = Interaction("one", "har", Request("GET", URL), Response(200, None, body(size)))
        return calls(lambda: contracts.judge(given))

    judged(10)
    assert judged(2 * size) <= MOST_GROWTH * judged(size)


@BODIES
def test_redacting_a_response(
    contracts: Contracts, body: Callable[[int], bytes], size: int
) -> None:
    """The same, under a new key each time."""

    def redacted(size: int) -> int:
        redactor = Redactor(contracts.folder.contracts, b"k" * 32, ["till-word-51c2"])
        given = exchange(body(size), url=URL)
        return calls(lambda: redactor.redact(given))

    redacted(10)
    assert redacted(2 * size) <= MOST_GROWTH * redacted(size)


def test_a_file_of_many_small_entries(contracts: Contracts, tmp_path: Path) -> None:
    """Judged and scanned."""

    def worked(count: int) -> int:
        content = {"text": '{"data": []}', "mimeType": "application/json"}
        entries = [
            {
                "request": {"method": "GET", "url": f"{URL}&n={number}"},
                "response": {"status": 200, "content": content},
            }
            for number in range(count)
        ]
        path = tmp_path / "many.har"
        path.write_text(json.dumps({"log": {"entries": entries}}), encoding="utf-8")
        known = Secrets(["till-word-51c2"])
        newest = [one.contract for one in contracts.folder.newest]
        return calls(lambda: (contracts.judge(path), scan_file(path, known, newest)))

    worked(10)
    assert worked(400) <= MOST_GROWTH * worked(200)
