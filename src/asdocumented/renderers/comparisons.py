"""The outputs of a comparison, by name."""

from collections.abc import Callable, Mapping

import msgspec

from asdocumented.comparing.model import Comparison
from asdocumented.renderers import comparison_markdown, comparison_text


def _json(comparison: Comparison) -> str:
    return msgspec.json.format(msgspec.json.encode(comparison), indent=2).decode() + "\n"


def _html(comparison: Comparison) -> str:
    from asdocumented.renderers.html import comparison as page

    return page.render(comparison)


def _text(comparison: Comparison) -> str:
    return comparison_text.render(comparison) + "\n"


RENDERERS: Mapping[str, Callable[[Comparison], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "markdown": comparison_markdown.render,
}


def render(form: str, comparison: Comparison) -> str:
    """Return a comparison in one of the formats."""
    return RENDERERS[form](comparison)
