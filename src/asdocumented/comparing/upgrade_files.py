"""The map file of an upgrade, read into a value; the key of a side is `from` or `to`."""

from pathlib import Path

import msgspec

from asdocumented.comparing.upgrade_map import Rule
from asdocumented.contracts.files import SourceFile, Sources
from asdocumented.errors import Fault, suggestion
from asdocumented.formats.files import read_toml

FOLDER = "upgrades"
_BETWEEN = "--"


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a file in which every key is known."""


class SideFile(_Strict, frozen=True):
    """Which edition of an operation the file was written to."""

    operation: str
    edition: str


class ItemsFile(_Strict, frozen=True):
    """`[items]`: where both sides have their items, and by which fields they are paired."""

    old: str = msgspec.field(name="from")
    new: str = msgspec.field(name="to")
    old_identity: str = msgspec.field(name="from_identity")
    new_identity: str = msgspec.field(name="to_identity")


class MappedFile(_Strict, frozen=True):
    """One `[[mapped]]` entry."""

    old: str = msgspec.field(name="from")
    new: str | list[str] = msgspec.field(name="to")
    rule: str
    old_source: Sources = msgspec.field(name="from_source", default_factory=list[SourceFile])
    new_source: Sources = msgspec.field(name="to_source", default_factory=list[SourceFile])
    values: dict[str, str] = {}
    kept: list[str] = []
    note: str = ""

    @property
    def targets(self) -> list[str]:
        """The fields that it became, one or several."""
        return [self.new] if isinstance(self.new, str) else self.new


class LostFile(_Strict, frozen=True):
    """One `[[lost]]` entry."""

    old: str = msgspec.field(name="from")
    instead: str
    old_source: Sources = msgspec.field(name="from_source", default_factory=list[SourceFile])
    elsewhere: Sources = msgspec.field(default_factory=list[SourceFile])


class AddedFile(_Strict, frozen=True):
    """One `[[added]]` entry."""

    new: str = msgspec.field(name="to")
    note: str = ""
    needs: str = ""
    new_source: Sources = msgspec.field(name="to_source", default_factory=list[SourceFile])


class ConcernFile(_Strict, frozen=True):
    """One `[[remarks]]` entry."""

    subject: str
    text: str
    old_source: Sources = msgspec.field(name="from_source", default_factory=list[SourceFile])
    new_source: Sources = msgspec.field(name="to_source", default_factory=list[SourceFile])


class StepFile(_Strict, frozen=True):
    """One `[[steps]]` entry."""

    text: str
    old_source: Sources = msgspec.field(name="from_source", default_factory=list[SourceFile])
    new_source: Sources = msgspec.field(name="to_source", default_factory=list[SourceFile])


class ExchangeFile(_Strict, frozen=True):
    """One side of `[example]`: the path with its query, and the JSON text that answers it."""

    request: str
    body: str


class ExampleFile(_Strict, frozen=True):
    """`[example]`: the same request with its whole answer on both sides."""

    note: str
    old: ExchangeFile = msgspec.field(name="from")
    new: ExchangeFile = msgspec.field(name="to")
    old_source: Sources = msgspec.field(name="from_source", default_factory=list[SourceFile])
    new_source: Sources = msgspec.field(name="to_source", default_factory=list[SourceFile])


class UpgradeFile(_Strict, frozen=True):
    """A file of `upgrades/`, whole."""

    old: SideFile = msgspec.field(name="from")
    new: SideFile = msgspec.field(name="to")
    items: ItemsFile | None = None
    steps: list[StepFile] = []
    example: ExampleFile | None = None
    mapped: list[MappedFile] = []
    lost: list[LostFile] = []
    added: list[AddedFile] = []
    remarks: list[ConcernFile] = []


def upgrade_path(root: Path, old: str, new: str) -> Path:
    """Return where the map from one operation to another stands in a contract folder."""
    return root / FOLDER / f"{old}{_BETWEEN}{new}.toml"


def operations_of(path: Path) -> tuple[str, str] | None:
    """Return the operations that a map is named after; None where its name is none of a map."""
    old, between, new = path.stem.partition(_BETWEEN)
    return (old, new) if between and path.suffix == ".toml" else None


def upgrade_names(root: Path) -> list[tuple[str, str]]:
    """Return the operations between which a contract folder has maps, in order."""
    found = sorted((root / FOLDER).glob(f"*{_BETWEEN}*.toml"))
    return [names for path in found if (names := operations_of(path)) is not None]


def read_upgrade(path: Path) -> UpgradeFile:
    """Return a map file; raise Fault where it is not written as one."""
    return read_toml(path, UpgradeFile)


def as_rule(name: str, rules: "dict[Rule, str]", where: str) -> Rule:
    """Return a rule by name; raise Fault at an unknown one."""
    for rule in rules:
        if rule == name:
            return rule
    remedy = f"{suggestion(name, rules)}there are: {', '.join(rules)}"
    raise Fault(where, f"no such rule: {name}", remedy)
