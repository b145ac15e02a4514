"""The pages for people, and what is fenced in them."""

import re
from pathlib import Path
from typing import NamedTuple

from tests.support import ROOT

README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
"""The pages whose commands and snippets are run."""

TEXTS = [
    *PAGES,
    ROOT / "CONTRIBUTING.md",
    ROOT / "contracts" / "README.md",
    ROOT / "benchmarks" / "README.md",
]
"""The pages whose links, paths and options are looked up."""

_FENCE = re.compile(r"^```([a-z]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: the language that it names, and its lines."""

    language: str
    text: str


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page in order."""
    return [Block(*found) for found in _FENCE.findall(page.read_text(encoding="utf-8"))]


def prose(page: Path) -> str:
    """Return a page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def commands(page: Path) -> list[str]:
    """Return the lines of a page's `sh` blocks."""
    return [line for one in blocks(page) if one.language == "sh" for line in one.text.splitlines()]


def anchors(page: Path) -> set[str]:
    """Return what a link to a heading of a page may name, as GitHub spells it."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^a-z0-9 _-]", "", one.lower()).replace(" ", "-") for one in headings}
