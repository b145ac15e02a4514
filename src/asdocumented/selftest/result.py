"""What a selftest found: how many faults were caught, and each that was not."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from asdocumented.contracts.model import Severity
from asdocumented.errors import ExitCode
from asdocumented.selftest.state import State

FORMAT: Literal[1] = 1

_Count = Annotated[int, Meta(ge=0)]


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding beside the right one, and how often it came."""

    check: str
    severity: Severity
    count: _Count


class CheckRate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many faults of one check were caught, and in which company."""

    check: str
    tried: _Count
    caught: _Count
    company: list[Told] = []


class OperationRate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many faults in answers of one operation were caught; `digest` is its contract's."""

    operation: str
    edition: str
    digest: str | None
    interactions: _Count
    tried: _Count
    caught: _Count


class Survivor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fault that was not caught; `reason` is empty where nobody wrote one."""

    check: str
    operation: str
    edition: str
    fault: str
    location: str
    interaction: str
    state: State
    told: list[str]
    reason: str = ""


class FalseAlarm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A harmless change that was told."""

    operation: str
    change: str
    location: str
    told: list[str]


class SelftestResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `selftest.json`."""

    format: Literal[1]
    version: str
    seed: int
    every: bool
    operations: list[OperationRate]
    checks: list[CheckRate]
    untried: list[str]
    drifting: _Count
    survivors: list[Survivor]
    harmless: _Count
    alarms: list[FalseAlarm]

    @property
    def tried(self) -> int:
        """How many faults were put into evidence."""
        return sum(one.tried for one in self.operations)

    @property
    def caught(self) -> int:
        """How many of them the right check told at the right place."""
        return sum(one.caught for one in self.operations)

    @property
    def exit_code(self) -> ExitCode:
        """The exit code: inconclusive where no fault was put into anything."""
        if self.unexplained or self.alarms:
            return ExitCode.DRIFT
        return ExitCode.AS_DOCUMENTED if self.tried else ExitCode.INCONCLUSIVE

    @property
    def unexplained(self) -> list[Survivor]:
        """The survivors without a reason."""
        return [one for one in self.survivors if not one.reason]


def encode(result: msgspec.Struct) -> bytes:
    """Return a result as the file holds it."""
    return msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n"


def percent(part: int, whole: int) -> str:
    """Return a share in per cent, rounded down to a tenth: `100 %` is all."""
    if not whole:
        return "0 %"
    tenths = 1000 * part // whole
    return f"{tenths // 10}.{tenths % 10} %" if tenths % 10 else f"{tenths // 10} %"
