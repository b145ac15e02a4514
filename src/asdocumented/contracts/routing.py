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
    def prefixes(self) -> tuple[str, ...]:
        """The paths that a server may have before the template, as templates."""

    @property
    def edition(self) -> str:
        """The edition of the page."""


R = TypeVar("R", bound=Route)
_PARAMETER = re.compile(r"\{[^{}]*\}")


def match(method: str, url: str, contracts: Iterable[R]) -> R | None:
    """Return the contract of the operation that a request asks for, None where there is none.

    The whole path must match, by itself or behind a documented prefix; a slash at the end makes
    no difference. A literal path goes before one with parameters, a newer edition before an older
    one.
    """
    found = [
        (template.literal, contract.edition, contract)
        for contract in contracts
        if contract.method.upper() == method.upper()
        and (template := _matching(contract, url)) is not None
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def matching_template(route: Route, url: str) -> str:
    """Return the template that a URL's path is of, with the prefix that stands before it."""
    template = _matching(route, url)
    return route.path if template is None else template.path


def path_values(route: Route, url: str) -> Mapping[str, str]:
    """Return the decoded values that a URL has for the parameters of a path."""
    segments, template = path_segments(url), _matching(route, url)
    if segments is None or template is None:
        return {}
    found = [
        value
        for pattern, segment in zip(template.patterns, segments, strict=True)
        if (match := pattern.fullmatch(segment))
        for value in match.groups()
    ]
    return dict(zip(template.names, found, strict=True))


def _matching(route: Route, url: str) -> "Template | None":
    """Return the template of a route that a URL's path is of, the most literal one."""
    segments = path_segments(url)
    return None if segments is None else _best_of(route.path, tuple(route.prefixes), segments)


@lru_cache(maxsize=1024)
def _best_of(path: str, prefixes: tuple[str, ...], segments: tuple[str, ...]) -> "Template | None":
    templates = [read_template(prefix + path) for prefix in ("", *prefixes)]
    found = [template for template in templates if template.takes(segments)]
    return max(found, key=lambda template: template.literal, default=None)


def path_segments(url: str) -> tuple[str, ...] | None:
    """Return the segments of a URL's path, decoded one by one; None for what is no URL."""
    return _segments(url.partition("?")[0])


@lru_cache(maxsize=1024)
def _segments(url: str) -> tuple[str, ...] | None:
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    return tuple(unquote(segment) for segment in path.rstrip("/").split("/"))


class Template(NamedTuple):
    """A path template: which of its segments are literal, all as patterns, its parameters."""

    path: str
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
        path,
        tuple(not _PARAMETER.search(segment) for segment in segments),
        tuple(re.compile(_pattern(segment), flags) for segment in segments),
        tuple(name[1:-1] for name in _PARAMETER.findall(path)),
    )


def _pattern(segment: str) -> str:
    return "(.+)".join(re.escape(literal) for literal in _PARAMETER.split(segment))
