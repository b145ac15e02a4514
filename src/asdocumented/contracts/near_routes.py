"""In what a request that no operation matches differs from those that are documented."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from asdocumented.contracts.routing import Route, path_segments, read_template

_LONGEST_PATH = 200
_ALIKE = 0.75


class NearRoute(NamedTuple):
    """A documented operation that a request nearly asks for, and in what it differs.

    `path` is the documented path, with a documented prefix where the request has it. `before` are
    the segments that stand before it, `lacking` those at its beginning that the request lacks,
    `slashes` tells of empty segments.
    """

    route: Route
    path: str
    before: tuple[str, ...]
    lacking: tuple[str, ...]
    letter_case: bool
    slashes: bool
    method: bool


def near_route(method: str, url: str, routes: Iterable[Route]) -> NearRoute | None:
    """Return the operation that a request nearly asks for, None where there is none.

    It differs in the method, in letter case, by empty segments, by segments before the documented
    path, or in that it lacks the beginning of that path. Its host is no difference.
    """
    written = path_segments(url)
    if written is None:
        return None
    segments = tuple(segment for segment in written if segment)
    found = []
    for route in routes:
        other_method = route.method.upper() != method.upper()
        for path in (prefix + route.path for prefix in ("", *route.prefixes)):
            alike = _ends_alike(path, segments)
            if alike is not None:
                found.append(NearRoute(route, path, *alike, "" in written[1:], other_method))
    return min(found, key=_distance, default=None)


def nearest_path(path: str, routes: Iterable[Route]) -> str | None:
    """Return the documented path that is spelled much like a path, None where there is none."""
    paths = sorted({route.path for route in routes})
    return next(iter(get_close_matches(path[:_LONGEST_PATH], paths, 1, _ALIKE)), None)


def _ends_alike(
    path: str, segments: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], bool] | None:
    """Return what stands before, what is lacking, and whether the letter case differs.

    None where the ends of both paths differ, have no literal segment in common, or are the
    smaller part of the documented path.
    """
    documented = path.strip("/").split("/")
    before = segments[: max(len(segments) - len(documented), 0)]
    lacking = documented[: max(len(documented) - len(segments), 0)]
    end, shared = segments[len(before) :], "/".join(documented[len(lacking) :])
    if len(lacking) > len(end) or not any(read_template(shared).literal):
        return None
    if read_template(shared).takes(end):
        return before, tuple(lacking), False
    in_other_case = read_template(shared, ignore_case=True).takes(end)
    return (before, tuple(lacking), True) if in_other_case else None


def _distance(near: NearRoute) -> tuple[int, int, int, str, str]:
    moved = len(near.before) + len(near.lacking)
    others = near.letter_case + near.slashes
    return near.method, others, moved, near.path, near.route.method
