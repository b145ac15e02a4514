"""A damaged drift.json ends every command that reads one with an exit code.

`ASDOCUMENTED_FUZZ_EXAMPLES` lengthens a run: see `running.py`.
"""

import json
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.api import load_contracts
from asdocumented.cli.main import FORMATS
from asdocumented.formats.json_path import Json
from asdocumented.renderers import json as drift_json
from tests.fuzz.mutations import as_json, mutated_json, mutated_text
from tests.fuzz.running import ends_well, fuzzed, write
from tests.support import CONTRACTS

OUTPUTS = [*(["report", "--format", one] for one in FORMATS), ["report", "--for-vendor"]]
COMMANDS = [
    *OUTPUTS,
    ["waive", "--all-current", "--reason", "known"],
    ["check", "one.json", "--against", "reports", "--operation", "v2-coupon"],
]
BODY = '{"data": [{"description": 7, "extra": "2026-01-01", "id": 10.0}], "errors": []}'
CASSETTE = {
    "interactions": [
        {
            "request": {
                "method": "GET",
                "uri": "https://eu.api.capillarytech.com/v2/coupon?couponIds=1",
            },
            "response": {
                "status": {"code": 200, "message": "OK"},
                "headers": {"Content-Type": ["application/json"]},
                "body": {"string": BODY},
            },
        }
    ],
    "version": 1,
}


@cache
def report() -> str:
    """Return the report on a recording that drifts, with fewer rows than it has."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.json"
        path.write_text(json.dumps(CASSETTE), encoding="utf-8")
        judged = load_contracts(CONTRACTS, operations=["v2-coupon"]).judge(path)
    found = json.loads(drift_json.render(judged))
    return json.dumps(found | {"rows": found["rows"][:6], "not_judged": found["not_judged"][:3]})


def read_again(content: bytes, *command: str) -> int:
    """Give a report to a command; it does not end in an internal error."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, {"reports/drift.json": content, "one.json": json.dumps(CASSETTE)})
        return ends_well(*command, folder=folder).returncode


def damaged() -> st.SearchStrategy[bytes]:
    """Return a report with other values, or with damage to its text."""
    values: st.SearchStrategy[Json] = st.deferred(lambda: mutated_json(json.loads(report())))
    return values.map(as_json) | st.deferred(lambda: mutated_text(report()))


@pytest.mark.slow
@fuzzed(120)
@given(content=damaged(), command=st.sampled_from(COMMANDS))
def test_a_damaged_report_is_made_again_or_refused(content: bytes, command: list[str]) -> None:
    """Values of other types, names of drifts and sets that there are not, cut off texts."""
    read_again(content, *command)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_drift_in_no_problem(command: list[str]) -> None:
    """It ended in an internal error once."""
    read_again(json.dumps(json.loads(report()) | {"problems": []}).encode(), *command)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_report_that_is_whole_is_read(command: list[str]) -> None:
    """So that the test above looks behind the door."""
    assert read_again(report().encode(), *command) in (0, 1)
