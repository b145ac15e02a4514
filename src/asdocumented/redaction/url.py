"""The URL of a request with everything replaced that may not stay; its host and shape survive."""

import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus, unquote, unquote_plus, urlsplit

from asdocumented.model import Contract, Parameter
from asdocumented.redaction.body import redact_name
from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.vocabulary import vocabulary
from asdocumented.words import spells_boolean, spells_null

_TEMPLATE = re.compile(r"\{([^{}]*)\}")
_SAFE = ",:@$-_.~"
_WORD_SEGMENT = re.compile(r"v[0-9]+(\.[0-9]+)?|[A-Za-z][A-Za-z_.-]{0,40}", re.ASCII)


def redact_url(
    url: str, contract: Contract | None, pseudonyms: Pseudonyms, secrets: Secrets
) -> str:
    """Return a URL without user info and fragment; values that may not stay are replaced.

    A parameter that the contract lists keeps its name, and its value unless it is sensitive; of
    any other the value is replaced, and the name, too, where it does not read as one.
    """
    base, _, query = url.partition("#")[0].partition("?")
    values = list(_sensitive(base, query, contract))
    pseudonyms.announce(values)
    secrets.add(values, vocabulary(contract))
    parts = urlsplit(base)
    origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.scheme else ""
    path = _path(parts.path, contract, pseudonyms, secrets)
    pairs = [_pair(pair, contract, pseudonyms, secrets) for pair in query.split("&")]
    return f"{origin}{path}" + (f"?{'&'.join(pairs)}" if "?" in url else "")


def _pair(pair: str, contract: Contract | None, pseudonyms: Pseudonyms, secrets: Secrets) -> str:
    raw_name, equals, raw_value = pair.partition("=")
    name, value = unquote_plus(raw_name), unquote_plus(raw_value)
    parameter = _parameter(contract, name)
    new_name = name if parameter else redact_name(name, pseudonyms, secrets)
    if _is_sensitive(parameter, value):
        new_value = pseudonyms.of(value)
    else:
        new_value = secrets.without_them(value, pseudonyms)
    raw_name = raw_name if new_name == name else quote_plus(new_name)
    raw_value = raw_value if new_value == value else quote_plus(new_value, safe=_SAFE)
    return f"{raw_name}{equals}{raw_value}"


def _sensitive(base: str, query: str, contract: Contract | None) -> Iterator[str]:
    """Yield the values of a request that are going to be replaced."""
    for pair in query.split("&"):
        name, _, value = (unquote_plus(part) for part in pair.partition("="))
        if _is_sensitive(_parameter(contract, name), value):
            yield value
    for segment, parameter, literal in _segments(urlsplit(base).path, contract):
        if not literal and _is_sensitive(parameter, unquote(segment)):
            yield unquote(segment)


def _is_sensitive(parameter: Parameter | None, value: str) -> bool:
    """Tell whether a value may not stay; what has no letters or digits always may."""
    if not value or spells_null(value) or spells_boolean(value):
        return False
    if parameter is None or parameter.sensitive is None:
        return parameter is None
    return value.casefold() not in {known.casefold() for known in parameter.enum or ()}


def _parameter(contract: Contract | None, name: str) -> Parameter | None:
    return contract.parameters.get(name) if contract else None


def _path(path: str, contract: Contract | None, pseudonyms: Pseudonyms, secrets: Secrets) -> str:
    written = []
    for segment, parameter, literal in _segments(path, contract):
        text = unquote(segment)
        if literal or not _is_sensitive(parameter, text):
            new = text if literal else secrets.without_them(text, pseudonyms)
        else:
            new = pseudonyms.of(text)
        written.append(segment if new == text else quote(new, safe=_SAFE))
    return "/".join(written)


def _segments(path: str, contract: Contract | None) -> Iterator[tuple[str, Parameter | None, bool]]:
    """Yield each segment, the parameter that it holds, and whether it is literal.

    Without a contract, a segment is literal where it reads as a word or a version.
    """
    template = contract.path.rstrip("/").split("/") if contract else []
    for index, segment in enumerate(path.split("/")):
        if contract is None:
            yield (
                segment,
                None,
                not segment or _WORD_SEGMENT.fullmatch(unquote(segment)) is not None,
            )
        elif index >= len(template):
            yield segment, None, not segment
        else:
            found = _TEMPLATE.search(template[index])
            yield segment, _parameter(contract, found[1]) if found else None, found is None
