"""Reads the body of a recorded response, from whichever key its recorder wrote it under."""

from collections.abc import Mapping

from asdocumented.evidence.recorded import read_base64
from asdocumented.evidence.vcr_dialects import as_mapping, as_text
from asdocumented.evidence.vcr_yaml import Binary
from asdocumented.formats import content_coding
from asdocumented.formats.damage import Damaged

_TRUE = ("true", "yes")


def read_body(response: Mapping[str, object]) -> bytes:
    """Return the bytes of a body without its content codings; raise Damaged where it is no body."""
    codings = ",".join(header_values(as_mapping(response.get("headers")), "content-encoding"))
    body = _body(response.get("body"), codings)
    return content_coding.decode(body, codings) if codings else body


def _body(value: object, codings: str) -> bytes:
    """Return a body from its text or base64, bare or under the keys of recorders for them."""
    if isinstance(value, dict):
        coded = _coded_body(value)
        if coded is not None:
            return coded
        value = value.get("string", value)
    if isinstance(value, Binary):
        return read_base64(value.base64)
    if value is None:
        return b""
    text = None if isinstance(value, int) else as_text(value)
    if text is None:
        raise Damaged("its body is damaged: neither text nor base64")
    return content_coding.bytes_of_text(text, codings)


def _coded_body(body: Mapping[str, object]) -> bytes | None:
    """Return a body that is not written as it is; None where it is."""
    if (text := as_text(body.get("base64_string"))) is not None:
        return read_base64(text)
    if (text := as_text(body.get("raw_gzip"))) is not None:
        return content_coding.unpacked(read_base64(text))
    if body.get("on_disk") is not None or str(body.get("file")).lower() in _TRUE:
        raise Damaged("its body stands in another file, which is not read")
    if "erlang" in body:
        raise Damaged("its body is written as a term of Erlang, which is not read")
    return None


def header_values(headers: Mapping[str, object], name: str) -> list[str]:
    """Return the values of a header; the letter case of its name is ignored."""
    for key, value in headers.items():
        if key.lower() == name:
            values = value if isinstance(value, list) else [value]
            return [text for text in map(as_text, values) if text]
    return []
