"""A configured target, and `asdocumented live` run against it: what the tests of commands share."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.command_line import Ended, run
from tests.support import CONTRACTS

CANARIES = {
    "ASDOCUMENTED_SANDBOX_USERNAME": "canary-till",
    "ASDOCUMENTED_SANDBOX_PASSWORD": "canary-word",
}
ON_BUNDLED = ("--contracts", str(CONTRACTS))


def configure(folder: Path, url: str, auth: str = 'scheme = "none"') -> None:
    """Write a configuration with one target, `demo`."""
    text = f'[targets.demo]\nbase_url = "{url}"\n\n[targets.demo.auth]\n{auth}\n\n'
    samples = '[targets.demo.samples]\ncodes = ["CANARY-CODE", "canary-mail"]\nseries_ids = [7]\n'
    (folder / "asdocumented.toml").write_text(text + samples, encoding="utf-8")


def live(folder: Path, *arguments: str, settings: Mapping[str, str] = CANARIES) -> Ended:
    """Run the command in a folder and return what came of it."""
    return run("live", *ON_BUNDLED, *arguments, folder=folder, settings=settings)


def judge_again(folder: Path, *arguments: str) -> Ended:
    """Judge the folder of journals once more, without asking anybody; the report goes to again."""
    words = ("check", "reports/live", *ON_BUNDLED, "--report-dir", "again")
    return run(*words, *arguments, folder=folder)


def report(folder: Path, name: str = "reports") -> Any:
    """Return drift.json."""
    return json.loads((folder / name / "drift.json").read_text(encoding="utf-8"))
