"""Write the list of checks into README.md, or tell with --check whether it is up to date."""

import argparse
import sys
from itertools import groupby
from pathlib import Path

from asdocumented.checks.registry import all_checks

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- checks: begin -->\n", "<!-- checks: end -->"


def checks_list() -> str:
    """Return the list of checks as Markdown, by group."""
    lines = ["| group | check | finds |", "|---|---|---|"]
    for group, members in groupby(all_checks(), key=lambda check: check.group):
        lines += [f"| {group} | `{check.id}` | {check.summary} |" for check in members]
    return "\n".join(lines) + "\n"


def updated(text: str) -> str:
    """Return a README with the list between its marks replaced by the present one."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{checks_list()}{END}{after}"


def main() -> int:
    """Update the README, or check it; return 1 where a check finds it out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 if outdated")
    check_only = parser.parse_args().check
    text = README.read_text(encoding="utf-8")
    if updated(text) == text:
        return 0
    if check_only:
        sys.stderr.write("README.md is out of date: run `python scripts/docs_lists.py`\n")
        return 1
    README.write_text(updated(text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
