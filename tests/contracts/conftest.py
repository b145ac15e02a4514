"""The fixture of the tests of contract folders."""

from pathlib import Path

import pytest

from tests.contracts.small_folder import FILES


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Return the folder of the only edition in a small valid contract folder."""
    folder = tmp_path / "contracts" / "coupons" / "2026"
    for name, text in FILES.items():
        path = (folder / name).resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
