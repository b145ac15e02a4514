"""The registry of checks: each module in `rules/` holds one, named after its file."""

from collections.abc import Collection
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from asdocumented.checks import rules
from asdocumented.checks.check import GROUPS, Check
from asdocumented.errors import Fault, choice, suggestion


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check in `rules/`, by group and id."""
    modules = [
        import_module(f"{rules.__name__}.{found.name}") for found in iter_modules(rules.__path__)
    ]
    checks: list[Check] = [module.CHECK for module in modules]
    return tuple(sorted(checks, key=lambda check: (GROUPS.index(check.group), check.id)))


def select_checks(
    only: Collection[str] = (), skip: Collection[str] = (), groups: Collection[str] = ()
) -> list[Check]:
    """Return the checks with these ids or of these groups, without those to skip.

    Without ids and groups it is all checks. Raises Fault at an unknown id or group, and where no
    check is left.
    """
    known = {check.id: check for check in all_checks()}
    for name in (*only, *skip):
        if name not in known:
            remedy = f"{suggestion(name, known)}`asdocumented checks` lists them"
            raise Fault(name, "no such check", remedy)
    for group in groups:
        if group not in GROUPS:
            raise Fault(group, "no such group of checks", choice(group, GROUPS))
    everything = not only and not groups
    chosen = [
        check
        for check in known.values()
        if (everything or check.id in only or check.group in groups) and check.id not in skip
    ]
    if not chosen:
        raise Fault("--skip", "no check is left", "leave out --only or --skip")
    return chosen


def without_page_checks(checks: Collection[Check]) -> list[Check]:
    """Return the checks that look at traffic; raise Fault where there is none among them."""
    chosen = [check for check in checks if check.page is None and check.pages is None]
    if not chosen:
        remedy = "name another check, or judge the pages: asdocumented check"
        raise Fault("--only", "these checks look at pages, not at traffic", remedy)
    return chosen
