"""`asdocumented check` as its users meet it: output, files, exit codes."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from asdocumented.cli import main as command_line
from asdocumented.errors import Fault
from tests.command_line import run, run_process
from tests.support import CONTRACTS, ROOT

SCHEMA = json.loads(
    (ROOT / "src/asdocumented/schemas/drift.schema.json").read_text(encoding="utf-8")
)
NEWEST_COUPON = ("--operation", "v2-coupon", "--edition", "2026")
CLEAN = ("--operation", "v2-coupon", "--edition", "2024")
"""An edition whose printed examples show nothing above a note."""


@pytest.fixture(autouse=True)
def _empty_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def check(*arguments: str) -> Result:
    """Run the command alone: a Fault is not told, but raised."""
    return CliRunner().invoke(command_line.cli, ["check", *arguments])


def copy_contracts(folder: Path, *editions: str) -> Path:
    """Return a contract folder with only these editions."""
    for edition in editions:
        shutil.copytree(CONTRACTS / edition, folder / edition)
    return folder


ITEM = "$.response.coupons.coupon[*]"


def test_the_summary_shows_each_drift_with_documented_observed_and_row() -> None:
    """The summary of one edition and one check, whole, below the title of its problem."""
    result = check("--pages", *NEWEST_COUPON, "--only", "wrong-type")
    report = json.loads(Path("reports/drift.json").read_text(encoding="utf-8"))
    (problem,) = report["problems"]
    assert result.output == (
        "1 edition of 1 operation · 3 printed examples\n"
        "\n"
        "GET /v2/coupon · edition 2026 · drift\n"
        f"  error    {problem['title']}  [{problem['id']}]\n"
        f"           {problem['what_to_do']}\n"
        "      wrong-type  $.data[*].couponSeries.redemptionRange  "
        "[68816b3810b38617]\n"
        "        documented String  (get-coupon-details 2026, response table 2, row 61 "
        "(redemptionRange))\n"
        '        observed object  example 1 of 1  {"dom": [1], "dow": [1], "hours": [1]}\n'
        "\n"
        "remarks of people: 11 faults of the pages (--notes lists them)\n"
        "\n"
        f"not judged: {len(report['not_judged'])} promises of the pages (--notes lists them)\n"
        "\n"
        "problems: 1 error, 0 warnings, 0 notes (1 drift)\n"
        "gate, decided by the defaults:\n"
        "  FAIL     fail_on: drifts of severity error without a waiver: 1 drift in 1 problem "
        "(limit: none)\n"
        "  ok       judged: interactions judged: 3 (limit: 1 at least)\n"
        "  ok       read: sources not judged in full: none (limit: none)\n"
        "  ok       shown: editions of which an answer shows something: 1 of 1 "
        "(limit: 1 at least)\n"
        "  ok       must_show.v2-coupon: an answer of v2-coupon that shows something: shown "
        "(limit: shown, command line)\n"
        "  ok       max_recording_age_days: age of the oldest recording of a target: "
        "none (limit: 180 days at most)\n"
        "fails: drifts of severity error without a waiver: 1 drift in 1 problem (limit: none)\n"
        f"  next: asdocumented explain {problem['id']} shows one whole; mend it, or accept it "
        f"with asdocumented waive {problem['id']} --reason TEXT\n"
        f"report: {Path('reports') / 'index.html'}\n"
    )


def test_the_pages_contradict_themselves_in_these_places() -> None:
    """What the four pages' own examples show above a note, each location once."""
    drifts = json.loads(check("--format", "json").output)["drifts"]
    assert [
        (d["operation"], d["edition"], d["check"], d["location"], d["citation"]["row"])
        for d in drifts
        if d["severity"] != "note"
    ] == [
        ("v1.1-coupon-get", "2025", "contradictory-status", "$.response.status.success", None),
        ("v1.1-coupon-get", "2025", "wrong-letter-case", "$.response.coupons.coupon[*].code", 3),
        ("v1.1-coupon-get", "2025", "inconsistent-type", "$.response.coupons.coupon[*].id", 1),
        ("v1.1-coupon-get", "2025", "null-value", f"{ITEM}.discount_upto", 13),
        ("v1.1-coupon-get", "2025", "null-value", f"{ITEM}.value", 12),
        ("v1.1-coupon-get", "2025", "repeated-item", f"{ITEM}.code", 3),
        ("v1.1-coupon-get", "2025", "text-for-boolean", f"{ITEM}.item_status.success", 22),
        ("v1.1-coupon-get", "2025", "text-for-boolean", f"{ITEM}.redemption_info.redeemed", 26),
        ("v1.1-coupon-get", "2025", "text-for-boolean", "$.response.status.status", None),
        ("v1.1-coupon-get", "2025", "text-for-boolean", "$.response.status.success", None),
        ("v1.1-coupon-get", "2025", "text-for-null", f"{ITEM}.pincode", 20),
        ("v2-coupon", "2026", "wrong-type", "$.data[*].couponSeries.redemptionRange", 61),
        ("v2-coupon", "2026", "integer-as-decimal", "$.data[*].discountUpto", 10),
        ("v2-coupon", "2026", "integer-as-decimal", "$.data[*].discountValue", 9),
        ("v2-coupon", "2026", "integer-out-of-range", "$.data[*].couponSeries.fixedExpiryDate", 93),
        ("v2-coupon-series", "2025", "misnamed-field", "$.warnings", 83),
        ("v2-coupon-series", "2025", "wrong-type", "$.entity", 1),
        ("v2-coupon-series", "2025", "integer-out-of-range", "$.entity.fixedExpiryDate", 71),
        ("v2-coupon-series", "2025", "integer-out-of-range", "$.entity.latestIssualTime", 73),
        ("v2-coupon-series", "2025", "values-disagree", "$.entity.numTotal", 72),
    ]


