"""`asdocumented record` where recordings are already there: what is kept, and what is written."""

from pathlib import Path

import pytest

from asdocumented.cli.sandbox import SandboxOptions, target_block
from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.sandbox.auth import Credentials as Till
from asdocumented.sandbox.deviations import chosen
from asdocumented.sandbox.server import running
from asdocumented.sandbox.target import make_behaviour
from asdocumented.sandbox.zones import zone_of
from tests.cli.demo_target import CANARIES, ON_BUNDLED, configure
from tests.command_line import Ended, run
from tests.live.raw_server import http, serving

pytestmark = pytest.mark.enable_socket


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REDACTION_KEY", "SANDBOX_USERNAME", "SANDBOX_PASSWORD"):
        monkeypatch.delenv(f"ASDOCUMENTED_{name}", raising=False)


def record(folder: Path, *arguments: str, settings: dict[str, str] | None = None) -> Ended:
    """Run the command in a folder and return what came of it."""
    return run("record", *ON_BUNDLED, *arguments, folder=folder, settings=settings)


def contents(folder: Path) -> dict[Path, bytes]:
    """Return every cassette below a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*.yaml")}


def configure_stand_in(folder: Path, url: str) -> None:
    """Write what `asdocumented sandbox` prints: the target `local-eu`."""
    text = target_block(url, SandboxOptions())
    (folder / "asdocumented.toml").write_text(text, encoding="utf-8")


def test_a_wrong_password_leaves_the_recordings_as_they_were(tmp_path: Path) -> None:
    """Byte for byte: after three refusals in a row the target is asked no more."""
    with running(make_behaviour(zone_of("eu"), (), Till())) as sandbox:
        configure_stand_in(tmp_path, sandbox.url)
        assert record(tmp_path, "--target", "local-eu").returncode == 0
        before = contents(tmp_path)
        result = record(tmp_path, "--target", "local-eu", settings=CANARIES)
    assert (len(before), result.returncode) == (63, 3)
    assert contents(tmp_path) == before
    first = "v1.1-coupon-get/printed-lower"
    refused = "HTTP 401, the credentials are refused"
    assert f"[  1/63] {first:<44} failed    {refused}\n" in result.stderr
    lines = result.stdout.splitlines()
    assert lines[0].startswith("cassettes/local-eu: 3 failed · 3 requests · ")
    assert lines[1:] == [
        (
            "stopped: three responses in a row are no answers of the API; "
            "60 cases are missing: the same command goes on"
        ),
        "3 not recorded:",
        f"  {first}: {refused}; the old recording stays",
        f"  v1.1-coupon-get/printed-default: {refused}; the old recording stays",
        f"  v1.1-coupon-get/by-code: {refused}; the old recording stays",
        "asdocumented doctor --target local-eu says what is wrong",
    ]


def test_a_new_folder_gets_nothing_that_is_no_answer(tmp_path: Path) -> None:
    """A login page is in the journal alone; where no credentials are sent, it is what comes."""
    with serving([http("200 OK", b"<html>login</html>")]) as server:
        configure(tmp_path, server.url)
        cases = [f"v2-coupon/{name}" for name in ("by-code", "not-authenticated")]
        result = record(tmp_path, "--target", "demo", "--case", cases[0], "--case", cases[1])
    assert result.returncode == 3
    assert [path.stem for path in contents(tmp_path)] == ["not-authenticated"]
    told = "v2-coupon/by-code: HTTP 200, a page of HTML or XML; nothing is recorded of it"
    assert told in result.stdout
    (journal,) = (tmp_path / "cassettes/demo/.recording").glob("*.jsonl")
    assert b'"name":"v2-coupon/by-code"' in journal.read_bytes()


def test_the_folder_can_be_named(tmp_path: Path) -> None:
    """--into, and --cassettes as before."""
    for option, name in (("--into", "one"), ("--cassettes", "two")):
        result = record(tmp_path, option, name, "--case", "v2-coupon/by-code")
        assert result.returncode == 0, result.stderr
        assert (tmp_path / name / "sandbox/v2-coupon/by-code.yaml").is_file()


def test_a_built_in_stand_in_is_recorded_again_without_a_change(tmp_path: Path) -> None:
    """Without a key in the environment it is redacted under a fixed one."""
    arguments = ["--into", "kept", "--case", "v2-coupon-series"]
    first = record(tmp_path, *arguments)
    before = contents(tmp_path)
    second = record(tmp_path, *arguments)
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout.startswith("kept/sandbox: 9 recorded · ")
    assert second.stdout.startswith("kept/sandbox: 9 unchanged · ")
    assert contents(tmp_path) == before


def test_a_recording_tells_the_deviations_of_its_stand_in(tmp_path: Path) -> None:
    """Whoever started it: the names come in a header of the answers, and in no other one."""
    behaviour = make_behaviour(zone_of("eu"), chosen(["no-errors"]), Till())
    with running(behaviour) as sandbox:
        configure_stand_in(tmp_path, sandbox.url)
        result = record(tmp_path, "--target", "local-eu")
    assert result.returncode == 0, result.stderr
    told = {
        path.parent.name: one.interaction.deviations
        for path in contents(tmp_path)
        for one in read_evidence([path])
        if isinstance(one, Evidence)
    }
    assert told == {"v2-coupon": ("no-errors",), "v2-coupon-series": (), "v1.1-coupon-get": ()}


def test_a_name_that_is_no_deviation_is_not_believed(tmp_path: Path) -> None:
    """Another server may write into the header what it likes: none of it is kept."""
    header = "X-Sandbox-Deviations: canary-code, no-errors, CANARY-MAIL"
    answer = http("200 OK", b'{"data": [], "errors": []}', "Content-Type: application/json", header)
    with serving([answer]) as server:
        configure(tmp_path, server.url)
        record(tmp_path, "--target", "demo", "--case", "v2-coupon/by-code")
    (written,) = contents(tmp_path).values()
    assert b"    deviations:\n    - no-errors\n    stand_in: false\n" in written
    assert b"canary" not in written.lower()
