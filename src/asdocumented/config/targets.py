"""Targets: the deployments that can be asked, and what each lacks to be asked."""

import base64
import hashlib
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import urlsplit

from asdocumented.config.file import AuthTable, Config, Scheme, TargetTable, Variable
from asdocumented.contracts.clusters import Clusters
from asdocumented.errors import Fault

_UNPRINTABLE = ("Cc", "Cs")
"""Unicode's control characters, and what Python makes of bytes that are no UTF-8."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Username and password, or key and secret. Never shown."""

    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)

    def secrets(self) -> tuple[str, ...]:
        """Return every text that must not reach a file: the credentials in all their forms."""
        digest = md5hex(self.password) if self.password else ""
        words = [word for word in (self.password, digest) if word]
        headers = [basic(self.username, word) for word in words]
        pairs = [header.removeprefix("Basic ") for header in headers]
        found = (self.username, self.key, self.secret, *words, *pairs, *headers)
        return tuple(dict.fromkeys(text for text in found if text))


@dataclass(frozen=True, slots=True)
class Authentication:
    """How a target is asked; `variables` names the environment variable of each credential.

    `built_in` serves where a variable is not set.
    """

    scheme: Scheme = "none"
    variables: Mapping[str, str] = field(default_factory=dict)
    token_path: str = ""
    token_header: str = ""
    attribution: Mapping[str, str] = field(default_factory=dict)
    built_in: Credentials = field(default=Credentials(), repr=False)


@dataclass(frozen=True, slots=True)
class Target:
    """One deployment; `public_url` is the base URL that recordings name, "" for the real one.

    `samples` hold the values of `sample_variables`, too, as far as these are set.
    """

    name: str
    base_url: str
    zone: str | None = None
    authentication: Authentication = Authentication()
    requests_per_minute: int = 100
    timeout_seconds: float = 30.0
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    sample_variables: Mapping[str, str] = field(default_factory=dict)
    stand_in: bool = False
    public_url: str = ""


def basic(username: str, password: str) -> str:
    """Return the value of an Authorization header (RFC 7617)."""
    return f"Basic {base64.b64encode(f'{username}:{password}'.encode()).decode()}"


def md5hex(password: str) -> str:
    """Return what stands for the password in the scheme `basic-md5`."""
    return hashlib.md5(password.encode(), usedforsecurity=False).hexdigest()


def configured_targets(
    config: Config,
    clusters: Clusters,
    environment: Mapping[str, str],
    built_in: Container[str] = (),
) -> dict[str, Target]:
    """Return the targets of a configuration by name.

    One whose samples are "sandbox" is a stand-in without samples: the sandbox knows its own.
    Raises Fault at an unknown cluster, and at the name of a built-in target.
    """
    for name in config.targets:
        if name in built_in:
            where = config.where("targets", name)
            raise Fault(where, "a built-in target has this name", "give it another name")
    return {
        name: _target(name, table, _zone(config, name, clusters), environment)
        for name, table in config.targets.items()
    }


def find_target(name: str, targets: Mapping[str, Target]) -> Target:
    """Return a target by name; raise Fault where there is none, with the names that there are."""
    if name not in targets:
        raise Fault(f"--target {name}", "no such target", choice(name, targets))
    return targets[name]


def missing(target: Target, environment: Mapping[str, str]) -> list[str]:
    """Return in words what a target lacks to be asked; an unknown zone is no lack."""
    lacks = [*_without_credentials(target, environment)]
    for name, variable in target.sample_variables.items():
        if lack := _lack(variable, f"samples.{name}", environment):
            lacks.append(lack)
        elif not _listed(environment[variable]):
            lacks.append(f"the variable {variable} (samples.{name}) holds no value")
    if not target.samples and not target.sample_variables:
        lacks.append("no samples: nothing is named that exists there")
    return lacks


def credentials(target: Target, environment: Mapping[str, str]) -> Credentials:
    """Return a target's credentials; raise Fault with the variables that are not set."""
    lacks = [*_without_credentials(target, environment)]
    if lacks:
        remedy = "set it in the environment; `asdocumented targets` lists what is missing"
        raise Fault(f"target {target.name}", "; ".join(lacks), remedy)
    authentication = target.authentication
    given = {
        role: environment.get(variable) or getattr(authentication.built_in, role)
        for role, variable in authentication.variables.items()
    }
    return Credentials(**given)


def choice(name: str, known: Mapping[str, object]) -> str:
    """Return the remedy for an unknown name: the closest known one, and all of them."""
    close = get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]}? " if close else ""
    return f"{hint}there are: {', '.join(known) or 'none'}"


def _target(
    name: str, table: TargetTable, zone: str | None, environment: Mapping[str, str]
) -> Target:
    samples = {} if table.samples == "sandbox" else table.samples
    variables = {key: given.env for key, given in samples.items() if isinstance(given, Variable)}
    values = {
        key: _resolved(key, given, environment)
        if isinstance(given, Variable)
        else tuple(map(str, given))
        for key, given in samples.items()
    }
    return Target(
        name=name,
        base_url=urlsplit(table.base_url).geturl().rstrip("/"),
        zone=zone,
        authentication=_authentication(table.auth),
        requests_per_minute=table.requests_per_minute,
        timeout_seconds=table.timeout_seconds,
        samples={key: value for key, value in values.items() if value},
        sample_variables=variables,
        stand_in=table.samples == "sandbox",
    )


def _authentication(table: AuthTable) -> Authentication:
    named = {
        "username": table.username_env,
        "password": table.password_env,
        "key": table.key_env,
        "secret": table.secret_env,
    }
    return Authentication(
        scheme=table.scheme,
        variables={role: variable for role, variable in named.items() if variable is not None},
        token_path=table.token_path,
        token_header=table.token_header,
        attribution=table.attribution,
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


def _without_credentials(target: Target, environment: Mapping[str, str]) -> Iterator[str]:
    """Yield why credentials are not there or cannot be used, never with their values."""
    authentication = target.authentication
    for role, variable in authentication.variables.items():
        place = f"auth.{role}_env"
        if not environment.get(variable) and getattr(authentication.built_in, role):
            continue
        if lack := _lack(variable, place, environment):
            yield lack
        elif role == "username" and ":" in environment[variable]:
            yield f"the variable {variable} ({place}) holds a colon, which no username may"


def _lack(variable: str, place: str, environment: Mapping[str, str]) -> str | None:
    value = environment.get(variable, "")
    if not value.strip():
        return f"the variable {variable} ({place}) is not set"
    if any(unicodedata.category(character) in _UNPRINTABLE for character in value):
        return f"the variable {variable} ({place}) holds a line end, or is no printable UTF-8"
    return None


def _resolved(name: str, given: Variable, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the values of a variable; none where it is not set or cannot be used."""
    if _lack(given.env, f"samples.{name}", environment):
        return ()
    return _listed(environment[given.env])


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part for text in value.split(",") if (part := text.strip()))