def test_the_notes_name_what_the_pages_leave_open() -> None:
    """How many notes each check gives; more than twenty-five drifts in all."""
    drifts = json.loads(check("--format", "json").output)["drifts"]
    notes: dict[str, int] = {}
    for drift in drifts:
        if drift["severity"] == "note":
            notes[drift["check"]] = notes.get(drift["check"], 0) + 1
    assert notes == {
        "absent-field": 11,
        "datatype-spelling": 3,
        "dates-disagree": 3,
        "depth-jump": 1,
        "duplicate-row": 5,
        "edition-changed": 5,
        "example-without-request": 4,
        "flat-table": 4,
        "integer-out-of-range": 1,
        "missing-parameter": 2,
        "null-value": 2,
        "pages-disagree": 39,
        "repeated-example": 1,
        "row-never-shown": 6,
        "two-datatypes": 7,
        "two-date-forms": 1,
        "undocumented-field": 20,
        "undocumented-sentinel": 38,
        "unshown-selector": 4,
        "untyped-row": 4,
        "vague-time": 9,
        "wrong-date-format": 1,
    }


def test_json_is_the_whole_drift_json_and_valid_under_its_schema() -> None:
    """`--format json` prints what stands in drift.json, and nothing else."""
    output = check("--format", "json").output
    assert output == Path("reports/drift.json").read_text(encoding="utf-8")
    assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(output))) == []


def test_two_runs_give_the_same_bytes_but_for_times() -> None:
    """Nothing but the run's clock differs between two reports on the same input."""
    first, second = (
        re.sub(
            r'"(started|finished)": "[^"]+"',
            "",
            check("--format", "json").output,
        )
        for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--fail-on", "never"), 3),
        (CLEAN, 3),
        ((*CLEAN, "--fail-on", "note"), 1),
        (("--pages",), 1),
        (("--pages", "--fail-on", "never"), 0),
        (("--pages", *CLEAN), 0),
        (("--pages", *CLEAN, "--fail-on", "note"), 1),
        (("--pages", "--only", "integer-as-decimal"), 0),
        (("--pages", "--only", "integer-as-decimal", "--fail-on", "warning"), 1),
        (("--pages", "a.yaml"), 2),
        (("--only", "wrong-type", "--skip", "wrong-type"), 2),
        (("--only", "wrong-tipe"), 2),
        (("--operation", "v3"), 2),
        (("--contracts", "nowhere"), 2),
        (("--fail-on", "everything"), 2),
        (("--format", "yaml"), 2),
        (("surplus",), 2),
    ],
)
def test_the_exit_code_says_how_the_run_ended(arguments: tuple[str, ...], code: int) -> None:
    """0 as documented or below --fail-on, 1 drift, 2 usage or contract at fault, 3 pages alone."""
    result = run("check", *arguments)
    assert result.returncode == code
    assert "Traceback" not in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 1), (("--pages", *CLEAN), 0), (("--only", "wrong-tipe"), 2), (CLEAN, 3)],
)
def test_a_process_ends_with_the_same_code(arguments: tuple[str, ...], code: int) -> None:
    """`python -m asdocumented` gives the shell what the command gives, and the same words."""
    expected, result = run("check", *arguments), run_process("check", *arguments)
    assert (expected.returncode, result.returncode) == (code, code)
    assert (result.stdout, result.stderr) == (expected.stdout, expected.stderr)


