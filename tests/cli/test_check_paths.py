"""`asdocumented check PATH…`: just what is named, whatever state it is in."""

import base64
import gzip
from pathlib import Path

import pytest

from asdocumented.checks.registry import all_checks
from asdocumented.errors import Fault
from tests.cli.recorded import BODY, URL, cassette, check, errors, har, report, write
from tests.support import ROOT


def test_only_what_is_named_is_judged(tmp_path: Path) -> None:
    """No example and no page; the report is about the operation that was asked."""
    path = write(tmp_path / "a.yaml", cassette(BODY, BODY))
    result = check(tmp_path, str(path))
    assert result.exit_code == 0, result.output
    assert result.output.startswith("1 edition of 1 operation · 2 recordings\n")
    found = report(tmp_path)
    assert [one["set"] for one in found["evidence"]] == ["cassette:a"]
    of_pages = [one.id for one in all_checks() if one.group == "page"]
    assert len(of_pages) > 10
    assert found["run"]["skipped"] == sorted(of_pages)
    assert [(one["id"], one["edition"]) for one in found["operations"]] == [("v2-coupon", "2026")]


def test_a_folder_is_judged_with_all_that_it_holds(tmp_path: Path) -> None:
    """Cassettes in YAML and JSON, compressed ones, HAR files; other files are left alone."""
    write(tmp_path / "in" / "a.yaml", cassette(BODY))
    write(tmp_path / "in" / "b.yaml.gz", gzip.compress(cassette(BODY).encode(), mtime=0))
    write(tmp_path / "in" / "deep" / "c.har", har(URL))
    write(tmp_path / "in" / "README.md", "no evidence")
    result = check(tmp_path, str(tmp_path / "in"))
    assert result.exit_code == 0, result.output
    assert report(tmp_path)["operations"][0]["interactions"] == {
        "cassette:in": 2,
        "har:in": 1,
    }


def test_evidence_is_named_below_the_folder_and_tells_no_path_of_the_machine(
    tmp_path: Path,
) -> None:
    """A report is forwarded: its samples say where below the folder, and nothing more."""
    body = '{"data": [], "warnings": [], "errors": [], "inventedField": 1}'
    write(tmp_path / "in" / "eu" / "a.yaml", cassette(body))
    check(tmp_path, str(tmp_path / "in"))
    (drift,) = [one for one in report(tmp_path)["drifts"] if one["check"] == "undocumented-field"]
    assert [sample["interaction"] for sample in drift["samples"]] == ["eu/a.yaml#0"]


def test_drift_in_a_recording_fails(tmp_path: Path) -> None:
    """The same exit code as for an example."""
    path = write(tmp_path / "a.yaml", cassette('{"data": {"code": 1}}'))
    assert check(tmp_path, str(path)).exit_code == 1


def test_an_older_edition_judges_when_it_is_asked_for(tmp_path: Path) -> None:
    """Else the newest does."""
    path = write(tmp_path / "a.yaml", cassette(BODY))
    check(tmp_path, str(path), "--operation", "v2-coupon", "--edition", "2024")
    assert report(tmp_path)["operations"][0]["edition"] == "2024"


INDIA = '{"data": [{"code": "A", "validTill": "2025-12-16T00:00:00+05:30"}]}'


@pytest.mark.parametrize(
    ("url", "own", "arguments", "count"),
    [
        (URL, "", [], 1),
        (URL.replace("eu.", "in."), "", [], 0),
        (URL.replace("eu.", "us."), "", [], 0),
        (URL, "", ["--zone", "Asia/Kolkata"], 0),
        (URL.replace("eu.", "us."), "", ["--zone", "UTC"], 1),
        (URL, "Asia/Kolkata", [], 0),
        (URL.replace("eu.", "in."), "UTC", [], 1),
        (URL, "Asia/Kolkata", ["--zone", "UTC"], 1),
    ],
)
def test_the_zone_is_that_of_option_recording_or_host(
    url: str, own: str, arguments: list[str], count: int, tmp_path: Path
) -> None:
    """In that order; where nobody documents it, nothing is found."""
    mark = (
        f"asdocumented:\n    stand_in: true\n    target: t\n    version: '1'\n    zone: {own}\n  "
        if own
        else ""
    )
    path = write(tmp_path / "a.yaml", cassette(INDIA, url=url, own=mark))
    check(tmp_path, str(path), *arguments)
    drifts = [one for one in report(tmp_path)["drifts"] if one["check"] == "wrong-offset"]
    assert len(drifts) == count


