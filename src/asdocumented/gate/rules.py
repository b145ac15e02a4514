"""The rules of the gate, each with its limit, and with what a report has."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from asdocumented.gate.failing import level_rules
from asdocumented.gate.policy import Policy
from asdocumented.gate.recording_ages import recording_ages
from asdocumented.gate.waivers import Waiver
from asdocumented.report.gate_model import Consequence, RuleReport, SettingSource
from asdocumented.report.model import EvidenceReport, OperationReport, Report

_OBSERVED = ("conforms", "drifts", "seen")
_MOST_NAMES = 3
_BUILT_IN: SettingSource = "default"
_EXPLAIN = (
    "asdocumented explain PROBLEM shows one whole; mend it, or accept it with "
    "asdocumented waive PROBLEM --reason TEXT"
)
_SAMPLES = "check the credentials and the samples: asdocumented doctor --target NAME"
_MORE = "add recordings or a live run"
_SERVER = (
    f"{_MORE}, for printed examples prove a page and no server; or judge the pages alone: --pages"
)


class _Held(NamedTuple):
    """What was found where a limit is set, and whether it is kept."""

    limit: str
    actual: str
    passed: bool


def rules(
    report: Report,
    policy: Policy,
    failing: Mapping[str, str],
    waivers: Sequence[Waiver],
    now: datetime,
) -> Iterator[RuleReport]:
    """Yield every rule of a policy, those that decide on drifts first.

    Args:
        report: with the status of each drift.
        policy: the limits.
        failing: the key of the level that each failing drift fails by, by fingerprint.
        waivers: all waivers of drifts, whatever became of them.
        now: the moment (aware) that ages are counted back from.

    """
    yield from _levels(report, policy, failing)
    yield from _probes(report, policy)
    yield from _evidence(report, policy)
    yield from _shown(report, policy)
    yield from _amounts(report, policy)
    yield from _ages(report, policy, now)
    yield from _waivers(policy, waivers, now.date())


def plural(count: int, word: str) -> str:
    """Return a count with its word: 1 day, 2 days."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _fails(key: str, what: str, held: _Held, source: SettingSource, what_to_do: str) -> RuleReport:
    """Return a rule that makes the gate fail where it is broken."""
    return _rule(key, what, held, source, what_to_do, "fails")


def _needs(key: str, what: str, held: _Held, source: SettingSource, what_to_do: str) -> RuleReport:
    """Return a rule that makes the gate inconclusive where it is broken."""
    return _rule(key, what, held, source, what_to_do, "inconclusive")


def _rule(  # noqa: PLR0913, PLR0917  # the two functions above name them
    key: str,
    what: str,
    held: _Held,
    source: SettingSource,
    what_to_do: str,
    consequence: Consequence,
) -> RuleReport:
    return RuleReport(
        rule=key,
        what=what,
        limit=held.limit,
        actual=held.actual,
        passed=held.passed,
        consequence=consequence,
        source=source,
        what_to_do="" if held.passed else what_to_do,
    )


def _levels(report: Report, policy: Policy, failing: Mapping[str, str]) -> Iterator[RuleReport]:
    """Yield the rule of each level: how many drifts fail by it, and in how many problems."""
    drifts = Counter(failing.values())
    problems = Counter(
        key
        for problem in report.problems
        for key in {failing[one] for one in problem.drifts if one in failing}
    )
    new = "new " if policy.new_only.value else ""
    for rule in level_rules(policy):
        level, found = rule.level.value, drifts[rule.key]
        worse = "" if level == "error" else " or worse"
        drifting = f"{new}drifts of severity {level}{worse}"
        what = "drifts that fail" if level == "never" else f"{drifting} without a waiver"
        count = f"{plural(found, 'drift')} in {plural(problems[rule.key], 'problem')}"
        held = _Held("none", count if found else "none", found == 0)
        yield _fails(rule.key, f"{what} {rule.about}".strip(), held, rule.level.source, _EXPLAIN)


def _probes(report: Report, policy: Policy) -> Iterator[RuleReport]:
    if policy.fail_on_probe.value:
        badly = sum(not probe.refused or bool(probe.drifts) for probe in report.probes)
        what = "invalid requests that are not refused as documented"
        held = _Held("none", str(badly or "none"), badly == 0)
        remedy = (
            "have the API refuse each listed request as documented, or leave out --fail-on-probe"
        )
        yield _fails("fail_on_probe", what, held, policy.fail_on_probe.source, remedy)


def _evidence(report: Report, policy: Policy) -> Iterator[RuleReport]:
    """Yield what has to be there for any answer: something judged, read, shown, and of a server."""
    judged = sum(one.interactions for one in report.evidence if policy.counts(one.set))
    held = _Held("1 at least", str(judged), judged > 0)
    yield _needs("judged", "interactions judged", held, _BUILT_IN, _MORE)
    lost = sorted({one.file for one in report.errors if one.whole and policy.counts(one.file)})
    held = _Held("none", _listed(lost), not lost)
    remedy = "mend each source that is listed as incomplete, by its reason, or judge without it"
    yield _needs("read", "sources not judged in full", held, _BUILT_IN, remedy)
    shown = sum(bool(_showing(one, policy, examples=True)) for one in report.operations)
    held = _Held("1 at least", f"{shown} of {len(report.operations)}", shown > 0)
    what = "editions of which an answer shows something"
    yield _needs("shown", what, held, _BUILT_IN, _SAMPLES if judged else _MORE)
    if not policy.pages_alone:
        servers = [one.set for one in report.evidence if _counts(one, policy)]
        held = _Held("1 at least", _listed(servers), bool(servers))
        what = "evidence sets of a server"
        yield _needs("servers", what, held, _BUILT_IN, _SERVER if judged else _MORE)


