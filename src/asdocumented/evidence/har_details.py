"""Reads details of a HAR entry that are not written as its format says."""

from types import UnionType

from asdocumented.formats.json_path import mapping, sequence


def with_plain_details(entry: object) -> object:
    """Return an entry with those details written as HAR says whose meaning is plain.

    Headers may be a map of names and values, a header's value a number, and a status 200.0.
    """
    parts = mapping(entry)
    response = parts.get("response")
    if not isinstance(response, dict):
        return entry
    found = {**response, "status": _status(response.get("status"))}
    if response.get("headers") is not None:
        found["headers"] = _headers(response["headers"])
    return {**parts, "response": found}


def without_details_at_fault(entry: object) -> object:
    """Return an entry without those parts that a reader can do without and that have a wrong type.

    Method, URL and body stay as they are, for nothing can stand in for them.
    """
    parts = mapping(entry)
    response = mapping(parts.get("response"))
    content = mapping(response.get("content"))
    pairs = map(mapping, sequence(response.get("headers")))
    return {
        "request": parts.get("request"),
        "startedDateTime": _only(str, parts.get("startedDateTime")),
        "response": {
            "status": response.get("status"),
            "headers": [
                pair
                for pair in pairs
                if isinstance(pair.get("name"), str) and isinstance(pair.get("value"), str)
            ],
            "content": {
                "mimeType": _only(str, content.get("mimeType")),
                "text": content.get("text"),
                "encoding": _only(str, content.get("encoding")),
                "size": _only(int | float, content.get("size")),
            },
        },
    }


def _status(value: object) -> object:
    """Return a status; for what can be none, a text of which the reader says so."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    is_one = value is None or (isinstance(value, int | str) and not isinstance(value, bool))
    return value if is_one else "of another type"


def _headers(value: object) -> object:
    """Return headers as a list of names and values."""
    if isinstance(value, dict):
        return [
            {"name": name, "value": _number_as_text(one)}
            for name, values in value.items()
            for one in (values if isinstance(values, list) else [values])
        ]
    if not isinstance(value, list):
        return value
    return [
        {**pair, "value": _number_as_text(pair.get("value"))} if isinstance(pair, dict) else pair
        for pair in value
    ]


def _number_as_text(value: object) -> object:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else value


def _only(kind: type | UnionType, value: object) -> object:
    """Return a value of this type, None instead of any other."""
    return value if isinstance(value, kind) and not isinstance(value, bool) else None
