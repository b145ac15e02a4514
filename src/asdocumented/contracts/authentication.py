"""Which authentication schemes can be named: the general ones, and those of authentication.toml."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta

from asdocumented.contracts.authentication_scheme import Scheme, Settings
from asdocumented.contracts.folder import bundled_contracts
from asdocumented.errors import Fault, choice
from asdocumented.formats.files import is_there, read_toml
from asdocumented.formats.json_path import mapping, sequence
from asdocumented.formats.toml_table import Schema, Steps, check_table, schema_of, where

FILE = "authentication.toml"

_Name: TypeAlias = Annotated[
    str,
    Meta(
        description="name it with small letters, digits and '-', at most 64 of them",
        pattern=r"^[a-z][a-z0-9-]{0,63}$(?!\n)",
    ),
]
_Settings: TypeAlias = Annotated[
    dict[str, Any],
    Meta(description="write a table with a general scheme, a source, and settings of the scheme"),
]


class NamedScheme(msgspec.Struct, frozen=True):
    """A general scheme, and the settings that its name stands for."""

    kind: type[Scheme]
    settings: Settings


Schemes: TypeAlias = Mapping[str, NamedScheme]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schemes: Annotated[
        dict[_Name, _Settings], Meta(description="write tables such as [schemes.our-login]")
    ] = {}


class _Described(msgspec.Struct, frozen=True):
    """What a named scheme says beside the settings."""

    scheme: Annotated[str, Meta(description="write the name of a general scheme")]
    source: Annotated[
        Annotated[str, Meta(min_length=1)] | Annotated[list[str], Meta(min_length=1)],
        Meta(description="write the page that says so, or an array of pages"),
    ]


def load_schemes(root: Path, general: Mapping[str, type[Scheme]]) -> Schemes:
    """Return the schemes that a target can name.

    Args:
        root: the contract folder; the bundled authentication.toml serves where it has none.
        general: the general schemes by name.

    Returns:
        The general schemes and the named ones, by name.

    Raises:
        Fault: authentication.toml names no general scheme, or breaks the rules of one.

    """
    schemes = {name: NamedScheme(kind, {}) for name, kind in general.items()}
    path = root / FILE
    if not is_there(path):
        path = bundled_contracts() / FILE
    values = read_toml(path, dict[str, object])
    check_table(values, schema_of(_File), str(path), ())
    for name, table in msgspec.convert(values, _File).schemes.items():
        schemes[name] = _named(name, table, general, str(path))
    return schemes


def settings_schema(kind: type[Scheme], beside: Schema) -> Schema:
    """Return the JSON Schema of a scheme's settings and of what stands beside them.

    The keys beside them come first, the fixed headers of every scheme last.
    """
    schema = schema_of(kind)
    found, own = mapping(schema.get("properties")), mapping(beside.get("properties"))
    last = {name: found[name] for name in Scheme.__struct_fields__}
    between = {name: value for name, value in found.items() if name not in last}
    required = [*sequence(beside.get("required")), *sequence(schema.pop("required", None))]
    return {**schema, "properties": {**own, **between, **last}, "required": required}


def _named(
    name: str, table: Settings, general: Mapping[str, type[Scheme]], file: str
) -> NamedScheme:
    """Return the scheme that a table describes; raise Fault where the table is at fault."""
    place = ("schemes", name)
    if name in general:
        raise Fault(where(file, place), "a general scheme has this name", "give it another name")
    beside = schema_of(_Described)
    outline = {key: value for key, value in table.items() if key in ("scheme", "source")}
    check_table(outline, beside, file, place)
    kind = general.get(str(outline["scheme"]))
    if kind is None:
        remedy = choice(str(outline["scheme"]), general)
        raise Fault(where(file, (*place, "scheme")), "no such general scheme", remedy)
    check_table(table, settings_schema(kind, beside), file, place)
    settings = {key: value for key, value in table.items() if key not in outline}
    convert_settings(kind, settings, file, place)
    return NamedScheme(kind, settings)


def convert_settings(kind: type[Scheme], settings: Settings, file: str, place: Steps) -> Scheme:
    """Return the scheme with settings that its schema passed; raise Fault at what no schema says.

    `place` are the keys that lead to the settings in the file.
    """
    scheme = msgspec.convert(settings, kind)
    for fault in scheme.faults():
        raise Fault(where(file, (*place, *fault.path)), fault.what, fault.remedy)
    return scheme
