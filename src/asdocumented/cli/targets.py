"""`asdocumented targets`: list what can be asked, and what each lacks; no value of it is told."""

import os
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from asdocumented.cli.output import print_text
from asdocumented.config.file import Config, load_config
from asdocumented.config.targets import Target, configured_targets, missing
from asdocumented.contracts.clusters import Clusters, load_clusters
from asdocumented.contracts.folder import find_contracts
from asdocumented.errors import Fault
from asdocumented.sandbox.target import BUILT_IN, with_samples


def run_targets(config: Path | None, contracts: Path | None) -> None:
    """Print every target; raise Fault where the configuration or the folder is at fault."""
    here = Path.cwd()
    root = find_contracts(contracts, here)
    if not root.is_dir():
        raise Fault(str(root), "no such folder", "name the contracts with --contracts")
    targets = all_targets(load_config(config, here), load_clusters(root), os.environ)
    print_text(listing(targets.values(), os.environ))


def all_targets(
    config: Config, clusters: Clusters, environment: Mapping[str, str]
) -> dict[str, Target]:
    """Return the built-in targets and the configured ones by name; raise Fault at faults."""
    configured = configured_targets(config, clusters, environment, BUILT_IN)
    return {**BUILT_IN, **{name: with_samples(target) for name, target in configured.items()}}


def refuse_production(target: Target, config: Config, *, allowed: bool) -> None:
    """Raise Fault where a target's host is one of production, unless that is allowed."""
    host = (urlsplit(target.base_url).hostname or "").lower()
    if not allowed and any(fnmatchcase(host, one.lower()) for one in config.production):
        what = f"its host {host} is one of production"
        raise Fault(f"target {target.name}", what, "say --i-know-this-is-production if you do")


def listing(targets: Iterable[Target], environment: Mapping[str, str]) -> str:
    """Return the targets for people: samples counted, credentials by their variables only."""
    return "\n\n".join("\n".join(_lines(target, environment)) for target in targets)


def _lines(target: Target, environment: Mapping[str, str]) -> list[str]:
    lacks = missing(target, environment) or ["nothing"]
    counts = [f"{name} {len(values)}" for name, values in target.samples.items()]
    rows = [
        ("base URL", _base_url(target)),
        ("zone", target.zone or "unknown: offsets are not judged"),
        ("scheme", target.authentication.scheme),
        ("requests", f"{target.requests_per_minute} a minute"),
        ("samples", ", ".join(counts) or "none"),
        *(("missing" if number == 0 else "", lack) for number, lack in enumerate(lacks)),
    ]
    return [target.name, *(f"  {name:<9} {text}" for name, text in rows)]


def _base_url(target: Target) -> str:
    if not target.base_url:
        return f"{target.public_url} · a stand-in that starts when it is asked for"
    return f"{target.base_url} · a stand-in" if target.stand_in else target.base_url