def test_the_report_says_what_was_recorded_where(tmp_path: Path) -> None:
    """Targets with their zone, how many interactions, from when to when, stand-ins as such."""
    result = check(tmp_path, str(ROOT / "cassettes" / "sandbox-india"))
    (one,) = report(tmp_path)["evidence"]
    assert (one["set"], one["target"], one["zone"], one["stand_in"]) == (
        "cassette:sandbox-india",
        "sandbox-india",
        "Asia/Kolkata",
        True,
    )
    assert one["interactions"] == 63
    assert "sandbox-india: 63 (Asia/Kolkata, a stand-in, not the vendor's server" in result.output
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "<em>stand-in</em>" in page


def test_what_no_operation_matches_is_named(tmp_path: Path) -> None:
    """A browser records much else; that is no fault of the file."""
    path = write(tmp_path / "a.har", har(URL, "https://cdn.example/app.js", URL))
    result = check(tmp_path, str(path))
    assert (result.exit_code, errors(tmp_path)) == (0, [])
    why = "no documented path is like it"
    (one,) = report(tmp_path)["unmatched"]
    assert one == {"method": "GET", "path": "/…", "count": 1, "why": why}
    assert f"  GET /… (1): {why}\n" in result.output


def test_a_file_that_nothing_matches_is_named_and_makes_the_run_inconclusive(
    tmp_path: Path,
) -> None:
    """Green without evidence is no green."""
    write(tmp_path / "in" / "a.yaml", cassette(BODY))
    write(tmp_path / "in" / "b.har", har("https://other.example/x", "https://other.example/y"))
    result = check(tmp_path, str(tmp_path / "in"))
    reason = "no operation of the contracts matches any of its 2 interactions"
    assert (result.exit_code, errors(tmp_path)) == (3, [("b.har", reason, True)])
    assert "inconclusive: sources not judged in full: in/b.har (limit: none)" in result.output


def test_no_path_of_the_machine_stands_in_the_report(tmp_path: Path) -> None:
    """Not even where a file could not be read."""
    write(tmp_path / "in" / "b.yaml", "")
    check(tmp_path, str(tmp_path / "in"))
    assert [one["file"] for one in report(tmp_path)["errors"]] == ["in/b.yaml"]
    assert str(tmp_path) not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_drift_goes_before_incompleteness(tmp_path: Path) -> None:
    """What was found is found, whatever could not be read."""
    write(tmp_path / "in" / "a.yaml", cassette('{"data": {"code": 1}}'))
    write(tmp_path / "in" / "b.yaml", "")
    assert check(tmp_path, str(tmp_path / "in")).exit_code == 1


def test_an_interaction_that_cannot_be_read_leaves_the_rest(tmp_path: Path) -> None:
    """Single faults are told, and change no exit code."""
    bad = cassette(BODY).replace("code: 200", "code: none").removeprefix("interactions:\n")
    content = cassette(BODY).replace("version: 1\n", "") + bad
    path = write(tmp_path / "a.yaml", content)
    result = check(tmp_path, str(path))
    reason = "missing evidence of GET /v2/coupon: its status is none of HTTP's (#1)"
    assert (result.exit_code, errors(tmp_path)) == (0, [("a.yaml", reason, False)])


ZIPPED = gzip.compress(cassette(BODY).encode(), mtime=0)
TWO = cassette(BODY, BODY)


@pytest.mark.parametrize(
    ("content", "reason", "exit_code"),
    [
        ("", "empty", 3),
        (" \n", "empty", 3),
        ("interactions: []\nversion: 1\n", "holds no interaction", 3),
        ("{", "not valid JSON at line 1, or cut off there", 3),
        (b"\xff\xfe\x00", "not valid YAML", 3),
        (b'{"log": "\xff"}', "not UTF-8", 3),
        ("just text", "neither a cassette nor a HAR file", 3),
        ('{"interactions": "\\ud800"}', "neither a cassette nor a HAR file", 3),
        ('{"log": {"entries": "\\udc00"}}', "neither a cassette nor a HAR file", 3),
        ("a: &a [*a]\n", "YAML", 3),
        ("interactions:\n- !!python/object/apply:os.system [id]\n", "a YAML tag", 3),
        (TWO[: TWO.rindex("errors")], "(after 1 interactions)", 3),
        (ZIPPED[:-20], "gzip that is cut off or broken", 3),
    ],
)
def test_a_damaged_file_is_named_with_its_reason(
    content: str | bytes, reason: str, exit_code: int, tmp_path: Path
) -> None:
    """No traceback, and the file beside it is judged."""
    assert_named(content, reason, exit_code, tmp_path)


def test_a_bomb_is_named_with_its_reason(tmp_path: Path) -> None:
    """80 MB of nothing in a gzip body."""
    coded = base64.encodebytes(gzip.compress(b"\0" * 80_000_000, mtime=0)).decode().split()
    bomb = "!!binary |\n" + "\n".join(f"        {line}" for line in coded)
    content = cassette(bomb, encoding="gzip")
    assert_named(content, "too large once it is decompressed", 3, tmp_path)


