"""All maps of a contract folder, checked with its contracts."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from asdocumented.comparing.upgrade_check import check_upgrades
from asdocumented.comparing.upgrade_load import upgrade_between
from asdocumented.contracts.folder import load_contracts, newest
from asdocumented.errors import Fault
from tests.comparing.small_upgrade import MAP, NEW, OLD
from tests.support import CONTRACTS


def told(folder: Path, **files: str) -> str:
    """Return what is told of maps with these texts, by their names."""
    (folder / "upgrades").mkdir()
    for name, text in files.items():
        path = folder / "upgrades" / f"{name.replace('_TO_', '--')}.toml"
        path.write_text(text, encoding="utf-8")
    with pytest.raises(Fault) as raised:
        check_upgrades(folder, [OLD, NEW])
    return str(raised.value)


def test_the_bundled_maps_and_a_folder_without_maps_are_right(tmp_path: Path) -> None:
    """Nothing is raised."""
    contracts = [one.contract for one in newest(load_contracts(CONTRACTS))]
    check_upgrades(CONTRACTS, contracts)
    check_upgrades(tmp_path, [OLD, NEW])


def test_faults_of_all_maps_are_told_at_once_with_place_and_remedy(tmp_path: Path) -> None:
    """A row that is not cited, an operation that there is not, and a name that no command reads."""
    uncited = MAP.replace('from_source = { table = "response", row = 3 }\n', "")
    text = told(tmp_path, old_TO_new=uncited, old_TO_newer=MAP, notes=MAP)
    assert "notes.toml: no name of a map, so that no command reads it" in text
    assert "old--new.toml, mapped[3]: cites no row of $.list[*].until" in text
    assert 'cite { table = "response", row = 3 }' in text
    assert "old--newer.toml: no such operation: newer\n  did you mean new? there are: " in text


def _plain_file(path: Path) -> None:
    path.write_text("", encoding="utf-8")


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def _link_to_nothing(path: Path) -> None:
    path.symlink_to("moved-away")


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (os.mkfifo, "no folder"),
        (_plain_file, "no folder"),
        (_link_to_itself, "a link that leads nowhere"),
        (_link_to_nothing, "a link that leads nowhere"),
    ],
)
def test_what_is_no_folder_of_maps_is_told_not_passed_over(
    make: Callable[[Path], None], what: str, tmp_path: Path
) -> None:
    """Else no map would be checked, and a comparison would say that there is none."""
    make(tmp_path / "upgrades")
    told = (
        f"{tmp_path / 'upgrades'}: {what}\n"
        "  put a folder in its place, correct its permissions, or remove it"
    )
    with pytest.raises(Fault) as checked:
        check_upgrades(tmp_path, [OLD, NEW])
    with pytest.raises(Fault) as compared:
        upgrade_between(tmp_path, OLD, NEW)
    assert (str(checked.value), str(compared.value)) == (told, told)


def test_a_map_that_is_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    """By what checks all maps, and by what reads it."""
    (tmp_path / "upgrades").mkdir()
    (tmp_path / "upgrades" / "old--new.toml").symlink_to("moved-away")
    for read in (check_upgrades, lambda *given: upgrade_between(given[0], *given[1])):
        with pytest.raises(Fault, match=r"old--new.toml: no such file"):
            read(tmp_path, [OLD, NEW])


def test_a_map_that_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    """As any file of a contract."""
    assert "old--new.toml" in told(tmp_path, old_TO_new='[from\noperation = "old"\n')
