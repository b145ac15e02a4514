"""What a contract folder holds, without reading all of it."""

import shutil
from pathlib import Path

import pytest

from asdocumented.contracts.folder import Operation, load_contracts, load_operations
from asdocumented.errors import Fault
from tests.support import CONTRACTS

OPERATIONS = [
    Operation("get", "/v1.1/coupon/get", "2025"),
    Operation("get", "/v2/coupon", "2024"),
    Operation("get", "/v2/coupon", "2026"),
    Operation("get", "/v2/coupon/series", "2025"),
]


def test_all_operations_are_told_by_method_path_and_edition() -> None:
    """In the order of the folders."""
    assert load_operations(CONTRACTS) == OPERATIONS


def test_editions_that_are_loaded_tell_the_same_of_their_operations() -> None:
    """No file of theirs is read again."""
    assert load_operations(CONTRACTS, load_contracts(CONTRACTS)) == OPERATIONS


def test_an_edition_at_fault_is_left_out(tmp_path: Path) -> None:
    """It was not asked for: a choice of others goes on without it."""
    root = shutil.copytree(CONTRACTS, tmp_path / "contracts")
    (root / "v2-coupon/2024/openapi.yaml").write_text("openapi: [", encoding="utf-8")
    (root / "v2-coupon-series/2025/openapi.yaml").unlink()
    (root / "v2-coupon/2026/page.toml").write_text("oops", encoding="utf-8")
    assert load_operations(root) == [OPERATIONS[0], OPERATIONS[2]]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """As where its contracts are read."""
    with pytest.raises(Fault, match="no such folder"):
        load_operations(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("there", "odd"),
    [
        ("v2-coupon", "v2-coupon\udcff"),
        ("v2-coupon/2024", "v2-coupon/2024\udcff"),
        ("v2-coupon/2026/examples/1-digits-only.json", "v2-coupon/2026/examples/\udcff.json"),
    ],
)
def test_a_name_that_no_report_can_show_is_a_fault(there: str, odd: str, tmp_path: Path) -> None:
    """A file system may hold any bytes in a name; a report is UTF-8."""
    root = shutil.copytree(CONTRACTS, tmp_path / "contracts")
    try:
        (root / there).rename(root / odd)
    except OSError:
        pytest.skip("this file system takes no such name")
    with pytest.raises(Fault) as fault:
        load_contracts(root)
    told = str(fault.value)
    assert told.startswith(f"{root / odd}".replace("\udcff", "\\udcff"))
    assert told.endswith(": a name that is not UTF-8\n  rename it")
