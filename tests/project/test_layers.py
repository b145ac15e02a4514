"""The layout of the package shows its architecture: imports point one way."""

import ast
from pathlib import Path

from tests.support import ROOT

PACKAGE = ROOT / "src" / "asdocumented"

FLOORS = [
    ["__version__", "errors", "formats"],
    ["contracts"],
    ["evidence", "config"],
    ["checks", "redaction", "scanning", "judging", "parallel"],
    ["report", "gate", "comparing", "renderers", "selftest"],
    ["live", "sandbox", "api", "workspace"],
    ["cli", "pytest_plugin", "__main__"],
]
"""From the bottom up: a room imports from lower floors, and from those before it on its own."""

ORDER = [room for floor in FLOORS for room in floor]


def imports(path: Path) -> set[str]:
    """Return the rooms of this package that a module imports from, at whatever depth."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("asdocumented.")}
    return found


def room(path: Path) -> str:
    """Return the room that a module stands in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")


def test_every_room_has_a_floor() -> None:
    """A new module or folder has to be given its place."""
    assert {room(path) for path in MODULES} <= set(ORDER)


def test_a_module_imports_only_from_its_room_or_below() -> None:
    """No import points upwards."""
    upwards = {
        path.relative_to(PACKAGE).as_posix(): above
        for path in MODULES
        if (above := imports(path) - {*ORDER[: ORDER.index(room(path)) + 1]})
    }
    assert upwards == {}


def test_only_the_edges_print() -> None:
    """Nothing below the commands writes to a terminal."""
    printing = {
        room(path) for path in MODULES if {"click.echo", "print", "sys.stdout.write"} & _calls(path)
    }
    assert printing == {"cli"}


def _calls(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def test_a_value_is_a_struct() -> None:
    """A dataclass takes half a millisecond at each start, so only what hides a member is one."""
    made = {
        f"{path.relative_to(PACKAGE).as_posix()}: {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and any("dataclass" in ast.unparse(one) for one in node.decorator_list)
        and "repr=False" not in ast.unparse(node)
    }
    assert made == set()
