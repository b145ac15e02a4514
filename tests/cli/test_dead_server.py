"""A server that is not there: every command that asks gives it up by the same rule."""

import socket
from pathlib import Path

import pytest

from tests.cli.demo_target import CANARIES, ON_BUNDLED, configure
from tests.command_line import run

SAMPLES = 'unredeemed_codes = ["CANARY-UNUSED"]\nredeemed_codes = ["CANARY-USED"]\n'


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("words", "told_of"),
    [
        ("live --target demo --no-ci", 2),
        ("record --target demo", 4),
        ("rehearse --from v1.1-coupon-get --to v2-coupon --target demo", 2),
        ("compare demo demo", 4),
    ],
)
def test_two_requests_without_an_answer_are_enough(
    tmp_path: Path, words: str, told_of: int
) -> None:
    """Of some fifty; `record` tells of each twice, and two targets are two."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    configure(tmp_path, f"http://127.0.0.1:{port}")
    with (tmp_path / "asdocumented.toml").open("a", encoding="utf-8") as file:
        file.write(SAMPLES)
    command, *options = words.split()
    ended = run(command, *ON_BUNDLED, *options, folder=tmp_path, settings=CANARIES)
    told = ended.stdout + ended.stderr
    assert ended.returncode == 3, told
    assert told.count("the connection is refused") == told_of
    assert "two requests in a row had no answer" in told
