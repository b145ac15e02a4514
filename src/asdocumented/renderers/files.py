"""The report as files in a folder."""

from pathlib import Path

from asdocumented.errors import Fault
from asdocumented.formats.files import write_all_whole
from asdocumented.renderers import html, json
from asdocumented.report.model import Report


def write_reports(report: Report, folder: Path) -> Path:
    """Write drift.json and index.html, both or neither; return the page's path.

    Raises Fault where the folder cannot be written.
    """
    page = folder / "index.html"
    outputs = {folder / "drift.json": json.render(report), page: html.render(report)}
    try:
        if blocked := next((path for path in outputs if path.is_dir()), None):
            raise Fault(str(blocked), "a folder stands in its place", "name another --report-dir")
        write_all_whole({path: text.encode("utf-8") for path, text in outputs.items()})
    except OSError as error:
        reason, remedy = error.strerror or str(error), "name a folder that can be written"
        raise Fault(str(folder), reason, f"{remedy}: --report-dir") from error
    return page
