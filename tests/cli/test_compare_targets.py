"""`asdocumented compare` of two targets: asked live, or by their recordings."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from tests.command_line import run
from tests.support import ROOT

CASSETTES = ROOT / "cassettes"
EU, INDIA, PRINTED = (
    str(CASSETTES / name) for name in ("sandbox", "sandbox-india", "sandbox-as-printed")
)


def test_recordings_of_two_zones_differ_by_their_offsets_alone(tmp_path: Path) -> None:
    """It says what was compared, and by how many answers."""
    result = run("compare", EU, INDIA, folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == (
        f"targets: {EU} (63 recorded answers of cassette:sandbox) → "
        f"{INDIA} (63 recorded answers of cassette:sandbox-india)"
    )
    assert lines[1] == "  63 answers of each to the same request"
    assert lines[-2] == "12 changes: 0 breaking, 0 risky, 12 safe"
    assert result.stdout.count("    target-offset-of-zone: ") == 12


def test_a_target_that_departs_breaks_what_was_written_to_the_other(tmp_path: Path) -> None:
    """Each difference with its row and both places, and a waiver accepts it."""
    result = run("compare", EU, PRINTED, "--format", "json", folder=tmp_path)
    found = json.loads(result.stdout)
    schema = files("asdocumented") / "schemas" / "comparison.schema.json"
    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert [*validator.iter_errors(found)] == []
    assert (result.returncode, found["kind"], found["pairs"]) == (1, "targets", 63)
    told = {one["location"]: one for one in found["changes"] if one["reads"] == "breaking"}
    lost = told["v2-coupon $.data[*].validTillDateTime"]
    assert (lost["change"], lost["after"]["rows"][0]["row"]) == ("target-field-missing", 7)
    assert (
        lost["after"]["says"] == "there in 0 of 1 (v2-coupon/by-code-created-lower.yaml#0 /data/0)"
    )
    waivers = [
        f'[[waiver]]\nfingerprint = "{one["fingerprint"]}"\nkind = "change"\nreason = "known"\n'
        for one in told.values()
    ]
    (tmp_path / "waivers.toml").write_text("".join(waivers), encoding="utf-8")
    assert run("compare", EU, PRINTED, folder=tmp_path).returncode == 0


def test_a_target_compared_with_itself_passes(tmp_path: Path) -> None:
    """Nothing differs."""
    result = run("compare", EU, EU, folder=tmp_path)
    assert (result.returncode, result.stdout.splitlines()[-2]) == (
        0,
        "0 changes: 0 breaking, 0 risky, 0 safe",
    )


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("sides", "code", "counts"),
    [
        (("sandbox", "sandbox-india"), 0, "12 changes: 0 breaking, 0 risky, 12 safe"),
        (("sandbox", "sandbox-as-printed"), 1, "28 changes: 15 breaking, 6 risky, 7 safe"),
        (("sandbox", EU), 0, "0 changes: 0 breaking, 0 risky, 0 safe"),
    ],
)
def test_targets_are_asked_live(
    tmp_path: Path, sides: tuple[str, str], code: int, counts: str
) -> None:
    """Each the same plan, and a target can be held against recordings; nothing is written."""
    result = run("compare", *sides, folder=tmp_path)
    assert result.returncode == code
    assert counts in result.stdout.splitlines()
    assert "sandbox: 46 requests; at most 6000 a minute" in result.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_dry_run_says_what_would_be_asked_of_each(tmp_path: Path) -> None:
    """Without values of samples; recordings are asked nothing."""
    result = run("compare", "sandbox", "sandbox-india", "--dry-run", folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:2] == [
        "sandbox: at most 6000 requests a minute",
        "46 requests to sandbox, one a case",
    ]
    assert "46 requests to sandbox-india, one a case" in lines
    assert "  GET /v2/coupon/series?ids={series_ids} (no credentials)" in lines
    assert lines[-1] == "92 requests in all; nothing was sent"
    result = run("compare", EU, "sandbox", "--dry-run", folder=tmp_path)
    lines = result.stdout.splitlines()
    assert lines[0] == f"{EU}: nothing is asked, it has 63 recorded answers"
    assert lines[-1] == "46 requests in all; nothing was sent"
    assert [*tmp_path.iterdir()] == []


FAULTS = {
    "a dry run of what is not asked": (
        ("v2-coupon@2024", "v2-coupon@2026", "--dry-run"),
        "--dry-run: only targets are asked\n  leave it out, or name two targets\n",
    ),
    "a target that there is not": (
        ("sandbox", "sandbox-indi"),
        (
            "sandbox-indi: no operation, edition, target, drift.json or folder of recordings\n"
            "  did you mean sandbox-india? there are: "
        ),
    ),
    "a target and an operation": (
        ("sandbox", "v2-coupon"),
        "sandbox and v2-coupon: a target and an operation cannot be compared\n",
    ),
    "a folder that there is not": (
        ("sandbox", "cassettes/nowhere"),
        "cassettes/nowhere: no such file or folder\n",
    ),
    "recordings of nothing that is documented": (
        ("empty", EU),
        "empty: no recorded answer of any operation in it\n",
    ),
    "evidence beside": (
        (EU, INDIA, "--evidence", EU),
        "--evidence: targets are compared by their own answers\n",
    ),
    "a client": (
        (EU, INDIA, "--client", "fields.txt"),
        "--client: only of two operations it is known what a client reads\n",
    ),
    "recordings of different operations": (
        (f"{EU}/v2-coupon", f"{INDIA}/v2-coupon-series"),
        f"{EU}/v2-coupon and {INDIA}/v2-coupon-series: no answer of both is to the same request",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_bad_input_is_told_with_a_remedy(tmp_path: Path, name: str) -> None:
    """Exit code 2, nothing on standard output; nothing is sent."""
    (tmp_path / "empty").mkdir()
    arguments, told = FAULTS[name]
    result = run("compare", *arguments, folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"asdocumented: {told}")


def test_a_production_host_is_not_asked(tmp_path: Path) -> None:
    """Unless it is said."""
    (tmp_path / "asdocumented.toml").write_text(
        'production = ["*.live.example"]\n'
        '[targets.mine]\nbase_url = "https://eu.live.example"\n'
        "[targets.mine.auth]\n"
        'scheme = "basic-md5"\nusername_env = "U"\npassword_env = "P"\n',
        encoding="utf-8",
    )
    result = run("compare", "mine", "sandbox", folder=tmp_path)
    assert result.returncode == 2
    assert "production" in result.stderr
