"""What a configuration may hold: its JSON Schema, and what no schema can say. No value is told."""

import ipaddress
import json
import math
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from asdocumented.errors import Fault
from asdocumented.formats import dates
from asdocumented.formats.json_path import Json, Step, mapping, sequence

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

UNREADABLE = "a value is nested too deeply, or too large a number"

_SCHEMA = "schemas/config.schema.json"

_VALUES_OF_CREDENTIALS = re.compile(
    "(access_)?token|(api_?)?key|client_id|(client_)?secret|authori[sz]ation|bearer|credentials?"
    "|login|pass(wd|word|phrase)?|pwd|user(_?name)?",
)
_CARRIES_CREDENTIALS = re.compile("auth|cookie|credential|key|pass|secret|token", re.IGNORECASE)
_WHAT = {
    "const": "not the text that can stand here",
    "enum": "not one of the texts that can stand here",
    "exclusiveMinimum": "too small",
    "maxItems": "too long",
    "maxLength": "too long",
    "maximum": "too large",
    "minItems": "empty",
    "minLength": "empty",
    "minimum": "too small",
    "not": "two keys that exclude each other",
    "pattern": "not written as it has to be",
    "type": "not the type that belongs here",
}
_NAMES_ONLY = (
    "write the NAME of an environment variable under auth, such as "
    'username_env = "EU_DEMO_USERNAME" and password_env = "EU_DEMO_PASSWORD"'
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")
_LONGEST_KEY = 80


def where(file: str, path: tuple[Step, ...]) -> str:
    """Return a place in the configuration: `asdocumented.toml, targets.eu-demo.base_url`."""
    dotted = "".join(f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in path)
    return f"{file}, {dotted[1:]}" if path else file


def check_values(values: Json, file: str, root: tuple[Step, ...]) -> None:
    """Raise Fault at the first place, of the outermost, where the schema is broken."""
    try:
        errors = [*_validator().iter_errors(values)]
    except (RecursionError, ValueError):
        raise Fault(where(file, root), UNREADABLE, "simplify it") from None
    if errors:
        outermost = min(errors, key=lambda one: len(one.absolute_path))
        raise _fault(outermost, file, (*root, *outermost.absolute_path))


def base_url_fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a base URL, and the remedy; None where it is right."""
    remedy = 'write a URL such as base_url = "https://api.example.com"'
    try:
        parts = urlsplit(text)
        host = _host(parts)
    except ValueError:
        return "not a URL", remedy
    unencrypted = parts.scheme == "http" and not _is_loopback(host)
    odd = re.search(r"[^!-~]|\\", text)
    rules = [
        (odd, "a blank, a backslash or a letter beyond ASCII in a URL", remedy),
        (parts.scheme not in ("http", "https"), "not an http or https URL", remedy),
        ("@" in parts.netloc, "credentials in a URL", "name environment variables under auth"),
        ("?" in text or "#" in text, "a query or fragment in a base URL", "end it before them"),
        (not host, "no proper host in a URL", remedy),
        (unencrypted, "credentials would travel unencrypted", "use https, unless on loopback"),
    ]
    return next(((what, remedy) for broken, what, remedy in rules if broken), None)


def zone_fault(zone: str) -> tuple[str, str] | None:
    """Return what is wrong with a zone, and the remedy; None where there is such a zone."""
    try:
        dates.find_zone(zone)
    except ValueError:
        return "no such time zone", 'write an IANA id, such as zone = "Asia/Kolkata"'
    return None


def header_fault(name: str, token_header: str) -> tuple[str, str] | None:
    """Return what is wrong with a header of a configuration file, and the remedy."""
    if name.casefold() != token_header.casefold() and not _CARRIES_CREDENTIALS.search(name):
        return None
    return "a header that may carry a credential", "take it out; name variables under auth"


@cache
def _validator() -> "Validator":
    """Return the validator; a whole number is an int here, and a number is finite."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    text = (files("asdocumented") / _SCHEMA).read_text(encoding="utf-8")
    kinds = {"integer": _is_integer, "number": _is_number}
    types = Draft202012Validator.TYPE_CHECKER.redefine_many(kinds)
    strict: type[Validator] = extend(Draft202012Validator, type_checker=types)  # type: ignore[no-untyped-call]  # their stub
    return strict(json.loads(text))


def _is_integer(_: object, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(_: object, value: object) -> bool:
    return _is_integer(_, value) or (isinstance(value, float) and math.isfinite(value))


def _fault(error: "ValidationError", file: str, path: tuple[Step, ...]) -> Fault:
    """Return the fault that a schema error is; its own message would show the value."""
    schema, instance, asked = mapping(error.schema), mapping(error.instance), error.validator_value
    if error.validator == "additionalProperties":
        name = next(name for name in instance if not _knows(schema, name))
        return _unknown_key(schema, name, where(file, (*path, name)))
    if error.validator == "required":
        name = next(str(name) for name in sequence(asked) if name not in instance)
        return Fault(where(file, path), f"{name} is missing", f"add {name}")
    described = mapping(asked) if error.validator == "not" else schema
    what = _WHAT.get(str(error.validator), "not what belongs here")
    return Fault(where(file, path), what, str(described.get("description", "correct it")))


def _unknown_key(schema: Mapping[str, Json], name: str, place: str) -> Fault:
    names = [*mapping(schema.get("properties"))]
    if _VALUES_OF_CREDENTIALS.fullmatch(name.casefold().replace("-", "_")):
        return Fault(place, "the value of a credential does not belong in a file", _NAMES_ONLY)
    if not names:
        return Fault(place, "not a name that can stand here", str(schema["description"]))
    close = get_close_matches(name[:_LONGEST_KEY], names, n=1)
    hint = f"did you mean {close[0]}? " if close else ""
    return Fault(place, "no such key", f"{hint}there are: {', '.join(names)}")


def _knows(schema: Mapping[str, Json], name: str) -> bool:
    patterns = mapping(schema.get("patternProperties"))
    return name in mapping(schema.get("properties")) or any(
        re.search(pattern, name) for pattern in patterns
    )


def _key(name: str) -> str:
    shown = name if len(name) <= _LONGEST_KEY else f"{name[:_LONGEST_KEY]}..."
    return shown if _BARE_KEY.fullmatch(shown) else json.dumps(shown)


def _host(parts: SplitResult) -> str:
    """Return the host; nothing where it or the port is none. Raises ValueError as urllib does."""
    host = parts.hostname or ""
    named = _HOST.fullmatch(host) and ".." not in host and "[" not in parts.netloc
    is_right = named or _address(host) is not None
    return host if is_right and parts.port != 0 and not parts.netloc.endswith(":") else ""


def _is_loopback(host: str) -> bool:
    address = _address(host)
    if address is not None:
        return address.is_loopback
    return host == "localhost" or host.endswith(".localhost")


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
