"""The recipes of docs/ci.md work when they are pasted, with a wheel in place of the package."""

import configparser
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.project.pages import blocks
from tests.support import ROOT

PAGE = ROOT / "docs" / "ci.md"
RECIPES = {
    one.text.splitlines()[0].strip("#/ "): one.text
    for one in blocks(PAGE)
    if one.language in ("yaml", "groovy", "ini", "bash")
}
"""The text of each recipe by the file that its first line names."""

SCHEMAS = {
    ".github/workflows/drift.yml": ("vendor.github-workflows",),
    ".gitlab-ci.yml": ("vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
}
EXAMPLE = ROOT / "docs" / "examples" / "gate"


def parsed(name: str) -> Any:
    """Return a recipe in YAML."""
    return yaml.safe_load(RECIPES[name])


def shell_lines() -> Iterator[tuple[str, str]]:
    """Yield every command that a recipe gives to a shell, and the recipe's name."""
    workflow = parsed(".github/workflows/drift.yml")
    for job in workflow["jobs"].values():
        yield from (("github", step["run"]) for step in job["steps"] if "run" in step)
    yield from (("gitlab", line) for line in parsed(".gitlab-ci.yml")["drift"]["script"])
    yield from (("jenkins", line) for line in re.findall(r"sh '(.+)'", RECIPES["Jenkinsfile"]))
    for hook in parsed(".pre-commit-config.yaml")["repos"][0]["hooks"]:
        files = "" if hook.get("pass_filenames") is False else " cassettes/sandbox"
        yield "pre-commit", f"{hook['entry']}{files}"
    yield from (("shell", line) for line in RECIPES["drift.sh"].splitlines()[1:])
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    yield from (("action", step["run"]) for step in action["runs"]["steps"])


def test_every_ci_has_its_recipe() -> None:
    """Each names the file that it is."""
    assert list(RECIPES) == [
        ".github/workflows/drift.yml",
        ".gitlab-ci.yml",
        "Jenkinsfile",
        ".pre-commit-config.yaml",
        "tox.ini",
        "drift.sh",
    ]


def test_the_hooks_of_this_repository_are_those_of_the_page() -> None:
    """Ids, entries and files are the same."""
    ours = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    pasted = parsed(".pre-commit-config.yaml")["repos"][0]["hooks"]
    keys = ("id", "name", "language", "entry", "files", "pass_filenames")
    assert [{key: one.get(key) for key in keys} for one in ours] == [
        {key: one.get(key) for key in keys} for one in pasted
    ]


@pytest.mark.parametrize(
    ("path", "scanned"),
    [
        ("cassettes/demo/v2-coupon/by-code.yaml", True),
        ("cassettes/a.har.gz", True),
        ("cassettes/a.ndjson", True),
        ("cassettes/B.HAR", True),
        ("cassettes/a.ndjson.gz", True),
        ("cassettes/a.jsonl", True),
        ("cassettes/a.yml", True),
        ("cassettes/README.md", False),
        ("src/a.yaml", False),
    ],
)
def test_the_scan_looks_at_recordings_only(
    path: str,
    scanned: bool,  # noqa: FBT001  # what is expected
) -> None:
    """A page beside them is none."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    scan = next(one for one in hooks if one["id"] == "asdocumented-scan")
    assert (re.search(scan["files"], path) is not None) == scanned


@pytest.mark.slow
@pytest.mark.parametrize("name", SCHEMAS)
def test_a_recipe_is_valid_by_the_schema_of_its_ci(name: str, tmp_path: Path) -> None:
    """As another program knows it."""
    file = tmp_path / "recipe.yml"
    file.write_text(RECIPES[name], encoding="utf-8")
    validate(file, *SCHEMAS[name])


@pytest.mark.slow
def test_the_action_is_valid_by_the_schema_of_github() -> None:
    """A composite action."""
    validate(ROOT / "action.yml", "vendor.github-actions")


def validate(file: Path, schema: str, *options: str) -> None:
    """Fail unless a file is valid by a schema that comes with check-jsonschema."""
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options]
    ended = subprocess.run([*words, str(file)], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.slow
@pytest.mark.enable_socket
def test_every_command_of_a_recipe_passes_in_a_folder_that_adopted_the_gate(
    tmp_path: Path,
) -> None:
    """Installed from a wheel, with the stand-in in place of a target of somebody's own.

    What the wheel needs is here already; tox's environment `drift` installs all of it anew.
    """
    folder, environment = tmp_path / "project", tmp_path / "environment"
    venv.create(environment, with_pip=True)
    show_what_is_installed(environment, tmp_path / "installed")
    wheel = build_wheel(environment / "bin" / "python", tmp_path / "wheel")
    shutil.copytree(ROOT / "cassettes", folder / "cassettes")
    shutil.copytree(ROOT / "contracts", folder / "contracts")
    shutil.copy(EXAMPLE / "waivers.toml", folder)
    (folder / "tox.ini").write_text(RECIPES["tox.ini"], encoding="utf-8")
    settings = {
        **os.environ,
        "INSTALL": str(wheel),
        "ARGUMENTS": "--notes",
        "REPORT_DIR": "build/action",
        "PATH": f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": "",
    }
    lines = dict.fromkeys(line for _, line in shell_lines())
    for line in lines:
        command = line.replace("--target eu-demo", "--target sandbox")
        ended = subprocess.run(
            ["bash", "-ec", command],
            cwd=folder,
            env=settings,
            capture_output=True,
            text=True,
            check=False,
            timeout=280,
        )
        assert ended.returncode == 0, (line, ended.stdout[-2000:], ended.stderr[-2000:])
    written = {path.name for path in (folder / "build").iterdir()}
    assert written == {"action", "drift", "drift.sarif", "drift.xml"}
    assert (folder / "build" / "action" / "drift.sarif").is_file()
    assert (folder / "build" / "drift" / "index.html").is_file()


def test_the_recipe_of_tox_runs_the_same_command() -> None:
    """With the same variable for where the package comes from."""
    found = configparser.ConfigParser(interpolation=None)
    found.read_string(RECIPES["tox.ini"])
    drift = found["testenv:drift"]
    assert drift["deps"] == "{env:INSTALL:asdocumented}"
    assert drift["commands"] == "asdocumented check --report-dir {env_tmp_dir}{/}drift"


def show_what_is_installed(environment: Path, folder: Path) -> None:
    """Let a new environment find the packages of this one, but for pip and this project."""
    folder.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        own = path.name.startswith(("asdocumented", "pip"))
        if not own and path.suffix != ".pth":
            (folder / path.name).symlink_to(path)
    (packages,) = environment.glob("lib/*/site-packages")
    (packages / "installed.pth").write_text(f"{folder}\n", encoding="utf-8")


def build_wheel(python: Path, folder: Path) -> Path:
    """Return the wheel of this checkout."""
    words = [str(python), "-m", "pip", "wheel", "--quiet", "--no-deps"]
    subprocess.run([*words, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=280)
    (wheel,) = folder.glob("*.whl")
    return wheel
