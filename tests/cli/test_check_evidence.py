"""`asdocumented check` and its evidence: what is enough for green, and what is left out."""

import json
from pathlib import Path

import pytest

from tests.cli.recorded import BODY, EMPTY, URL, cassette, check, errors, har, report, write
from tests.command_line import run

CLEAN = ("--operation", "v2-coupon", "--edition", "2024")
"""An edition whose printed examples show nothing above a note."""
WORTHLESS = "only refusals, 404 or empty results came back"


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def stand_in(target: str, *deviations: str) -> str:
    """Return what a recording of a stand-in says of itself."""
    return (
        f"asdocumented:\n    deviations: [{', '.join(deviations)}]\n    stand_in: true\n"
        f"    target: {target}\n    version: '1'\n    zone: UTC\n  "
    )


def test_printed_examples_alone_prove_no_server(tmp_path: Path) -> None:
    """Where they show no drift, the run is inconclusive, and says what is missing."""
    result = check(tmp_path, *CLEAN)
    assert result.exit_code == 3
    assert "printed examples prove a page and no server" in result.output
    assert "or judge the pages alone: --pages" in result.output
    assert [one["verdict"] for one in report(tmp_path)["operations"]] == ["as documented"]


def test_report_and_page_say_what_the_exit_code_says(tmp_path: Path) -> None:
    """One rule tells what is inconclusive, and the page says why."""
    result = check(tmp_path, "--only", "stale-recording")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert (result.exit_code, report(tmp_path)["gate"]["decision"]) == (3, "inconclusive")
    assert '<section id="verdict" class="verdict inconclusive"' in page
    assert "evidence sets of a server: none (limit: 1 at least).</p>" in page


def test_the_pages_alone_are_judged_where_that_is_asked_for(tmp_path: Path) -> None:
    """The examples of a clean page are enough then, and recordings are not looked at."""
    write(tmp_path / "cassettes" / "a.yaml", cassette('{"data": {"code": 1}}'))
    result = check(tmp_path, "--pages", *CLEAN)
    assert result.exit_code == 0, result.output
    assert "inconclusive" not in result.output
    found = report(tmp_path)
    assert found["run"]["pages_alone"] is True
    assert [one["set"] for one in found["evidence"]] == ["example"]


def test_the_pages_alone_and_paths_exclude_each_other(tmp_path: Path) -> None:
    """Exit 2, with what to leave out; no report is written."""
    write(tmp_path / "a.yaml", cassette(BODY))
    result = run("check", "--pages", "a.yaml")
    assert result.returncode == 2
    assert result.stderr == (
        "asdocumented: --pages: it judges the pages alone, and paths are named\n"
        "  leave out --pages, or the paths\n"
    )
    assert not (tmp_path / "reports").exists()


def test_one_recording_that_shows_something_is_enough_beside_the_pages(tmp_path: Path) -> None:
    """A bare check is green with it."""
    write(tmp_path / "cassettes" / "a.yaml", cassette(BODY))
    assert check(tmp_path, *CLEAN).exit_code == 0


@pytest.mark.parametrize(
    "content",
    [
        cassette(EMPTY, EMPTY),
        cassette(BODY).replace("code: 200", "code: 401"),
        cassette(BODY).replace("code: 200", "code: 403"),
        cassette(BODY).replace("code: 200", "code: 404"),
        har(URL).replace(json.dumps(BODY), json.dumps(EMPTY)),
    ],
)
@pytest.mark.parametrize("named", [("cassettes",), ()])
def test_evidence_in_which_nothing_is_there_is_worthless(
    content: str, named: tuple[str, ...], tmp_path: Path
) -> None:
    """Refusals, 404 and empty results of a target are told, and make the run inconclusive."""
    write(tmp_path / "cassettes" / "a.yaml", content)
    result = check(tmp_path, *named, *CLEAN)
    assert result.exit_code == 3
    ((source, reason, whole),) = errors(tmp_path)
    assert source.endswith(":cassettes")
    assert (reason, whole) == (WORTHLESS, True)
    assert f"inconclusive: sources not judged in full: {source} (limit: none)" in result.output


def test_worthless_evidence_of_one_target_is_told_beside_good_evidence_of_another(
    tmp_path: Path,
) -> None:
    """Each target has to show something of its own."""
    write(tmp_path / "in" / "a.yaml", cassette(BODY))
    write(tmp_path / "in" / "b.yaml", cassette(EMPTY, own=stand_in("other")))
    assert check(tmp_path, "in").exit_code == 3
    assert errors(tmp_path) == [("cassette:other", WORTHLESS, True)]


def test_recordings_that_were_made_to_depart_are_left_out_of_a_bare_check(tmp_path: Path) -> None:
    """They would pass for the server's drift; one line says so, and how to judge them."""
    write(tmp_path / "cassettes" / "a.yaml", cassette(BODY))
    drifting = cassette('{"data": {"code": 1}}', own=stand_in("made", "flags-as-text"))
    write(tmp_path / "cassettes" / "b.yaml", drifting)
    result = check(tmp_path, *CLEAN)
    assert result.exit_code == 0, result.output
    assert (
        "left out: 1 recording of made: its stand-in was made to depart from the pages: "
        "name the folder to judge them"
    ) in result.output
    found = report(tmp_path)
    assert [one["set"] for one in found["evidence"]] == ["example", "cassette:cassettes"]
    assert [one["what"] for one in found["run"]["left_out"]] == ["1 recording of made"]


def test_recordings_that_were_made_to_depart_are_judged_where_they_are_named(
    tmp_path: Path,
) -> None:
    """They are labelled with what they depart in."""
    drifting = cassette(
        '{"data": {"code": 1}}', own=stand_in("made", "flags-as-text", "ids-as-text")
    )
    write(tmp_path / "cassettes" / "b.yaml", drifting)
    result = check(tmp_path, "cassettes")
    assert result.exit_code == 1
    assert "made to depart: flags-as-text, ids-as-text" in result.output
    found = report(tmp_path)
    assert [one["deviations"] for one in found["evidence"]] == [["flags-as-text", "ids-as-text"]]
    assert found["run"]["left_out"] == []


def test_where_only_departing_recordings_are_left_the_pages_stand_alone(tmp_path: Path) -> None:
    """What is left out proves nothing."""
    write(tmp_path / "cassettes" / "b.yaml", cassette(BODY, own=stand_in("made", "flags-as-text")))
    result = check(tmp_path, *CLEAN)
    assert result.exit_code == 3
    assert "printed examples prove a page and no server" in result.output


def test_the_severity_of_a_check_can_be_changed(tmp_path: Path) -> None:
    """In the report, in its problems, and for the gate; in the configuration only."""
    write(tmp_path / "in" / "a.yaml", cassette('{"data": [{"description": "ten", "code": 1}]}'))
    assert check(tmp_path, "in", "--only", "wrong-type").exit_code == 1
    write(tmp_path / "asdocumented.toml", '[gate]\nseverity = { wrong-type = "note" }\n')
    assert check(tmp_path, "in", "--only", "wrong-type").exit_code == 0
    found = report(tmp_path)
    assert {one["severity"] for one in (*found["drifts"], *found["problems"])} == {"note"}
    assert [one["verdict"] for one in found["operations"]] == ["as documented"]
