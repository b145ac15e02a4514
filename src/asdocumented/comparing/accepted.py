"""Which changes somebody accepted in waivers.toml, and which waivers accept nothing any more."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from msgspec import structs

from asdocumented.comparing.change import Change
from asdocumented.gate.waivers import Waiver
from asdocumented.report.gate_model import WaiverTerms
from asdocumented.report.part import Part


class WaiversOfToday(msgspec.Struct, frozen=True):
    """Waivers of one kind, and the day (UTC) by which they expire."""

    waivers: Sequence[Waiver] = ()
    today: date = date.min

    def without(self, fingerprints: Collection[str]) -> "WaiversOfToday":
        """Return them without those of some fingerprints."""
        kept = [one for one in self.waivers if one.fingerprint not in fingerprints]
        return WaiversOfToday(kept, self.today)


class StaleWaiver(Part, frozen=True):
    """A waiver that nothing needs: what it accepts in words, and why nothing needs it.

    `bound` tells that it names both sides that were compared, so that it can be dropped.
    """

    fingerprint: str
    accepts: str
    why: str
    bound: bool

    @property
    def words(self) -> str:
        """All of it in one line."""
        return f"{self.fingerprint}: {self.accepts}: {self.why}"


class Accepted(NamedTuple):
    """The terms by fingerprint, and the waivers that are over.

    `expired` are those whose last day is over, in words, `stale` those that nothing needs.
    """

    terms: Mapping[str, WaiverTerms]
    expired: list[str]
    stale: list[StaleWaiver]


def accept(
    found: Mapping[str, str], waivers: WaiversOfToday, compared: tuple[str, str]
) -> Accepted:
    """Return what waivers accept.

    Args:
        found: what can be accepted, in words, by fingerprint.
        waivers: those of the kind that is compared.
        compared: the names of both sides.

    """
    terms: dict[str, WaiverTerms] = {}
    expired, stale = list[str](), list[StaleWaiver]()
    for one in waivers.waivers:
        place = found.get(one.fingerprint)
        if place is None:
            if why := _why_stale(one, compared):
                accepts, bound = one.drift or one.reason, one.between is not None
                stale.append(StaleWaiver(one.fingerprint, accepts, why, bound))
        elif one.has_expired(waivers.today):
            expired.append(f"{one.fingerprint}: {place}: it expired after {one.expires}")
        else:
            terms[one.fingerprint] = one.terms
    return Accepted(terms, expired, stale)


def change_places(changes: Iterable[Change]) -> dict[str, str]:
    """Return in words what can be accepted of changes, by fingerprint."""
    return {one.fingerprint: f"{one.change} at {one.location}" for one in changes}


def with_terms(changes: Iterable[Change], terms: Mapping[str, WaiverTerms]) -> list[Change]:
    """Return changes, those that somebody accepted with their terms."""
    return [structs.replace(one, waiver=terms.get(one.fingerprint)) for one in changes]


def how_to_accept(fingerprint: str, compared: tuple[str, str], kind: str = "change") -> str:
    """Return the entry of waivers.toml that accepts something, in one line."""
    pair = ", ".join(map(json.dumps, compared))
    between = f", between = [{pair}]" if kind == "change" else ""
    entry = f'[[waiver]] fingerprint = "{fingerprint}", kind = "{kind}"{between}, reason = "…"'
    return f"accept one in waivers.toml: {entry}"


def _why_stale(waiver: Waiver, compared: tuple[str, str]) -> str:
    """Return why a waiver accepts nothing; empty where it is one of another comparison."""
    if waiver.kind == "drift" or waiver.between not in (None, compared):
        return ""
    if waiver.between is None:
        return f"nothing of {' and '.join(compared)} has this fingerprint; between is not told"
    return "both were compared, and there is no such change"
