"""`asdocumented check` at the edges: choices, odd names, places that cannot be looked at."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.recorded import BODY, URL, cassette, check, errors, report, write
from tests.command_line import Ended, run
from tests.support import CONTRACTS

SERIES = "https://eu.api.capillarytech.com/v2/coupon/series?ids=1"


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def check_here(*arguments: str) -> Ended:
    """Run the whole command line; the report goes to `out`."""
    return run("check", "--contracts", str(CONTRACTS), "--report-dir", "out", *arguments)


@pytest.mark.parametrize("named", [("cassettes",), ()])
def test_recordings_of_an_operation_that_was_not_chosen_are_left_out(
    named: tuple[str, ...], tmp_path: Path
) -> None:
    """They are no fault, and not counted; what belongs to no operation still is."""
    write(tmp_path / "cassettes" / "coupon.yaml", cassette(BODY))
    write(tmp_path / "cassettes" / "series.yaml", cassette(BODY, url=SERIES))
    write(tmp_path / "cassettes" / "mixed.yaml", cassette(BODY, url=SERIES))
    chosen = ("--operation", "v2-coupon", "--edition", "2024")
    result = check(tmp_path, *named, *chosen)
    assert result.exit_code == 0, result.output
    found = report(tmp_path)
    assert (found["errors"], found["unmatched"], found["run"]["other_requests"]) == ([], [], 0)
    assert found["operations"][0]["interactions"]["cassette:cassettes"] == 1
    write(tmp_path / "cassettes" / "other.yaml", cassette(BODY, url="https://a.example/x"))
    assert check(tmp_path, *named, *chosen).exit_code == 3
    assert [one["file"] for one in report(tmp_path)["errors"]] == ["cassettes/other.yaml"]


EVIDENCE = "name cassettes or HAR files"


@pytest.mark.parametrize(
    ("arguments", "where", "what", "remedy"),
    [
        (
            ["--zone", "UTC"],
            "--zone",
            "it applies only to files that are named",
            "name the cassettes or HAR files, or leave out --zone",
        ),
        (
            ["a.yaml", "--only", "untyped-row", "--only", "duplicate-row"],
            "--only",
            "these checks look at pages, not at traffic",
            "name another check, or judge the pages: asdocumented check",
        ),
        (["a.yaml", "nowhere"], "nowhere", "no such file or folder", EVIDENCE),
        (["a.yaml/b"], "a.yaml/b", "Not a directory", EVIDENCE),
        (["x" * 300], "x" * 300, "File name too long", EVIDENCE),
        (["loop"], "loop", "Too many levels of symbolic links", EVIDENCE),
    ],
)
def test_what_cannot_be_meant_is_a_fault(
    arguments: list[str], where: str, what: str, remedy: str, tmp_path: Path
) -> None:
    """Exit 2, what is wrong and what to do, and no report."""
    write(tmp_path / "a.yaml", cassette(BODY))
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    result = check_here(*arguments)
    assert result.returncode == 2
    assert result.stderr == f"asdocumented: {where}: {what}\n  {remedy}\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("days", ["0", "-1", "1.5", "many", "", "99999999999999999999"])
def test_an_age_is_a_whole_number_of_days(days: str, tmp_path: Path) -> None:
    """Exit 2, and the option is named."""
    result = check(tmp_path, "--max-age", days)
    assert result.exit_code == 2
    assert "Invalid value for '--max-age'" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names have to be text")
def test_a_file_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    """Bytes that are no UTF-8, and characters that would steer a terminal."""
    folder = os.fsencode(tmp_path / "in")
    Path(os.fsdecode(folder)).mkdir()
    for name in (b"a\xff.yaml", b"b\x1b[31m.yaml"):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"")
    drifting = cassette('{"data": {"code": 1}}').encode()
    Path(os.fsdecode(folder + b"/c\xff.yaml")).write_bytes(drifting)
    result = check_here("in")
    assert (result.returncode, result.stderr) == (1, "")
    assert "\x1b" not in result.stdout
    found = report(tmp_path)
    assert [one["file"] for one in found["errors"]] == [
        "in/a\\udcff.yaml",
        "in/b\\u001b[31m.yaml",
    ]
    assert {one["interaction"] for drift in found["drifts"] for one in drift["samples"]} == {
        "c\\udcff.yaml#0"
    }


def test_a_json_cassette_is_judged_in_the_zone_that_it_names(tmp_path: Path) -> None:
    """What our recordings say of themselves counts in JSON, too, and in a compressed file."""
    own = {"stand_in": True, "target": "t", "version": "0.1.0", "zone": "Asia/Kolkata"}
    body = '{"data": [{"code": "A", "validTill": "2025-12-16T00:00:00Z"}]}'
    answer = {"status": {"code": 200}, "body": {"string": body}}
    item = {"asdocumented": own, "request": {"method": "GET", "uri": URL}, "response": answer}
    text = json.dumps({"interactions": [item]})
    write(tmp_path / "in" / "a.json", text)
    write(tmp_path / "in" / "b.json.gz", gzip.compress(text.encode()))
    assert check(tmp_path, "in").exit_code == 1
    (found,) = [one for one in report(tmp_path)["drifts"] if one["check"] == "wrong-offset"]
    assert (found["follows_from"], found["seen"]) == (
        "the offset of the server's zone",
        {"cassette:t": {"count": 2, "of": 2}},
    )


def test_a_moment_beyond_the_calendar_is_unknown(tmp_path: Path) -> None:
    """The first day of the calendar, in a zone where it is not yet there in UTC."""
    own = (
        "asdocumented:\n    stand_in: true\n    target: t\n    version: '1'\n    zone: UTC\n"
        "  recorded_at: '0001-01-01T00:00:00+14:00'\n  "
    )
    write(tmp_path / "a.yaml", cassette(BODY, own=own))
    assert check(tmp_path, "a.yaml").exit_code == 0
    (one,) = report(tmp_path)["evidence"]
    assert (one["interactions"], one["first"], one["last"]) == (1, None, None)


@pytest.mark.parametrize("name", ["README.md", "a.yaml/README.md", ".recording/1.jsonl"])
def test_a_folder_without_recordings_is_nothing(name: str, tmp_path: Path) -> None:
    """What was never recorded is no source that was lost; named, it is."""
    write(tmp_path / "cassettes" / name, "none yet")
    check(tmp_path)
    assert errors(tmp_path) == []
    assert check(tmp_path, "cassettes").exit_code == 3
    assert [file for file, _, whole in errors(tmp_path) if whole] == ["cassettes"]


def test_a_file_in_the_place_of_the_folder_is_nothing(tmp_path: Path) -> None:
    """Nobody has said that it holds recordings."""
    write(tmp_path / "cassettes", "mine")
    assert check(tmp_path).exit_code == 1
    assert errors(tmp_path) == []


def test_a_link_to_recordings_is_followed(tmp_path: Path) -> None:
    """They may lie elsewhere."""
    write(tmp_path / "elsewhere" / "a.yaml", cassette(BODY))
    (tmp_path / "cassettes").mkdir()
    (tmp_path / "cassettes" / "eu").symlink_to(tmp_path / "elsewhere")
    assert "9 printed examples · 1 recording\n" in check(tmp_path).output


def test_recordings_are_judged_by_the_newest_edition_beside_the_examples(tmp_path: Path) -> None:
    """The older edition keeps to its own examples."""
    write(tmp_path / "cassettes" / "a.yaml", cassette(BODY, BODY))
    check(tmp_path, "--operation", "v2-coupon")
    assert [(one["edition"], one["interactions"]) for one in report(tmp_path)["operations"]] == [
        ("2024", {"example": 2}),
        ("2026", {"example": 3, "cassette:cassettes": 2}),
    ]


@pytest.mark.slow
def test_a_large_cassette_is_judged_in_flat_memory(tmp_path: Path) -> None:
    """Ten times the interactions take no more than a few megabytes more.

    The peak is that since the process began: `getrusage` has that of its parent, too.
    """
    script = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from asdocumented.cli.main import cli\n"
        "assert CliRunner().invoke(cli, ['check', *sys.argv[1:]]).exit_code == 0\n"
        "lines = open('/proc/self/status').read().splitlines()\n"
        "print(next(one.split()[1] for one in lines if one.startswith('VmHWM')))\n"
    )
    peaks = []
    for count in (100, 1000):
        filler = '{"data": [], "warnings": [], "errors": [], "x": "' + "a" * 2800 + '"}'
        path = write(tmp_path / f"{count}.yaml", cassette(*[filler] * count, url=URL))
        arguments = [str(path), "--contracts", str(CONTRACTS)]
        result = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        peaks.append(int(result.stdout))
    assert (tmp_path / "1000.yaml").stat().st_size > 3_000_000
    assert peaks[1] - peaks[0] < 5_000
