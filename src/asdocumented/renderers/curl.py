"""The request of a sample as a command for a shell, with names in place of secrets."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import parse_qsl

from asdocumented.formats.urls import is_cut
from asdocumented.report.model import Drift, SampleRequest

_KEPT = 32
"""How many requests are kept as they were taken apart: each drift in one answer shows its own."""


def curl(request: SampleRequest, names: Mapping[str, str]) -> str:
    """Return a command that sends a request, with `$TOKEN` and names in place of secrets.

    A comment tells that no page prints the request of a printed answer, or that its URL was cut.
    """
    values = dict.fromkeys(value for _, value in _values(request.url, tuple(request.sensitive)))
    variables = tuple((value, names[value]) for value in values if value in names)
    method = "" if request.method == "GET" else f"-X {shlex.quote(request.method)} "
    url = _quoted_url(request.url, tuple(request.sensitive), variables)
    note = "  # no page prints this request" if request.inferred else ""
    note += "  # the URL was cut: it is too long for a report" if is_cut(request.url) else ""
    return f'curl {method}-H "Authorization: $TOKEN" {url}{note}'


@lru_cache(maxsize=_KEPT)
def _quoted_url(
    url: str, sensitive: tuple[str, ...], variables: tuple[tuple[str, str], ...]
) -> str:
    """Return a URL, quoted for a shell; sensitive values of its query as variables."""
    base, mark, query = url.partition("?")
    hidden, names = {*sensitive}, dict(variables)
    parts = [_part(part, hidden, names) for part in query.split("&")] if mark else []
    return shlex.quote(base + mark) + "'&'".join(parts)


def _part(part: str, sensitive: set[str], names: Mapping[str, str]) -> str:
    """Return a part of a query, quoted for a shell; a sensitive value as a variable."""
    for name, value in parse_qsl(part, keep_blank_values=True):
        if name in sensitive and value in names:
            return f'{shlex.quote(f"{name}=")}"${names[value]}"'
    return shlex.quote(part)


@lru_cache(maxsize=_KEPT)
def _values(url: str, sensitive: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the sensitive parameters in the query of a URL, each with its value."""
    hidden = {*sensitive}
    pairs = parse_qsl(url.partition("?")[2], keep_blank_values=True)
    return tuple(pair for pair in pairs if pair[0] in hidden)


def value_names(drifts: Sequence[Drift]) -> dict[str, str]:
    """Return a name for each sensitive value in the requests of drifts."""
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for request in _requests(drifts):
        for name, value in _values(request.url, tuple(request.sensitive)):
            if value not in names:
                word = "".join(c if c.isascii() and c.isalnum() else "_" for c in name).upper()
                counts[word] = counts.get(word, 0) + 1
                names[value] = f"{word}_{counts[word]}"
    return names


def _requests(drifts: Sequence[Drift]) -> Iterator[SampleRequest]:
    for sample in (sample for drift in drifts for sample in drift.samples):
        for one in (sample, sample.other):
            if one is not None and one.request is not None:
                yield one.request
