"""The registry of checks: each module in `rules/` holds one, named after its file."""

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from asdocumented.checks import rules
from asdocumented.checks.check import GROUPS, Check
from asdocumented.errors import Fault


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check in `rules/`, by group and id."""
    modules = [
        import_module(f"{rules.__name__}.{found.name}") for found in iter_modules(rules.__path__)
    ]
    checks: list[Check] = [module.CHECK for module in modules]
    return tuple(sorted(checks, key=lambda check: (GROUPS.index(check.group), check.id)))


def select_checks(only: Sequence[str], skip: Sequence[str]) -> list[Check]:
    """Return the checks to ask; raise Fault at an id that no check has."""
    known = {check.id: check for check in all_checks()}
    for name in (*only, *skip):
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]}? " if close else ""
            raise Fault(name, "no such check", f"{hint}`asdocumented checks` lists them")
    wanted = [check for check in known.values() if check.id in only or not only]
    chosen = [check for check in wanted if check.id not in skip]
    if not chosen:
        raise Fault("--skip", "no check is left", "leave out --only or --skip")
    return chosen


def without_page_checks(checks: Sequence[Check]) -> list[Check]:
    """Return the checks that look at traffic; raise Fault where there is none among them."""
    chosen = [check for check in checks if check.page is None]
    if not chosen:
        remedy = "name another check, or judge the pages: asdocumented check"
        raise Fault("--only", "these checks look at pages, not at traffic", remedy)
    return chosen
