"""Remarks: faults of a page that no program can see, written by a person, each with its rows."""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from asdocumented.contracts.citations import Citations
from asdocumented.contracts.files import SourceFile, Sources
from asdocumented.contracts.model import Remark
from asdocumented.errors import Fault, FaultList
from asdocumented.formats.files import is_there, read_toml

FILE = "remarks.toml"

_Text = Annotated[str, Meta(min_length=1, max_length=2000)]


class _RemarkFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[remarks]]` entry: what is wrong and what to mend, in own words."""

    source: Sources
    text: _Text
    mend: _Text


class _RemarksFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    remarks: list[_RemarkFile] = []


def read_remarks(folder: Path, citations: Citations) -> tuple[Remark, ...]:
    """Return the remarks on an edition's page; none where it has no such file.

    Raises all that is wrong with the file at once.
    """
    path = folder / FILE
    if not is_there(path):
        return ()
    faults, found = FaultList(), []
    for number, one in enumerate(read_toml(path, _RemarksFile).remarks):
        sources = [one.source] if isinstance(one.source, SourceFile) else one.source
        for source in sources:
            if source.table is None or citations.of(source) is None:
                row = f"{source.table} row {source.row}"
                what = "cites no row" if source.table is None else f"cites {row}, not transcribed"
                faults.add([Fault(f"{path}, remarks[{number}]", what, "correct its source")])
        if not sources:
            what = "cites no row"
            faults.add([Fault(f"{path}, remarks[{number}]", what, "name its row under source")])
        cited, beside = citations.of_all(sources), citations.beside(sources)
        found.append(Remark(cited, beside, one.text, one.mend))
    faults.raise_found()
    return tuple(found)
