"""Names in the place of a find: one that may be a value itself is `*`."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from asdocumented.formats.json_path import Step, located
from asdocumented.redaction.telling_names import telling
from asdocumented.redaction.token_forms import has_credential
from asdocumented.redaction.vocabulary import is_plain

_NAME = re.compile(r"[A-Za-z_:$@][A-Za-z0-9_:.$-]{0,59}", re.ASCII)
_CODE = re.compile(r"[0-9]{2}|[0-9][A-Za-z]|[A-Z][0-9]")
_PLACE_CHARACTERS = 200
_LONGEST_ACRONYM = 4


class Names:
    """Says which names may be shown: none that looks like a code or holds a known value."""

    def __init__(self, is_known: Callable[[str], bool], words: frozenset[str]) -> None:
        self._is_known = is_known
        self.words = words
        self._cached = lru_cache(maxsize=8192)(self._may_be_shown)

    def shown(self, name: str) -> str:
        """Return a name, or `*` in its place."""
        return name if self._cached(name) else "*"

    def _may_be_shown(self, name: str) -> bool:
        if _NAME.fullmatch(name) is None or self._is_known(name) or has_credential(name):
            return False
        if is_plain(name, self.words) or name.lower() in self.words:
            return True
        loud = name.isupper() and len(name) > _LONGEST_ACRONYM and not telling(name)
        return not loud and _CODE.search(name) is None

    def place(self, path: Sequence[Step]) -> str:
        """Return where a value lies in an entry."""
        steps = (f"[{step}]" if isinstance(step, int) else f".{self.shown(step)}" for step in path)
        return "".join(steps).removeprefix(".")[:_PLACE_CHARACTERS] or "the whole"

    def in_body(self, path: Sequence[Step]) -> str:
        """Return where a value lies in a body."""
        shown = [step if isinstance(step, int) else self.shown(step) for step in path]
        return located(shown)[:_PLACE_CHARACTERS]
