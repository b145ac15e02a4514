"""The request of a sample as a command for a shell, with names in place of secrets."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from asdocumented.report.model import Drift, SampleRequest


def curl(request: SampleRequest, names: Mapping[str, str]) -> str:
    """Return a command that sends a request, with `$TOKEN` and names in place of secrets.

    A comment tells that no page prints the request of a printed answer.
    """
    method = "" if request.method == "GET" else f"-X {shlex.quote(request.method)} "
    base, mark, query = request.url.partition("?")
    parts = [_part(part, request, names) for part in query.split("&")] if mark else []
    url = shlex.quote(base + mark)
    quoted = "'&'".join(parts)
    note = "  # no page prints this request" if request.inferred else ""
    return f'curl {method}-H "Authorization: $TOKEN" {url}{quoted}{note}'


def _part(part: str, request: SampleRequest, names: Mapping[str, str]) -> str:
    """Return a part of a query, quoted for a shell; a sensitive value as a variable."""
    for name, value in parse_qsl(part, keep_blank_values=True):
        if name in request.sensitive and value in names:
            return f'{shlex.quote(f"{name}=")}"${names[value]}"'
    return shlex.quote(part)


def value_names(drifts: Sequence[Drift]) -> dict[str, str]:
    """Return a name for each sensitive value in the requests of drifts."""
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for request in _requests(drifts):
        for name, value in parse_qsl(urlsplit(request.url).query, keep_blank_values=True):
            if name in request.sensitive and value not in names:
                word = "".join(c if c.isascii() and c.isalnum() else "_" for c in name).upper()
                counts[word] = counts.get(word, 0) + 1
                names[value] = f"{word}_{counts[word]}"
    return names


def _requests(drifts: Sequence[Drift]) -> Iterator[SampleRequest]:
    for sample in (sample for drift in drifts for sample in drift.samples):
        for one in (sample, sample.other):
            if one is not None and one.request is not None:
                yield one.request
