"""Finds credentials in any text of a recorded entry: by the name beside it, or by its form.

The forms are those that their issuers document; a find says which, and where, never what.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias
from urllib.parse import parse_qsl

from asdocumented.formats.json_path import Step
from asdocumented.redaction.credentials import sounds_secret
from asdocumented.redaction.placeholders import is_masked, is_placeholder

Path: TypeAlias = tuple[Step, ...]

_FORMS = {
    "a JSON Web Token": r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}",
    "a private key": r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----",
    "an AWS key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a GitHub token": r"\bgh[opsur]_[0-9A-Za-z]{36,}\b|\bgithub_pat_\w{22,}",
    "a GitLab token": r"\bglpat-[\w-]{20,}",
    "a Google key": r"\bAIza[\w-]{35}",
    "a Slack token": r"\bxox[abeoprs]-[\w-]{10,}",
    "a Stripe key": r"\b[rs]k_live_[0-9A-Za-z]{16,}",
}
_ANY_FORM = re.compile("|".join(f"({form})" for form in _FORMS.values()), re.ASCII)
_MARKS = (
    *("eyJ", "-----BEGIN ", "AKIA", "ASIA", "gho_", "ghp_", "ghs_", "ghu_", "ghr_", "github_pat_"),
    *("glpat-", "AIza", "xox", "rk_live_", "sk_live_"),
)
"""What stands in each of the forms: a text without any is not searched for them."""
_NAME = re.compile(r"[A-Za-z_:][A-Za-z0-9_:-]{0,59}", re.ASCII)
_MOST_VALUES = 100_000
_MOST_FIELDS = 1000


def credential_places(entry: object, looked_at: Collection[Path] = ()) -> Iterator[str]:
    """Yield each credential in an entry with its place.

    Args:
        entry: a recorded interaction, as its file has it.
        looked_at: where somebody else looks for telling names; forms are searched for there, too.

    """
    elsewhere = frozenset(looked_at)
    waiting: list[tuple[Path, object, bool]] = [((), entry, True)]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        path, value, by_name = waiting.pop()
        by_name = by_name and path not in elsewhere
        if isinstance(value, Mapping):
            waiting += [((*path, str(name)), one, by_name) for name, one in value.items()]
            if by_name:
                yield from _named(path, value)
        elif isinstance(value, list | tuple):
            waiting += [((*path, number), one, by_name) for number, one in enumerate(value)]
        elif isinstance(value, str):
            yield from _in_text(path, value, by_name=by_name)
            if by_name and (inner := _json(value)) is not None:
                waiting.append(((*path, "*"), inner, by_name))


def _named(path: Path, value: Mapping[str, object]) -> Iterator[str]:
    """Yield the members with telling names, and the pair of a HAR list that has one."""
    pair = (value.get("name"), value.get("value"))
    members = [*value.items(), *([pair] if isinstance(pair[0], str) else [])]
    for name, one in members:
        texts = one if isinstance(one, list) else [one]
        is_telling = isinstance(name, str) and sounds_secret(name)
        if is_telling and any(_is_secret(text) for text in texts):
            yield f"a credential, at {_place((*path, str(name)))}"


def _is_secret(value: object) -> bool:
    is_text = isinstance(value, str) and bool(value.strip()) and not is_masked(value)
    return is_text or (isinstance(value, int) and not isinstance(value, bool) and value > 9999)


def _in_text(path: Path, text: str, *, by_name: bool) -> Iterator[str]:
    """Yield the forms of credentials in a text, and the telling parameters of a query or a form."""
    for found in _ANY_FORM.finditer(text) if any(mark in text for mark in _MARKS) else ():
        yield f"{[*_FORMS][(found.lastindex or 1) - 1]}, at {_place(path)}"
    if by_name and "=" in text:
        query = text.partition("?")[2] or text
        for name, value in parse_qsl(query.partition("#")[0], max_num_fields=None)[:_MOST_FIELDS]:
            if _NAME.fullmatch(name) and sounds_secret(name) and not is_placeholder(value):
                yield f"a credential, at {_place((*path, name))}"


def _json(text: str) -> object:
    """Return the object or array that a text holds; None where it holds none."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None


def _place(path: Path) -> str:
    """Return where a value lies in the entry; a name that may be a value is `*`."""
    steps = (
        f"[{step}]" if isinstance(step, int) else f".{step if _NAME.fullmatch(step) else '*'}"
        for step in path
    )
    return "".join(steps).lstrip(".")[:200] or "the whole"
