"""The registry of the classes of changes."""

import ast

from asdocumented.checks.registry import all_checks
from asdocumented.comparing.classes import all_classes
from tests.support import ROOT

CLASSES = all_classes()


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
