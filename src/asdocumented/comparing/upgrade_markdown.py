"""An upgrade map as Markdown, for a ticket."""

import re
from collections.abc import Iterable, Iterator, Sequence

from asdocumented.comparing.upgrade_judgement import UpgradeJudgement
from asdocumented.comparing.upgrade_map import UpgradeMap
from asdocumented.comparing.upgrade_report import HEADLINES, UpgradeReport
from asdocumented.comparing.upgrade_text import Names, cited, times
from asdocumented.contracts.model import Citation

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#&])")


def render_markdown(report: UpgradeReport) -> str:
    """Return an upgrade as Markdown with one table a section."""
    upgrade, names = report.upgrade, Names(report.upgrade)
    old, new = upgrade.old, upgrade.new
    parts = [
        [f"# From {_words(old.name)} to {_words(new.name)}"],
        [f"{_code(f'{old.method} {old.path}')} becomes {_code(f'{new.method} {new.path}')}."],
        [f"{HEADLINES[report.outcome]}: {report.decision}."],
        _numbered("Do this first", [one.text for one in upgrade.steps]),
        _section("The call as a whole", ("subject", "what", "rows"), _concerns(upgrade)),
        [*_example(upgrade)],
        _section("Changed", ("field", "became", "how", "rows"), _mapped(upgrade, names)),
        _section("Lost", ("field", "instead", "rows"), _lost(report, names)),
        _section("Not told by any map", ("field", "proposals"), _open(report, names)),
        _section("New", ("field", "what", "rows"), _added(upgrade, names)),
        *(
            _section(
                f"What {_words(name)} says",
                ("field", "became", "verdict"),
                _judged(report, found, names),
            )
            for name, found in report.judgements.items()
        ),
        _listed("Not judged", [f"{one.what}: {one.why}" for one in report.not_compared]),
        _listed("Expired waivers", report.expired),
        _listed("Stale waivers", [one.words for one in report.stale]),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _section(title: str, columns: Sequence[str], rows: Iterator[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return []
    rule = "|".join(["---"] * len(columns))
    return [f"## {title}", "", f"| {' | '.join(columns)} |", f"|{rule}|", *lines]


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return [f"## {title}", "", *(f"- {_words(one)}" for one in lines)] if lines else []


def _numbered(title: str, lines: Sequence[str]) -> list[str]:
    shown = [f"{number}. {_words(one)}" for number, one in enumerate(lines, 1)]
    return [f"## {title}", "", *shown] if shown else []


def _example(upgrade: UpgradeMap) -> Iterator[str]:
    """Yield both answers as code, which no text in them can end."""
    one = upgrade.example
    if one is None:
        return
    yield "## Before and after"
    yield ""
    yield _words(one.note)
    for side, exchange in ((upgrade.old, one.old), (upgrade.new, one.new)):
        yield ""
        yield f"{_code(f'{side.method} {exchange.request}')}:"
        yield ""
        yield from (f"    {line}" for line in exchange.body.splitlines())


def _mapped(upgrade: UpgradeMap, names: Names) -> Iterator[Sequence[str]]:
    for one in upgrade.mapped:
        how = "; ".join(_words(text) for text in (one.change, one.note) if text)
        became = ", ".join(_code(names.new(place)) for place in one.new)
        yield _code(names.old(one.old)), became, how, _rows((*one.old_rows, *one.new_rows))


def _lost(report: UpgradeReport, names: Names) -> Iterator[Sequence[str]]:
    for one in report.upgrade.lost:
        rows = _rows((*one.old_rows, *one.elsewhere))
        instead = f"{_words(one.instead)}{_accepted(report, one.fingerprint)}"
        yield _code(names.old(one.old)), instead, rows


def _accepted(report: UpgradeReport, fingerprint: str) -> str:
    terms = report.accepted.get(fingerprint)
    return f"<br>accepted: {_words(terms.words)}" if terms else ""


def _added(upgrade: UpgradeMap, names: Names) -> Iterator[Sequence[str]]:
    for one in upgrade.added:
        needs = f"with {_code(one.needs)}" if one.needs else ""
        what = "; ".join(text for text in (_words(one.note), needs) if text)
        yield _code(names.new(one.new)), what, _rows(one.new_rows)


def _concerns(upgrade: UpgradeMap) -> Iterator[Sequence[str]]:
    for one in upgrade.concerns:
        yield _words(one.subject), _words(one.text), _rows(one.rows)


def _open(report: UpgradeReport, names: Names) -> Iterator[Sequence[str]]:
    """Yield the open fields of both sides; proposals stand beside those of the old one."""
    upgrade = report.upgrade
    for place in upgrade.open_old:
        found = [one for one in report.proposals if one.old == place]
        told = [f"{_code(names.new(one.new))}: {_words('; '.join(one.reasons))}" for one in found]
        yield _code(names.old(place)), "<br>".join(told)
    for place in upgrade.open_new:
        yield f"new: {_code(names.new(place))}", ""


def _judged(
    report: UpgradeReport, found: UpgradeJudgement, names: Names
) -> Iterator[Sequence[str]]:
    fingerprints = {one.old: one.fingerprint for one in report.contradicted}
    for one in found.mappings:
        samples = [f"{_words(two.old.value)} → {_words(two.new.value)}" for two in one.samples]
        verdict = "<br>".join([f"{one.verdict} {times(one)}".strip(), *samples])
        if one.verdict == "contradicted":
            verdict += _accepted(report, fingerprints.get(one.old, ""))
        yield _code(names.old(one.old)), _code(names.new(one.new)), verdict


def _rows(found: Iterable[Citation]) -> str:
    return "<br>".join(_words(cited(one)) for one in found)


def _words(text: str) -> str:
    """Return text as Markdown shows it, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    """Return text as code, in a table cell."""
    plain = " ".join(text.split()).replace("`", "'")
    return f"`{plain}`".replace("|", r"\|")