def _shown(report: Report, policy: Policy) -> Iterator[RuleReport]:
    for name, setting in policy.must_show.items():
        editions = [one for one in report.operations if one.id == name]
        shown = any(_showing(one, policy, examples=policy.pages_alone) for one in editions)
        held = _Held("shown", "shown" if shown else "not shown", shown)
        what = f"an answer of {name} that shows something"
        yield _needs(
            f"must_show.{name}", what, held, setting.source, f"{_MORE} of {name}; {_SAMPLES}"
        )


def _amounts(report: Report, policy: Policy) -> Iterator[RuleReport]:
    least = policy.min_interactions.value
    if least is not None:
        count = sum(one.interactions for one in report.evidence if _counts(one, policy))
        held = _Held(f"{least} at least", str(count), count >= least)
        what = "interactions judged, without printed examples"
        yield _needs("min_interactions", what, held, policy.min_interactions.source, _MORE)
    least = policy.min_rows_observed.value
    if least is not None:
        observed, total = _rows_observed(report, policy)
        share = 100 * observed // total if total else 0
        actual = f"{share} % ({observed} of {total})"
        held = _Held(f"{least} % at least", actual, share >= least)
        what = "documented rows that the evidence shows"
        remedy = f"{_MORE} that show more rows; drift.json has the verdict of each"
        yield _needs("min_rows_observed", what, held, policy.min_rows_observed.source, remedy)


def _rows_observed(report: Report, policy: Policy) -> tuple[int, int]:
    """Return how many rows of the newest editions were seen or sent, and how many there are."""
    counted = {one.set for one in report.evidence if _counts(one, policy)}
    newest = {(one.id, one.edition) for one in report.operations if one.newest}
    rows = [one for one in report.rows if (one.operation, one.edition) in newest]
    observed = sum(
        any(verdict in _OBSERVED for name, verdict in one.verdicts.items() if name in counted)
        for one in rows
    )
    return observed, len(rows)


def _ages(report: Report, policy: Policy, now: datetime) -> Iterator[RuleReport]:
    setting = policy.max_recording_age_days
    if setting.value is not None:
        known, unknown, ageless = recording_ages(
            (one for one in report.evidence if policy.counts(one.set)), now
        )
        held = _age(known, setting.value, "none but those of a stand-in" if ageless else "none")
        remedy = "record again: asdocumented record --target NAME"
        if unknown:
            told = f"not known of {_listed(unknown)}"
            actual = f"{held.actual}; {told}" if known else told
            held = held._replace(actual=actual, passed=held.passed and setting.source == "default")
            remedy += "; or give evidence that says when it was recorded (in the past)"
        what = "age of the oldest recording of a target"
        yield _fails("max_recording_age_days", what, held, setting.source, remedy)
    if policy.max_page_age_days.value is not None:
        ages = {
            f"{one.id} {one.edition}": (now.date() - date.fromisoformat(one.retrieved)).days
            for one in report.operations
            if one.newest and one.retrieved is not None
        }
        held = _age(ages, policy.max_page_age_days.value, "none with a date")
        what = "days since the oldest page was read"
        remedy = "read the page again, and set retrieved in its page.toml"
        yield _fails("max_page_age_days", what, held, policy.max_page_age_days.source, remedy)


def _waivers(policy: Policy, waivers: Sequence[Waiver], today: date) -> Iterator[RuleReport]:
    if policy.max_waivers.value is not None:
        most, count = policy.max_waivers.value, len(waivers)
        held = _Held(f"{most} at most", str(count), count <= most)
        remedy = "mend what is waived; asdocumented waive --prune drops what is stale"
        yield _fails("max_waivers", "waivers", held, policy.max_waivers.source, remedy)
    if policy.max_waiver_age_days.value is not None:
        ages = {one.fingerprint: (today - one.since).days for one in waivers if one.since}
        held = _age(ages, policy.max_waiver_age_days.value, "none")
        if undated := [one.fingerprint for one in waivers if one.since is None]:
            actual = f"without since: {_listed(undated)}"
            held = held._replace(actual=actual, passed=False)
        what, remedy = "age of the oldest waiver", "mend what old waivers accept, or waive it anew"
        yield _fails("max_waiver_age_days", what, held, policy.max_waiver_age_days.source, remedy)


def _age(ages: Mapping[str, int], limit: int, none: str) -> _Held:
    """Return the greatest of some ages in days, held against a limit.

    Where there is no age, the limit is kept, and `none` says so.
    """
    oldest = max(ages, key=lambda one: ages[one], default=None)
    most = f"{plural(limit, 'day')} at most"
    if oldest is None:
        return _Held(most, none, passed=True)
    return _Held(most, f"{plural(ages[oldest], 'day')} ({oldest})", ages[oldest] <= limit)


def _showing(operation: OperationReport, policy: Policy, *, examples: bool) -> list[str]:
    """Return the counted evidence sets of which an answer of an operation shows something."""
    return [
        name
        for name, verdict in operation.verdicts.items()
        if verdict != "not shown" and policy.counts(name) and (examples or name != "example")
    ]


def _counts(one: EvidenceReport, policy: Policy) -> bool:
    """Tell whether a set counts as evidence: printed examples do where the pages are judged."""
    return policy.counts(one.set) and (one.origin != "example" or policy.pages_alone)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{', '.join(names[:_MOST_NAMES]) or 'none'}{more}"
