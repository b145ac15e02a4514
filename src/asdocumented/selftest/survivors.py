"""Faults that the suite does not find, each with the reason that a person wrote."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from asdocumented.formats.files import read_toml
from asdocumented.selftest.trials import Trial

FILE = "survivors.toml"

_Text = Annotated[str, Meta(min_length=1, max_length=2000)]


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[survivors]]` entry: which faults it is about, and why nothing finds them.

    What is left out is any. `location` is about all that lies below it, too, `fault` is the fault
    in the words of the output.
    """

    check: str
    reason: _Text
    operation: str | None = None
    location: str | None = None
    fault: str | None = None

    def is_about(self, trial: Trial) -> bool:
        """Tell whether a trial is one of those that it explains."""
        return (
            self.check == trial.check
            and self.operation in (None, trial.contract.operation)
            and self._is_above(trial.mutant.location)
            and self.fault in (None, trial.mutant.fault)
        )

    def _is_above(self, location: str) -> bool:
        rest = location.removeprefix(self.location or "")
        return self.location is None or (rest != location and rest[:1] in ("", ".", "["))


class _SurvivorsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    survivors: list[Reason] = []


def read_reasons(contracts: Path) -> Sequence[Reason]:
    """Return the reasons of a contract folder; none where it has no such file."""
    path = contracts / FILE
    return read_toml(path, _SurvivorsFile).survivors if path.exists() else ()
