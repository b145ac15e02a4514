"""Reads host and query of a URL, adds a query to a path, and shows a URL without secrets."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import parse_qs, urlencode, urlsplit

_MOST_PARAMETERS = 1000
_LONGEST_SHOWN = 8192
_CUT = "\u2026"
_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*::)*[A-Za-z][A-Za-z0-9+.-]*://")
_MISTYPED_USER = re.compile(r"\A(\s*(?:[A-Za-z][A-Za-z0-9+.-]*:[/\\]+)?)[^/\\:@]+:.*@", re.DOTALL)
_MISTYPED_QUERY = re.compile(r"[?#](?=[^?#=]{1,100}=)")
_PORT = re.compile(r"[^:@/]*(?::[0-9]*)?")


def begins_as_url(text: str) -> bool:
    """Tell whether a text begins as a URL does, or as fsspec chains several: `zip::https://`."""
    return _SCHEME.match(text) is not None


def shown_url(url: str) -> str:
    """Return a URL without user information, query and fragment, which may be credentials."""
    return "::".join(map(_shown_link, url.split("::")))


def shown_mistyped(text: str) -> str:
    """Return what is no URL without what would be a credential in the URL that it may stand for.

    `https:/name:password@host/` and `host/?signature=…` are no URLs, nor are they paths.
    """
    shown = _MISTYPED_USER.sub(r"\1", text)
    return _MISTYPED_QUERY.split(shown, maxsplit=1)[0]


def shown_urls(text: str) -> str:
    """Return a word of a command with the URL in it, if there is one, shown without secrets."""
    found = _SCHEME.search(text)
    return text if found is None else text[: found.start()] + shown_url(text[found.start() :])


def _shown_link(url: str) -> str:
    scheme, mark, rest = url.partition("://")
    if not mark:
        return shown_mistyped(url)
    host = rest.partition("/")[0]
    if "@" in rest and not _PORT.fullmatch(host):  # a password may hold a slash or a question mark
        rest = rest.rpartition("@")[2]
    return f"{scheme}://{re.split('[?#]', rest)[0]}"


def cut_url(url: str) -> str:
    """Return a URL as each drift of a report has it: no longer than servers take.

    What is longer is cut before a parameter or a part of the path, and ends with a mark.
    """
    if len(url) <= _LONGEST_SHOWN:
        return url
    start = url[:_LONGEST_SHOWN]
    end = max(start.rfind("&"), start.rfind("?"), start.rfind("/")) + 1
    return start[:end] + _CUT


def is_cut(url: str) -> bool:
    """Tell whether a URL was cut."""
    return url.endswith(_CUT)


def parse_url(url: str) -> tuple[str, Mapping[str, list[str]] | None]:
    """Return host and query of a URL; None for a query that cannot be parsed."""
    base, _, query = (url.partition("#")[0] if "#" in url else url).partition("?")
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
        name, _, value = pair.partition("=")
        if not pair:
            continue
        if name in values:
            values[name].append(value)
        else:
            values[name] = [value]
    return values


@lru_cache(maxsize=1024)
def _host(base: str) -> str:
    return urlsplit(base).hostname or ""
