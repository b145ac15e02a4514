"""The map file of an upgrade, read into a value; the key of a side is `from` or `to`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from asdocumented.comparing.upgrade_map import RULES, Rule
from asdocumented.config.file import read_table
from asdocumented.contracts.files import SourceFile, Sources
from asdocumented.errors import Fault, FaultList, suggestion
from asdocumented.formats import toml_table, type_schema
from asdocumented.formats.files import files_in, shown_path
from asdocumented.formats.json_path import Json

_LOCATION = 'write a location such as "$.data[*].code" or "$request.query.id"'
_Text: TypeAlias = Annotated[str, Meta(min_length=1, description="write a text")]
_Note: TypeAlias = Annotated[str, Meta(description="write a text")]
_Operation: TypeAlias = Annotated[
    str, Meta(min_length=1, description="name an operation of the contracts")
]
_Edition: TypeAlias = Annotated[
    str, Meta(min_length=1, description='name an edition of it as a text, such as "2026"')
]
_Place: TypeAlias = Annotated[str, Meta(pattern=r"^\$", description=_LOCATION)]
_Places: TypeAlias = Annotated[
    list[_Place], Meta(min_length=1, description="name what it became, or list it as lost")
]
_OneOrMore: TypeAlias = Annotated[
    _Place | _Places, Meta(description="write one location, or a list of them")
]
_RuleName: TypeAlias = Annotated[
    str,
    Meta(description=f"choose one of: {', '.join(RULES)}", extra_json_schema={"enum": [*RULES]}),
]
_Words: TypeAlias = Annotated[
    dict[str, _Text], Meta(description='give a text for each word, such as { true = "ABS" }')
]
_Kept: TypeAlias = Annotated[list[str], Meta(description='write a list of texts, such as ["700"]')]
_Source: TypeAlias = Annotated[
    Sources,
    Meta(description='write { table = "query", row = 1 }, { page = "…" } or a list of them'),
]
_MOST_BYTES = 2**24
_FOLDER = "upgrades"
_BETWEEN = "--"


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a file in which every key is known."""


class SideFile(_Strict, frozen=True):
    """Which edition of an operation the file was written to."""

    operation: _Operation
    edition: _Edition


class ItemsFile(_Strict, frozen=True):
    """`[items]`: where both sides have their items, and by which fields they are paired."""

    old: _Place = msgspec.field(name="from")
    new: _Place = msgspec.field(name="to")
    old_identity: _Place = msgspec.field(name="from_identity")
    new_identity: _Place = msgspec.field(name="to_identity")


class MappedFile(_Strict, frozen=True):
    """One `[[mapped]]` entry."""

    old: _Place = msgspec.field(name="from")
    new: _OneOrMore = msgspec.field(name="to")
    rule: _RuleName
    old_source: _Source = msgspec.field(name="from_source", default_factory=list[SourceFile])
    new_source: _Source = msgspec.field(name="to_source", default_factory=list[SourceFile])
    values: _Words = {}
    kept: _Kept = []
    note: _Note = ""

    @property
    def targets(self) -> list[str]:
        """The fields that it became, one or several."""
        return [self.new] if isinstance(self.new, str) else self.new


class LostFile(_Strict, frozen=True):
    """One `[[lost]]` entry."""

    old: _Place = msgspec.field(name="from")
    instead: _Text
    old_source: _Source = msgspec.field(name="from_source", default_factory=list[SourceFile])
    elsewhere: _Source = msgspec.field(default_factory=list[SourceFile])


class AddedFile(_Strict, frozen=True):
    """One `[[added]]` entry."""

    new: _Place = msgspec.field(name="to")
    note: _Note = ""
    needs: _Note = ""
    new_source: _Source = msgspec.field(name="to_source", default_factory=list[SourceFile])


class ConcernFile(_Strict, frozen=True):
    """One `[[remarks]]` entry."""

    subject: _Text
    text: _Text
    old_source: _Source = msgspec.field(name="from_source", default_factory=list[SourceFile])
    new_source: _Source = msgspec.field(name="to_source", default_factory=list[SourceFile])


class StepFile(_Strict, frozen=True):
    """One `[[steps]]` entry."""

    text: _Text
    old_source: _Source = msgspec.field(name="from_source", default_factory=list[SourceFile])
    new_source: _Source = msgspec.field(name="to_source", default_factory=list[SourceFile])


