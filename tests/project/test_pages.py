"""Every command and every snippet of the README and of docs/ works as typed."""

import os
import shlex
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import msgspec
import pytest
from requests.adapters import HTTPAdapter

from asdocumented.checks.registry import all_checks
from asdocumented.cli.main import cli, main
from asdocumented.selftest.result import SelftestResult
from asdocumented.workspace import Workspace
from tests.project.canned_answers import answer
from tests.project.pages import PAGES, README, Block, blocks, commands
from tests.support import ROOT

MAIN, TESTS = (
    "python -m pip install . && asdocumented check",
    "python -m pip install tox && tox",
)
SELFTEST = "asdocumented selftest"
UPGRADE = "python -m pip install --upgrade pip"
PIP = "python -m pip install "
INSTALLING = [line for page in PAGES for line in commands(page) if line.startswith(PIP)]
LANGUAGES = {"sh", "python", "toml", "text"}
RECIPES = {"yaml", "groovy", "ini", "bash"}
"""The languages of recipes, which tests/project/test_ci_recipes.py runs."""


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_works_as_typed(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its blocks work one after the other in one folder, and print the samples that it shows."""
    for folder in ("contracts", "cassettes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(HTTPAdapter, "send", answer)
    names: dict[str, object] = {}
    printed = ""
    for block in blocks(page):
        if block.language == "sh":
            for line in block.text.splitlines():
                printed += run(line, capsys, monkeypatch)
                if line == SELFTEST:
                    _require_rate(tmp_path / "reports" / "selftest.json")
        elif block.language == "python" and not is_suite(page):
            exec(compile(block.text, page.name, "exec"), names)  # noqa: S102  # our own page
            printed += capsys.readouterr().out
        elif block.language == "toml":
            load(block, tmp_path)
        elif block.language == "text":
            assert block.text.rstrip("\n") in printed


def _require_rate(result: Path) -> None:
    """Require that 99 of 100 faults are caught and every survivor is explained.

    They are so by the right check at the right place, without a false alarm. The page's commands
    take the longest of all tests, so that none does the same again.
    """
    found = msgspec.json.decode(result.read_bytes(), type=SelftestResult)
    assert found.caught >= 0.99 * found.tried
    assert (found.unexplained, found.alarms) == ([], [])
    assert found.tried > 500
    of_two_pages = {one.id for one in all_checks() if one.pages is not None}
    assert set(found.untried) <= {*of_two_pages, "example-without-request"}


def run(line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a command that a page shows, here or as a process; return what it prints."""
    if line == TESTS or (line.startswith(PIP) and line != MAIN):
        return ""  # another test installs, and CI runs the tests
    command, _, comment = line.removeprefix("python -m pip install . && ").partition("  # ")
    code = 1 if line == MAIN else int(comment.removeprefix("exit ") or 0)
    program, *arguments = shlex.split(command)
    if program == "pytest":
        return run_pytest(arguments, code)
    assert program == "asdocumented", line
    monkeypatch.setattr(sys, "argv", [program, *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    written = capsys.readouterr()
    assert (ended.value.code, "Traceback" in written.err) == (code, False), written.err
    assert written.out
    return written.out


def run_pytest(arguments: list[str], code: int) -> str:
    """Run a suite in a copy of the project; the report is where the command says."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "tests", "tests", ignore=ignored, dirs_exist_ok=True)
    shutil.copy(ROOT / "pyproject.toml", ".")
    result = start_pytest(arguments)
    assert result.returncode == code, result.stdout
    assert "18 passed" in result.stdout
    if "--drift-report" in arguments:
        assert Path(arguments[arguments.index("--drift-report") + 1], "index.html").is_file()
    return result.stdout


def start_pytest(arguments: list[str], **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run pytest in this folder as a process."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def load(block: Block, folder: Path) -> None:
    """Write a configuration under the name in its first line, and read it."""
    name = block.text.partition("\n")[0].removeprefix("# ")
    (folder / name).write_text(block.text, encoding="utf-8")
    workspace = Workspace(folder, environment={})
    assert workspace.targets
    assert workspace.policy()


def is_suite(page: Path) -> bool:
    """Return whether the snippets of a page are tests."""
    return any("\ndef test_" in one.text for one in blocks(page) if one.language == "python")


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [page for page in PAGES if is_suite(page)], ids=lambda page: page.stem
)
def test_the_tests_on_a_page_pass(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody's suite that is pasted together from the page, against a server that behaves."""
    snippets = [one.text for one in blocks(page) if one.language == "python"]
    suite = "\n".join(snippets)
    (tmp_path / "test_page.py").write_text(suite, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    plugin = ["-p", "tests.project.canned_answers"]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    result = start_pytest(plugin, PYTHONPATH=path)
    assert result.returncode == 0, result.stdout
    assert f"{suite.count('def test_')} passed" in result.stdout


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """The two commands of the README: the first judges, the second decides in CI."""
    assert commands(README)[:2] == [MAIN, TESTS]
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == TESTS


@pytest.mark.slow
def test_what_a_page_installs_can_be_installed(tmp_path: Path) -> None:
    """In a fresh environment the first command works as typed: exit 1, for there is drift.

    The other installations are resolved, and not made, but for pip's own.
    """
    ignored = shutil.ignore_patterns(".git", ".tox", ".venv", "reports", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, tmp_path / "checkout", ignore=ignored)
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)

    def typed(line: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", "-c", f". {environment}/bin/activate && {line}"],
            cwd=tmp_path / "checkout",
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )

    result = typed(MAIN)
    assert result.returncode == 1, result.stderr
    assert "4 editions of 3 operations · 9 printed examples · 126 recordings" in result.stdout
    assert (tmp_path / "checkout" / "reports" / "index.html").is_file()
    for line in dict.fromkeys(INSTALLING):
        if line not in (MAIN, TESTS):
            result = typed(line if line == UPGRADE else f"{line} --dry-run")
            assert result.returncode == 0, result.stderr


def test_a_page_fences_nothing_that_is_not_run() -> None:
    """Each block names what it is, so that none escapes the tests above."""
    assert {one.language for page in PAGES for one in blocks(page)} <= LANGUAGES | RECIPES


def test_the_readme_is_short() -> None:
    """What does not fit on one screen or two has a page of its own."""
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 100


def test_every_command_has_a_page_that_runs_it() -> None:
    """A new command is shown to people."""
    lines = [line.rpartition("&& ")[2].split() for page in PAGES for line in commands(page)]
    assert set(cli.commands) <= {words[1] for words in lines if words[0] == "asdocumented"}
