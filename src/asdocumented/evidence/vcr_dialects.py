"""Brings the interactions of other recorders into the shape in which vcrpy writes them.

These say the same in other places: VCR 1.x for Ruby, VCR for R, betamax, go-vcr, VCR for PHP,
ExVCR, vcrpy before 1.0, and vcrpy for httpx before 5.0.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from asdocumented.evidence.recorded import read_base64
from asdocumented.evidence.vcr_yaml import Binary

_RUBY_TEXT = "str"
_RUBY_HASH = "elements"
_DEFAULT_PORT = re.compile(
    r"^(http://[^/?#:@]+(?=:80(?![0-9]))|https://[^/?#:@]+(?=:443(?![0-9]))):[0-9]+"
)
"""A port that says nothing, which VCR 1.x for Ruby writes at each URL."""
_CODES = ("code", "status_code")
_REASONS = ("message", "reason")


def as_vcrpy(entry: Mapping[str, object]) -> Mapping[str, object]:
    """Return an interaction with `uri`, `status.code`, `headers` and `body` where vcrpy has them.

    What is not recognised stays as it is, for its reader to refuse.
    """
    request, response = as_mapping(entry.get("request")), as_mapping(entry.get("response"))
    if _is_written_so(request, response):
        return entry
    code, reason = _status(response)
    return {
        **entry,
        "request": {
            **request,
            "method": _method(request.get("method")),
            "uri": _url(request),
            "headers": _headers(request.get("headers")),
        },
        "response": {
            **response,
            "status": {"code": code, "message": reason},
            "headers": _headers(response.get("headers")),
            "body": _body(response),
        },
    }


def _is_written_so(request: Mapping[str, object], response: Mapping[str, object]) -> bool:
    """Tell whether nothing is to be moved; so nearly every interaction costs little."""
    status = response.get("status")
    return (
        type(request.get("uri")) is str
        and type(status) is dict
        and "code" in status
        and "body" in response
        and _is_map(request.get("headers"))
        and _is_map(response.get("headers"))
        and str(request.get("method"))[:1] != ":"
    )


def _is_map(headers: object) -> bool:
    return headers is None or (type(headers) is dict and _RUBY_HASH not in headers)


def _method(value: object) -> object:
    """Return a method; Ruby's is a symbol, `:get`."""
    text = as_text(value)
    return value if text is None else text.removeprefix(":")


def _url(request: Mapping[str, object]) -> object:
    """Return the URL, put together from its parts where vcrpy before 1.0 wrote them."""
    for name in ("uri", "url"):
        if name in request:
            text = as_text(request[name])
            return request[name] if text is None else _DEFAULT_PORT.sub(r"\1", text)
    scheme, host, path = (as_text(request.get(name)) for name in ("protocol", "host", "path"))
    if not scheme or not host or path is None:
        return None
    port = as_text(request.get("port"))
    return _DEFAULT_PORT.sub(r"\1", f"{scheme}://{host}{f':{port}' if port else ''}{path}")


def _status(response: Mapping[str, object]) -> tuple[object, object]:
    """Return the code and the reason of a status, of which go-vcr writes `200 OK` and a code."""
    status = response.get("status")
    beside = _first(response, _CODES)
    if isinstance(status, dict):
        return _first(status, _CODES), _first(status, _REASONS)
    if isinstance(status, str):
        code, _, reason = status.partition(" ")
        return code if beside is None else beside, reason
    return status if beside is None else beside, ""


def _headers(value: object) -> Mapping[str, object]:
    """Return headers as a map; some write a list, of pairs or of whole lines."""
    if isinstance(value, dict):
        inner = value.get(_RUBY_HASH)
        return inner if isinstance(inner, dict) else value
    found: dict[str, list[object]] = {}
    for name, one in _pairs(value if isinstance(value, list) else []):
        found.setdefault(name, []).append(one)
    return found


def _pairs(lines: Sequence[object]) -> Iterator[tuple[str, object]]:
    for line in lines:
        if isinstance(line, str):
            name, _, value = line.partition(":")
            yield name.strip(), value.strip()
        elif isinstance(line, list) and line and all(isinstance(one, list) for one in line):
            yield from _pairs(line)
        elif isinstance(line, list) and len(line) == 2:
            yield str(line[0]), line[1]
        elif isinstance(line, dict) and line.keys() >= {"name", "value"}:
            yield str(line["name"]), line["value"]


def _body(response: Mapping[str, object]) -> object:
    """Return a body, with the mark beside it where it holds Erlang's terms."""
    if str(response.get("binary")).lower() == "true":
        return {"erlang": response.get("body")}
    return response.get("body") if "body" in response else response.get("content")


def _first(values: Mapping[str, object], names: Sequence[str]) -> object:
    return next((values[name] for name in names if values.get(name) is not None), None)


def as_mapping(value: object) -> Mapping[str, object]:
    """Return a map, an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def as_text(value: object) -> str | None:
    """Return a text or an integer as text; None where it is neither.

    Ruby writes a text that carries other values as a map, with the text under `str`.
    """
    if isinstance(value, dict):
        value = value.get(_RUBY_TEXT)
    if isinstance(value, Binary):
        return read_base64(value.base64).decode("latin-1")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None
