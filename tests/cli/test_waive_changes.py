"""`asdocumented waive --comparison`: changes are accepted by what compare wrote, and pruned."""

import json
from pathlib import Path

import pytest

from asdocumented.gate.waivers import Waiver, read_waivers
from tests.command_line import Ended, run

EDITIONS = ("v2-coupon@2024", "v2-coupon@2026")
OPERATIONS = ("v1.1-coupon-get", "v2-coupon")
ID_IS_LOST = "$.response.coupons.coupon[*].id is lost"
IN = ("--comparison", "out.json")


def compared(folder: Path, sides: tuple[str, str], *more: str) -> int:
    """Compare into `out.json`; return the exit code."""
    said = ("compare", *sides, *more, "--format", "json", "-o", "out.json")
    return run(*said, folder=folder).returncode


def waive(folder: Path, *arguments: str) -> Ended:
    """Run the command on what was compared last."""
    return run("waive", *arguments, *IN, folder=folder)


def entries(folder: Path) -> list[Waiver]:
    """Return what the file of waivers holds."""
    return [*read_waivers(folder / "waivers.toml", "w").waivers]


def test_all_changes_that_fail_are_accepted_and_compare_passes(tmp_path: Path) -> None:
    """Each entry names both sides, the place, and the change in words."""
    assert compared(tmp_path, EDITIONS) == 1
    result = waive(tmp_path, "--all-current", "--reason", "we send codes", "--ticket", "CAP-1")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "waived: parameter-became-conditional at $request.query.couponCodes",
        "waived: parameter-became-conditional at $request.query.couponIds",
        "waivers.toml: 2 added, 0 renewed",
    ]
    assert [(one.kind, one.between, one.location, one.ticket) for one in entries(tmp_path)] == [
        ("change", EDITIONS, "$request.query.couponCodes", "CAP-1"),
        ("change", EDITIONS, "$request.query.couponIds", "CAP-1"),
    ]
    assert compared(tmp_path, EDITIONS) == 0


def test_a_lost_field_is_accepted_by_its_fingerprint(tmp_path: Path) -> None:
    """Or the beginning of it; a second time renews the terms."""
    (tmp_path / "fields.txt").write_text("$.response.coupons.coupon[*].id\n", encoding="utf-8")
    client = ("--client", "fields.txt")
    assert compared(tmp_path, OPERATIONS, *client) == 1
    lines = waive(tmp_path, "15da58", "--reason", "we keep it").stdout.splitlines()
    assert lines == [f"waived: {ID_IS_LOST}", "waivers.toml: 1 added, 0 renewed"]
    lines = waive(tmp_path, "15da5813f6a28675", "--reason", "we still do").stdout.splitlines()
    assert lines[-1] == "waivers.toml: 0 added, 1 renewed"
    (entry,) = entries(tmp_path)
    assert (entry.between, entry.reason, entry.drift) == (
        ("v1.1-coupon-get@2025", "v2-coupon@2026"),
        "we still do",
        ID_IS_LOST,
    )
    assert compared(tmp_path, OPERATIONS, *client) == 0


STALE = """\
[[waiver]]
fingerprint = "aaaaaaaaaaaaaaaa"
kind = "change"
between = ["v2-coupon@2024", "v2-coupon@2026"]
reason = "it was there"
[[waiver]]
fingerprint = "bbbbbbbbbbbbbbbb"
kind = "change"
reason = "nobody knows of what"
[[waiver]]
fingerprint = "cccccccccccccccc"
kind = "change"
between = ["v2-coupon@2026", "v2-coupon@2028"]
reason = "of other sides"
[[waiver]]
fingerprint = "dddddddddddddddd"
reason = "of a drift"
"""


def test_a_waiver_that_the_comparison_does_not_need_is_dropped(tmp_path: Path) -> None:
    """Only one that names the two sides; those of other sides and of drifts stay."""
    (tmp_path / "waivers.toml").write_text(STALE, encoding="utf-8")
    compared(tmp_path, EDITIONS)
    waive(tmp_path, "--all-current", "--reason", "we send codes")
    result = waive(tmp_path, "--prune")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "dropped: it was there: both were compared, and there is no such change",
        "waivers.toml: 1 dropped",
    ]
    assert [one.fingerprint[:4] for one in entries(tmp_path)] == [
        "bbbb",
        "cccc",
        "dddd",
        "384b",
        "224f",
    ]
    assert compared(tmp_path, EDITIONS) == 0


def test_a_comparison_in_which_nothing_fails_has_nothing_to_waive(tmp_path: Path) -> None:
    """Told as such."""
    compared(tmp_path, ("v2-coupon@2026", "v2-coupon@2026"))
    result = waive(tmp_path, "--all-current", "--reason", "x")
    assert (result.returncode, result.stderr) == (
        2,
        "asdocumented: out.json: no change of this comparison fails\n  there is nothing to waive\n",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "waive: nothing to waive is named\n"),
        (("--all-current",), "--reason: it is missing\n"),
        (
            ("--all-current", "--reason", "x", "--set", "live:demo"),
            "--set: a change was seen in no evidence set\n  leave it out",
        ),
        (
            ("224f241ca122085e", "--reason", "x"),
            "224f241ca122085e: no change of the comparison\n  did you mean 224f241ca122085d? ",
        ),
        (("224f", "--reason", "x"), "224f: no change of the comparison\n"),
    ],
)
def test_what_cannot_be_waived_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Exit 2, and no file is written."""
    compared(tmp_path, EDITIONS)
    result = waive(tmp_path, *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"asdocumented: {message}")
    assert not (tmp_path / "waivers.toml").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file\n  name what asdocumented compare wrote: --format json -o FILE"),
        ("[]", "not a comparison\n  name what asdocumented compare wrote"),
        ("{", "not a comparison\n"),
        ("\udcff", "not a comparison\n"),
        ('{"format": 3, "run": {}}', "not a comparison\n"),
        (
            '{"format": 2, "kind": "editions"}',
            "a comparison of format 2, and this version reads format 1\n  compare again",
        ),
        (
            '{"format": 1, "kind": "reports"}',
            "it compares two reports, whose waivers are those of drifts\n  name the second report",
        ),
        ('{"format": 1, "kind": "editions"}', "not a whole comparison: "),
        ('{"format": 1, "kind": "operations"}', "not a whole comparison: "),
        ('{"format": 1, "kind": "rehearsal"}', "not a whole comparison: "),
    ],
)
def test_what_is_no_comparison_is_refused(
    tmp_path: Path, content: str | None, message: str
) -> None:
    """With what to name."""
    if content is not None:
        (tmp_path / "out.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    result = waive(tmp_path, "--prune")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"asdocumented: out.json: {message}")


def test_a_text_of_a_comparison_commands_no_terminal(tmp_path: Path) -> None:
    """What is hidden in it is spelt out."""
    compared(tmp_path, EDITIONS)
    file = tmp_path / "out.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    found["changes"][0]["location"] = "$.\x1b[31m"
    file.write_text(json.dumps(found), encoding="utf-8")
    result = waive(tmp_path, "--all-current", "--reason", "x")
    assert result.returncode == 0
    assert "\x1b" not in result.stdout + (tmp_path / "waivers.toml").read_text(encoding="utf-8")
