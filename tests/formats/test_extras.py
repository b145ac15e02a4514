"""What is said where something of an extra is missing works where it is said."""

from pathlib import Path

import pytest

from asdocumented.formats.extras import how_to_install
from tests.support import ROOT


def test_in_a_checkout_it_is_installed_from_there() -> None:
    """Its pyproject.toml names this project."""
    assert how_to_install(ROOT) == "python -m pip install '.[live]'"
    assert how_to_install(ROOT, "cluster") == "python -m pip install '.[cluster]'"


@pytest.mark.parametrize(
    "text", [None, "", '[project]\nname = "other"\n', "project = 1\n", "no TOML", "\xff"]
)
def test_elsewhere_it_is_installed_by_its_name(text: str | None, tmp_path: Path) -> None:
    """Also where another project is, or a file that cannot be read."""
    if text is not None:
        (tmp_path / "pyproject.toml").write_text(text, encoding="latin-1")
    assert how_to_install(tmp_path) == "python -m pip install 'asdocumented[live]'"
