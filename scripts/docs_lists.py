"""Write the generated parts of docs/, or tell with --check whether they are up to date."""

import argparse
import inspect
import json
import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from asdocumented.checks.check import Check
from asdocumented.checks.registry import all_checks
from asdocumented.comparing.classes import all_classes
from asdocumented.config.file import ConfigTable
from asdocumented.contracts.authentication import load_schemes
from asdocumented.contracts.authentication_scheme import Scheme
from asdocumented.formats.json_path import Json, mapping, sequence
from asdocumented.formats.toml_table import schema_of
from asdocumented.live.http.registry import general_schemes

ROOT = Path(__file__).parent.parent


def checks() -> str:
    """Return every check by group: what it finds, why it matters, an example."""
    parts = []
    for group, members in groupby(all_checks(), key=lambda check: check.group):
        parts += [f"## {group.capitalize()}", *map(_check, members)]
    return "\n\n".join(parts)


def _check(check: Check) -> str:
    summary, matters, example = check.explanation.strip().split("\n\n")
    matters = matters.replace("Why it matters:", "*Why it matters:*")
    example = example.replace("Example:", "*Example:*")
    return "\n\n".join([f"### {check.id}", summary, matters, example])


def severities() -> str:
    """Return the severities of all checks as a table: when, and why."""
    rows = [
        f"| [`{check.id}`](#{check.id}) | {rating.severity} | {rating.when} | {rating.why} |"
        for check in all_checks()
        for rating in check.severities
    ]
    return "\n".join(["| check | severity | when | why |", "|---|---|---|---|", *rows])


def configuration() -> str:
    """Return every key of the configuration file as a table."""
    return _table("key", _keys(schema_of(ConfigTable)))


def schemes() -> str:
    """Return the general authentication schemes with their settings, and the names for them."""
    general = general_schemes()
    of_all = mapping(schema_of(Scheme)["properties"])
    parts = ["Every scheme takes:", _table("setting", _keys(schema_of(Scheme)))]
    for name, kind in general.items():
        schema = schema_of(kind)
        own = {k: v for k, v in mapping(schema["properties"]).items() if k not in of_all}
        parts += [f"### {name}", inspect.cleandoc(kind.__doc__ or "")]
        if kind.ROLES:
            parts.append(f"Variables: {', '.join(f'`{role}_env`' for role in kind.ROLES)}.")
        if own:
            parts.append(_table("setting", _keys({**schema, "properties": own})))
    named = load_schemes(ROOT / "contracts", general)
    names = {kind: name for name, kind in general.items()}
    rows = [
        f"| `{name}` | `{names[one.kind]}` |" for name, one in named.items() if name not in general
    ]
    head = "| name in contracts/authentication.toml | scheme |\n|---|---|\n"
    return "\n\n".join([*parts, "### Names", head + "\n".join(rows)])


def _keys(schema: Mapping[str, Json], above: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield each key with what to write and its default, tables by their keys."""
    required = sequence(schema.get("required"))
    for key, value in mapping(schema.get("properties")).items():
        described = mapping(value)
        tables = mapping(described.get("additionalProperties"))
        if "properties" in tables:
            yield from _keys(tables, f"{above}{key}.NAME.")
            continue
        if "properties" in described:
            yield from _keys(described, f"{above}{key}.")
            continue
        default = described.get("default")
        shown = f"`{json.dumps(default)}`" if default or default == 0 else ""
        told = "required" if key in required else shown
        yield above + key, str(described.get("description", "")).removeprefix("write "), told


def _table(head: str, rows: Iterator[tuple[str, str, str]]) -> str:
    lines = [f"| {head} | value | default |", "|---|---|---|"]
    lines += [f"| `{key}` | {text} | {default} |" for key, text, default in rows]
    return "\n".join(lines)


def changes() -> str:
    """Return every class of changes by group, as tables."""
    parts = []
    for group, members in groupby(all_classes().values(), key=lambda one: one.group):
        head = "| class | what changed | sends | reads | for a client | oasdiff |"
        lines = [f"### {group.capitalize()}", "", head, "|---|---|---|---|---|---|"]
        for one in members:
            alike = ", ".join(f"`{name}`" for name in one.oasdiff) or "none"
            cells = (f"`{one.id}`", one.title, one.sends, one.reads, one.means, alike)
            lines.append(f"| {' | '.join(cells)} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


LISTS = {
    "checks.md": {"severities": severities, "checks": checks},
    "compare.md": {"changes": changes},
    "configuration.md": {"configuration": configuration, "schemes": schemes},
}
"""What is generated on each page, by the name that its marks have."""


def updated(name: str, text: str) -> str:
    """Return a page with everything between its marks generated anew."""
    for part, generate in LISTS[name].items():
        begin, end = f"<!-- {part}: begin -->\n", f"<!-- {part}: end -->"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = f"{before}{begin}\n{generate()}\n\n{end}{after}"
    return text


def main() -> int:
    """Update the pages, or check them; return 1 where a check finds one out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 if outdated")
    check_only = parser.parse_args().check
    code = 0
    for name in LISTS:
        path = ROOT / "docs" / name
        text = path.read_text(encoding="utf-8")
        if updated(name, text) == text:
            continue
        if check_only:
            sys.stderr.write(f"docs/{name} is out of date: run `python scripts/docs_lists.py`\n")
            code = 1
        else:
            path.write_text(updated(name, text), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
