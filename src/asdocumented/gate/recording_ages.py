"""How old the evidence of targets is, and of which nobody knows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from asdocumented.report.model import EvidenceReport

_CLOCKS_DIFFER = timedelta(days=1)
"""A date that is later than this is wrong, and tells nothing of an age."""


class RecordingAges(NamedTuple):
    """The age in days of each set's oldest interaction, and the sets with one of unknown age.

    `ageless` are the recordings of stand-ins.
    """

    known: dict[str, int]
    unknown: list[str]
    ageless: list[str]


def recording_ages(sets: Iterable[EvidenceReport], now: datetime) -> RecordingAges:
    """Return the ages of evidence sets at a moment (aware).

    Neither printed examples nor what a stand-in answered has an age; a live answer without a date
    is judged as it comes.
    """
    ages = RecordingAges({}, [], [])
    for one in sets:
        if one.origin == "example" or one.stand_in:
            ageless = one.origin not in ("example", "live")
            ages.ageless.extend([one.set] if ageless else [])
            continue
        moments = [datetime.fromisoformat(moment) for moment in (one.first, one.last) if moment]
        past = [moment for moment in moments if moment <= now + _CLOCKS_DIFFER]
        if past:
            ages.known[one.set] = (now - min(past)).days
        undated = one.origin != "live" and (one.undated or not moments)
        if undated or past != moments:
            ages.unknown.append(one.set)
    return ages
