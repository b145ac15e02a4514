"""Probes: invalid requests with one fault each, and how the answers are judged."""

from pathlib import Path

import pytest

from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.live.planning.invalid_requests import make_probes
from asdocumented.sandbox.server import running
from tests.live.changing_proxy import changing_proxy
from tests.live.live_runs import BEHAVIOUR, TARGET, editions, live_run_at, run_and_report

pytestmark = pytest.mark.enable_socket

PROBES = [
    "v1.1-coupon-get/probe-text-for-a-number-issuedToIds",
    "v1.1-coupon-get/probe-long-code",
    "v1.1-coupon-get/probe-unusual-code",
    "v1.1-coupon-get/probe-unlisted-value-coupon_code_case",
    "v1.1-coupon-get/probe-misspelt-issuedToIds",
    "v1.1-coupon-get/probe-misspelt-code",
    "v1.1-coupon-get/probe-without-parameters",
    "v2-coupon/probe-text-for-a-number-issuedToIds",
    "v2-coupon/probe-text-for-a-number-couponIds",
    "v2-coupon/probe-long-couponCodes",
    "v2-coupon/probe-unusual-couponCodes",
    "v2-coupon/probe-unlisted-value-coupon_code_case",
    "v2-coupon/probe-no-boolean-showCouponSeries",
    "v2-coupon/probe-no-boolean-includeIssualDetails",
    "v2-coupon/probe-misspelt-couponCodes",
    "v2-coupon/probe-without-couponCodes-or-couponIds",
    "v2-coupon/probe-without-parameters",
    "v2-coupon-series/probe-text-for-a-number-ids",
    "v2-coupon-series/probe-misspelt-ids",
    "v2-coupon-series/probe-without-parameters",
]


def test_each_parameter_is_given_what_it_does_not_take() -> None:
    """A wrong value of each kind that its type knows, and each identifier left out."""
    probes = make_probes(editions(), TARGET.samples)
    assert [probe.name for probe in probes] == PROBES
    assert {probe.phase for probe in probes} == {"probe"}


def test_without_samples_nothing_is_probed() -> None:
    """A probe changes one thing about a valid request, and there is none."""
    assert make_probes(editions(), {}) == ()


def test_refusals_stand_apart_from_drifts(tmp_path: Path) -> None:
    """The stand-in refuses each one as documented; none counts as a drift or a claim."""
    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, lambda _, body: body) as server:
        done, report = run_and_report(live_run_at(server.url, plan=False, probe=True), tmp_path)
    assert [(p.refused, p.drifts) for p in report.probes] == [(True, [])] * len(PROBES)
    assert (report.run.interactions, report.drifts) == (0, [])
    assert done.statistics.answers == {"probe": len(PROBES)}


def test_a_refusal_that_is_not_as_documented_is_told(tmp_path: Path) -> None:
    """HTML in place of the documented error items is a drift of the refusal alone."""

    def html(query: dict[str, list[str]], body: bytes) -> bytes:
        return b"<h1>No</h1>" if len(query.get("couponCodes", [""])[0]) > 1000 else body

    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, html) as server:
        _, report = run_and_report(live_run_at(server.url, plan=False, probe=True), tmp_path)
    (probe,) = [one for one in report.probes if not one.refused]
    assert (probe.operation, probe.probe, probe.status) == ("v2-coupon", "long-couponCodes", 200)


def test_the_journal_says_which_requests_were_probes(tmp_path: Path) -> None:
    """A report that is made again from the journal tells them apart, too."""
    with running(BEHAVIOUR) as sandbox:
        run_and_report(live_run_at(sandbox.url, probe=True), tmp_path)
    journals = list(tmp_path.glob("*.jsonl"))
    found = [one.interaction for one in read_evidence(journals) if isinstance(one, Evidence)]
    assert sum(one.phase == "probe" for one in found) == len(PROBES)
    assert sum(one.phase == "plan" for one in found) == 46
