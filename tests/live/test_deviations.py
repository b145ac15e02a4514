"""Each single deviation of the stand-in is found by a live run, under the right check."""

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from asdocumented.assemble import build_report
from asdocumented.checks import all_checks
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import EditionFolder, load_contracts, newest
from asdocumented.judging import Judging
from asdocumented.live.asking import Asking
from asdocumented.live.clock import Clock
from asdocumented.live.export import Provenance
from asdocumented.live.perform import perform
from asdocumented.live.plan import make_plan
from asdocumented.live.runs import opened_run
from asdocumented.live.sender import Sender, begin
from asdocumented.live.session import opened
from asdocumented.live.task import Task
from asdocumented.report import Report
from asdocumented.sandbox.auth import Credentials as Till
from asdocumented.sandbox.deviation import Deviation
from asdocumented.sandbox.deviations import DEVIATIONS
from asdocumented.sandbox.server import running
from asdocumented.sandbox.target import BUILT_IN, make_behaviour
from asdocumented.sandbox.zones import zone_of
from asdocumented.targets import credentials
from tests.support import CONTRACTS, FACTS

pytestmark = pytest.mark.enable_socket

TARGET = BUILT_IN["sandbox"]
NOT_ASKED = {"singular-parameter"}
"""No case sends a parameter that no table lists: that would be a warning about the request."""


@cache
def editions() -> tuple[EditionFolder, ...]:
    return tuple(newest(load_contracts(CONTRACTS)))


def run(folder: Path, *deviations: Deviation) -> Report:
    """Run the plan against a stand-in that departs in these ways, and return the report."""
    checks = [check for check in all_checks() if check.page is None]
    judging = Judging(editions(), checks, load_clusters(CONTRACTS))
    with running(make_behaviour(zone_of("eu"), deviations, Till())) as server:
        target = replace(TARGET, base_url=server.url)
        with opened(target, credentials(target, {}), editions(), b"key", Clock()) as session:
            provenance = Provenance("sandbox", "UTC", "1.2.3", stand_in=True)
            sender = Sender(session, provenance, Clock())
            task = Task(target, make_plan(editions(), TARGET.samples))
            start = begin(provenance, task.digest(), Clock().now())
            contracts = [edition.contract for edition in editions()]
            with opened_run(folder, [start], Clock(), resume=False) as run:
                asking = Asking(sender, run, contracts, judging.interaction)
                perform(task, asking, editions(), judging, lambda _: None)
    return build_report(judging.result().judged, FACTS)


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


@pytest.mark.parametrize("name", [name for name in DEVIATIONS if name not in NOT_ASKED])
def test_a_deviation_is_found_under_its_check(
    name: str, as_documented: Report, tmp_path: Path
) -> None:
    """More often than without it, in the operation that departs."""
    deviation = DEVIATIONS[name]
    key = deviation.operation, deviation.check
    assert counted(run(tmp_path, deviation))[key] > counted(as_documented)[key]
