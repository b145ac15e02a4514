"""`asdocumented targets`: list what can be asked, and what each lacks; no value of it is told."""

from collections.abc import Mapping
from pathlib import Path

from asdocumented.cli.output import print_lines
from asdocumented.config.targets import Target, missing
from asdocumented.live.planning.sample_values import unused_samples
from asdocumented.workspace import Workspace

_COLUMN = len("  base URL  ")


def run_targets(config: Path | None, contracts: Path | None) -> None:
    """Print every target; raise Fault where the configuration or the folder is at fault."""
    print_lines(listing(Workspace(Path.cwd(), contracts, config)), _COLUMN)


def listing(workspace: Workspace) -> str:
    """Return the targets for people: samples counted, credentials by their variables only."""
    environment = workspace.environment
    return "\n\n".join(
        "\n".join(_lines(target, environment, unused(target, workspace)))
        for target in workspace.targets.values()
    )


def unused(target: Target, workspace: Workspace) -> list[str]:
    """Return the samples of a target that no case uses, with the names that there are.

    A stand-in has the samples of the sandbox, whatever the contracts are.
    """
    names = [] if target.stand_in else sorted({*target.samples, *target.sample_variables})
    return [*unused_samples(workspace.folder.newest, names)] if names else []


def _lines(target: Target, environment: Mapping[str, str], unknown: list[str]) -> list[str]:
    lacks = missing(target, environment) or ["nothing"]
    counts = [f"{name} {len(values)}" for name, values in target.samples.items()]
    rows = [
        ("base URL", _base_url(target)),
        ("zone", target.zone or "unknown: offsets are not judged"),
        ("scheme", target.authentication.name),
        ("requests", f"{target.requests_per_minute} a minute"),
        ("samples", ", ".join(counts) or "none"),
        *(("missing" if number == 0 else "", lack) for number, lack in enumerate(lacks)),
        *(("unused" if number == 0 else "", one) for number, one in enumerate(unknown)),
    ]
    return [target.name, *(f"  {name:<9} {text}" for name, text in rows)]


def _base_url(target: Target) -> str:
    if not target.base_url:
        return f"{target.public_url} · a stand-in that starts when it is asked for"
    return f"{target.base_url} · a stand-in" if target.stand_in else target.base_url
