"""Judging evidence in parts gives the report that judging it as a whole gives, byte for byte."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from asdocumented.evidence import json_file, parts
from asdocumented.judging import call_answers, contract_judge, drift_counts, situations, unjudged
from tests.parallel.reports import report, whole
from tests.parallel.traffic import as_gzip, as_har, as_ndjson, entries
from tests.support import ROOT

COUNT = int(os.environ.get("ASDOCUMENTED_PARTS_INTERACTIONS", "50"))
"""How many interactions a test judges; more of them before a release."""


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut parts of some ten interactions."""
    monkeypatch.setattr(parts, "PART_BYTES", 200 * COUNT)
    monkeypatch.setattr(json_file, "MOST_WHOLE_HAR", 400 * COUNT)


def files(folder: Path, seed: int) -> Sequence[Path]:
    """Write traffic in several formats, with secrets, faults and what cannot be read."""
    plain = as_ndjson(folder / "b.ndjson", entries(COUNT, seed))
    return [
        as_har(folder / "a.har", entries(COUNT, seed + 1)),
        plain,
        as_gzip(folder / "c.ndjson.gz", plain),
        ROOT / "cassettes" / "sandbox-as-printed",
    ]


@pytest.mark.parametrize("seed", range(2))
def test_parts_that_are_judged_apart_give_the_report_of_the_whole(
    tmp_path: Path, seed: int
) -> None:
    """Whatever the formats: counts, samples, wordings, verdicts, what cannot be read."""
    found = files(tmp_path, seed)
    assert report(*found) == whole(*found)


def test_parts_that_are_judged_here_give_the_report_of_the_whole(tmp_path: Path) -> None:
    """So that a large file can be told by how far it is."""
    found = files(tmp_path, 7)
    assert report(*found, workers=1) == whole(*found)


def test_lines_in_utf_16_are_cut_as_they_are_read(tmp_path: Path) -> None:
    """A byte that ends a line in ASCII may be half of a character there."""
    plain = as_ndjson(tmp_path / "a.ndjson", entries(COUNT, 3))
    wide = tmp_path / "wide" / plain.name
    wide.parent.mkdir()
    wide.write_bytes(plain.read_text(encoding="utf-8").encode("utf-16"))
    assert report(wide) == whole(plain).replace(f'"{tmp_path.name}', '"wide')


@pytest.mark.parametrize(
    "limit",
    [
        (drift_counts, "MOST_DRIFTS", 9),
        (unjudged, "_MOST_NAMED", 1),
        (situations, "MOST_TARGETS", 2),
        (contract_judge, "_MOST_SITUATIONS", 3),
        (call_answers, "MOST_ANSWERS", 20),
        (call_answers, "MOST_BYTES", 30_000),
        (call_answers, "MOST_OF_ONE_REQUEST", 1),
    ],
    ids=lambda limit: limit[1],
)
def test_a_limit_is_reached_in_the_same_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: tuple[object, str, int]
) -> None:
    """What is past it depends on all that came before, in whatever part."""
    monkeypatch.setattr(*limit)
    found = [tmp_path / f"{number}.ndjson" for number in range(4)]
    for number, path in enumerate(found):
        as_ndjson(path, entries(COUNT // 2 if number == 0 else 5, number))
    assert report(*found) == whole(*found)
