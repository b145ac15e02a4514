"""The report as files: all of them are written, or none."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from asdocumented.errors import Fault, FaultList, choice
from asdocumented.formats.file_writing import write_all_whole
from asdocumented.renderers.registry import FORMATS, render
from asdocumented.report.model import Report

_PAGE = "index.html"
_REPORT = "drift.json"


def read_outputs(given: Sequence[str], folder: Path | None) -> dict[Path, str]:
    """Return the format of each file that is to be written, by its path.

    Args:
        given: further outputs, each as `FORMAT=PATH`.
        folder: what gets drift.json and index.html; None for neither.

    Raises:
        Fault: no such format, no path, a path given twice, or a folder in its place; all at once.

    """
    outputs = {} if folder is None else {folder / _REPORT: "json", folder / _PAGE: "html"}
    taken = {os.path.realpath(path) for path in outputs}
    faults = FaultList()
    for one in given:
        form, _, path = one.partition("=")
        where = f"--output {one}"
        if not path:
            faults.add([Fault(where, "no path", "write FORMAT=PATH, such as junit=drift.xml")])
        elif form not in FORMATS:
            faults.add([Fault(where, "no such format", choice(form, FORMATS))])
        elif os.path.realpath(path) in taken:
            faults.add([Fault(where, "two outputs have this path", "name another file")])
        else:
            taken.add(os.path.realpath(path))
            outputs[Path(path)] = form
    for each in outputs:
        if each.is_dir():
            faults.add([Fault(str(each), "a folder stands in its place", "name another file")])
    faults.raise_found()
    return outputs


def write_reports(report: Report, outputs: Mapping[Path, str]) -> None:
    """Write a report in several formats: all files, or none.

    Raises Fault where one cannot be written.
    """
    contents = {path: render(form, report).encode("utf-8") for path, form in outputs.items()}
    try:
        write_all_whole(contents)
    except OSError as error:
        where = error.filename or next(iter(outputs))
        reason = error.strerror or str(error)
        remedy = "name a place that can be written, and has room"
        raise Fault(str(where), reason, remedy) from error


def page_of(folder: Path) -> Path:
    """Return where the page of a report folder is."""
    return folder / _PAGE