def test_without_any_example_the_run_is_inconclusive(tmp_path: Path) -> None:
    """Nothing judged is not a pass: exit code 3."""
    folder = copy_contracts(tmp_path / "own", "v2-coupon/2024")
    for path in folder.rglob("*.json"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'"inferred": "[^"]+"', '"page": "other"', text), encoding="utf-8")
    shutil.rmtree(folder / "v2-coupon/2024/examples")
    result = run("check", "--contracts", str(folder))
    assert (result.returncode, result.stderr) == (3, "")
    assert "nothing to judge" in result.stdout
    gate = json.loads(Path("reports/drift.json").read_text(encoding="utf-8"))["gate"]
    assert (gate["decision"], gate["why"]) == ("inconclusive", "nothing was judged")


def test_a_close_check_name_is_offered() -> None:
    """A misspelt check is answered with the nearest one and where to look."""
    assert run("check", "--only", "wrong-tipe").stderr == (
        "asdocumented: wrong-tipe: no such check\n"
        "  did you mean wrong-type? `asdocumented checks` lists them\n"
    )


def test_a_fault_names_the_file_the_place_and_the_remedy(tmp_path: Path) -> None:
    """A contract at fault is one message on standard error, and no report is written."""
    folder = copy_contracts(tmp_path / "own", "v2-coupon/2024")
    example = next((folder / "v2-coupon/2024/examples").glob("*.json"))
    example.write_text('{"request": oops}', encoding="utf-8")
    result = run("check", "--contracts", str(folder))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"asdocumented: {example}:1:13: invalid JSON: Expecting value\n"
        "  correct the JSON at this place\n"
    )
    assert not Path("reports").exists()


def test_contracts_in_the_working_directory_take_precedence() -> None:
    """A `contracts/` folder here is used instead of the bundled one."""
    copy_contracts(Path("contracts"), "v2-coupon/2024")
    assert check().output.startswith("1 edition of 1 operation · 2 printed examples\n")


def test_a_report_folder_that_cannot_be_written_is_a_fault() -> None:
    """A file in the place of the report folder: exit 2 with the remedy."""
    Path("taken").write_text("", encoding="utf-8")
    result = run("check", "--report-dir", "taken")
    assert result.returncode == 2
    assert result.stderr.startswith("asdocumented: taken: ")
    assert "name a place that can be written" in result.stderr


def test_only_and_skip_are_told_in_the_report() -> None:
    """A report says which checks were not asked, so that silence is no pass."""
    check("--skip", "wrong-type", "--skip", "absent-field")
    report = json.loads(Path("reports/drift.json").read_text(encoding="utf-8"))
    assert report["run"]["skipped"] == ["absent-field", "wrong-type"]


def test_notes_are_shown_on_request() -> None:
    """--notes lists what is counted otherwise."""
    assert "absent-field" not in check().output
    assert "absent-field" in check("--notes").output
    assert "(--notes shows them)" not in check("--notes").output


def test_no_progress_and_no_colour_without_a_terminal() -> None:
    """In a pipe there is nothing but the summary."""
    result = run("check")
    assert result.stderr == ""
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
@pytest.mark.slow
def test_colour_on_a_terminal_unless_no_color_is_set(no_color: str, *, coloured: bool) -> None:
    """A terminal gets colour; NO_COLOR switches it off."""
    output = _on_terminal({"NO_COLOR": no_color}, "check", "--only", "wrong-type")
    assert ("\x1b[31m" in output) is coloured
    assert "redemptionRange" in output


def _on_terminal(environment: dict[str, str], *arguments: str) -> str:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "asdocumented", *arguments],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    os.close(follower)
    output = b""
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:
            break
        if not chunk:
            break
        output += chunk
    process.wait(timeout=60)
    os.close(leader)
    return output.decode()


