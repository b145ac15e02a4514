"""Imports all that judges parts, for the process that workers are forked from.

Other code imports some of it only where it is needed, so that a start takes less time.
"""

from asdocumented.checks.registry import all_checks
from asdocumented.evidence.ndjson import read_ndjson
from asdocumented.judging.reading_maker import ReadingMaker
from asdocumented.parallel.part_judge import judge_part

__all__ = ["ReadingMaker", "judge_part", "read_ndjson"]

all_checks()
