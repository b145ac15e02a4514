"""An upgrade map as text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from asdocumented.comparing.accepted import how_to_accept
from asdocumented.comparing.upgrade_judgement import JudgedMapping, Observed, UpgradeJudgement
from asdocumented.comparing.upgrade_map import UpgradeMap
from asdocumented.comparing.upgrade_places import short_name
from asdocumented.comparing.upgrade_report import UpgradeReport
from asdocumented.contracts.model import Citation
from asdocumented.formats.json_path import printable

_WIDEST = len("contradicted")


def render_text(report: UpgradeReport) -> str:
    """Return an upgrade as text for people."""
    names = Names(report.upgrade)
    marks = {one.old: _mark(one.fingerprint, report) for one in report.contradicted}
    parts = [
        [*_head(report.upgrade)],
        [*_steps(report.upgrade)],
        [*_concerns(report.upgrade)],
        [*_example(report.upgrade)],
        [*_mapped(report, names)],
        [*_lost(report, names)],
        [*_open(report, names)],
        [*_added(report.upgrade, names)],
        *(
            [name, *(f"  {line}" for line in judgement_lines(report.upgrade, found, marks))]
            for name, found in report.judgements.items()
        ),
        [*map(printable, waiver_lines(report))],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def cited(one: Citation) -> str:
    """Return a citation for people: page, edition, table, row and its name."""
    page = f"{one.page} {one.edition}".strip()
    if one.row is None:
        return page
    return f"{page}, {one.table}, row {one.row} ({one.name})"


class Names:
    """Short names of the fields of both sides."""

    def __init__(self, upgrade: UpgradeMap) -> None:
        pairing = upgrade.pairing
        self._old = None if pairing is None else pairing.old_items
        self._new = None if pairing is None else pairing.new_items

    def old(self, location: str) -> str:
        """Return how people name a field of the old operation."""
        return short_name(location, self._old)

    def new(self, *locations: str) -> str:
        """Return how people name some fields of the new operation."""
        return ", ".join(short_name(one, self._new) for one in locations)


def judgement_lines(
    upgrade: UpgradeMap, found: UpgradeJudgement, marks: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Yield what answers said of each mapping, with the first values that contradict it.

    `marks` stand behind contradicted mappings, by old field.
    """
    names = Names(upgrade)
    count = "1 item" if found.paired == 1 else f"{found.paired} items"
    yield f"{count} answered by both operations"
    for one in found.mappings:
        told = one.verdict.ljust(_WIDEST)
        mark = marks.get(one.old, "") if one.verdict == "contradicted" else ""
        yield f"  {told}  {times(one):>8}  {names.old(one.old)} → {names.new(one.new)}{mark}"
        for sample in one.samples:
            yield f"      {_observed(sample.old)}"
            yield f"      → {_observed(sample.new)}"


def times(one: JudgedMapping) -> str:
    """Return how many of the pairs confirm a mapping."""
    total = one.confirmed + one.contradicted
    return f"{one.confirmed} of {total}" if total else ""


def _observed(one: Observed) -> str:
    place = f"{printable(one.interaction)} {one.pointer}".strip()
    return f"{one.value}  ({place})"


def _head(upgrade: UpgradeMap) -> Iterator[str]:
    old, new = upgrade.old, upgrade.new
    yield f"{old.name} → {new.name}"
    yield f"  {old.method} {old.path} → {new.method} {new.path}"
    if upgrade.pairing:
        yield f"  items: {upgrade.pairing.old_items} → {upgrade.pairing.new_items}"


def _steps(upgrade: UpgradeMap) -> Iterator[str]:
    if upgrade.steps:
        yield "Do this first"
    for number, one in enumerate(upgrade.steps, 1):
        yield f"  {number}. {one.text}"


def _example(upgrade: UpgradeMap) -> Iterator[str]:
    one = upgrade.example
    if one is None:
        return
    yield "Before and after"
    yield f"  {one.note}"
    for side, exchange in ((upgrade.old, one.old), (upgrade.new, one.new)):
        yield f"  {side.method} {exchange.request}"
        yield from (f"      {line}" for line in exchange.body.splitlines())


def _mapped(report: UpgradeReport, names: Names) -> Iterator[str]:
    upgrade = report.upgrade
    if upgrade.mapped:
        yield "Changed"
    for one in upgrade.mapped:
        yield f"  {names.old(one.old)} → {names.new(*one.new)}"
        yield from _below(one.change, one.note, _rows((*one.old_rows, *one.new_rows)))


def _lost(report: UpgradeReport, names: Names) -> Iterator[str]:
    lost = report.upgrade.lost
    if lost:
        yield "Lost"
    for one in lost:
        yield f"  {names.old(one.old)}{_mark(one.fingerprint, report)}"
        yield from _below(one.instead, "", _rows((*one.old_rows, *one.elsewhere)))


def _mark(fingerprint: str, report: UpgradeReport) -> str:
    terms = report.accepted.get(fingerprint)
    return f"  [{fingerprint}]" + (f"  accepted: {terms.words}" if terms else "")


def waiver_lines(report: UpgradeReport) -> Iterator[str]:
    """Yield the waivers that accept nothing any more, and how something is accepted."""
    yield from (f"waiver expired: {one}" for one in report.expired)
    yield from (f"waiver stale: {one.words}" for one in report.stale)
    if report.failing:
        yield how_to_accept(report.failing[0].fingerprint, report.compared)


def _added(upgrade: UpgradeMap, names: Names) -> Iterator[str]:
    if upgrade.added:
        yield "New"
    for one in upgrade.added:
        yield f"  {names.new(one.new)}"
        needs = f"with {one.needs}" if one.needs else ""
        yield from _below(one.note, needs, _rows(one.new_rows))


def _concerns(upgrade: UpgradeMap) -> Iterator[str]:
    if upgrade.concerns:
        yield "The call as a whole"
    for one in upgrade.concerns:
        yield f"  {one.subject}"
        yield from _below(one.text, "", _rows(one.rows))


def _open(report: UpgradeReport, names: Names) -> Iterator[str]:
    upgrade = report.upgrade
    if upgrade.open_old or upgrade.open_new:
        yield "Not told by any map"
    yield from (f"  {names.old(one)} → ?" for one in upgrade.open_old)
    yield from (f"  ? → {names.new(one)}" for one in upgrade.open_new)
    for one in report.proposals:
        reasons = "; ".join(one.reasons)
        yield f"  proposal: {names.old(one.old)} → {names.new(one.new)} ({reasons})"


def _below(text: str, more: str, rows: Sequence[str]) -> Iterator[str]:
    yield from (f"      {one}" for one in (text, more, *rows) if one)


def _rows(found: Iterable[Citation]) -> list[str]:
    """Return citations, the rows of one table together."""
    tables: dict[str, list[Citation]] = {}
    for one in found:
        where = f"{one.page} {one.edition}".strip()
        tables.setdefault(f"{where}, {one.table}" if one.row else where, []).append(one)
    return [f"[{place}{_numbers(rows)}]" for place, rows in tables.items()]


def _numbers(rows: Sequence[Citation]) -> str:
    named = [f"{one.row} ({one.name})" for one in rows if one.row]
    word = "row" if len(named) == 1 else "rows"
    return f", {word} {', '.join(named)}" if named else ""
