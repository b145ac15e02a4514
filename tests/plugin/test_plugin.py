"""The pytest plugin in somebody else's suite: three lines, real HTTP on loopback, real pytest."""

import json
from pathlib import Path

import pytest

from tests.live.raw_server import Server, http, serving
from tests.plugin.options import OPTIONS
from tests.support import RANDOM_KEY

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.enable_socket

GOOD, DRIFTING, EMPTY = (
    http(
        "200 OK",
        b'{"data": %b, "warnings": [], "errors": []}' % data,
        "Content-Type: application/json",
    )
    for data in (b'[{"description": "ten off"}]', b'{"description": "ten off"}', b"[]")
)
CANARY = http(
    "200 OK",
    b'{"data": [{"code": "CANARY-CODE", "seriesId": "canary series"}], "warnings": [],'
    b' "errors": [], "canaryCode": "canary text"}',
    "Content-Type: application/json",
    "Set-Cookie: canary=cookie",
)
SUITE = """
import requests

def test_coupon(judge):
    response = requests.get("{url}/v2/coupon", params={{"couponIds": 1}}, timeout=10)
    judge(response)
"""
RECORDED = """
import pytest, requests

@pytest.fixture
def vcr_config(redacted_vcr_config):
    return redacted_vcr_config

@pytest.mark.vcr
def test_coupon(judge):
    response = requests.get(
        "{url}/v2/coupon?couponCodes=CANARY-CODE",
        headers={{"Authorization": "Basic canary-credentials"}},
        timeout=10,
    )
    assert response.json()["data"]
"""


@pytest.fixture(autouse=True)
def _contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", OPTIONS)
    monkeypatch.delenv("ASDOCUMENTED_REDACTION_KEY", raising=False)


def run(pytester: pytest.Pytester, suite: str, server: Server, *arguments: str) -> pytest.RunResult:
    pytester.makepyfile(suite.format(url=server.url))
    return pytester.runpytest_inprocess(*arguments)


def test_three_lines_judge_a_response(pytester: pytest.Pytester) -> None:
    """A suite that knows nothing of this project but the fixture's name."""
    with serving([GOOD]) as server:
        result = run(pytester, SUITE, server)
    result.assert_outcomes(passed=1)
    assert result.ret == 0
    assert "inconclusive" not in result.stdout.str()


WORTHLESS = "only refusals, 404 or empty results came back"


@pytest.mark.parametrize(
    ("answer", "workers"),
    [
        (EMPTY, "0"),
        (http("401 Unauthorized", b""), "0"),
        (http("403 Forbidden", b""), "0"),
        (http("404 No", b""), "0"),
        (EMPTY, "2"),
    ],
)
def test_a_session_that_judged_nothing_of_worth_is_not_green(
    answer: bytes, workers: str, pytester: pytest.Pytester
) -> None:
    """Refusals, 404, empty results prove nothing: all tests pass, and the session ends with 3."""
    suite = SUITE.replace("judge(response)", "judge(response, groups=['time'])")
    with serving([answer]) as server:
        result = run(pytester, suite, server, "-n", workers)
    result.assert_outcomes(passed=1)
    assert result.ret == 3
    result.stdout.fnmatch_lines([f"asdocumented: inconclusive: live: {WORTHLESS}"])


def test_one_answer_of_worth_is_enough(pytester: pytest.Pytester) -> None:
    """A test of an empty result beside it takes nothing away."""
    suite = SUITE + "    judge(requests.get(response.url, timeout=10))\n"
    with serving([EMPTY, GOOD]) as server:
        result = run(pytester, suite, server)
    result.assert_outcomes(passed=1)
    assert result.ret == 0


def test_a_failed_session_stays_failed(pytester: pytest.Pytester) -> None:
    """What is wrong goes before what is missing."""
    suite = SUITE + "\n\ndef test_other():\n    assert False\n"
    with serving([EMPTY]) as server:
        result = run(pytester, suite, server)
    result.assert_outcomes(passed=1, failed=1)
    assert result.ret == 1


def test_what_is_no_response_is_told(pytester: pytest.Pytester) -> None:
    """In a sentence, without a traceback."""
    pytester.makepyfile("def test_coupon(judge):\n    judge('hello')\n")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*judge takes responses of requests, httpx or urllib3, not str*"])


