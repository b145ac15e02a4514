"""The repository audits itself: registry = files = tests = docs list."""

import ast
import re
from pathlib import Path

import pytest

from asdocumented.checks.check import GROUPS, Check
from asdocumented.checks.registry import all_checks
from tests.support import ROOT

CHECKS = ROOT / "src" / "asdocumented" / "checks" / "rules"
IDS = [check.id for check in all_checks()]


def test_every_file_is_a_check_named_after_it() -> None:
    """The folder is the registry."""
    files = {path.stem.replace("_", "-") for path in CHECKS.glob("*.py")} - {"--init--"}
    assert files == set(IDS)
    assert len(IDS) == len(set(IDS))


def test_every_check_has_a_test_file_and_every_test_file_a_check() -> None:
    """tests/checks mirrors the checks."""
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests/checks").glob("test_*.py")}
    assert {name.replace("_", "-") for name in tests} == set(IDS)


def test_every_check_has_a_heading_to_link_to() -> None:
    """docs/checks.md#<id> says what it finds, in the order of `asdocumented checks`."""
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    listed = re.findall(r"^### (.+)\n\n(.+)$", page, re.MULTILINE)
    assert listed == [(check.id, check.summary) for check in all_checks()]


@pytest.mark.parametrize("check", all_checks(), ids=IDS)
def test_a_check_says_what_it_finds_why_it_matters_and_shows_an_example(check: Check) -> None:
    """The docstring has its three parts, and the check looks at something."""
    summary, matters, example = check.explanation.strip().split("\n\n")
    assert summary.endswith(".")
    assert "\n" not in summary
    assert matters.startswith("Why it matters: ")
    assert example.startswith("Example: ")
    assert check.group in GROUPS
    assert any(
        [
            check.page,
            check.situation,
            check.names,
            check.value,
            check.interaction,
            check.types_seen,
            check.comparison,
        ]
    )


TEST_FILES = sorted((ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("path", TEST_FILES, ids=lambda path: path.stem)
def test_every_test_states_its_rule_in_a_docstring(path: Path) -> None:
    """Tests read as specification."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tests = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert [test.name for test in tests if not ast.get_docstring(test)] == []
    assert tests


def test_no_module_knows_a_check_by_its_id() -> None:
    """What is particular to a check, the check declares: renaming one changes nothing silently.

    A deviation of the sandbox names the check that finds it, and a test holds it to that.
    """
    for path in (ROOT / "src" / "asdocumented").rglob("*.py"):
        if CHECKS not in path.parents and "sandbox" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
            assert texts.isdisjoint(IDS), path
