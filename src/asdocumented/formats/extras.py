"""How to install an extra, for messages where something of it is missing."""

import tomllib
from pathlib import Path

_PROJECT = "asdocumented"


def how_to_install(directory: Path, extra: str = "live") -> str:
    """Return the command that installs the extra, as it works in a directory: maybe a checkout."""
    where = "." if _is_checkout(directory) else _PROJECT
    return f"python -m pip install '{where}[{extra}]'"


def _is_checkout(directory: Path) -> bool:
    try:
        document = tomllib.loads((directory / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    project = document.get("project")
    return isinstance(project, dict) and project.get("name") == _PROJECT
