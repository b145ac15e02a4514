"""What a report leaves in CI: annotations and a job summary, where GitHub's runner is at work."""

from collections.abc import Mapping
from pathlib import Path

from asdocumented.report.model import Report


def is_github(environment: Mapping[str, str]) -> bool:
    """Tell whether GitHub's runner runs this command."""
    return environment.get("GITHUB_ACTIONS") == "true"


def annotations(report: Report) -> str:
    """Return the annotations that the runner reads from standard output."""
    from asdocumented.renderers import github

    return github.render(report)


def add_summary(report: Report, environment: Mapping[str, str]) -> str:
    """Add the report to the job summary; return what is wrong where that cannot be, else ""."""
    from asdocumented.renderers import markdown

    path = environment.get("GITHUB_STEP_SUMMARY")
    if not path:
        return ""
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(markdown.render(report))
    except OSError as error:
        return f"no job summary: {path}: {error.strerror or error}"
    return ""
