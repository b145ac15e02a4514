"""The report as files: each written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from asdocumented.errors import Fault
from asdocumented.renderers import html, json
from asdocumented.report.model import Report


def write_reports(report: Report, folder: Path) -> Path:
    """Write drift.json and index.html, each whole or not at all; return the page's path."""
    page = folder / "index.html"
    outputs = {folder / "drift.json": json.render(report), page: html.render(report)}
    partials = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in outputs}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if blocked := next((path for path in outputs if path.is_dir()), None):
            raise Fault(str(blocked), "a folder stands in its place", "name another --report-dir")
        for path, content in outputs.items():
            partials[path].write_text(content, encoding="utf-8")
        for path, partial in partials.items():
            partial.replace(path)
    except OSError as error:
        reason, remedy = error.strerror or str(error), "name a folder that can be written"
        raise Fault(str(folder), reason, f"{remedy}: --report-dir") from error
    finally:
        for partial in partials.values():
            with suppress(OSError):
                partial.unlink(missing_ok=True)
    return page
