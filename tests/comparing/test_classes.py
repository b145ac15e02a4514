"""The registry of the classes of changes."""

import ast
import re
from fnmatch import fnmatchcase

from asdocumented.checks.registry import all_checks
from asdocumented.comparing.classes import all_classes
from tests.comparing.oasdiff import oasdiff_ids, spelt_out
from tests.support import ROOT

CLASSES = all_classes()


def without_counterpart() -> list[str]:
    """Return the ids that docs/compare.md says no class is for."""
    page = (ROOT / "docs" / "compare.md").read_text(encoding="utf-8")
    section = page.partition("## What oasdiff has, and")[2]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return [one for row in rows for one in re.findall("`([^`]+)`", row.split(" | ")[0])]


def test_each_class_has_a_way_back() -> None:
    """The mirror of the mirror is the class itself."""
    assert {one.id for one in CLASSES.values()} == {
        CLASSES[CLASSES[one.mirror].mirror].id for one in CLASSES.values()
    }
    assert [one.id for one in CLASSES.values() if CLASSES[one.mirror].mirror != one.id] == []


def test_each_class_says_what_it_is_and_what_it_means() -> None:
    """A title without a full stop, and a sentence."""
    assert [one.id for one in CLASSES.values() if one.title.endswith(".")] == []
    assert [one.id for one in CLASSES.values() if not one.means.endswith(".")] == []


def test_no_class_has_the_name_of_a_check() -> None:
    """`explain` takes both."""
    assert CLASSES.keys() & {check.id for check in all_checks()} == set()


def test_each_class_or_its_way_back_is_shown_by_a_pair() -> None:
    """tests/comparing has a literal of it."""
    shown: set[str] = set()
    for path in (ROOT / "tests" / "comparing").glob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        shown |= {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert [one.id for one in CLASSES.values() if not {one.id, one.mirror} & shown] == []


def test_braces_stand_for_each_id() -> None:
    """Also where they stand twice, or for nothing."""
    assert [*spelt_out("a-{b,c}-{d,e}")] == ["a-b-d", "a-b-e", "a-c-d", "a-c-e"]
    assert [*spelt_out("a{,-b}")] == ["a", "a-b"]


def test_each_change_of_oasdiff_has_a_class_or_a_reason_why_not() -> None:
    """Its public list is the yardstick for what there is."""
    ids, alike = oasdiff_ids(), [one for each in CLASSES.values() for one in each.oasdiff]
    assert len(ids) == len({*ids})
    told = [*alike, *without_counterpart()]
    assert [one for one in ids if not any(fnmatchcase(one, name) for name in told)] == []


def test_no_id_is_named_that_oasdiff_does_not_have() -> None:
    """Neither beside a class nor among those without one."""
    ids, alike = oasdiff_ids(), [one for each in CLASSES.values() for one in each.oasdiff]
    told = [*alike, *without_counterpart()]
    assert [name for name in told if not any(fnmatchcase(one, name) for one in ids)] == []
