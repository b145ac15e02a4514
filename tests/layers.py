"""Encodings that may hide a value, each one layer: those that docs/security.md names."""

import gzip
import json
from base64 import b64encode, encodebytes, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote


def of_bytes(write: str, text: str) -> str:
    return "".join(write.format(byte) for byte in text.encode())


def of_characters(write: str, text: str) -> str:
    return "".join(write.format(ord(one)) for one in text)


def packed(content: bytes) -> str:
    return b64encode(content).decode()


LAYERS: dict[str, Callable[[str], str]] = {
    "escapes": lambda text: of_characters("\\u{:04x}", text),
    "escapes of bytes": lambda text: of_bytes("\\x{:02x}", text),
    "octal": lambda text: of_bytes("\\{:03o}", text),
    "JSON": lambda text: json.dumps(text)[1:-1],
    "percent": lambda text: quote(text, safe=""),
    "percent of all": lambda text: of_bytes("%{:02x}", text),
    "entities": lambda text: of_characters("&#{};", text),
    "hexadecimal entities": lambda text: of_characters("&#x{:x};", text),
    "hexadecimal": lambda text: text.encode().hex(),
    "base64": lambda text: packed(text.encode()),
    "base64 for URLs": lambda text: urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "base64, folded": lambda text: encodebytes(text.encode()).decode(),
    "UTF-16 in base64": lambda text: packed(text.encode("utf-16-le")),
    "UTF-16 in hexadecimal": lambda text: text.encode("utf-16").hex(),
    "gzip in base64": lambda text: packed(gzip.compress(text.encode())),
    "gzip in hexadecimal": lambda text: gzip.compress(text.encode()).hex(),
}