def assert_named(content: str | bytes, reason: str, exit_code: int, tmp_path: Path) -> None:
    """Judge a damaged file beside a good one, and see that it alone is named."""
    write(tmp_path / "in" / "bad.yaml", content)
    write(tmp_path / "in" / "good.yaml", cassette(BODY))
    result = check(tmp_path, str(tmp_path / "in"))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == exit_code, result.output
    found = errors(tmp_path)
    assert [one[0] for one in found] == ["bad.yaml"]
    assert reason in found[0][1]
    assert report(tmp_path)["run"]["interactions"] >= 1


@pytest.mark.parametrize(
    ("body", "observed"),
    [
        ("<html>login</html>", "HTML or XML"),
        ("", "an empty body"),
        ('{"data": [', "JSON cut off"),
        ("\ufeff{}", "JSON behind a byte order mark"),
        ('{"data": NaN}', "NaN or Infinity"),
        ("[" * 10_000 + "]" * 10_000, "nested too deeply"),
    ],
)
def test_a_body_that_is_no_json_is_a_finding(body: str, observed: str, tmp_path: Path) -> None:
    """What the server sent is evidence, however odd."""
    check(tmp_path, str(write(tmp_path / "a.yaml", cassette(body))))
    found = [one for one in report(tmp_path)["drifts"] if one["check"] == "unreadable-body"]
    assert [one["observed"] for one in found] == [observed]


def test_odd_numbers_and_duplicate_keys_are_judged(tmp_path: Path) -> None:
    """1e400, a name that stands twice, NO and a time of day as YAML scalars."""
    body = '{"data": [], "warnings": [], "errors": [], "errors": [], "x": 1e400}'
    content = cassette(body).replace("message: OK", "message: NO").replace(URL, f"{URL}&a=12:30:45")
    result = check(tmp_path, str(write(tmp_path / "a.yaml", content)))
    assert result.exit_code == 0, result.output
    assert report(tmp_path)["run"]["interactions"] == 1


def test_a_recording_that_is_too_old_is_a_note_and_fails(tmp_path: Path) -> None:
    """Older than allowed: told as a note, and refused by the gate unless more is allowed."""
    old = "recorded_at: '2020-01-01T00:00:00Z'\n  "
    path = str(write(tmp_path / "a.yaml", cassette(BODY, own=old)))
    assert check(tmp_path, path).exit_code == 1
    (note,) = [one for one in report(tmp_path)["drifts"] if one["check"] == "stale-recording"]
    assert (note["severity"], note["observed"]) == ("note", "recorded more than 180 days ago")
    assert check(tmp_path, path, "--max-age", "36500").exit_code == 0


def test_the_allowed_age_can_be_configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The option goes before the configuration, the configuration before 180 days."""
    write(tmp_path / "asdocumented.toml", "max_age_days = 36500\n")
    monkeypatch.chdir(tmp_path)
    old = "recorded_at: '2020-01-01T00:00:00Z'\n  "
    path = str(write(tmp_path / "a.yaml", cassette(BODY, own=old)))
    gate = ["--only", "stale-recording", "--fail-on", "note"]
    assert check(tmp_path, path, *gate).exit_code == 0
    assert check(tmp_path, path, *gate, "--max-age", "1").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.yaml"], "nowhere.yaml: no such file or folder"),
        (["{path}", "--zone", "Mars/Olympus"], "--zone Mars/Olympus: unknown time zone"),
        (["{path}", "--zone", ""], "--zone : unknown time zone"),
    ],
)
def test_bad_arguments_are_faults(arguments: list[str], message: str, tmp_path: Path) -> None:
    """Exit 2 in the shell: a Fault with what is wrong."""
    path = str(write(tmp_path / "a.yaml", cassette(BODY)))
    result = check(tmp_path, *(one.format(path=path) for one in arguments))
    assert isinstance(result.exception, Fault)
    assert str(result.exception).startswith(message)


def test_an_empty_folder_is_inconclusive(tmp_path: Path) -> None:
    """Nothing to judge is no success."""
    (tmp_path / "in").mkdir()
    result = check(tmp_path, str(tmp_path / "in"))
    assert result.exit_code == 3
    assert "inconclusive: nothing was judged" in result.output


def test_without_paths_the_recordings_of_the_working_directory_are_judged_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Examples and `cassettes/` together; a folder without any is nothing."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "cassettes" / "README.md", "none yet")
    assert "9 printed examples\n" in check(tmp_path).output
    write(tmp_path / "cassettes" / "t" / "a.yaml", cassette(BODY))
    assert "9 printed examples · 1 recording\n" in check(tmp_path).output
    assert [one["set"] for one in report(tmp_path)["evidence"]] == ["example", "cassette:cassettes"]
