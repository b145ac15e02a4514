"""The cards of an upgrade's page: what became of each field, with the rows of both pages."""

from collections.abc import Iterator
from typing import NamedTuple

from asdocumented.comparing.change import Side
from asdocumented.comparing.differences import identity
from asdocumented.comparing.upgrade_judgement import JudgedMapping, ObservedPair, Verdict
from asdocumented.comparing.upgrade_map import Lost, Mapped, UpgradeMap
from asdocumented.comparing.upgrade_report import UpgradeReport
from asdocumented.comparing.upgrade_requests import translate_query
from asdocumented.comparing.upgrade_text import Names, times
from asdocumented.formats.json_path import RequestLocation
from asdocumented.formats.urls import add_query
from asdocumented.renderers.html.comparison import Pane

_VERDICTS: tuple[Verdict, ...] = ("contradicted", "confirmed", "not shown")


class Shown(NamedTuple):
    """What an evidence set shows of a mapping: the verdict in words, and pairs of values."""

    evidence: str
    words: str
    pairs: tuple[ObservedPair, ...]


class Card(NamedTuple):
    """What became of one field; `kind` is that of the drift report which looks alike.

    `what` is the word for it, `verdict` the worst of what evidence says.
    """

    id: str
    kind: str
    what: str
    old: str
    new: str
    how: str
    panes: tuple[Pane, Pane]
    note: str = ""
    request: tuple[str, str] | None = None
    verdict: Verdict | str = ""
    shown: tuple[Shown, ...] = ()
    accepted: str = ""
    proposals: tuple[str, ...] = ()

    @property
    def reach(self) -> str:
        """What evidence says, in a word and a number."""
        found = {one.words for one in self.shown}
        return next(iter(found)) if len(found) == 1 else self.verdict


def cards(report: UpgradeReport) -> Iterator[Card]:
    """Yield the cards: what answers contradict, the call as a whole, and then field by field."""
    names = Names(report.upgrade)
    found = [_mapped(one, report, names) for one in report.upgrade.mapped]
    yield from (one for one in found if one.what == "contradicted")
    yield from _concerns(report.upgrade)
    yield from (one for one in found if one.what == "changed")
    yield from (_lost(one, report, names) for one in report.upgrade.lost)
    yield from _open(report, names)
    yield from _added(report.upgrade, names)


def _sides(report: UpgradeMap, old: Side | None, new: Side | None, label: str) -> tuple[Pane, Pane]:
    return Pane(report.old.name, old, "is"), Pane(report.new.name, new, label)


def _mapped(one: Mapped, report: UpgradeReport, names: Names) -> Card:
    shown = [*_shown(one, report, names)]
    verdict = next((two for two in _VERDICTS if any(two in each.words for each in shown)), "")
    terms = report.accepted.get(one.fingerprint) if verdict == "contradicted" else None
    kind = "error" if verdict == "contradicted" else "warning"
    return Card(
        id=one.fingerprint,
        kind="waived" if terms else kind,
        what="contradicted" if verdict == "contradicted" else "changed",
        old=names.old(one.old),
        new=names.new(*one.new),
        how=one.change,
        panes=_sides(
            report.upgrade,
            Side(one.old, one.old, list(one.old_rows)),
            Side(one.new[0], ", ".join(one.new), list(one.new_rows)),
            "is",
        ),
        note=one.note,
        request=_request(one, report.upgrade),
        verdict=verdict,
        shown=tuple(shown),
        accepted=terms.words if terms else "",
    )


def _request(one: Mapped, upgrade: UpgradeMap) -> tuple[str, str] | None:
    """Return an example of a query parameter that is written otherwise, on both sides."""
    parameter = RequestLocation.read(one.old)
    if parameter is None or parameter.place != "query" or one.new == (one.old,):
        return None
    query = [(parameter.name, "A,B" if one.rule == "comma-to-repeated" else "A")]
    became = translate_query(upgrade, query)
    if not became:
        return None
    old, new = add_query(upgrade.old.path, query), add_query(upgrade.new.path, became)
    return f"{upgrade.old.method} {old}", f"{upgrade.new.method} {new}"


def _shown(mapped: Mapped, report: UpgradeReport, names: Names) -> Iterator[Shown]:
    for name, judged in report.judgements.items():
        for one in judged.mappings:
            if one.old == mapped.old:
                place = f", {names.new(one.new)}" if len(mapped.new) > 1 else ""
                yield Shown(f"{name}{place}", f"{one.verdict} {times(one)}".strip(), _pairs(one))


def _pairs(one: JudgedMapping) -> tuple[ObservedPair, ...]:
    return one.samples or ((one.example,) if one.example else ())


def _lost(one: Lost, report: UpgradeReport, names: Names) -> Card:
    terms = report.accepted.get(one.fingerprint)
    return Card(
        id=one.fingerprint,
        kind="waived" if terms else "error",
        what="lost",
        old=names.old(one.old),
        new="",
        how=one.instead,
        panes=_sides(
            report.upgrade,
            Side(one.old, one.old, list(one.old_rows)),
            Side("", "", list(one.elsewhere)),
            "see",
        ),
        accepted=terms.words if terms else "",
    )


def _open(report: UpgradeReport, names: Names) -> Iterator[Card]:
    upgrade = report.upgrade
    for place in upgrade.open_old:
        found = [one for one in report.proposals if one.old == place]
        proposals = tuple(f"{names.new(one.new)}: {'; '.join(one.reasons)}" for one in found)
        panes = _sides(upgrade, Side(place, place, []), None, "is")
        yield Card(
            id=identity(("open", *report.compared, place)),
            kind="warning",
            what="open",
            old=names.old(place),
            new="",
            how="no map tells what became of it",
            panes=panes,
            proposals=proposals,
        )
    for place in upgrade.open_new:
        yield Card(
            id=identity(("new", *report.compared, place)),
            kind="note",
            what="open",
            old="",
            new=names.new(place),
            how="no map tells where it comes from",
            panes=_sides(upgrade, None, Side(place, place, []), "is"),
        )


def _added(upgrade: UpgradeMap, names: Names) -> Iterator[Card]:
    for one in upgrade.added:
        yield Card(
            id=identity(("added", upgrade.old.operand, upgrade.new.operand, one.new)),
            kind="note",
            what="new",
            old="",
            new=names.new(one.new),
            how=one.note,
            panes=_sides(upgrade, None, Side(one.new, one.new, list(one.new_rows)), "is"),
            note=f"comes with {one.needs}" if one.needs else "",
        )


def _concerns(upgrade: UpgradeMap) -> Iterator[Card]:
    old, new = upgrade.old, upgrade.new
    for number, one in enumerate(upgrade.concerns):
        before = [row for row in one.rows if (row.page, row.edition) == (old.page, old.edition)]
        after = [row for row in one.rows if row not in before]
        yield Card(
            id=identity(("call", old.operand, new.operand, str(number))),
            kind="note",
            what="call",
            old=one.subject,
            new="",
            how=one.text,
            panes=_sides(
                upgrade,
                Side("", "", before) if before else None,
                Side("", "", after) if after else None,
                "is",
            ),
        )
