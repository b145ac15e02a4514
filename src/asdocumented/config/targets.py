"""Targets: the deployments that can be asked, and what each lacks to be asked."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from asdocumented.config.authentication import (
    Authentication,
    Credentials,
    read_authentication,
)
from asdocumented.config.file import Config, Variable
from asdocumented.config.variables import variable_fault
from asdocumented.contracts.authentication import Schemes
from asdocumented.contracts.clusters import Clusters
from asdocumented.errors import Fault, choice


@dataclass(frozen=True, slots=True)
class Target:
    """One deployment; `public_url` is the base URL that recordings name, "" for the real one.

    `samples` hold the values of `sample_variables`, too, as far as these are set.
    """

    name: str
    base_url: str
    zone: str | None = None
    authentication: Authentication = field(default_factory=Authentication)
    requests_per_minute: int = 100
    timeout_seconds: float = 30.0
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    sample_variables: Mapping[str, str] = field(default_factory=dict)
    stand_in: bool = False
    public_url: str = ""


def configured_targets(
    config: Config,
    clusters: Clusters,
    schemes: Schemes,
    environment: Mapping[str, str],
    built_in: Container[str] = (),
) -> dict[str, Target]:
    """Return the targets of a configuration by name.

    One whose samples are "sandbox" is a stand-in without samples: the sandbox knows its own.
    Raises Fault at an unknown cluster, at the name of a built-in target, and where the table
    `auth` does not fit its scheme.
    """
    for name in config.targets:
        if name in built_in:
            where = config.where("targets", name)
            raise Fault(where, "a built-in target has this name", "give it another name")
    return {
        name: _target(config, name, _zone(config, name, clusters), schemes, environment)
        for name in config.targets
    }


def find_target(name: str, targets: Mapping[str, Target]) -> Target:
    """Return a target by name; raise Fault where there is none, with the names that there are."""
    if name not in targets:
        raise Fault(f"--target {name}", "no such target", choice(name, targets))
    return targets[name]


def missing(target: Target, environment: Mapping[str, str]) -> list[str]:
    """Return in words what a target lacks to be asked; an unknown zone is no lack."""
    lacks = [*target.authentication.faults(environment)]
    for name, variable in target.sample_variables.items():
        if lack := variable_fault(variable, f"samples.{name}", environment):
            lacks.append(lack)
        elif not _listed(environment[variable]):
            lacks.append(f"the variable {variable} (samples.{name}) holds no value")
    if not target.samples and not target.sample_variables:
        lacks.append("no samples: nothing is named that exists there")
    return lacks


def credentials(target: Target, environment: Mapping[str, str]) -> Credentials:
    """Return a target's credentials; raise Fault with the variables that are not set."""
    lacks = [*target.authentication.faults(environment)]
    if lacks:
        remedy = "set it in the environment; `asdocumented targets` lists what is missing"
        raise Fault(f"target {target.name}", "; ".join(lacks), remedy)
    return target.authentication.credentials(environment)


def _target(
    config: Config,
    name: str,
    zone: str | None,
    schemes: Schemes,
    environment: Mapping[str, str],
) -> Target:
    table = config.targets[name]
    samples = {} if table.samples == "sandbox" else table.samples
    variables = {key: given.env for key, given in samples.items() if isinstance(given, Variable)}
    values = {
        key: _resolved(key, given, environment)
        if isinstance(given, Variable)
        else tuple(map(str, given))
        for key, given in samples.items()
    }
    place = (*config.root, "targets", name, "auth")
    return Target(
        name=name,
        base_url=urlsplit(table.base_url).geturl().rstrip("/"),
        zone=zone,
        authentication=read_authentication(table.auth, schemes, config.file, place),
        requests_per_minute=table.requests_per_minute,
        timeout_seconds=table.timeout_seconds,
        samples={key: value for key, value in values.items() if value},
        sample_variables=variables,
        stand_in=table.samples == "sandbox",
    )


def _zone(config: Config, name: str, clusters: Clusters) -> str | None:
    """Return the zone that is named, else the cluster's, else the host's as far as documented."""
    table = config.targets[name]
    if table.zone is not None or table.cluster is None:
        return table.zone or clusters.zone(urlsplit(table.base_url).hostname or "")
    if table.cluster not in clusters.named:
        where = config.where("targets", name, "cluster")
        raise Fault(where, "no such cluster", choice(table.cluster, clusters.named))
    return clusters.named[table.cluster].zone


def _resolved(name: str, given: Variable, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the values of a variable; none where it is not set or cannot be used."""
    if variable_fault(given.env, f"samples.{name}", environment):
        return ()
    return _listed(environment[given.env])


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part for text in value.split(",") if (part := text.strip()))
