"""The options that judging commands have in common, and the workspace and gate they ask for."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from asdocumented.config.gate import Level
from asdocumented.gate.policy import CommandLine
from asdocumented.renderers.files import read_outputs
from asdocumented.workspace import Workspace


class JudgingOptions(msgspec.Struct, frozen=True):
    """What the command line was told of contracts, checks, gate and outputs.

    `outputs` are written as `FORMAT=PATH`; `output` is the format that is printed. `command` is
    what was typed.
    """

    contracts: Path | None = None
    config: Path | None = None
    operations: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    fail_on: Level | None = None
    new_only: bool = False
    waivers: Path | None = None
    against: Path | None = None
    report_dir: Path = Path("reports")
    outputs: tuple[str, ...] = ()
    output: str = "text"
    notes: bool = False
    show_values: bool = False
    no_ci: bool = False
    command: str | None = None

    def workspace(self, environment: Mapping[str, str] = os.environ) -> Workspace:
        """Return the workspace of the working directory."""
        return Workspace(
            Path.cwd(),
            self.contracts,
            self.config,
            self.operations,
            self.editions,
            self.waivers,
            self.against,
            environment,
        )

    def files(self) -> dict[Path, str]:
        """Return the format of each file that is to be written; raise Fault where one cannot be."""
        return read_outputs(self.outputs, self.report_dir)

    def command_line(
        self,
        *,
        max_age_days: int | None = None,
        fail_on_probe: bool = False,
        pages_alone: bool = False,
    ) -> CommandLine:
        """Return what the options say of the gate."""
        return CommandLine(
            self.fail_on,
            max_age_days,
            self.operations,
            self.new_only,
            fail_on_probe,
            pages_alone,
        )
