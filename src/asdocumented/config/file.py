"""The configuration: `asdocumented.toml`, or `[tool.asdocumented]` in pyproject.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from asdocumented.config.rules import (
    UNREADABLE,
    base_url_fault,
    check_values,
    header_fault,
    where,
    zone_fault,
)
from asdocumented.errors import Fault
from asdocumented.formats.json_path import Json, Step

FILE = "asdocumented.toml"
PYPROJECT = "pyproject.toml"

_TOOL = ("tool", "asdocumented")
_LIMIT = 2**20

Scheme = Literal["none", "basic", "basic-md5", "oauth"]


class Variable(msgspec.Struct, frozen=True):
    """Values that stand in an environment variable, separated by commas."""

    env: str


class AuthTable(msgspec.Struct, frozen=True):
    """How a target is asked: a scheme, and the names of environment variables, never values."""

    scheme: Scheme = "none"
    username_env: str | None = None
    password_env: str | None = None
    key_env: str | None = None
    secret_env: str | None = None
    token_path: str = "/v3/oauth/token/generate"  # noqa: S105  # a path
    token_header: str = "X-CAP-API-OAUTH-TOKEN"  # noqa: S105  # a header's name
    attribution: dict[str, str] = {}


class TargetTable(msgspec.Struct, frozen=True):
    """One deployment as the file describes it."""

    base_url: str
    cluster: str | None = None
    zone: str | None = None
    requests_per_minute: int = 100
    timeout_seconds: float = 30.0
    auth: AuthTable = AuthTable()
    samples: Literal["sandbox"] | dict[str, tuple[str | int, ...] | Variable] = {}


class Config(msgspec.Struct, frozen=True):
    """All that is configured; `file` and `root` say where it stands, for messages."""

    max_age_days: int = 180
    production: tuple[str, ...] = ()
    targets: dict[str, TargetTable] = {}
    file: str = FILE
    root: tuple[str, ...] = ()

    def where(self, *path: Step) -> str:
        """Return where a key stands: `asdocumented.toml, targets.eu-demo.cluster`."""
        return where(self.file, (*self.root, *path))


def load_config(given: Path | None, working_directory: Path) -> Config:
    """Read the file given, else asdocumented.toml, else pyproject.toml's table, else nothing.

    Raises Fault where a file is unreadable or breaks the schema, and where both hold something.
    """
    if given is not None:
        root = _TOOL if given.name == PYPROJECT else ()
        values = _read(working_directory / given, str(given))
        if values is None or _table(values, root) is None:
            what = "no such file" if values is None else "no [tool.asdocumented] in it"
            raise Fault(str(given), what, "create it, or name another file with --config")
        return _checked(_table(values, root), str(given), root)
    own = _read(working_directory / FILE, FILE)
    shared = _table(_read(working_directory / PYPROJECT, PYPROJECT) or {}, _TOOL)
    if own and shared:
        what = "[tool.asdocumented] in pyproject.toml configures the same"
        raise Fault(FILE, what, "keep one of the two")
    return _checked(shared, PYPROJECT, _TOOL) if shared else _checked(own or {}, FILE, ())


def _read(path: Path, name: str) -> dict[str, Json] | None:
    """Return what a TOML file holds; None where there is no file."""
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        remedy = "correct its place and permissions"
        raise Fault(name, error.strerror or str(error), remedy) from error
    if len(content) > _LIMIT:
        raise Fault(name, "larger than 1 MiB", "leave out what is no configuration")
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
    check_values(values, file, root)
    config = msgspec.convert(values, Config)
    config = msgspec.structs.replace(config, file=file, root=root)
    for path, fault in _beyond_schema(config):
        raise Fault(config.where("targets", *path), *fault)
    return config


def _beyond_schema(config: Config) -> Iterator[tuple[tuple[Step, ...], tuple[str, str]]]:
    """Yield what is wrong and no schema can say: the place below `targets`, what, remedy."""
    for name, target in config.targets.items():
        if fault := base_url_fault(target.base_url):
            yield (name, "base_url"), fault
        if target.zone is not None and (fault := zone_fault(target.zone)):
            yield (name, "zone"), fault
        for header in target.auth.attribution:
            if fault := header_fault(header, target.auth.token_header):
                yield (name, "auth", "attribution", header), fault
