"""The repository audits itself: registry = files = tests = docs list."""

import ast
import re

from asdocumented.checks.check import GROUPS, Check
from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import SEVERITIES
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


def lacks(check: Check) -> list[str]:
    """Return what a check should say of itself and does not."""
    summary, matters, example = [*check.explanation.strip().split("\n\n"), "", "", ""][:3]
    parts = {
        "three parts": check.explanation.strip().count("\n\n") == 2,
        "a sentence first": summary.endswith(".") and "\n" not in summary,
        "why it matters": matters.startswith("Why it matters: "),
        "an example": example.startswith("Example: "),
        "a group": check.group in GROUPS,
        "something to look at": any(
            [
                check.page,
                check.pages,
                check.situation,
                check.names,
                check.unlisted,
                check.value,
                check.relation,
                check.interaction,
                check.types_seen,
                check.comparison,
                check.calls,
            ]
        ),
    }
    return [part for part, there in parts.items() if not there]


def test_a_check_says_what_it_finds_why_it_matters_and_shows_an_example() -> None:
    """The docstring has its three parts, and the check looks at something."""
    assert {check.id: found for check in all_checks() if (found := lacks(check))} == {}


def test_a_check_says_when_its_findings_have_which_severity_and_why() -> None:
    """The worst first, each once, and each one is found by a test of the check.

    What a test finds with another severity fails in `tests.support`.
    """

    def lacks(check: Check) -> set[str]:
        """Return what a check leaves out."""
        severities = [rating.severity for rating in check.severities]
        name = f"test_{check.id.replace('-', '_')}.py"
        tree = ast.parse((ROOT / "tests" / "checks" / name).read_text(encoding="utf-8"))
        texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        said = [text for rating in check.severities for text in (rating.when, rating.why)]
        return {
            *(one for one in severities if one not in texts),
            *(f"{text!r}: words without a full stop" for text in said if text[-1:] in ("", ".")),
            *(() if severities == [one for one in SEVERITIES if one in severities] else ("order",)),
            *(() if severities else ("none",)),
        }

    assert {check.id: found for check in all_checks() if (found := lacks(check))} == {}


def test_no_module_knows_a_check_by_its_id() -> None:
    """What is particular to a check, the check declares: renaming one changes nothing silently.

    A deviation of the sandbox names the check that finds it, and a test holds it to that.
    """
    for path in (ROOT / "src" / "asdocumented").rglob("*.py"):
        if CHECKS not in path.parents and "sandbox" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
            assert texts.isdisjoint(IDS), path
