import runpy
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support import ROOT

BENCHMARKS = ROOT / "benchmarks"
WITH_HISTORY = ("files", "hostile", "million", "startup")


@pytest.fixture(autouse=True)
def _beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the scripts import each other, and forget them afterwards."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    for name in ("measuring", "targets"):
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_a_missed_target_is_named_and_decides_the_exit_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A figure beyond its limit is missed; one that was not measured decides nothing."""
    module = runpy.run_path(str(BENCHMARKS / "targets.py"))
    target, conclude = module["Target"], module["conclude"]
    targets = [
        target("time", "time of many : of few", 1.1),
        target("speed", "one worker : two", 1.4, at_least=True),
        target("memory", "MB of a worker", 150),
    ]
    missed = conclude("files", targets, {"time": 1.234, "speed": None}, record=False)
    reached = conclude("files", targets, {"time": 1.1, "speed": 1.5}, record=False)
    assert (missed, reached) == (1, 0)
    assert capsys.readouterr().out == (
        "missed      time of many : of few: 1.23 (1.1 at most)\n"
        "not judged  one worker : two: 1.4 at least\n"
        "reached     time of many : of few: 1.1 (1.1 at most)\n"
        "reached     one worker : two: 1.5 (1.4 at least)\n"
    )


def test_figures_are_kept_by_version_and_commit(tmp_path: Path) -> None:
    """Figures of the same commit stand together, those of another one behind them."""
    module = runpy.run_path(str(BENCHMARKS / "targets.py"))
    keep = module["keep"]
    path = tmp_path / "history.toml"
    path.write_text('[[run]]\nversion = "0.1.0"\ncommit = "abc"\n', encoding="utf-8")
    this = {"version": "0.2.0", "commit": "def"}
    keep("files", {"yaml-linear": 1.0}, this, path)
    keep("files", {"har-linear": 1.25}, this, path)
    keep("startup", {"examples": 30.5}, this, path)
    assert path.read_text(encoding="utf-8") == (
        '[[run]]\nversion = "0.1.0"\ncommit = "abc"\n\n'
        '[[run]]\nversion = "0.2.0"\ncommit = "def"\n\n'
        "[run.files]\nyaml-linear = 1.0\nhar-linear = 1.25\n\n"
        "[run.startup]\nexamples = 30.5\n"
    )


def test_the_history_has_figures_of_targets_alone() -> None:
    """Each key of the history is that of a target, and each run says of what it is."""
    runs = tomllib.loads((BENCHMARKS / "history.toml").read_text(encoding="utf-8"))["run"]
    targets = {
        name: {target.key for target in runpy.run_path(str(BENCHMARKS / f"{name}.py"))["TARGETS"]}
        for name in WITH_HISTORY
    }
    for run in runs:
        figures = {name: set(run[name]) for name in run.keys() - {"version", "commit"}}
        assert figures.keys() <= targets.keys()
        assert all(keys <= targets[name] for name, keys in figures.items())
