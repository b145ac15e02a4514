"""`report` makes the page, or another output, of a drift.json again."""

from pathlib import Path

import msgspec
import pytest

from asdocumented.cli.report import ReportOptions, run_report
from asdocumented.errors import Fault
from asdocumented.renderers import html, json
from tests.command_line import run
from tests.gate.reports import drift
from tests.gate.reports import report as made
from tests.renderers.html.page import decided, hostile


@pytest.fixture
def drift_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report in the place where `check` writes it."""
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    Path("reports/drift.json").write_text(json.render(decided(made(drift()))), encoding="utf-8")
    return Path("reports/drift.json")


def test_the_page_is_rendered_again_as_it_was(drift_json: Path) -> None:
    """Into the file, whose path is said."""
    result = run("report", str(drift_json), "-o", "build/page.html")
    assert (result.returncode, result.stdout) == (0, "report: build/page.html\n")
    assert Path("build/page.html").read_text(encoding="utf-8") == html.render(
        decided(made(drift()))
    )


def test_without_a_file_it_is_printed(drift_json: Path) -> None:
    """The last report is taken where none is named; --format takes another format."""
    assert drift_json.is_file()
    assert run("report").stdout.startswith("<!doctype html>")
    assert run("report", "--format", "csv").stdout.startswith("severity,")
    assert run("report", "--format", "text").stdout.endswith("--reason TEXT\n")


def test_the_list_for_the_vendor_is_markdown(drift_json: Path) -> None:
    """Ready to send."""
    run("report", "--for-vendor", str(drift_json), "-o", "vendor.md")
    assert Path("vendor.md").read_text(encoding="utf-8").startswith("# What to mend on the pages")


def test_open_shows_the_page_in_a_browser(drift_json: Path) -> None:
    """It is written beside the report where no file is named."""
    shown: list[str] = []

    def show(address: str) -> bool:
        shown.append(address)
        return True

    run_report(ReportOptions(drift_json, open=True), show)
    assert shown == [Path("reports/index.html").absolute().as_uri()]
    with pytest.raises(Fault, match="no browser could be started"):
        run_report(ReportOptions(drift_json, open=True), lambda _: False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.json"], "missing.json: no such file"),
        (["reports"], "reports: a folder stands in its place"),
        (["-o", "reports"], "reports: a folder stands in its place"),
        (["--for-vendor", "--format", "csv"], "--for-vendor: it is Markdown always"),
        (["--open", "--format", "csv"], "--open: it opens the page alone"),
        (["-o", ""], "an empty path"),
    ],
)
def test_what_cannot_be_is_said_with_a_remedy(
    drift_json: Path, arguments: list[str], words: str
) -> None:
    """Exit code 2, no traceback, nothing written."""
    result = run("report", *arguments)
    assert result.returncode == 2
    assert words in result.stderr
    assert [path.name for path in drift_json.parent.iterdir()] == ["drift.json"]


def test_a_report_that_is_none_is_refused(drift_json: Path) -> None:
    """A format that this version does not read, and a file that is no report."""
    drift_json.write_text('{"format": 2}', encoding="utf-8")
    assert "a report of format 2" in run("report").stderr
    drift_json.write_text("[]", encoding="utf-8")
    assert "not a report" in run("report").stderr


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"drifts": []}, "it names drift aaaaaaaaaaaaaaaa, and does not have it"),
        ({"problems": []}, "it names the problem of drift aaaaaaaaaaaaaaaa, and does not have it"),
        ({"operations": []}, "it names operation coupons 2026, and does not have it"),
        ({"evidence": []}, "it names evidence set cassette:demo, and does not have it"),
        ({"problems": 1}, "Expected `array`, got `int`"),
    ],
)
def test_a_report_that_somebody_cut_is_refused(
    drift_json: Path, change: dict[str, object], words: str
) -> None:
    """Instead of an error in the middle of the page."""
    cut = {**msgspec.json.decode(drift_json.read_bytes()), **change}
    drift_json.write_bytes(msgspec.json.encode(cut))
    result = run("report")
    assert (result.returncode, result.stdout) == (2, "")
    assert f"not a whole report: {words}" in result.stderr


@pytest.mark.parametrize("form", ["text", "html", "junit", "sarif", "github", "csv", "markdown"])
@pytest.mark.parametrize("word", ["\u202eevil", "\x1b[31m", "\u2066x"])
def test_a_report_from_anywhere_commands_no_terminal(
    drift_json: Path, form: str, word: str
) -> None:
    """Whatever stands in its texts: escapes and turns of direction are spelt out."""
    drift_json.write_text(json.render(hostile(word)), encoding="utf-8")
    shown = run("report", "--format", form).stdout
    assert "evil" in shown or "[31m" in shown or "x" in shown
    assert not set(shown) & set("\x1b\u202e\u2066")
