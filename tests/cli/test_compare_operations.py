"""`asdocumented compare` of two operations: the map of their upgrade, and what waivers accept."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from tests.command_line import run
from tests.support import ROOT

MAP = ("v1.1-coupon-get", "v2-coupon")


def test_two_operations_are_compared_by_the_map_of_their_upgrade(tmp_path: Path) -> None:
    """It names both, and fails, for fields are lost."""
    result = run("compare", *MAP, folder=tmp_path)
    assert (result.returncode, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "v1.1-coupon-get 2025 → v2-coupon 2026"
    assert "  series_id → seriesId" in lines
    assert (
        lines.index("Do this first")
        < lines.index("The call as a whole")
        < lines.index("  HTTP status")
        < lines.index("Before and after")
        < lines.index("Changed")
        < lines.index("Lost")
        < lines.index("  redemption_info  [d6814ba614a3a68c]")
        < lines.index("New")
    )
    assert lines[-1] == "9 fields are lost; no recording judged the map"


def test_a_client_that_loses_nothing_passes_and_recordings_confirm_the_map(tmp_path: Path) -> None:
    """Only what the client reads is told."""
    (tmp_path / "fields.txt").write_text("valid_till\nseries_id\n", encoding="utf-8")
    evidence = str(ROOT / "cassettes" / "sandbox")
    result = run("compare", *MAP, "--client", "fields.txt", "--evidence", evidence, folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Lost" not in result.stdout.splitlines()
    assert result.stdout.splitlines()[-7:] == [
        "cassette:sandbox",
        "  6 items answered by both operations",
        "    confirmed       6 of 6  valid_till → validTillDateTime",
        "    confirmed       6 of 6  valid_till → validTill",
        "    confirmed       6 of 6  series_id → seriesId",
        "",
        "nothing is lost; what recordings show is as the map says",
    ]


def test_evidence_that_nobody_redacted_is_redacted_before_it_contradicts(tmp_path: Path) -> None:
    """A sample shows no code of the organisation; what departs from the map fails."""
    answers = {
        "https://eu.api.capillarytech.com/v1.1/coupon/get?code=MYSECRET77": {
            "response": {
                "coupons": {"coupon": [{"code": "MYSECRET77", "is_absolute": True, "value": 10}]}
            }
        },
        "https://eu.api.capillarytech.com/v2/coupon?couponCodes=MYSECRET77": {
            "data": [{"code": "MYSECRET77", "discountType": "PERC", "discountValue": 10}]
        },
    }
    entries = [
        {
            "request": {"method": "GET", "url": url},
            "response": {
                "status": 200,
                "content": {"mimeType": "application/json", "text": json.dumps(body)},
            },
        }
        for url, body in answers.items()
    ]
    har = tmp_path / "raw.har"
    har.write_text(json.dumps({"log": {"entries": entries}}), encoding="utf-8")
    (tmp_path / "fields.txt").write_text("is_absolute\nvalue\n", encoding="utf-8")
    result = run(
        "compare", *MAP, "--client", "fields.txt", "--evidence", "raw.har", folder=tmp_path
    )
    assert (result.returncode, result.stderr) == (1, "")
    assert "    contradicted    0 of 1  is_absolute → discountType  [" in result.stdout
    assert "mysecret77" not in result.stdout.lower()


@pytest.mark.parametrize("evidence", [(), ("--evidence", str(ROOT / "cassettes" / "sandbox"))])
def test_the_json_output_is_as_its_schema_says(tmp_path: Path, evidence: tuple[str, ...]) -> None:
    """The schema ships with the package."""
    printed = run("compare", *MAP, *evidence, "--format", "json", folder=tmp_path).stdout
    schema = files("asdocumented") / "schemas" / "upgrade.schema.json"
    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    found = json.loads(printed)
    assert [*validator.iter_errors(found)] == []
    assert (found["format"], found["kind"], found["outcome"]) == (1, "operations", "fails")
    assert [*found["judgements"]] == (["cassette:sandbox"] if evidence else [])


def test_a_map_is_written_as_markdown_to_a_file(tmp_path: Path) -> None:
    """The file is named."""
    result = run("compare", *MAP, "--format", "markdown", "-o", "map.md", folder=tmp_path)
    told = "9 fields are lost; no recording judged the map\nmap: map.md\n"
    assert (result.returncode, result.stdout, result.stderr) == (1, told, "")
    text = (tmp_path / "map.md").read_text(encoding="utf-8")
    assert text.startswith("# From v1.1-coupon-get")


def test_recordings_that_show_nothing_of_the_map_are_inconclusive(tmp_path: Path) -> None:
    """Green needs evidence where evidence is named."""
    (tmp_path / "fields.txt").write_text("valid_till\n", encoding="utf-8")
    evidence = str(ROOT / "cassettes" / "sandbox" / "v2-coupon-series")
    result = run("compare", *MAP, "--client", "fields.txt", "--evidence", evidence, folder=tmp_path)
    assert (result.returncode, result.stderr) == (3, "")
    assert result.stdout.splitlines()[-1] == "nothing is lost; no recording judged the map"


WAIVER = """\
[[waiver]]
fingerprint = "{}"
kind = "change"
between = ["v1.1-coupon-get@2025", "{}"]
reason = "we keep the id ourselves"
"""
ID = "15da5813f6a28675"


def accepting(folder: Path, *waivers: str) -> None:
    """Write waivers, and a client that reads the id and the day of expiry."""
    (folder / "waivers.toml").write_text("\n".join(waivers), encoding="utf-8")
    (folder / "fields.txt").write_text("$.response.coupons.coupon[*].id\nvalid_till\n", "utf-8")


def test_a_lost_field_that_is_accepted_does_not_fail(tmp_path: Path) -> None:
    """Its terms stand beside it, in every output."""
    accepting(tmp_path, WAIVER.format(ID, "v2-coupon@2026"))
    said = ("compare", *MAP, "--client", "fields.txt")
    result = run(*said, folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert f"  id  [{ID}]  accepted: we keep the id ourselves" in result.stdout.splitlines()
    assert result.stdout.splitlines()[-1] == (
        "1 field is lost, 1 accepted; no recording judged the map"
    )
    for form in ("json", "markdown", "html"):
        made = run(*said, "--format", form, folder=tmp_path)
        assert (made.returncode, "we keep the id ourselves" in made.stdout) == (0, True)
    assert run("compare", *MAP, folder=tmp_path).returncode == 1


def test_a_contradiction_that_is_accepted_does_not_fail(tmp_path: Path) -> None:
    """The other kind of things that a map fails at."""
    urls = ("https://eu.api.capillarytech.com/v1.1/coupon/get?code=A", "couponCodes=A")
    old = {"response": {"coupons": {"coupon": [{"code": "A", "is_absolute": True}]}}}
    new = {"data": [{"code": "A", "discountType": "PERC"}]}
    answers = [
        {
            "request": {"method": "GET", "url": url},
            "response": {
                "status": 200,
                "content": {"mimeType": "application/json", "text": json.dumps(body)},
            },
        }
        for url, body in (
            (urls[0], old),
            (f"https://eu.api.capillarytech.com/v2/coupon?{urls[1]}", new),
        )
    ]
    (tmp_path / "raw.har").write_text(json.dumps({"log": {"entries": answers}}), "utf-8")
    (tmp_path / "fields.txt").write_text("is_absolute\n", encoding="utf-8")
    said = ("compare", *MAP, "--client", "fields.txt", "--evidence", "raw.har")
    result = run(*said, folder=tmp_path)
    assert result.returncode == 1
    line = next(one for one in result.stdout.splitlines() if "contradicted" in one)
    waiver = WAIVER.format(line.partition("[")[2].rstrip("]"), "v2-coupon@2026")
    (tmp_path / "waivers.toml").write_text(waiver, encoding="utf-8")
    result = run(*said, folder=tmp_path)
    assert (result.returncode, result.stdout.splitlines()[-1]) == (
        0,
        "nothing is lost; recordings contradict the map, which is accepted",
    )


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
@pytest.mark.parametrize("compared", [MAP, ("v2-coupon@2024", "v2-coupon@2026")])
def test_a_waiver_that_nothing_needs_is_told_as_stale(
    tmp_path: Path, form: str, compared: tuple[str, str]
) -> None:
    """It was written about these two sides, or does not say about which."""
    no_pair = '[[waiver]]\nfingerprint = "aaaaaaaaaaaaaaaa"\nkind = "change"\nreason = "gone"\n'
    elsewhere = WAIVER.format("b" * 16, "v3-coupon@2030")
    accepting(tmp_path, no_pair, elsewhere)
    printed = run("compare", *compared, "--format", form, folder=tmp_path).stdout
    if form == "json":
        (stale,) = json.loads(printed)["stale"]
        printed = f"stale {stale['fingerprint']}: {stale['accepts']}: {stale['why']}"
    assert "aaaaaaaaaaaaaaaa: gone: nothing of " in printed
    assert "b" * 16 not in printed
    assert "stale" in printed.lower()


def test_a_waiver_of_a_mapping_that_nothing_judged_is_not_stale(tmp_path: Path) -> None:
    """Nor is one of a field that the client does not read."""
    (tmp_path / "fields.txt").write_text("valid_till\n", encoding="utf-8")
    made = run("compare", *MAP, "--format", "json", folder=tmp_path).stdout
    mapping = json.loads(made)["upgrade"]["mapped"][4]["fingerprint"]
    both = "\n".join(WAIVER.format(one, "v2-coupon@2026") for one in (ID, mapping))
    (tmp_path / "waivers.toml").write_text(both, encoding="utf-8")
    result = run("compare", *MAP, "--client", "fields.txt", folder=tmp_path)
    assert (result.returncode, "stale" in result.stdout) == (0, False)
    evidence = str(ROOT / "cassettes" / "sandbox")
    result = run("compare", *MAP, "--client", "fields.txt", "--evidence", evidence, folder=tmp_path)
    assert f"waiver stale: {mapping}: " in result.stdout


def test_two_operations_without_a_map_are_inconclusive(tmp_path: Path) -> None:
    """Nobody told what became of their fields, so that nothing is green."""
    result = run("compare", "v2-coupon-series", "v1.1-coupon-get", folder=tmp_path)
    assert result.returncode == 3
    assert result.stdout.splitlines()[-1].endswith("told by no map; no recording judged the map")


def test_the_page_of_a_map_is_written(tmp_path: Path) -> None:
    """Its decision is printed."""
    result = run("compare", *MAP, "--format", "html", "-o", "map.html", folder=tmp_path)
    assert (result.returncode, result.stderr) == (1, "")
    text = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "9 fields are lost" in text


@pytest.mark.parametrize("command", [("check", "--pages"), ("checks",)])
def test_a_broken_map_is_told_by_the_commands_that_check_contracts(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    """With file, place and remedy, whether or not an upgrade is asked for."""
    shutil.copytree(ROOT / "contracts", tmp_path / "contracts")
    path = tmp_path / "contracts" / "upgrades" / "v1.1-coupon-get--v2-coupon.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('rule = "comma-to-repeated"', 'rule = "coma-to-repeated"'), "utf-8"
    )
    result = run(*command, folder=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith(
        "asdocumented: contracts/upgrades/v1.1-coupon-get--v2-coupon.toml, mapped[0]: "
        "no such rule: coma-to-repeated\n  did you mean comma-to-repeated? there are: "
    )
