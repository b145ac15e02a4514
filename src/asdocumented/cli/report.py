"""`asdocumented report`: make a page, or another output, of a drift.json again."""

import webbrowser
from collections.abc import Callable
from pathlib import Path

import msgspec

from asdocumented.cli.output import print_data, print_text, write_file
from asdocumented.errors import Fault
from asdocumented.formats.files import shown_path
from asdocumented.gate.earlier import read_report
from asdocumented.renderers import vendor
from asdocumented.renderers.registry import render

_PAGE = "html"


class ReportOptions(msgspec.Struct, frozen=True):
    """What the command line was told; `output` is the file, None prints."""

    report: Path
    output: Path | None = None
    form: str | None = None
    for_vendor: bool = False
    open: bool = False


def run_report(options: ReportOptions, show: Callable[[str], bool] = webbrowser.open) -> None:
    """Render a report again, and write, print or open it; `show` opens an address.

    Raises Fault where options exclude each other, where there is no report, or where the output
    cannot be written or opened.
    """
    _check(options)
    report = read_report(options.report, str(options.report))
    text = vendor.render(report) if options.for_vendor else render(options.form or _PAGE, report)
    path = options.output
    if path is None and options.open:
        path = options.report.parent / "index.html"
    if path is None:
        print_data(text if text.endswith("\n") else f"{text}\n")
        return
    write_file(path, text)
    print_text(f"report: {shown_path(path)}")
    if options.open and not show(path.absolute().as_uri()):
        raise Fault("--open", "no browser could be started", f"open {shown_path(path)} yourself")


def _check(options: ReportOptions) -> None:
    if options.for_vendor and options.form is not None:
        raise Fault("--for-vendor", "it is Markdown always", "leave out --format")
    if options.open and (options.for_vendor or options.form not in (None, _PAGE)):
        raise Fault("--open", "it opens the page alone", "leave out --format and --for-vendor")
