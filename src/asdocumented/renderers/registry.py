"""The output formats by name; each is a module with `render(report)`, imported when it is asked."""

from importlib import import_module

from asdocumented.report.model import Report

FORMATS = {
    "text": "terminal",
    "json": "json",
    "html": "html",
    "junit": "junit",
    "sarif": "sarif",
    "github": "github",
    "csv": "csv",
    "markdown": "markdown",
}
"""The name of each format, and the module that renders it."""


def render(form: str, report: Report) -> str:
    """Return a report in one of `FORMATS`."""
    text: str = import_module(f"asdocumented.renderers.{FORMATS[form]}").render(report)
    return text
