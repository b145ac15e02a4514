"""Reads host and query of a URL, and adds a query to a path."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import parse_qs, urlencode, urlsplit

_MOST_PARAMETERS = 1000


def parse_url(url: str) -> tuple[str, Mapping[str, list[str]] | None]:
    """Return host and query of a URL; None for a query that cannot be parsed."""
    base, _, query = url.partition("#")[0].partition("?")
    try:
        return _host(base), _parse_query(query)
    except ValueError:
        return "", None


def with_lower_host(url: str) -> str:
    """Return a URL with scheme and host in small letters (RFC 3986, section 3.2.2)."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}{mark}{host.lower()}{slash}{path}" if mark else url


def add_query(path: str, query: Mapping[str, object] | Sequence[tuple[str, object]]) -> str:
    """Return a path with more query in the given order; a list is a name repeated."""
    encoded = urlencode(query, doseq=True, safe=",")
    mark = "&" if "?" in path else "?"
    return f"{path}{mark}{encoded}" if encoded else path


def as_query_value(value: object) -> str:
    """Return a JSON scalar as a query spells it: `true`, and 7 also where 7.0 is written."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _parse_query(query: str) -> Mapping[str, list[str]]:
    if "%" in query or "+" in query:
        return parse_qs(query, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    values: dict[str, list[str]] = {}
    for pair in query.split("&", _MOST_PARAMETERS):
        if pair:
            name, _, value = pair.partition("=")
            values.setdefault(name, []).append(value)
    return values


@lru_cache(maxsize=1024)
def _host(base: str) -> str:
    return urlsplit(base).hostname or ""
