"""The versions of what judges, as a report names them."""

import platform
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import jsonschema_rs
import msgspec

_LABEL = "Version: "


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of Python and of the libraries that judge."""
    return {
        "Python": platform.python_version(),
        "jsonschema-rs": installed_version("jsonschema-rs", Path(jsonschema_rs.__file__)),
        "msgspec": msgspec.__version__,
    }


def installed_version(name: str, module: Path) -> str:
    """Return the version of an installed distribution, of which this is the `__init__.py`.

    Its metadata lie beside the package as a rule, and are read there: to import
    `importlib.metadata` takes a thirtieth of a start.
    """
    pattern = f"{name.replace('-', '_')}-*.dist-info/METADATA"
    beside = [*module.parents[1].glob(pattern)]
    for line in beside[0].read_text(encoding="utf-8").splitlines() if len(beside) == 1 else ():
        if line.startswith(_LABEL):
            return line.removeprefix(_LABEL)
    from importlib.metadata import version

    return version(name)
