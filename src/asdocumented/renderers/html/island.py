"""Parts of a large page that are packed, and unpacked by its script when they are opened."""

import gzip
import json
from base64 import b64encode
from collections.abc import Iterator

from markupsafe import Markup

BLOCK = 200
"""How many parts are packed together; the page's script counts on it."""


class Island:
    """Takes markup, and hands it out packed in blocks."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def keep(self, markup: Markup) -> int:
        """Take a part, and return its number."""
        self._parts.append(str(markup))
        return len(self._parts) - 1

    def blocks(self) -> Iterator[Markup]:
        """Yield the blocks, each with `BLOCK` parts in their order."""
        for start in range(0, len(self._parts), BLOCK):
            yield packed(self._parts[start : start + BLOCK])


def packed(values: object) -> Markup:
    """Return a JSON value as gzip in Base64, which nothing in a page takes for markup."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    content = text.encode("utf-8", "backslashreplace")
    return Markup(b64encode(gzip.compress(content, mtime=0)).decode("ascii"))  # noqa: S704  # Base64
