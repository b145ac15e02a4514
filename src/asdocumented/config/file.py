"""The configuration: `asdocumented.toml`, or `[tool.asdocumented]` in pyproject.toml.

The structs are the only description of the file: its JSON Schema is generated from them.
"""

import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

from asdocumented.config.gate import GateTable
from asdocumented.config.rules import url_fault, zone_fault
from asdocumented.config.variables import VariableName
from asdocumented.errors import Fault
from asdocumented.formats.files import NO_PATH
from asdocumented.formats.json_path import Json, Step
from asdocumented.formats.toml_table import (
    UNREADABLE,
    check_table,
    credential_fault,
    names_a_credential,
    schema_of,
    where,
)

FILE = "asdocumented.toml"
PYPROJECT = "pyproject.toml"

_TOOL = ("tool", "asdocumented")
_LIMIT = 2**20

_SAMPLES = 'write samples = "sandbox", or a table of arrays such as codes = ["A", "B"]'

_TargetName: TypeAlias = Annotated[
    str,
    Meta(
        description="name it with small letters, digits, '.', '_' and '-', at most 64 of them: "
        "[targets.demo]",
        pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$(?!\n)",
    ),
]
_Host: TypeAlias = Annotated[
    str,
    Meta(
        description='write a host such as "api.example.com" or "*.prod.example.com", '
        "without scheme, port and path",
        pattern=r"^[A-Za-z0-9*]([A-Za-z0-9.*_-]{0,251}[A-Za-z0-9*])?$(?!\n)",
    ),
]
_SampleName: TypeAlias = Annotated[
    str, Meta(description=_SAMPLES, pattern=r"^[a-z][a-z0-9_]{0,63}$(?!\n)")
]
_SampleValue: TypeAlias = Annotated[
    Annotated[str, Meta(min_length=1, max_length=1000, pattern=r"^[^\u0000-\u001f\u007f]*$(?!\n)")]
    | Annotated[int, Meta(ge=-999_999_999_999_999_999, le=999_999_999_999_999_999)],
    Meta(description="write a text on one line, or a whole number of at most 18 digits"),
]


class Variable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Values that stand in an environment variable, separated by commas."""

    env: VariableName


_Sample: TypeAlias = Annotated[
    Annotated[tuple[_SampleValue, ...], Meta(min_length=1, max_length=10_000)] | Variable,
    Meta(
        description='write an array of texts or whole numbers, or { env = "VARIABLE" } for a '
        "variable that holds them, separated by commas"
    ),
]


class TargetTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One deployment as the file describes it; its scheme says what `auth` may hold."""

    base_url: Annotated[
        str,
        Meta(
            description="write the URL that every path is put behind: "
            'base_url = "https://api.example.com"',
            min_length=1,
            max_length=2000,
        ),
    ]
    cluster: (
        Annotated[
            str,
            Meta(
                description="write the name of a cluster in the contracts' clusters.toml",
                min_length=1,
                max_length=200,
            ),
        ]
        | None
    ) = None
    zone: (
        Annotated[
            str,
            Meta(
                description='write an IANA id, such as zone = "Europe/Berlin"',
                min_length=1,
                max_length=200,
            ),
        ]
        | None
    ) = None
    requests_per_minute: Annotated[
        int, Meta(description="write a whole number from 1 to 6000", ge=1, le=6000)
    ] = 100
    timeout_seconds: Annotated[
        float, Meta(description="write a number over 0, and at most 600", gt=0, le=600)
    ] = 30.0
    auth: Annotated[
        dict[str, Any],
        Meta(
            description="write a table with the scheme and the names of environment variables",
            extra_json_schema={"required": ["scheme"]},
        ),
    ] = msgspec.field(default_factory=lambda: {"scheme": "none"})
    samples: Annotated[
        Literal["sandbox"] | dict[_SampleName, _Sample], Meta(description=_SAMPLES)
    ] = {}


class ConfigTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that can be configured."""

    gate: Annotated[GateTable, Meta(description="write a table [gate]")] = GateTable()
    max_age_days: (
        Annotated[
            int,
            Meta(
                description="write a number of days, from 1 to 36500: another name of "
                "gate.max_recording_age_days",
                ge=1,
                le=36_500,
            ),
        ]
        | None
    ) = None
    production: Annotated[
        tuple[_Host, ...],
        Meta(
            description="write an array of the hosts of production, such as "
            '["api.example.com", "*.prod.example.com"]',
            max_length=1000,
        ),
    ] = ()
    targets: Annotated[
        dict[
            _TargetName,
            Annotated[TargetTable, Meta(description="write a table such as [targets.demo]")],
        ],
        Meta(description="write tables such as [targets.demo]"),
    ] = {}


class Config(ConfigTable, frozen=True):
    """All that is configured; `file` and `root` say where it stands, for messages.

    `given` holds the keys that the file sets, each as the steps that lead to it; it is empty where
    there is no file.
    """

    file: str = FILE
    root: tuple[str, ...] = ()
    given: frozenset[tuple[str, ...]] = frozenset()

    def where(self, *path: Step) -> str:
        """Return where a key stands: `asdocumented.toml, targets.demo.cluster`."""
        return where(self.file, (*self.root, *path))


def load_config(given: Path | None, working_directory: Path) -> Config:
    """Read the file given, else asdocumented.toml, else pyproject.toml's table, else nothing.

    Raises Fault where a file is unreadable or breaks the schema, and where both hold something.
    """
    if given is not None:
        root = _TOOL if given.name == PYPROJECT else ()
        values = read_table(working_directory / given, str(given))
        if values is None or _table(values, root) is None:
            what = "no such file" if values is None else "no [tool.asdocumented] in it"
            raise Fault(str(given), what, "create it, or name another file with --config")
        return _checked(_table(values, root), str(given), root)
    own = read_table(working_directory / FILE, FILE)
    shared = _table(read_table(working_directory / PYPROJECT, PYPROJECT) or {}, _TOOL)
    if own and shared:
        what = "[tool.asdocumented] in pyproject.toml configures the same"
        raise Fault(FILE, what, "keep one of the two")
    if not own and shared in (None, {}):
        return Config()
    return _checked(shared, PYPROJECT, _TOOL) if shared else _checked(own or {}, FILE, ())


def read_table(path: Path, name: str, limit: int = _LIMIT) -> dict[str, Json] | None:
    """Return what a TOML file holds; None where there is no file.

    Raises Fault where it cannot be read, is no regular file, is too large, or is no TOML.
    """
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise Fault(name, "no regular file", "put a file in its place")
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        remedy = "correct its place and permissions"
        raise Fault(name, error.strerror or str(error), remedy) from error
    except ValueError as error:
        raise Fault(name, *NO_PATH) from error
    if len(content) > limit:
        what = f"larger than {limit // 2**20} MiB"
        raise Fault(name, what, "leave out what does not belong there")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Fault(name, f"not UTF-8 at byte {error.start}", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise Fault(name, f"invalid TOML: {error}", "correct the TOML") from error
    except (RecursionError, ValueError):
        raise Fault(name, UNREADABLE, "simplify it") from None


def _table(values: Mapping[str, Json], path: tuple[str, ...]) -> Json:
    """Return what stands at a path of keys; None where nothing does."""
    found: Json = {**values}
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _checked(values: Json, file: str, root: tuple[str, ...]) -> Config:
    check_table(values, schema_of(ConfigTable), file, root)
    table = msgspec.convert(values, ConfigTable)
    given = frozenset(_keys(values))
    config = Config(
        **{name: getattr(table, name) for name in table.__struct_fields__},
        file=file,
        root=root,
        given=given,
    )
    _refuse_two_ages(config)
    for name, target in config.targets.items():
        for key in target.auth:
            if names_a_credential(key):
                raise credential_fault(config.where("targets", name, "auth", key))
        for path, fault in _beyond_schema(target):
            raise Fault(config.where("targets", name, *path), *fault)
    return config


def _keys(values: Json, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every key below a table, each as the steps that lead to it."""
    for key, value in values.items() if isinstance(values, dict) else ():
        yield (*path, key)
        yield from _keys(value, (*path, key))


def _refuse_two_ages(config: Config) -> None:
    """Raise Fault where both names of the greatest age of recordings are set."""
    if config.max_age_days is not None and config.gate.max_recording_age_days is not None:
        what = "max_age_days at the top is the same setting"
        raise Fault(config.where("gate", "max_recording_age_days"), what, "keep one of the two")


def _beyond_schema(target: TargetTable) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    """Yield what is wrong and no schema can say: the key if one is, then what and the remedy."""
    if target.cluster is not None and target.zone is not None:
        yield (), ("two keys that exclude each other", "keep cluster or zone, not both")
    if fault := url_fault(target.base_url, "base_url"):
        yield ("base_url",), fault
    if target.zone is not None and (fault := zone_fault(target.zone)):
        yield ("zone",), fault
