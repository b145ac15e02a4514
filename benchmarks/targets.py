"""What a benchmark should reach: printed in one way, and kept in `history.toml`."""

import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

HISTORY = Path(__file__).parent / "history.toml"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that should be `limit` at most, or with `at_least` that at least.

    `key` names it in the history, `words` say what it is.
    """

    key: str
    words: str
    limit: float
    at_least: bool = False

    def is_reached(self, figure: float) -> bool:
        """Tell whether a figure is good enough."""
        return figure >= self.limit if self.at_least else figure <= self.limit


Figures = Mapping[str, float | None]
"""The figures by the keys of their targets; None where this run could not measure one."""


def conclude(name: str, targets: Sequence[Target], figures: Figures, *, record: bool) -> int:
    """Print which targets are reached, and return 1 where one is missed, else 0.

    Args:
        name: that of the benchmark.
        targets: what it should reach.
        figures: what it measured; a target without a key here is not a part of this run.
        record: whether to keep the figures in the history.

    """
    missed = 0
    for target in targets:
        if target.key not in figures:
            continue
        figure = figures[target.key]
        wanted = f"{target.limit:g} {'at least' if target.at_least else 'at most'}"
        if figure is None:
            print(f"{'not judged':12}{target.words}: {wanted}")
            continue
        reached = target.is_reached(figure)
        missed += not reached
        verdict = "reached" if reached else "missed"
        print(f"{verdict:12}{target.words}: {figure:.3g} ({wanted})")
    if record:
        measured = {key: round(one, 3) for key, one in figures.items() if one is not None}
        keep(name, measured, this_version())
    return 1 if missed else 0


def keep(
    name: str, figures: Mapping[str, float], this: Mapping[str, str], history: Path = HISTORY
) -> None:
    """Write the figures of a benchmark into the history, for this version and commit."""
    runs = tomllib.loads(history.read_text(encoding="utf-8"))["run"]
    found = next((one for one in runs if this.items() <= one.items()), None)
    if found is None:
        runs.append(found := {**this})
    found[name] = {**found.get(name, {}), **figures}
    history.write_text("\n".join(map(_written, runs)), encoding="utf-8")


def this_version() -> dict[str, str]:
    """Return the version, and the commit that is checked out."""
    words = ("git", "rev-parse", "--short", "HEAD")
    commit = subprocess.check_output(words, cwd=HISTORY.parent, text=True).strip()  # noqa: S603  # our own words
    return {"version": version("asdocumented"), "commit": commit}


def _written(run: Mapping[str, str | Mapping[str, float]]) -> str:
    """Return a run of the history as TOML."""
    lines = ["[[run]]"]
    lines += [f'{key} = "{one}"' for key, one in run.items() if isinstance(one, str)]
    for name, figures in run.items():
        if not isinstance(figures, str):
            lines += ["", f"[run.{name}]", *(f"{key} = {one}" for key, one in figures.items())]
    return "\n".join([*lines, ""])
