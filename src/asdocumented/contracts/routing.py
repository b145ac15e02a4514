"""Which operation a recorded request belongs to: by method and path template (OpenAPI 3.1)."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar
from urllib.parse import unquote, urlsplit


class Route(Protocol):
    """What tells an operation: a contract, or less of one."""

    @property
    def method(self) -> str:
        """The method, in whatever letter case."""

    @property
    def path(self) -> str:
        """The path template."""

    @property
    def edition(self) -> str:
        """The edition of the page."""


R = TypeVar("R", bound=Route)
_PARAMETER = re.compile(r"\{[^{}]*\}")


def match(method: str, url: str, contracts: Iterable[R]) -> R | None:
    """Return the contract of the operation that a request asks for, None where there is none.

    The whole path must match: no prefix is taken off; a slash at the end makes no difference. A
    literal path goes before one with parameters, a newer edition before an older one.
    """
    segments = path_segments(url)
    if segments is None:
        return None
    found = [
        contract
        for contract in contracts
        if contract.method.upper() == method.upper()
        and read_template(contract.path).takes(segments)
    ]
    return max(found, key=lambda one: (read_template(one.path).literal, one.edition), default=None)


@lru_cache(maxsize=1024)
def path_segments(url: str) -> tuple[str, ...] | None:
    """Return the segments of a URL's path, decoded one by one; None for what is no URL."""
    try:
        path = urlsplit(url.partition("?")[0]).path
    except ValueError:
        return None
    return tuple(unquote(segment) for segment in path.rstrip("/").split("/"))


def path_values(path: str, url: str) -> Mapping[str, str]:
    """Return the decoded values that a URL has for the parameters of a path template."""
    segments, template = path_segments(url), read_template(path)
    if segments is None or not template.takes(segments):
        return {}
    found = [
        value
        for pattern, segment in zip(template.patterns, segments, strict=True)
        if (match := pattern.fullmatch(segment))
        for value in match.groups()
    ]
    return dict(zip(template.names, found, strict=True))


class Template(NamedTuple):
    """A path template: which of its segments are literal, all as patterns, its parameters."""

    literal: tuple[bool, ...]
    patterns: tuple[re.Pattern[str], ...]
    names: tuple[str, ...]

    def takes(self, segments: tuple[str, ...]) -> bool:
        """Tell whether a path is of this template."""
        return len(segments) == len(self.patterns) and all(
            pattern.fullmatch(segment)
            for pattern, segment in zip(self.patterns, segments, strict=True)
        )


@lru_cache(maxsize=256)
def read_template(path: str, *, ignore_case: bool = False) -> Template:
    """Return a path template, or some segments of one."""
    flags = re.DOTALL | re.IGNORECASE if ignore_case else re.DOTALL
    segments = path.rstrip("/").split("/")
    return Template(
        tuple(not _PARAMETER.search(segment) for segment in segments),
        tuple(re.compile(_pattern(segment), flags) for segment in segments),
        tuple(name[1:-1] for name in _PARAMETER.findall(path)),
    )


def _pattern(segment: str) -> str:
    return "(.+)".join(re.escape(literal) for literal in _PARAMETER.split(segment))
