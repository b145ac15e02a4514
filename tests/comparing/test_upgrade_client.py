"""A client names the fields that it reads; only what concerns it is left of a map."""

from pathlib import Path

import pytest

from asdocumented.comparing.upgrade_client import only_for, read_client
from asdocumented.errors import Fault
from tests.comparing.small_upgrade import NEW, OLD, small_map


def read(folder: Path, text: str) -> frozenset[str]:
    """Return the locations that a file of this text names."""
    path = folder / "fields.txt"
    path.write_text(text, encoding="utf-8")
    return read_client(path, OLD, NEW)


@pytest.mark.parametrize(
    ("line", "locations"),
    [
        ("until", {"$.list[*].until"}),
        ("  until  # the expiry", {"$.list[*].until"}),
        ("owner.name", {"$.list[*].owner.name"}),
        ("list[0].until", {"$.list[*].until"}),
        ("$.list[*].until", {"$.list[*].until"}),
        ("$.list[0]['until']", {"$.list[*].until"}),
        ("codes", {"$request.query.codes"}),
        ("title", {"$.data[*].title"}),
        ("amount", {"$.list[*].amount"}),
    ],
)
def test_a_field_is_a_name_the_end_of_a_path_or_a_jsonpath(
    tmp_path: Path, line: str, locations: set[str]
) -> None:
    """The old operation is looked up first: it is what the client is written to."""
    assert read(tmp_path, f"# what we read\n\n{line}\n") == locations


def test_what_concerns_no_field_of_the_client_is_left_out(tmp_path: Path) -> None:
    """Remarks stay, for they are about no field."""
    found = only_for(small_map(tmp_path), read(tmp_path, "until\nowner.name\n"))
    assert [one.old for one in found.mapped] == ["$.list[*].until"]
    assert [one.old for one in found.lost] == ["$.list[*].owner"]
    assert (found.added, found.open_old, found.open_new) == ((), (), ())
    assert [one.subject for one in found.concerns] == ["limits"]


@pytest.mark.parametrize(
    ("text", "where", "what", "remedy"),
    [
        (
            "until\nuntl\n",
            "fields.txt:2",
            "neither operation has a field untl",
            "did you mean until? correct the name, or take the line out",
        ),
        (
            "$.list[*].untl\n",
            "fields.txt:1",
            "neither operation has a field $.list[*].untl",
            "did you mean $.list[*].until? correct the name, or take the line out",
        ),
        ("# nothing\n", "fields.txt", "names no field", "write one name or JSONPath a line"),
    ],
)
def test_a_field_that_neither_side_has_is_refused(
    tmp_path: Path, text: str, where: str, what: str, remedy: str
) -> None:
    """With its line, and a name that is close."""
    with pytest.raises(Fault) as raised:
        read(tmp_path, text)
    fault = raised.value
    assert fault.where.endswith(where)
    assert (fault.what, fault.remedy) == (what, remedy)