def test_an_internal_error_shows_no_value(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its type and place are told; a traceback would show what functions were called with."""

    def fail(*_: object) -> None:
        raise KeyError("CANARY-TEXT")

    monkeypatch.setattr("asdocumented.redaction.redactor.write_body", fail)
    with serving([CANARY]) as server:
        result = run(pytester, SUITE, server)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*internal error: KeyError in asdocumented.redaction.redactor:*"])
    assert "CANARY" not in result.stdout.str()


def test_a_report_that_cannot_be_written_is_told(pytester: pytest.Pytester) -> None:
    """In a line with the remedy, and with pytest's exit code for a wrong command line."""
    pytester.makefile("", taken="")
    with serving([GOOD]) as server:
        result = run(pytester, SUITE, server, "--drift-report", "taken")
    result.stdout.fnmatch_lines(
        ["asdocumented: *taken: *xists", "  name a place that can be written, and has room"]
    )
    assert "Traceback" not in result.stdout.str() + result.stderr.str()
    assert result.ret == pytest.ExitCode.USAGE_ERROR


@pytest.mark.parametrize(
    ("options", "ends"),
    [
        (("--drift-contracts", "n" * 300), pytest.ExitCode.TESTS_FAILED),
        (("--drift-report", "n" * 300), pytest.ExitCode.USAGE_ERROR),
        (("--drift-output", "junit=" + "n" * 300), pytest.ExitCode.USAGE_ERROR),
    ],
)
def test_a_file_that_the_system_refuses_is_told_as_its_fault(
    options: tuple[str, str], ends: pytest.ExitCode, pytester: pytest.Pytester
) -> None:
    """It is no internal error: nobody has to report it."""
    with serving([GOOD]) as server:
        result = run(pytester, SUITE, server, *options)
    told = result.stdout.str() + result.stderr.str()
    assert "File name too long" in told
    assert "  correct its place and permissions" in told
    assert "internal error" not in told
    assert result.ret == ends


def test_an_internal_error_at_the_end_of_a_session_shows_no_value(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was judged stays judged; the session fails."""

    def fail(*_: object) -> None:
        raise KeyError("CANARY-TEXT")

    monkeypatch.setattr("asdocumented.renderers.files.write_all_whole", fail)
    with serving([GOOD]) as server:
        result = run(pytester, SUITE, server, "--drift-report", "out")
    result.stdout.fnmatch_lines(["asdocumented: internal error: KeyError in asdocumented.*"])
    assert "CANARY" not in result.stdout.str() + result.stderr.str()
    assert result.ret == pytest.ExitCode.INTERNAL_ERROR


def test_credentials_that_a_server_repeats_are_not_written(pytester: pytest.Pytester) -> None:
    """Decoded, in a documented text and as the name of a member."""
    echo = http(
        "200 OK",
        b'{"data": [{"description": "hello robert.smith: correct-horse", "robert.smith": 1}]}',
        "Content-Type: application/json",
    )
    suite = RECORDED.replace(
        "Basic canary-credentials", "Basic cm9iZXJ0LnNtaXRoOmNvcnJlY3QtaG9yc2U="
    )
    with serving([echo]) as server:
        run(pytester, suite, server, "--record-mode", "once", "--drift-report", "out")
    written = "".join(
        path.read_text("utf-8")
        for folder in ("cassettes", "out")
        for path in (pytester.path / folder).rglob("*.*")
    )
    assert "X-Redacted-By" in written
    assert "robert" not in written
    assert "correct-horse" not in written


def test_a_drift_fails_with_the_documented_row(pytester: pytest.Pytester) -> None:
    """The message is the finding: documented, observed, the row, and the request."""
    with serving([DRIFTING]) as server:
        result = run(pytester, SUITE, server)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "error",
            "*wrong-type  $.data *",
            "*documented Array *(get-coupon-details 2026, response table 2, row 1 (data))",
            "*observed object *1 of 1*",
            "*in *test_coupon GET /v2/coupon?couponIds=1",
        ]
    )
    assert "Traceback" not in result.stdout.str()


def test_what_is_looked_for_can_be_limited(pytester: pytest.Pytester) -> None:
    """By group, by check, and by severity."""
    suite = SUITE.replace("judge(response)", "judge(response, groups=['time'])")
    suite += "    judge(response, checks=['wrong-offset'])\n"
    suite += "    assert [d.check for d in judge(response, groups=['letter case'])] == []\n"
    with serving([DRIFTING]) as server:
        run(pytester, suite, server).assert_outcomes(passed=1)


def test_a_request_that_no_contract_is_about_fails(pytester: pytest.Pytester) -> None:
    """Green without evidence is no green."""
    suite = SUITE.replace("/v2/coupon", "/v9/other")
    with serving([GOOD]) as server:
        result = run(pytester, suite, server)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*no contract is about GET http://127.0.0.1:*/v9/other"])


def test_the_report_holds_all_that_was_judged_and_no_secret(pytester: pytest.Pytester) -> None:
    """Evidence is redacted before it is judged."""
    suite = (
        RECORDED.replace("@pytest.mark.vcr\n", "") + "    judge(response, checks=['null-value'])\n"
    )
    with serving([CANARY]) as server:
        result = run(pytester, suite, server, "--drift-report", "out")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["asdocumented: 1 interactions judged · out*index.html"])
    drift, page = (pytester.path / "out" / name for name in ("drift.json", "index.html"))
    found = json.loads(drift.read_text(encoding="utf-8"))
    assert found["run"]["interactions"] == 1
    assert "wrong-type" in {one["check"] for one in found["drifts"]}
    for canary in ("canary-code", "canary text", "canary series", "canary-credentials"):
        assert canary not in (drift.read_text("utf-8") + page.read_text("utf-8")).lower()


@pytest.mark.parametrize("workers", ["0", "2"])
def test_workers_of_xdist_are_gathered_into_one_report(
    workers: str, pytester: pytest.Pytester
) -> None:
    """The same report with and without them."""
    suite = SUITE.replace("def test_coupon(judge):", "def test_{n}(judge):")
    head, _, body = suite.partition("def ")
    tests = "".join("def " + body.replace("{n}", f"coupon_{n}") for n in range(4))
    with serving([GOOD]) as server:
        result = run(pytester, head + tests, server, "-n", workers, "--drift-report", "out")
    result.assert_outcomes(passed=4)
    found = json.loads((pytester.path / "out" / "drift.json").read_text(encoding="utf-8"))
    assert found["run"]["interactions"] == 4


INTERRUPTED = """
def pytest_runtest_logreport(report):
    if report.when == "teardown" and report.passed{here}:
        raise KeyboardInterrupt
"""


@pytest.mark.parametrize(
    ("workers", "here"),
    [("0", ""), pytest.param("1", ' and hasattr(report, "node")', marks=pytest.mark.slow)],
)
def test_what_was_judged_before_ctrl_c_is_in_the_report(
    workers: str, here: str, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers of xdist are ended at once, so each test hands over what it judged."""
    monkeypatch.setattr("xdist.workermanage.NodeManager.EXIT_TIMEOUT", 0.1)
    pytester.makeconftest(INTERRUPTED.format(here=here))
    with serving([GOOD]) as server:
        pytester.makepyfile(SUITE.format(url=server.url))
        result = pytester.runpytest_inprocess(
            *("-n", workers, "--drift-report", "out"), no_reraise_ctrlc=True
        )
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["asdocumented: 1 interactions judged · out*index.html"])
    found = json.loads((pytester.path / "out" / "drift.json").read_text(encoding="utf-8"))
    assert found["run"]["interactions"] == 1


def test_a_report_about_nothing_is_said_to_be_none(pytester: pytest.Pytester) -> None:
    """No test asked, so nothing is written."""
    pytester.makepyfile("def test_nothing(): assert True")
    result = pytester.runpytest_inprocess("--drift-report", "out")
    result.stdout.fnmatch_lines(["asdocumented: 0 interactions judged · no report:*"])
    assert not (pytester.path / "out").exists()


def test_an_unknown_target_is_a_usage_error(pytester: pytest.Pytester) -> None:
    """The message names the targets that there are."""
    with serving([GOOD]) as server:
        result = run(pytester, SUITE, server, "--drift-target", "no-such")
    assert result.ret != 0
    assert "--target no-such: no such target" in result.stdout.str() + result.stderr.str()


@pytest.mark.parametrize("mode", ["once", "all", "new_episodes", "rewrite"])
def test_what_pytest_recording_writes_holds_no_secret(mode: str, pytester: pytest.Pytester) -> None:
    """Headers, codes, unknown texts, cookies: redacted when the cassette is saved."""
    with serving([CANARY]) as server:
        run(pytester, RECORDED, server, "--record-mode", mode).assert_outcomes(passed=1)
    (cassette,) = (pytester.path / "cassettes").rglob("*.yaml")
    text = cassette.read_text(encoding="utf-8")
    assert "X-Redacted-By" in text
    for canary in ("canary-code", "canary text", "canary series", "canary-cred", "cookie"):
        assert canary not in text.lower()


def test_a_replay_finds_by_the_real_code_what_was_recorded_under_its_pseudonym(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under one key; the network is shut."""
    monkeypatch.setenv("ASDOCUMENTED_REDACTION_KEY", RANDOM_KEY)
    with serving([CANARY]) as server:
        run(pytester, RECORDED, server, "--record-mode", "once").assert_outcomes(passed=1)
        asked = len(server.requests)
        replay = ("--record-mode", "none", "--block-network")
        run(pytester, RECORDED, server, *replay).assert_outcomes(passed=1)
        assert len(server.requests) == asked


def test_saving_again_leaves_what_is_redacted_as_it_is(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cassette that gets one more interaction keeps the others to the letter."""
    monkeypatch.setenv("ASDOCUMENTED_REDACTION_KEY", RANDOM_KEY)
    with serving([CANARY]) as server:
        run(pytester, RECORDED, server, "--record-mode", "once").assert_outcomes(passed=1)
        (path,) = (pytester.path / "cassettes").rglob("*.yaml")
        before = path.read_text(encoding="utf-8").removesuffix("version: 1\n")
        more = RECORDED + '    requests.get("{url}/v2/coupon?couponIds=7", timeout=10)\n'
        run(pytester, more, server, "--record-mode", "new_episodes").assert_outcomes(passed=1)
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.count("method: GET") == 2


def test_the_fast_start_of_pytest_is_kept(pytester: pytest.Pytester) -> None:
    """A suite that does not ask for anything loads nothing of the engine."""
    pytester.makepyfile(
        "import sys\n\ndef test_it():\n"
        "    loaded = {name for name in sys.modules if name.startswith('asdocumented.')}\n"
        "    plugin = 'asdocumented.pytest_plugin'\n"
        "    assert loaded <= {plugin, plugin + '.plugin'}, loaded\n"
    )
    pytester.runpytest_subprocess().assert_outcomes(passed=1)


def test_contracts_of_the_suite_are_found(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A folder that is none is told, not guessed."""
    monkeypatch.setenv("PYTEST_ADDOPTS", f"--drift-contracts {tmp_path}")
    with serving([GOOD]) as server:
        result = run(pytester, SUITE, server)
    assert result.ret != 0
    assert "no <operation>/<edition> folder in it" in result.stdout.str() + result.stderr.str()


JUDGED = """
import pytest, requests

@pytest.fixture(scope="module")
def vcr_config(redacted_vcr_config):
    return redacted_vcr_config

def ask(judge, query):
    judge(requests.get("{url}/v2/coupon?" + query, timeout=10), groups=["request", "letter case"])

@pytest.mark.vcr
def test_by_code(judge):
    ask(judge, "couponCodes=CANARY-CODE")

@pytest.mark.vcr
def test_by_customer(judge):
    ask(judge, "issuedToIds=800001")
"""


def test_a_replay_gives_the_verdict_of_the_recording(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is redacted is not redacted again: URL and body still belong together."""
    monkeypatch.setenv("ASDOCUMENTED_REDACTION_KEY", RANDOM_KEY)
    with serving([CANARY]) as server:
        run(pytester, JUDGED, server, "--record-mode", "once").assert_outcomes(passed=2)
        run(pytester, JUDGED, server, "--record-mode", "none").assert_outcomes(passed=2)
        assert len(server.requests) == 2


def test_two_answers_to_one_address_are_two(pytester: pytest.Pytester) -> None:
    """Each counts, also where one test asks twice."""
    suite = SUITE + "    judge(requests.get(response.url, timeout=10))\n"
    with serving([GOOD, GOOD]) as server:
        result = run(pytester, suite, server, "--drift-report", "out")
    result.stdout.fnmatch_lines(["asdocumented: 2 interactions judged*"])


def test_what_is_waived_fails_no_test(pytester: pytest.Pytester) -> None:
    """It is in the report, with its reason."""
    words = ("--drift-report", "out", "--drift-gate")
    with serving([DRIFTING]) as server:
        run(pytester, SUITE, server, *words).assert_outcomes(failed=1)
    drifts = json.loads((pytester.path / "out" / "drift.json").read_text("utf-8"))["drifts"]
    entries = [
        f'[[waiver]]\nfingerprint = "{one["fingerprint"]}"\nreason = "known"\n'
        for one in drifts
        if one["severity"] == "error"
    ]
    (pytester.path / "waivers.toml").write_text("".join(entries), encoding="utf-8")
    with serving([DRIFTING]) as server:
        result = run(pytester, SUITE, server, *words)
    result.assert_outcomes(passed=1)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["asdocumented: the gate: passes: *, 1 drift waived"])


def test_the_gate_decides_where_that_is_asked_for(pytester: pytest.Pytester) -> None:
    """Tests that look for less may pass, and the session ends red all the same."""
    suite = SUITE.replace("judge(response)", "judge(response, checks=['wrong-offset'])")
    with serving([DRIFTING]) as server:
        result = run(pytester, suite, server, "--drift-output", "junit=out/drift.xml")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["asdocumented: the gate: fails: * (--drift-gate ends *"])
    assert "<failure" in (pytester.path / "out" / "drift.xml").read_text("utf-8")
    with serving([DRIFTING]) as server:
        result = run(pytester, suite, server, "--drift-gate")
    result.assert_outcomes(passed=1)
    assert result.ret == 1


def test_an_output_that_cannot_be_is_refused_before_anything_runs(
    pytester: pytest.Pytester,
) -> None:
    """With a suggestion."""
    pytester.makepyfile("def test_coupon(judge):\n    pass\n")
    result = pytester.runpytest_inprocess("--drift-output", "junitt=a.xml")
    result.stderr.fnmatch_lines(
        ["*--output junitt=a.xml: no such format*", "*did you mean junit?*"]
    )
