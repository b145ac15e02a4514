"""What a contract folder holds, without reading all of it."""

import shutil
from pathlib import Path

import pytest

from asdocumented.contracts.folder import (
    Operation,
    find_contracts,
    load_contracts,
    load_operations,
    read_contracts,
)
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
    ("name", "told"),
    [
        ("v3-coupon", ": a link that leads nowhere\n  correct the link, or remove it"),
        ("v2-coupon/2027", ": a link that leads nowhere\n  correct the link, or remove it"),
        (
            "v2-coupon/2026/examples",
            (
                ": a link that leads nowhere\n"
                "  put a folder in its place, correct its permissions, or remove it"
            ),
        ),
        ("clusters.toml", ": No such file or directory\n  create the file, "),
        ("v2-coupon/2026/cases.toml", ": No such file or directory\n  create the file, "),
        ("v2-coupon/2026/relations.toml", ": No such file or directory\n  create the file, "),
        ("v2-coupon/2026/remarks.toml", ": No such file or directory\n  create the file, "),
    ],
)
def test_a_link_that_leads_nowhere_is_a_fault(name: str, told: str, tmp_path: Path) -> None:
    """What may be left out is told where it is there and cannot be read."""
    root = shutil.copytree(CONTRACTS, tmp_path / "contracts")
    if (root / name).exists():
        (root / name).rename(root / ".kept")
    (root / name).symlink_to("moved-away")
    with pytest.raises(Fault) as fault:
        read_contracts(root)
    assert f"{name}{told}" in str(fault.value)


def test_contracts_that_lead_nowhere_are_not_replaced_by_the_bundled_ones(tmp_path: Path) -> None:
    """A run would else judge by others than those of its working directory."""
    (tmp_path / "contracts").symlink_to("moved-away")
    assert find_contracts(None, tmp_path) == tmp_path / "contracts"


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
