"""What a command or a test session works with: contracts, configuration, targets and keys."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from asdocumented import __version__
from asdocumented.api import Contracts, read_folder
from asdocumented.checks.registry import all_checks
from asdocumented.config.file import Config, load_config
from asdocumented.contracts.clusters import Clusters, load_clusters
from asdocumented.contracts.folder import ContractFolder, edition_folders, find_contracts
from asdocumented.errors import Fault
from asdocumented.formats.files import digest_of
from asdocumented.formats.refusals import refusals_as_faults
from asdocumented.gate.decision import GateInputs
from asdocumented.gate.earlier import read_earlier
from asdocumented.gate.policy import CommandLine, Policy, make_policy
from asdocumented.gate.waivers import WaiverFile, read_waivers
from asdocumented.redaction import KEY_VARIABLE

if TYPE_CHECKING:
    from asdocumented.config.targets import Target
    from asdocumented.contracts.authentication import Schemes
    from asdocumented.live.clock import Clock
    from asdocumented.live.http.session import Session
    from asdocumented.live.runs.cassette import Provenance
    from asdocumented.redaction.secrets import KnownSecrets


class Workspace(msgspec.Struct, frozen=True, dict=True):
    """What is found in one working directory; each part is read when it is asked for first.

    `contracts_folder`, `config_file`, `waivers_file` and `against` (earlier reports) are what the
    user named, None where nothing was; `operations` and `editions` limit the contracts. Every part
    raises Fault where it is at fault.
    """

    directory: Path
    contracts_folder: Path | None = None
    config_file: Path | None = None
    operations: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    waivers_file: Path | None = None
    against: Path | None = None
    environment: Mapping[str, str] = msgspec.field(default_factory=lambda: os.environ)

    @cached_property
    def root(self) -> Path:
        """The folder of the contracts."""
        root = find_contracts(self.contracts_folder, self.directory)
        if not root.is_dir():
            raise Fault(str(root), "no such folder", "name the contracts with --contracts")
        return root

    @cached_property
    def folder(self) -> ContractFolder:
        """The contracts, read, for servers of the configured base URLs, too."""
        folder = read_folder(self.root, self.operations, self.editions)
        base_urls: list[str] = []
        with suppress(Fault):  # what needs the configuration tells what is wrong with it
            base_urls = [one.base_url for one in self.config.targets.values()]
        return folder.with_base_urls(base_urls)

    @cached_property
    def contracts(self) -> Contracts:
        """The contracts, ready to judge."""
        bases = {one.base_url.rstrip("/"): name for name, one in self.config.targets.items()}
        return Contracts(self.folder, self.environment, bases, self._known_secrets)

    def _known_secrets(self) -> "KnownSecrets":
        """Return what is secret of the configured targets; what asks them tells their faults."""
        from asdocumented.live.planning.plan import sensitive_samples
        from asdocumented.redaction.secrets import KnownSecrets

        try:
            targets = [self.targets[name] for name in self.config.targets]
        except Fault:
            return KnownSecrets()
        editions = self.folder.newest
        return KnownSecrets(
            [word for one in targets for word in one.authentication.secrets(self.environment)],
            [value for one in targets for value in sensitive_samples(editions, one.samples)],
        )

    @cached_property
    def config(self) -> Config:
        """The configuration; without a file, the defaults."""
        return load_config(self.config_file, self.directory)

    def policy(self, given: CommandLine = CommandLine()) -> Policy:  # noqa: B008  # it is frozen
        """Return the policy that is in force with these options of a command line."""
        operations = {path.parent.name for path in edition_folders(self.root)}
        checks = [check.id for check in all_checks()]
        made = make_policy(self.config, given, checks=checks, operations=sorted(operations))
        if made.file is None:
            return made
        path = Path(made.file)
        return replace(made, file=self._shown(path), digest=digest_of(self.directory / path))

    def gate(self, given: CommandLine = CommandLine()) -> GateInputs:  # noqa: B008  # it is frozen
        """Return what decides: policy, waivers and earlier reports."""
        waivers = self.waivers
        if self.waivers_file is not None and waivers.name is None:
            what, remedy = "no such file", "create it with asdocumented waive, or name another one"
            raise Fault(str(self.waivers_file), what, remedy)
        against = self.against
        earlier = () if against is None else read_earlier(self.directory / against, str(against))
        return GateInputs(self.policy(given), waivers, earlier)

    @cached_property
    def waivers(self) -> WaiverFile:
        """The accepted drifts; none where there is no file."""
        return read_waivers(self.waivers_path, self.waivers_name)

    @property
    def waivers_path(self) -> Path:
        """Where the waivers stand: as named, else beside the configuration, as that says."""
        if self.waivers_file is not None:
            return self.directory / self.waivers_file
        configuration = self.directory / (self.config_file or self.config.file)
        return configuration.parent / self.config.gate.waivers

    @property
    def waivers_name(self) -> str:
        """How messages and reports name the file of the waivers: from the working directory on."""
        return self._shown(self.waivers_path)

    def _shown(self, path: Path) -> str:
        """Return a path from the working directory on; elsewhere, its name alone."""
        whole = self.directory / path
        within = whole.is_relative_to(self.directory)
        return whole.relative_to(self.directory).as_posix() if within else path.name

    @cached_property
    def targets(self) -> "Mapping[str, Target]":
        """The built-in targets and the configured ones, by name."""
        from asdocumented.contracts.authentication import load_schemes
        from asdocumented.live.http.registry import general_schemes

        clusters, schemes = load_clusters(self.root), load_schemes(self.root, general_schemes())
        return known_targets(self.config, clusters, schemes, self.environment)

    @cached_property
    def _own_key(self) -> bytes:
        from asdocumented.redaction.key import redaction_key

        return redaction_key(self.environment)

    def redaction_key(self, target: "Target") -> bytes:
        """Return the redaction key that the environment sets.

        Without one it is the fixed key of a built-in stand-in, and a random one for all others.
        """
        from asdocumented.sandbox.target import REDACTION_KEY

        fixed = not target.base_url and not self.environment.get(KEY_VARIABLE)
        return REDACTION_KEY if fixed else self._own_key

    @property
    def version(self) -> str:
        """The version of this package."""
        return __version__

    def target(self, name: str) -> "Target":
        """Return a target by name; raise Fault where there is none, with the names there are."""
        from asdocumented.config.targets import find_target

        return find_target(name, self.targets)

    def target_to_ask(self, name: str, *, production: bool) -> "Target":
        """Return a target by name; raise Fault where its host is one of production."""
        target = self.target(name)
        host = (urlsplit(target.base_url).hostname or "").lower()
        if not production and any(fnmatchcase(host, one.lower()) for one in self.config.production):
            what = f"its host {host} is one of production"
            raise Fault(f"target {target.name}", what, "say --i-know-this-is-production if you do")
        return target

    @contextmanager
    def session(self, target: "Target", clock: "Clock") -> "Iterator[Session]":
        """Yield a session with a target; a built-in stand-in runs meanwhile.

        Raises Fault where credentials are missing, or the `live` extra is not installed.
        """
        from asdocumented.config.targets import credentials
        from asdocumented.live.http.session import open_session
        from asdocumented.sandbox.deviations import DEVIATIONS
        from asdocumented.sandbox.target import start_if_built_in

        found = credentials(target, self.environment)
        with (
            start_if_built_in(target, self.environment) as reachable,
            open_session(
                reachable,
                found,
                self.folder.newest,
                self.redaction_key(target),
                clock,
                known_deviations=DEVIATIONS,
            ) as session,
        ):
            yield session

    def provenance(self, target: "Target") -> "Provenance":
        """Return what a recording of a target says of itself."""
        from asdocumented.live.runs.cassette import Provenance

        return Provenance(target.name, target.zone, self.version, target.stand_in)


@refusals_as_faults()
def load_gate(
    *,
    config: str | os.PathLike[str] | None = None,
    waivers: str | os.PathLike[str] | None = None,
    against: str | os.PathLike[str] | None = None,
    pages_alone: bool = False,
    max_age_days: int | None = None,
) -> GateInputs:
    """Read what decides on a report: policy, waivers and earlier reports.

    Args:
        config: a configuration; None takes that of the working directory, if there is one.
        waivers: a file of accepted drifts; None takes the one beside the configuration.
        against: an earlier drift.json, or a folder of them.
        pages_alone: the pages are judged by their printed examples alone, so that no other
            evidence is missing.
        max_age_days: how old a recording may be; None leaves it to the configuration.

    Raises:
        Fault: a file that is at fault, or that is named and not there.

    """
    workspace = Workspace(
        Path.cwd(),
        config_file=None if config is None else Path(config),
        waivers_file=None if waivers is None else Path(waivers),
        against=None if against is None else Path(against),
    )
    return workspace.gate(CommandLine(max_age_days=max_age_days, pages_alone=pages_alone))


def known_targets(
    config: Config, clusters: Clusters, schemes: "Schemes", environment: Mapping[str, str]
) -> "dict[str, Target]":
    """Return the built-in targets and the configured ones by name; raise Fault at faults."""
    from asdocumented.config.targets import configured_targets
    from asdocumented.sandbox.target import BUILT_IN, with_samples

    configured = configured_targets(config, clusters, schemes, environment, BUILT_IN)
    return {**BUILT_IN, **{name: with_samples(target) for name, target in configured.items()}}
