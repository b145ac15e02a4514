"""The plan of a target as tests: asked once in a session, however many processes share it."""

from pathlib import Path

import pytest

from asdocumented.sandbox.server import running
from tests.live.changing_proxy import changing_proxy
from tests.live.live_runs import BEHAVIOUR, CONFIGURATION
from tests.plugin.options import OPTIONS

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.enable_socket

SUITE = """
import pytest

@pytest.mark.parametrize("operation", ["v1.1-coupon-get", "v2-coupon", "v2-coupon-series"])
def test_operation(operation, live_interactions, judge):
    found = [one for one in live_interactions if one.name.split("/")[1] == operation]
    assert found
    judge(*found, fail_on="warning")
"""


@pytest.fixture(autouse=True)
def _contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", OPTIONS)


def run(pytester: pytest.Pytester, url: str, *arguments: str) -> pytest.RunResult:
    """Run the suite against a target `demo` at a URL."""
    pytester.makepyfile(SUITE)
    Path(pytester.path / "asdocumented.toml").write_text(
        CONFIGURATION.format(url=url), encoding="utf-8"
    )
    return pytester.runpytest_inprocess("--drift-target", "demo", "--drift-live", *arguments)


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_the_target_is_asked_once(workers: tuple[str, ...], pytester: pytest.Pytester) -> None:
    """46 requests for three tests, in one process or in two; the report counts each once."""
    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, lambda _, body: body) as server:
        result = run(pytester, server.url, *workers, "--drift-report", "out")
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["asdocumented: 46 interactions judged*"])
    assert len(server.requests) == 46


def test_a_drift_fails_the_test_of_its_operation(pytester: pytest.Pytester) -> None:
    """With the documented row, and the case that shows it."""

    def misspelt(_: dict[str, list[str]], body: bytes) -> bytes:
        return body.replace(b'"entity"', b'"entitty"')

    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, misspelt) as server:
        result = run(pytester, server.url)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        ["*misnamed-field*", "*row 1 (entity)*", "*demo/v2-coupon-series/*"]
    )


def test_a_dead_host_fails_with_what_to_do(pytester: pytest.Pytester) -> None:
    """Every test says so; nothing hangs."""
    result = run(pytester, "http://127.0.0.1:9")
    result.assert_outcomes(errors=3)
    result.stdout.fnmatch_lines(
        ["*two requests in a row had no answer*", "*asdocumented doctor --target demo*"]
    )


def test_production_is_refused(pytester: pytest.Pytester) -> None:
    """A host under `production` is no host for a test suite."""
    pytester.makepyfile(SUITE)
    Path(pytester.path / "asdocumented.toml").write_text(
        'production = ["127.*"]\n' + CONFIGURATION.format(url="http://127.0.0.1:9"),
        encoding="utf-8",
    )
    result = pytester.runpytest_inprocess("--drift-target", "demo", "--drift-live")
    assert result.ret != 0
    assert "is one of production" in result.stdout.str() + result.stderr.str()


def test_without_the_option_nothing_is_asked(pytester: pytest.Pytester) -> None:
    """The fixture says what is missing."""
    pytester.makepyfile(SUITE)
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(errors=3)
    result.stdout.fnmatch_lines(["*no target is asked without --drift-live*"])