class ExchangeFile(_Strict, frozen=True):
    """One side of `[example]`: the path with its query, and the JSON text that answers it."""

    request: _Text
    body: _Text


class ExampleFile(_Strict, frozen=True):
    """`[example]`: the same request with its whole answer on both sides."""

    note: _Text
    old: ExchangeFile = msgspec.field(name="from")
    new: ExchangeFile = msgspec.field(name="to")
    old_source: _Source = msgspec.field(name="from_source", default_factory=list[SourceFile])
    new_source: _Source = msgspec.field(name="to_source", default_factory=list[SourceFile])


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
    return root / _FOLDER / f"{old}{_BETWEEN}{new}.toml"


def operations_of(path: Path) -> tuple[str, str] | None:
    """Return the operations that a map is named after; None where its name is none of a map."""
    old, between, new = path.stem.partition(_BETWEEN)
    return (old, new) if between and path.suffix == ".toml" else None


def map_files(root: Path) -> list[Path]:
    """Return the files in `upgrades/` of a contract folder, whatever they are named after.

    Raises Fault where `upgrades` is no folder that can be listed.
    """
    return files_in(root / _FOLDER, "*.toml")


def find_map(root: Path, old: str, new: str) -> Path | None:
    """Return the map from one operation to another, None where there is none.

    Raises Fault where `upgrades` is no folder that can be listed.
    """
    path = upgrade_path(root, old, new)
    return path if path in map_files(root) else None


def upgrade_names(root: Path) -> list[tuple[str, str]]:
    """Return the operations between which a contract folder has maps, in order."""
    return [names for path in map_files(root) if (names := operations_of(path)) is not None]


def read_upgrade(path: Path) -> UpgradeFile:
    """Return a map file; raise all places at once where it is not written as one."""
    name = shown_path(path)
    values = read_table(path, name, _MOST_BYTES)
    if values is None:
        raise Fault(name, "no such file", "write it; contracts/README.md lists the keys")
    try:
        return msgspec.convert(values, UpgradeFile)
    except (msgspec.ValidationError, RecursionError) as error:
        _raise_faults(values, name)
        raise Fault(name, str(error), "contracts/README.md lists the keys") from error


def upgrade_file_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of a map file, for editors."""
    title = "upgrades/<from>--<to>.toml: what became of each field of one operation on another one"
    found = type_schema.schema_of(UpgradeFile, "upgrade-map", title)
    parts = found["$defs"]
    if isinstance(parts, dict):
        parts["SourceFile"] = _SOURCE
    return found


_SOURCE: Mapping[str, Json] = {
    "title": "SourceFile",
    "description": "One source: a row, a printed example, or another page.",
    "type": "object",
    "oneOf": [
        {"required": ["table", "row"]},
        {"required": ["inferred"]},
        {"required": ["page"]},
    ],
    "properties": {
        "table": {"type": "string", "minLength": 1},
        "row": {"type": "integer", "minimum": 1},
        "inferred": {"type": "string", "minLength": 1},
        "page": {"type": "string", "minLength": 1},
    },
    "dependentRequired": {"table": ["row"], "row": ["table"]},
    "additionalProperties": False,
}

_ENTRIES: Mapping[str, type[msgspec.Struct]] = {
    "steps": StepFile,
    "mapped": MappedFile,
    "lost": LostFile,
    "added": AddedFile,
    "remarks": ConcernFile,
}


def _raise_faults(values: Mapping[str, Json], name: str) -> None:
    """Raise what is wrong with each entry, and with the rest of a file."""
    faults, rest = FaultList(), {**values}
    for key, kind in _ENTRIES.items():
        entries = values.get(key)
        if isinstance(entries, list):
            rest[key] = []
            schema = toml_table.schema_of(kind)
            for number, entry in enumerate(entries):
                with faults:
                    toml_table.check_table(entry, schema, name, (key, number))
    with faults:
        toml_table.check_table(rest, toml_table.schema_of(UpgradeFile), name, ())
    faults.raise_found()


def as_rule(name: str, rules: "dict[Rule, str]", where: str) -> Rule:
    """Return a rule by name; raise Fault at an unknown one."""
    for rule in rules:
        if rule == name:
            return rule
    remedy = f"{suggestion(name, rules)}there are: {', '.join(rules)}"
    raise Fault(where, f"no such rule: {name}", remedy)
