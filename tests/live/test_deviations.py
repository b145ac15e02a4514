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

APART = (
    (
        *("redemption-range-as-object", "expiry-in-milliseconds", "amounts-as-text"),
        *("series-flags-as-text", "broken-json-text", "z-and-offset", "another-zone"),
        *("two-zones", "series-always", "times-in-milliseconds"),
    ),
    ("percentage-above-100", "one-coupon-more", "evening-expiry", "zone-by-id"),
    ("code-forgotten", "series-never", "texts-of-the-moment"),
    ("optional-fields-left-out", "codes-ignored", "errors-as-text", "largest-bill-amount"),
    ("entity-as-array", "multi-status"),
    ("json-as-html", "cut-off-body"),
    ("repetition-changes-text", "lower-case-without-text"),
    ("no-errors", "discount-type-twice"),
)
"""Deviations that hide others, or have a check and operation in common with one of the others."""

OTHERS = BY_PROBES.union(*APART)
TOGETHER = tuple(name for name in DEVIATIONS if name not in OTHERS)


def run(folder: Path, *deviations: Deviation, probe: bool = False) -> Report:
    """Run against a stand-in that departs in these ways, and return the report."""
    with running(make_behaviour(zone_of("eu"), deviations, Till())) as server:
        return run_and_report(live_run_at(server.url, probe=probe, pairs=True), folder)[1]


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
    """63 requests show 254 rows: something judges most of them, and no row is missing."""
    (evidence,) = as_documented.evidence
    verdicts = Counter(row.verdicts[evidence.set] for row in as_documented.rows)
    assert verdicts["unobserved"] == verdicts["absent"] == 0
    assert verdicts["conforms"] > 200


def found_by(name: str) -> tuple[str, str]:
    """Return the operation and the check that a deviation names."""
    return DEVIATIONS[name].operation, DEVIATIONS[name].check


@pytest.mark.parametrize("names", [TOGETHER, *APART], ids=lambda names: f"{len(names)} at once")
def test_the_requests_of_the_plan_show_every_deviation(
    names: tuple[str, ...], as_documented: Report, tmp_path: Path
) -> None:
    """Each check finds more in the operation that departs than without the deviations.

    Where exactly, and that nothing else is found, is told by the tests of the sandbox.
    """
    several = {key: count for key, count in Counter(map(found_by, names)).items() if count > 1}
    assert several == {}, "put one of them into another group"
    before = counted(as_documented)
    after = counted(run(tmp_path, *(DEVIATIONS[name] for name in names)))
    assert [name for name in names if after[found_by(name)] <= before[found_by(name)]] == []


@pytest.mark.parametrize("name", sorted(BY_PROBES))
def test_a_deviation_is_found_by_probing(name: str, tmp_path: Path) -> None:
    """What should be refused is accepted, under the check that says what is wrong with it."""
    deviation = DEVIATIONS[name]
    plain, departing = (
        {(p.operation, d.check) for p in run(folder, *kinds, probe=True).probes for d in p.drifts}
        for folder, kinds in ((tmp_path / "plain", ()), (tmp_path / "departing", (deviation,)))
    )
    assert (deviation.operation, deviation.check) in departing - plain