def test_ctrl_c_ends_with_130_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An interrupted run says so and exits 130."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("asdocumented.workspace.read_folder", interrupted)
    monkeypatch.setattr(sys, "argv", ["asdocumented", "check"])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err.strip() == "asdocumented: interrupted"


@pytest.mark.slow
def test_a_closed_pipe_ends_quietly() -> None:
    """`asdocumented check --format json | head -1` prints no traceback."""
    command = f"{sys.executable} -m asdocumented check --format json | head -c 1"
    result = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    assert (result.stdout, result.stderr) == ("{", "")


@pytest.mark.parametrize(
    ("command", "code"),
    [("check --pages --fail-on never", 0), ("check", 1), ("checks", 0), ("explain wrong-type", 0)],
)
@pytest.mark.slow
def test_a_reader_that_went_away_does_not_change_the_exit_code(command: str, code: int) -> None:
    """The exit code is that of the run, whoever reads the output."""
    script = f"({sys.executable} -m asdocumented {command}; echo $? >&2) | true"
    result = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert result.stderr == f"{code}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a full device")
@pytest.mark.slow
def test_a_full_disk_is_a_fault() -> None:
    """What cannot be written is told, without a traceback."""
    command = f"{sys.executable} -m asdocumented check --format json > /dev/full"
    result = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 2
    assert result.stderr.startswith("asdocumented: standard output: ")


@pytest.mark.slow
def test_json_is_utf_8_whatever_the_terminal_speaks() -> None:
    """`--format json` gives the bytes of drift.json."""
    result = subprocess.run(
        [sys.executable, "-m", "asdocumented", "check", "--format", "json"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        timeout=60,
    )
    assert result.stdout == Path("reports/drift.json").read_bytes()


@pytest.mark.parametrize("option", [("--operation", "nope"), ("--edition", "1999")])
def test_every_name_asked_for_must_be_there(option: tuple[str, str]) -> None:
    """An unknown name beside a known one is a fault, not ignored."""
    result = run("check", "--operation", "v2-coupon", "--edition", "2026", *option)
    assert result.returncode == 2
    assert f"{option[1]} is unknown; " in result.stderr


def test_nothing_is_left_behind_where_a_report_cannot_be_written() -> None:
    """A folder in the place of the page: exit 2, and no partial or unpaired file."""
    Path("reports/index.html").mkdir(parents=True)
    assert run("check").returncode == 2
    assert [path.name for path in Path("reports").iterdir()] == ["index.html"]


def test_an_example_of_another_operation_is_a_fault(tmp_path: Path) -> None:
    """What is judged as an answer to the operation was asked of it."""
    folder = copy_contracts(tmp_path / "own", "v2-coupon/2024")
    example = next((folder / "v2-coupon/2024/examples").glob("*.json"))
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("/v2/coupon?", "/v2/coupons?"), encoding="utf-8")
    result = run("check", "--contracts", str(folder))
    assert result.returncode == 2
    assert "its request is no GET /v2/coupon" in result.stderr


def test_the_exit_codes_in_the_help_stand_on_lines_of_their_own() -> None:
    """The help does not run them together."""
    output = check("--help").output
    for start in ("Exit codes: 0 the gate passes", "2 usage", "3 inconclusive"):
        assert f"\n  {start}" in output


@pytest.mark.slow
def test_help_imports_nothing_heavy() -> None:
    """--help answers at once: no schema library, no template engine, no checks."""
    script = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from asdocumented.cli.main import cli\n"
        "assert CliRunner().invoke(cli, ['check', '--help']).exit_code == 0\n"
        "print(sorted({'jinja2', 'jsonschema', 'jsonschema_rs', 'msgspec', 'yaml',"
        " 'asdocumented.checks'} & set(sys.modules)))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout == "[]\n"


def test_a_fault_reads_as_place_what_and_remedy() -> None:
    """The three parts of a fault stand on two lines."""
    assert str(Fault("page.toml", "no slug", "add one")) == "page.toml: no slug\n  add one"


def test_an_empty_path_is_refused() -> None:
    """A path from an unset variable does not stand for the working directory."""
    result = check("")
    assert (result.exit_code, "an empty path" in result.output) == (2, True)
