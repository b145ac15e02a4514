"""Remarks: faults of a page that a person saw, each with its rows."""

from pathlib import Path

import pytest

from asdocumented.contracts.citations import Citations
from asdocumented.contracts.model import Citation, Remark, Row, Table
from asdocumented.contracts.remarks import read_remarks
from asdocumented.errors import Fault

ROWS = (Row(1, 0, "code", "String", mandatory=False), Row(2, 0, "till", "", mandatory=False))
CITATIONS = Citations(
    "coupons", "2026", {"response": Table("response", "response table", "response", ROWS)}
)
CODE = Citation("coupons", "2026", "response table", 1, "code", "String")
TILL = Citation("coupons", "2026", "response table", 2, "till", None)


def read(folder: Path, text: str) -> tuple[Remark, ...]:
    """Return the remarks in a text."""
    (folder / "remarks.toml").write_text(text, encoding="utf-8")
    return read_remarks(folder, CITATIONS)


def test_a_remark_has_its_rows_and_what_to_mend(tmp_path: Path) -> None:
    """One row, or several; the first is cited."""
    text = (
        '[[remarks]]\nsource = { table = "response", row = 1 }\n'
        'text = "two words for one thing"\nmend = "Choose one."\n'
        '[[remarks]]\nsource = [{ table = "response", row = 2 }, { table = "response", row = 1 }]\n'
        'text = "the same words"\nmend = "Tell them apart."\n'
    )
    assert read(tmp_path, text) == (
        Remark(CODE, (), "two words for one thing", "Choose one."),
        Remark(TILL, (CODE,), "the same words", "Tell them apart."),
    )


def test_a_page_needs_no_remarks(tmp_path: Path) -> None:
    """Without the file there are none."""
    assert read_remarks(tmp_path, CITATIONS) == ()


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            (
                '[[remarks]]\nsource = { table = "response", row = 3 }\ntext = "x"\nmend = "y"\n'
                '[[remarks]]\nsource = []\ntext = "x"\nmend = "y"\n'
            ),
            [
                "remarks[0]: cites response row 3, not transcribed",
                "remarks[1]: cites no row",
            ],
        ),
        (
            '[[remarks]]\nsource = { page = "other" }\ntext = "x"\nmend = "y"\n',
            ["remarks[0]: cites no row"],
        ),
        (
            '[[remarks]]\nsource = { table = "response", row = 1 }\ntext = "x"\n',
            ["Object missing required field `mend`"],
        ),
        (
            '[[remark]]\nsource = { table = "response", row = 1 }\n',
            ["Object contains unknown field `remark`"],
        ),
    ],
)
def test_a_remark_that_is_at_fault_is_refused(
    tmp_path: Path, text: str, messages: list[str]
) -> None:
    """With its place."""
    with pytest.raises(Fault) as fault:
        read(tmp_path, text)
    told = [str(one) for one in fault.value.each]
    assert [words in one for one, words in zip(told, messages, strict=True)] == [True] * len(told)
