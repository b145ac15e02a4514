"""Which changes somebody accepted in waivers.toml."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import structs

from asdocumented.comparing.change import Change
from asdocumented.gate.waivers import Waiver


def with_waivers(
    changes: Iterable[Change], waivers: Sequence[Waiver], today: date
) -> tuple[list[Change], list[str]]:
    """Return changes with their waivers, and what waivers that are over accepted, in words."""
    known = {one.fingerprint: one for one in waivers}
    found, over = [], []
    for change in changes:
        waiver = known.get(change.fingerprint)
        if waiver is None:
            found.append(change)
        elif waiver.has_expired(today):
            found.append(change)
            place = f"{change.change} at {change.location}"
            over.append(f"{change.fingerprint}: {place}: it expired after {waiver.expires}")
        else:
            found.append(structs.replace(change, waiver=waiver.terms))
    return found, over
