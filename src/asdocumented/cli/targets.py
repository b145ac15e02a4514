"""`asdocumented targets`: list what can be asked, and what each lacks; no value of it is told."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from asdocumented.cli.output import print_text
from asdocumented.config.targets import Target, missing
from asdocumented.workspace import Workspace


def run_targets(config: Path | None, contracts: Path | None) -> None:
    """Print every target; raise Fault where the configuration or the folder is at fault."""
    workspace = Workspace(Path.cwd(), contracts, config)
    print_text(listing(workspace.targets.values(), workspace.environment))


def listing(targets: Iterable[Target], environment: Mapping[str, str]) -> str:
    """Return the targets for people: samples counted, credentials by their variables only."""
    return "\n\n".join("\n".join(_lines(target, environment)) for target in targets)


def _lines(target: Target, environment: Mapping[str, str]) -> list[str]:
    lacks = missing(target, environment) or ["nothing"]
    counts = [f"{name} {len(values)}" for name, values in target.samples.items()]
    rows = [
        ("base URL", _base_url(target)),
        ("zone", target.zone or "unknown: offsets are not judged"),
        ("scheme", target.authentication.name),
        ("requests", f"{target.requests_per_minute} a minute"),
        ("samples", ", ".join(counts) or "none"),
        *(("missing" if number == 0 else "", lack) for number, lack in enumerate(lacks)),
    ]
    return [target.name, *(f"  {name:<9} {text}" for name, text in rows)]


def _base_url(target: Target) -> str:
    if not target.base_url:
        return f"{target.public_url} · a stand-in that starts when it is asked for"
    return f"{target.base_url} · a stand-in" if target.stand_in else target.base_url
