"""Each deviation of the sandbox is found by a live run, by the check that it names."""

from collections import Counter
from pathlib import Path

import pytest

from asdocumented.report.model import Report
from asdocumented.sandbox.auth import Credentials as Till
from asdocumented.sandbox.deviation import Deviation
from asdocumented.sandbox.deviations import DEVIATIONS
from asdocumented.sandbox.server import running
from asdocumented.sandbox.target import make_behaviour
from asdocumented.sandbox.zones import zone_of
from tests.live.live_runs import live_run_at, run_and_report

pytestmark = pytest.mark.enable_socket

BY_PROBES = {"singular-parameter"}
"""Found where a request is invalid: no valid one sends a parameter that no table lists."""


def run(folder: Path, *deviations: Deviation, probe: bool = False) -> Report:
    """Run against a stand-in that departs in these ways, and return the report."""
    with running(make_behaviour(zone_of("eu"), deviations, Till())) as server:
        return run_and_report(live_run_at(server.url, probe=probe), folder)[1]


def counted(report: Report) -> Counter[tuple[str, str]]:
    """Return how often each check found something, by operation."""
    found: Counter[tuple[str, str]] = Counter()
    for drift in report.drifts:
        found[drift.operation, drift.check] += sum(share.count for share in drift.seen.values())
    return found


@pytest.fixture(scope="module")
def as_documented(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return run(tmp_path_factory.mktemp("run"))


def test_as_documented_nothing_above_a_note_is_found(as_documented: Report) -> None:
    """A stand-in that behaves as the pages say breaks no client."""
    assert [one for one in as_documented.drifts if one.severity != "note"] == []


def test_as_documented_every_row_is_shown(as_documented: Report) -> None:
    """46 requests prove what 254 rows promise, but for what the pages themselves are at fault."""
    verdicts = Counter(row.verdicts["live"] for row in as_documented.rows)
    assert verdicts["unobserved"] == verdicts["absent"] == 0
    assert verdicts["conforms"] > 240


@pytest.mark.parametrize("name", [name for name in DEVIATIONS if name not in BY_PROBES])
def test_a_deviation_is_found_under_its_check(
    name: str, as_documented: Report, tmp_path: Path
) -> None:
    """More often than without it, in the operation that departs."""
    deviation = DEVIATIONS[name]
    key = deviation.operation, deviation.check
    assert counted(run(tmp_path, deviation))[key] > counted(as_documented)[key]


@pytest.mark.parametrize("name", sorted(BY_PROBES))
def test_a_deviation_is_found_by_probing(name: str, tmp_path: Path) -> None:
    """What should be refused is accepted, under the check that says what is wrong with it."""
    deviation = DEVIATIONS[name]
    plain, departing = (
        {(p.operation, d.check) for p in run(folder, *kinds, probe=True).probes for d in p.drifts}
        for folder, kinds in ((tmp_path / "plain", ()), (tmp_path / "departing", (deviation,)))
    )
    assert (deviation.operation, deviation.check) in departing - plain
