"""Looks for canaries in whatever was written, after undoing what may hide them.

It shares no code with the redaction, so that both must err alike for a leak to be missed.
"""

import html
import re
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

_DEEPEST = 4
_RUN = re.compile(r"[A-Za-z0-9+/_-]{11,}={0,2}", re.ASCII)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|0)")
_FOLD = re.compile(r"\\?\r?\n\s*(?:\\(?= ))?")
_TAG = re.compile(r"<[^<>]{0,200}>")
_NOT_BARE = re.compile(r"[\W_]+")


def leaks(canaries: Iterable[str], written: Mapping[str, bytes]) -> list[str]:
    """Return where a canary stands in what was written: the canary, its place, what is around."""
    wanted = {_bare(one): one for one in canaries}
    seen: set[str] = set()
    found = []
    for place, content in written.items():
        for reading in _readings(content, seen):
            bare = _bare(reading)
            for canary in [wanted[one] for one in wanted if one in bare]:
                at = bare.find(_bare(canary))
                found.append(f"{canary} in {place}: {bare[max(at - 60, 0) : at + 60]}")
    return list(dict.fromkeys(found))


def written_below(*folders: Path) -> dict[str, bytes]:
    """Return the content of each file below some folders, and the names of all of them."""
    found = [path for folder in folders for path in sorted(folder.rglob("*"))]
    names = "\n".join(map(str, found)).encode()
    return {"names": names, **{str(one): one.read_bytes() for one in found if one.is_file()}}


def _bare(text: str) -> str:
    return _NOT_BARE.sub("", normalize("NFKC", text)).casefold()


def _readings(content: bytes, seen: set[str]) -> Iterator[str]:
    """Yield a text with escapes, entities, percent-encoding and Base64 undone, layer by layer."""
    layer = [content.decode("utf-8", "replace")]
    if b"\0" in content:
        layer += [content.decode(coding, "replace") for coding in ("utf-16-le", "utf-16-be")]
    for _ in range(_DEEPEST):
        below: list[str] = []
        for text in layer:
            yield text
            plain = _TAG.sub("", text)
            if plain != text:
                yield plain
            undone = unquote(html.unescape(_ESCAPE.sub(_character, _FOLD.sub("", text))))
            if undone != text:
                below.append(undone)
            runs = {one for source in (text, undone) for one in _RUN.findall(source)} - seen
            seen |= runs
            below += [one for run in runs for one in _unpacked(run)]
        layer = ["\n".join(below)] if below else []


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1] or found[2] or "0", 16))


def _unpacked(run: str) -> Iterator[str]:
    """Yield the texts that a run of Base64 or hexadecimal holds, from each place on."""
    plain = run.rstrip("=").replace("-", "+").replace("_", "/")
    for shift in range(4):
        part = plain[shift:]
        part = part[: len(part) - (len(part) % 4 == 1)]
        with suppress(ValueError):
            yield from _texts(b64decode(part + "=" * (-len(part) % 4)))
    for shift in range(2):
        with suppress(ValueError):
            yield from _texts(bytes.fromhex(run[shift : len(run) - (len(run) - shift) % 2]))


def _texts(content: bytes) -> Iterator[str]:
    if content.startswith(b"\x1f\x8b"):
        with suppress(zlib.error):
            content = zlib.decompressobj(31).decompress(content, 100_000)
    yield content.decode("utf-8", "ignore")
    if b"\0" in content:
        yield content.decode("utf-16-le", "ignore")
        yield content.decode("utf-16-be", "ignore")
