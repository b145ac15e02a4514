"""`asdocumented check` in CI: annotations and a job summary come by themselves."""

from pathlib import Path

import pytest

from tests.cli.recorded import cassette, write
from tests.command_line import Ended, run
from tests.support import CONTRACTS

DRIFTING = '{"data": [{"description": "ten off", "code": 1}], "warnings": [], "errors": []}'
ACTIONS = {"GITHUB_ACTIONS": "true"}


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in" / "a.yaml", cassette(DRIFTING))


def check(*arguments: str, **settings: str) -> Ended:
    """Judge a recording that drifts, with these variables."""
    return run("check", "in", "--contracts", str(CONTRACTS), *arguments, settings=settings)


def commands(text: str) -> list[str]:
    """Return the lines that GitHub's runner would take for commands, up to their properties."""
    return [line.partition(" ")[0] for line in text.splitlines() if line.startswith("::")]


def test_github_actions_alone_switches_annotations_on() -> None:
    """They stand behind the summary, and the exit code stays."""
    result = check(**ACTIONS)
    assert (result.returncode, commands(result.stdout)) == (1, ["::error"])
    assert commands(check().stdout) == []
    assert commands(check("--no-ci", **ACTIONS).stdout) == []
    assert commands(check(GITHUB_ACTIONS="false").stdout) == []


def test_a_document_on_standard_output_stays_whole() -> None:
    """The runner reads standard error, too."""
    result = check("--format", "csv", **ACTIONS)
    assert result.stdout.startswith("severity,")
    assert (commands(result.stdout), commands(result.stderr)) == ([], ["::error"])


def test_the_job_summary_is_added_to_what_is_there(tmp_path: Path) -> None:
    """Other steps write to the same file."""
    summary = write(tmp_path / "summary.md", "# other step\n")
    check(**ACTIONS, GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# other step\n## asdocumented: fails\n")
    check("--no-ci", **ACTIONS, GITHUB_STEP_SUMMARY=str(summary))
    assert summary.read_text(encoding="utf-8") == text


def test_a_summary_that_cannot_be_written_is_told_and_decides_nothing(tmp_path: Path) -> None:
    """The decision counts."""
    result = check(**ACTIONS, GITHUB_STEP_SUMMARY=str(tmp_path))
    assert result.returncode == 1
    assert f"no job summary: {tmp_path}: Is a directory" in result.stderr


def test_no_value_of_the_evidence_becomes_a_command(tmp_path: Path) -> None:
    """Neither in the summary for people nor in an annotation."""
    body = '{"data": [{"code": "A", "\\n::error::x": "\\n::warning::y"}], "errors": []}'
    write(tmp_path / "in" / "a.yaml", cassette(body))
    assert commands(check("--notes", **ACTIONS).stdout) == []


def test_several_outputs_are_written_at_once(tmp_path: Path) -> None:
    """Beside the report, in folders that are created."""
    outputs = [f"--output={form}=build/drift.{form}" for form in ("junit", "sarif", "csv")]
    assert check(*outputs).returncode == 1
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == [
        "drift.csv",
        "drift.junit",
        "drift.sarif",
    ]
    assert (tmp_path / "reports" / "drift.json").is_file()


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        (["junit"], "--output junit: no path\n  write FORMAT=PATH, such as junit=drift.xml"),
        (["junit="], "--output junit=: no path\n"),
        (
            ["junitt=a.xml"],
            "--output junitt=a.xml: no such format\n  did you mean junit? there are: ",
        ),
        (
            ["junit=a.xml", "sarif=./a.xml"],
            "--output sarif=./a.xml: two outputs have this path\n  name another file",
        ),
        (["json=reports/drift.json"], "--output json=reports/drift.json: two outputs"),
        (["csv=in"], "in: a folder stands in its place\n  name another file"),
        (["csv=in/a.yaml/b.csv"], "in/a.yaml: "),
    ],
)
def test_an_output_that_cannot_be_written_is_refused(
    tmp_path: Path, outputs: list[str], message: str
) -> None:
    """Exit 2, and nothing is written, the report neither."""
    result = check(*(f"--output={one}" for one in outputs))
    assert result.returncode == 2
    assert message in result.stderr
    assert not (tmp_path / "reports" / "drift.json").exists()
    assert not (tmp_path / "a.xml").exists()


def test_an_output_never_takes_the_place_of_what_is_judged(tmp_path: Path) -> None:
    """Exit 2, whichever way the path is written; the evidence stays."""
    before = (tmp_path / "in" / "a.yaml").read_bytes()
    result = check("in/a.yaml", "--output=json=./in/../in/a.yaml")
    assert result.returncode == 2
    assert "in/../in/a.yaml: it is a file that is judged\n  name another file" in result.stderr
    assert (tmp_path / "in" / "a.yaml").read_bytes() == before


def test_evidence_in_a_folder_is_not_replaced_but_an_earlier_report_is(tmp_path: Path) -> None:
    """An output may stand beside what is judged, and be written again."""
    before = (tmp_path / "in" / "a.yaml").read_bytes()
    refused = check("--output=json=in/a.yaml")
    assert (refused.returncode, "it is a file that is judged" in refused.stderr) == (2, True)
    assert (tmp_path / "in" / "a.yaml").read_bytes() == before
    written = [check("--output=json=in/drift.json").returncode for _ in range(2)]
    assert 2 not in written
