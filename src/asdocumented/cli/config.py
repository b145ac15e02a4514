"""`asdocumented config`: what is in force, and where each value comes from."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import fields

from asdocumented.cli.output import print_text
from asdocumented.gate.policy import Policy, Setting
from asdocumented.report.gate_model import SettingSource
from asdocumented.workspace import Workspace

_NO_SETTINGS = ("fail_on_probe", "pages_alone", "file", "digest")


class _Line(NamedTuple):
    """A setting: its key, its value in words, and where it comes from."""

    key: str
    value: str
    source: SettingSource


def run_config(config: Path | None, contracts: Path | None) -> None:
    """Print every setting; raise Fault where the configuration is at fault."""
    print_text("\n".join(listing(Workspace(Path.cwd(), contracts, config))))


def listing(workspace: Workspace) -> list[str]:
    """Return every setting in a line: its key, its value, and where it comes from.

    Targets are only named: `asdocumented targets` tells what each of them is.
    """
    lines = [*_gate(workspace.policy()), *_others(workspace)]
    width = max(len(line.key) for line in lines)
    file = workspace.config.file if workspace.config.given else "none, the defaults hold"
    told = {"configuration": workspace.config.file}
    return [
        f"configuration: {file}",
        *(
            f"{one.key:<{width}}  {one.value}  ({told.get(one.source, one.source)})"
            for one in lines
        ),
    ]


def _gate(policy: Policy) -> Iterator[_Line]:
    """Yield the settings of the gate, a line for each entry of a table."""
    for name in (one.name for one in fields(policy) if one.name not in _NO_SETTINGS):
        setting: object = getattr(policy, name)
        key = f"gate.{name}"
        if isinstance(setting, Setting):
            yield _Line(key, _shown(setting.value), setting.source)
        elif isinstance(setting, Mapping) and setting:
            for entry, one in setting.items():
                yield _Line(f"{key}.{entry}", _shown(one.value), one.source)
        elif isinstance(setting, tuple) and setting:
            yield _Line(key, ", ".join(one.value for one in setting), setting[0].source)
        else:
            yield _Line(key, "none", "default")


def _others(workspace: Workspace) -> Iterator[_Line]:
    """Yield what is configured beside the gate's policy."""
    config = workspace.config
    found = workspace.waivers
    count = "no such file" if found.name is None else f"{len(found.waivers)} in it"
    yield _Line(
        "gate.waivers", f"{config.gate.waivers}: {count}", _source(workspace, "gate", "waivers")
    )
    yield _Line(
        "production", ", ".join(config.production) or "none", _source(workspace, "production")
    )
    yield _Line("targets", ", ".join(config.targets) or "none", _source(workspace, "targets"))


def _source(workspace: Workspace, *key: str) -> SettingSource:
    return "configuration" if key in workspace.config.given else "default"


def _shown(value: object) -> str:
    if value is None:
        return "no limit"
    return str(value).lower() if isinstance(value, bool) else str(value)
