"""The policy: what must hold for green, and where each setting comes from."""

from collections.abc import Collection, Mapping
from fnmatch import fnmatchcase
from typing import Generic, TypeVar

import msgspec

from asdocumented.config.file import Config
from asdocumented.config.gate import Level
from asdocumented.contracts.model import SEVERITIES, Severity
from asdocumented.errors import Fault, choice
from asdocumented.evidence.interaction import Origin
from asdocumented.report.gate_model import SettingSource

MAX_AGE_DAYS = 180
"""How old a recording of a target may be, unless something else is said."""

_T = TypeVar("_T")
_K = TypeVar("_K", bound=str)


class Setting(msgspec.Struct, Generic[_T], frozen=True):
    """A value that is in force, and where it comes from."""

    value: _T
    source: SettingSource = "default"


class Policy(msgspec.Struct, frozen=True):
    """What must hold for green; None is no limit.

    A drift fails by the level of its check, else of its operation, else of its origin, else by
    `fail_on`. `must_show` are operations of which an answer has to show something. `pages_alone`
    tells that the pages are judged by their printed examples alone. `file` is the configuration
    that was read, and `digest` that of its content; both are None where there is none.
    """

    fail_on: Setting[Level] = Setting("error")
    fail_on_origin: Mapping[Origin, Setting[Level]] = msgspec.field(default_factory=dict)
    fail_on_check: Mapping[str, Setting[Level]] = msgspec.field(default_factory=dict)
    fail_on_operation: Mapping[str, Setting[Level]] = msgspec.field(default_factory=dict)
    severity: Mapping[str, Setting[Severity]] = msgspec.field(default_factory=dict)
    new_only: Setting[bool] = Setting(value=False)
    fail_on_probe: Setting[bool] = Setting(value=False)
    min_rows_observed: Setting[int | None] = Setting(None)
    min_interactions: Setting[int | None] = Setting(None)
    must_show: Mapping[str, Setting[bool]] = msgspec.field(default_factory=dict)
    max_recording_age_days: Setting[int | None] = Setting(MAX_AGE_DAYS)
    max_page_age_days: Setting[int | None] = Setting(None)
    max_waivers: Setting[int | None] = Setting(None)
    max_waiver_age_days: Setting[int | None] = Setting(None)
    leave_out: tuple[Setting[str], ...] = ()
    pages_alone: bool = False
    file: str | None = None
    digest: str | None = None

    def counts(self, evidence_set: str) -> bool:
        """Tell whether the gate counts an evidence set, by its name."""
        return not any(fnmatchcase(evidence_set, one.value) for one in self.leave_out)

    def severities(self) -> dict[str, Severity]:
        """Return the severities that were changed, by check."""
        return {check: setting.value for check, setting in self.severity.items()}


class CommandLine(msgspec.Struct, frozen=True):
    """What the command line says of the gate; None and empty say nothing."""

    fail_on: Level | None = None
    max_age_days: int | None = None
    operations: tuple[str, ...] = ()
    new_only: bool = False
    fail_on_probe: bool = False
    pages_alone: bool = False


def make_policy(
    config: Config,
    given: CommandLine,
    *,
    checks: Collection[str],
    operations: Collection[str],
) -> Policy:
    """Return the policy of a configuration and a command line, of which the latter goes first.

    A level on the command line stands for every level of the configuration.

    Args:
        config: the configuration, as read.
        given: the options that were typed.
        checks: the ids of all checks.
        operations: the names of all operations of the contracts.

    Raises:
        Fault: a check or an operation that there is not.

    """
    table = config.gate
    for key, names, known in (
        ("fail_on_check", table.fail_on_check, checks),
        ("severity", table.severity, checks),
        ("fail_on_operation", table.fail_on_operation, operations),
    ):
        for name in names:
            _require(config, (key, name), name, known)
    for place, name in enumerate(table.must_show):
        _require(config, ("must_show", place), name, operations)
    levels = given.fail_on is None
    return Policy(
        fail_on=Setting(given.fail_on, "command line")
        if given.fail_on is not None
        else _setting(config, "fail_on", table.fail_on),
        fail_on_origin=_settings(table.fail_on_origin) if levels else {},
        fail_on_check=_settings(table.fail_on_check) if levels else {},
        fail_on_operation=_settings(table.fail_on_operation) if levels else {},
        severity=_settings(table.severity),
        new_only=_flag(config, "new_only", table.new_only, given=given.new_only),
        fail_on_probe=Setting(
            given.fail_on_probe, "command line" if given.fail_on_probe else "default"
        ),
        min_rows_observed=_setting(config, "min_rows_observed", table.min_rows_observed),
        min_interactions=_setting(config, "min_interactions", table.min_interactions),
        must_show={
            **{name: Setting(value=True, source="configuration") for name in table.must_show},
            **{name: Setting(value=True, source="command line") for name in given.operations},
        },
        max_recording_age_days=_max_age(config, given),
        max_page_age_days=_setting(config, "max_page_age_days", table.max_page_age_days),
        max_waivers=_setting(config, "max_waivers", table.max_waivers),
        max_waiver_age_days=_setting(config, "max_waiver_age_days", table.max_waiver_age_days),
        leave_out=tuple(Setting(one, "configuration") for one in table.leave_out),
        pages_alone=given.pages_alone,
        file=config.file if config.given else None,
    )


def fails_at(level: Level) -> tuple[Severity, ...]:
    """Return the severities at which a level fails."""
    return () if level == "never" else SEVERITIES[: SEVERITIES.index(level) + 1]


def _require(
    config: Config, path: tuple[str | int, ...], name: str, known: Collection[str]
) -> None:
    if name not in known:
        kind = "operation" if path[0] in ("fail_on_operation", "must_show") else "check"
        raise Fault(config.where("gate", *path), f"no such {kind}", choice(name, known))


def _setting(config: Config, key: str, value: _T) -> Setting[_T]:
    is_given = ("gate", key) in config.given
    return Setting(value, "configuration" if is_given else "default")


def _settings(table: Mapping[_K, _T]) -> dict[_K, Setting[_T]]:
    return {name: Setting(value, "configuration") for name, value in table.items()}


def _flag(config: Config, key: str, value: bool, *, given: bool) -> Setting[bool]:  # noqa: FBT001
    return Setting(value=True, source="command line") if given else _setting(config, key, value)


def _max_age(config: Config, given: CommandLine) -> Setting[int | None]:
    """Return the greatest age of recordings, under either of its names."""
    if given.max_age_days is not None:
        return Setting(given.max_age_days, "command line")
    for found in (config.gate.max_recording_age_days, config.max_age_days):
        if found is not None:
            return Setting(found, "configuration")
    return Setting(MAX_AGE_DAYS)
