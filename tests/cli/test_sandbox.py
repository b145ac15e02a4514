"""`asdocumented sandbox` as a shell sees it."""

import signal
import sys
import tomllib

import pytest

from asdocumented.cli.sandbox import SandboxOptions, run_sandbox
from asdocumented.errors import ExitCode, Fault
from asdocumented.sandbox.deviations import DEVIATIONS
from tests.command_line import read_until, started
from tests.sandbox.client import send

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _built_in_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASDOCUMENTED_SANDBOX_USERNAME", raising=False)
    monkeypatch.delenv("ASDOCUMENTED_SANDBOX_PASSWORD", raising=False)


def printed(options: SandboxOptions, capsys: Capture) -> tuple[str, int]:
    """Return what is printed before serving, and the status of a request while serving."""
    seen: list[tuple[str, int]] = []

    def ask_once() -> None:
        text = capsys.readouterr().out
        url = text.partition(" ")[0]
        seen.append((text, send(f"{url}/v2/coupon?couponIds=700001").status))

    assert run_sandbox(options, ask_once) == ExitCode.AS_DOCUMENTED
    return seen[0]


@pytest.mark.enable_socket
def test_it_prints_a_target_to_paste(capsys: Capture) -> None:
    """The block is TOML, and names variables instead of values."""
    text, status = printed(SandboxOptions(cluster="india", rate_limit=True), capsys)
    first, _, rest = text.partition("\n")
    url = first.partition(" ")[0]
    assert first == f"{url} · a stand-in, not the vendor's server · departs: in nothing"
    assert status == 200
    assert tomllib.loads(rest.replace("Ctrl-C ends it.", "")) == {
        "targets": {
            "local-india": {
                "base_url": url,
                "cluster": "india",
                "requests_per_minute": 100,
                "samples": "sandbox",
                "auth": {
                    "scheme": "basic-md5",
                    "username_env": "ASDOCUMENTED_SANDBOX_USERNAME",
                    "password_env": "ASDOCUMENTED_SANDBOX_PASSWORD",
                },
            }
        }
    }


@pytest.mark.enable_socket
def test_it_says_how_it_departs(capsys: Capture) -> None:
    """Deviations of the profile and by name are told in the first line."""
    text, _ = printed(SandboxOptions(deviations=("no-offset", "no-errors")), capsys)
    assert text.splitlines()[0].endswith("departs: no-offset, no-errors")


@pytest.mark.enable_socket
def test_credentials_come_from_the_environment_and_are_not_printed(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sets a password meets it nowhere in the output."""
    monkeypatch.setenv("ASDOCUMENTED_SANDBOX_USERNAME", "canary-name")
    monkeypatch.setenv("ASDOCUMENTED_SANDBOX_PASSWORD", "canary-word")
    text, status = printed(SandboxOptions(), capsys)
    assert status == 401  # the built-in password is no longer right
    assert "canary" not in text


def test_deviations_are_listed(capsys: Capture) -> None:
    """One line each, a star before those that the pages' examples show."""
    assert run_sandbox(SandboxOptions(list_deviations=True)) == ExitCode.AS_DOCUMENTED
    lines = capsys.readouterr().out.splitlines()
    assert [line[2:].split()[0] for line in lines[:-2]] == [*DEVIATIONS]
    assert lines[0] == (
        "* decimal-amounts             integer-as-decimal      v2-coupon         "
        "Amounts of a coupon are written as decimals, such as 10.0."
    )
    assert lines[-1] == "* shown by the pages' own examples: --profile as-printed"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (SandboxOptions(cluster="us"), "--cluster us: no page documents its time zone"),
        (SandboxOptions(deviations=("no-such",)), "--deviation no-such: no such deviation"),
        (SandboxOptions(profile="no-such"), "--profile no-such: no such profile"),
    ],
)
def test_bad_options_are_faults(options: SandboxOptions, message: str) -> None:
    """Nothing is served where an option is wrong."""
    with pytest.raises(Fault, match=message):
        run_sandbox(options)


def test_a_missing_extra_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the web framework the message says what to install."""
    monkeypatch.setitem(sys.modules, "asdocumented.sandbox.app", None)
    with pytest.raises(Fault, match=r"\[live\]"):
        run_sandbox(SandboxOptions())


@pytest.mark.enable_socket
def test_an_interrupt_ends_it() -> None:
    """Ctrl-C stops the server at once, with exit code 130."""
    with started("sandbox") as process:
        url = read_until(process.stdout, "a stand-in").partition(" ")[0]
        assert send(f"{url}/v2/coupon?couponIds=700001").status == 200
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert process.returncode == 130
    assert errors.strip() == "asdocumented: interrupted"
