"""What the pages refer to is there: files, headings, options, generated lists."""

import json
import re
import runpy
from pathlib import Path

import pytest

import asdocumented
from asdocumented.checks.registry import all_checks
from asdocumented.cli.main import cli
from asdocumented.comparing.classes import all_classes
from asdocumented.contracts.authentication import load_schemes
from asdocumented.live.http.registry import general_schemes
from asdocumented.sandbox.target import BUILT_IN
from tests.comparing.oasdiff import oasdiff_ids
from tests.project.pages import PAGES, TEXTS, anchors, prose
from tests.support import CONTRACTS, ROOT

PACKAGE = ROOT / "src" / "asdocumented"
BASES = [
    ROOT,
    ROOT / "contracts" / "v2-coupon" / "2026",
    PACKAGE,
    *(PACKAGE / room for room in ("checks", "judging", "live", "live/http")),
]
"""What a path may be relative to: a row of a table names the room, and then what is in it."""

OF_OTHER_TOOLS = {"--editable", "--group", "--phases", "--record-mode", "--upgrade"}
TO_COME: set[str] = set()
"""Modules that the rooms are ready for; CONTRIBUTING says where they go."""


def name(page: Path) -> str:
    """Return the path of a page in the project."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", TEXTS, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """A relative link names a file, and behind `#` a heading of it."""
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


@pytest.mark.parametrize("page", TEXTS, ids=name)
def test_every_option_exists(page: Path, pytestconfig: pytest.Config) -> None:
    """What begins with two hyphens is an option of a command or of the plugin."""
    parameters = [one for command in cli.commands.values() for one in command.params]
    of_commands = {spelled for one in parameters for spelled in one.opts}
    of_plugin = {f"--{one.replace('_', '-')}" for one in vars(pytestconfig.option)}
    named = re.findall(r"(?<![\w-])--[a-z][a-z-]*[a-z](?![a-z-])", page.read_text("utf-8"))
    assert {*named} <= of_commands | of_plugin | OF_OTHER_TOOLS


def test_every_name_with_a_hyphen_exists() -> None:
    """In backticks it is a check, a class of changes, a target, a scheme, or an operation."""
    known = {check.id for check in all_checks()} | {*BUILT_IN}
    known |= {*load_schemes(CONTRACTS, general_schemes())}
    known |= {name for one in all_classes().values() for name in (one.id, *one.oasdiff)}
    known |= {*oasdiff_ids()}
    known |= {path.parent.parent.name for path in CONTRACTS.glob("*/*/page.toml")}
    for page in PAGES:
        named = re.findall(r"`([a-z0-9.]+(?:-[a-z0-9]+)+)`", prose(page))
        assert {one for one in named if not one.startswith("x-")} <= known, page.name


@pytest.mark.parametrize("noun", [asdocumented.Report, asdocumented.Drift, asdocumented.Fault])
def test_every_public_member_is_on_the_page_about_python(noun: type) -> None:
    """In the section of its class."""
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    (section,) = re.findall(
        rf"^## `{noun.__name__}`\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL
    )
    members = {one for one in dir(noun) if not one.startswith("_")} - {*dir(Exception)}
    members |= {"where", "what", "remedy"} if noun is asdocumented.Fault else set()
    assert members <= set(re.findall(r"`([a-z_]+)[`(]", section))


def test_every_path_in_contributing_exists() -> None:
    """A module or folder that is named is where it is said to be."""
    page = prose(ROOT / "CONTRIBUTING.md")
    paths = re.findall(r"`([a-z0-9_./<>-]+(?:/|\.py|\.md|\.toml|/[a-z.]+\.json))`", page)
    assert len(paths) > 40
    for path in paths:
        there = any((base / path).exists() for base in BASES)
        assert there or "<" in path or path in TO_COME, path


def test_every_test_that_holds_a_promise_exists() -> None:
    """What docs/security.md promises names the file or folder of its tests."""
    paths = re.findall(r"`(tests/[a-z_/.]+)`", (ROOT / "docs" / "security.md").read_text("utf-8"))
    assert len(paths) > 15
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_generated_lists_are_up_to_date() -> None:
    """docs/ holds what `python scripts/docs_lists.py` writes."""
    script = runpy.run_path(str(ROOT / "scripts" / "docs_lists.py"))
    for page in script["LISTS"]:
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert script["updated"](page, text) == text, "run `python scripts/docs_lists.py`"


def test_the_schemas_are_up_to_date() -> None:
    """The package holds what `python scripts/report_schema.py` writes."""
    schemas = runpy.run_path(str(ROOT / "scripts" / "report_schema.py"))["SCHEMAS"]
    assert [file.name for file in schemas] == [
        "drift.schema.json",
        "comparison.schema.json",
        "upgrade.schema.json",
        "upgrade-map.schema.json",
        "rehearsal.schema.json",
        "scan.schema.json",
        "ndjson.schema.json",
    ]
    for file, make in schemas.items():
        assert json.loads(file.read_text(encoding="utf-8")) == make()
