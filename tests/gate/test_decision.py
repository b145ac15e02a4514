"""Policies and reports, and what the gate decides: the exit code and the rules that are broken."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import structs

from asdocumented.config.file import load_config
from asdocumented.errors import Fault
from asdocumented.evidence.unread import Unread
from asdocumented.gate.decision import GateInputs, decide, exit_code
from asdocumented.gate.policy import CommandLine, Policy, make_policy
from asdocumented.report.model import Drift, EvidenceReport, ProbeReport, Report, Share
from tests.gate.reports import DEMO, drift, evidence, operation, report, row

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOTHING = CommandLine()
CHECKS = ("wrong-type", "integer-as-decimal")
OPERATIONS = ("coupons", "series")
CLEAN = report()
ERROR, WARNING, NOTE = (
    drift(),
    drift("b", severity="warning", check="integer-as-decimal"),
    drift("c", severity="note"),
)
PRINTED = drift("d", seen={"example": Share(1, 1)})
OF_THE_PAGE = drift("e", seen={})
LIVE = drift("f", severity="warning", seen={"live:demo": Share(1, 1)})
STAND_IN = evidence(stand_in=True)
UNDATED = evidence("har:shop", first=None, last=None, undated=2)
PARTLY = evidence("har:shop", undated=1)
FUTURE = evidence("har:shop", first="2999-01-01T00:00:00Z", last="2999-01-01T00:00:00Z")
UNTIL_2999 = evidence("har:shop", last="2999-01-01T00:00:00Z")
AHEAD = evidence("har:shop", first="2026-11-22T13:00:00Z", last="2026-11-23T11:00:00Z")
AS_IT_COMES = evidence("live", first=None, last=None, undated=2)
RECORD = "record again: asdocumented record --target NAME"
BOTH = [evidence("example"), evidence(), evidence("live:demo")]
ROWS = [
    row(1, "$.code", {DEMO: "conforms", "example": "conforms"}),
    row(2, "$.id", {DEMO: "seen"}),
    row(3, "$.till", {DEMO: "absent", "example": "conforms"}),
    row(4, "$.from", {}),
]


def policy(tmp_path: Path, text: str, given: CommandLine = NOTHING) -> Policy:
    """Return the policy of a table `[gate]` and a command line."""
    (tmp_path / "asdocumented.toml").write_text(f"[gate]\n{text}\n", encoding="utf-8")
    config = load_config(None, tmp_path)
    return make_policy(config, given, checks=CHECKS, operations=OPERATIONS)


def broken(decided: Report) -> list[str]:
    """Return the keys of the rules that are broken."""
    return [one.rule for one in decided.gate.rules if not one.passed]


@pytest.mark.parametrize(
    ("text", "judged", "code", "rules"),
    [
        ("", CLEAN, 0, []),
        ("", report(ERROR), 1, ["fail_on"]),
        ("", report(WARNING, NOTE), 0, []),
        ("", report(PRINTED), 1, ["fail_on"]),
        ("", report(OF_THE_PAGE), 1, ["fail_on"]),
        ("fail_on = 'warning'", report(WARNING, NOTE), 1, ["fail_on"]),
        ("fail_on = 'note'", report(NOTE), 1, ["fail_on"]),
        ("fail_on = 'never'", report(ERROR), 0, []),
        ("fail_on_origin = { live = 'warning' }", report(LIVE), 1, ["fail_on_origin.live"]),
        ("fail_on_origin = { live = 'warning' }", report(WARNING), 0, []),
        ("fail_on_origin = { example = 'never' }", report(PRINTED, OF_THE_PAGE), 0, []),
        ("fail_on_origin = { example = 'never' }", report(ERROR), 1, ["fail_on"]),
        ("fail_on_check = { wrong-type = 'never' }", report(ERROR), 0, []),
        (
            "fail_on_check = { integer-as-decimal = 'warning' }",
            report(WARNING),
            1,
            ["fail_on_check.integer-as-decimal"],
        ),
        ("fail_on_operation = { coupons = 'never' }", report(ERROR), 0, []),
        (
            "fail_on_operation = { coupons = 'warning' }\nfail_on = 'never'",
            report(WARNING),
            1,
            ["fail_on_operation.coupons"],
        ),
        (
            "fail_on_operation = { coupons = 'never' }\nfail_on_check = { wrong-type = 'error' }",
            report(ERROR),
            1,
            ["fail_on_check.wrong-type"],
        ),
        (
            "fail_on_origin = { cassette = 'error' }\nfail_on_operation = { coupons = 'never' }",
            report(ERROR),
            0,
            [],
        ),
        ("leave_out = ['cassette:*']", report(ERROR, sets=BOTH), 0, []),
        ("leave_out = ['live:demo']", report(ERROR, sets=BOTH), 1, ["fail_on"]),
        ("leave_out = ['cassette:demo']", report(), 3, ["judged", "shown", "servers"]),
        ("min_interactions = 2", CLEAN, 0, []),
        ("min_interactions = 3", CLEAN, 3, ["min_interactions"]),
        (
            "min_interactions = 3",
            report(sets=[evidence("example"), evidence()]),
            3,
            ["min_interactions"],
        ),
        ("min_rows_observed = 50", report(rows=ROWS), 0, []),
        ("min_rows_observed = 51", report(rows=ROWS), 3, ["min_rows_observed"]),
        ("min_rows_observed = 1", CLEAN, 3, ["min_rows_observed"]),
        ("must_show = ['coupons']", CLEAN, 0, []),
        ("must_show = ['series']", CLEAN, 3, ["must_show.series"]),
        (
            "must_show = ['coupons']",
            report(
                sets=[evidence("example"), evidence()],
                operations=[
                    operation({"example": "as documented"}),
                    operation({DEMO: "as documented"}, "series"),
                ],
            ),
            3,
            ["must_show.coupons"],
        ),
        ("max_recording_age_days = 21", CLEAN, 0, []),
        ("max_recording_age_days = 20", CLEAN, 1, ["max_recording_age_days"]),
        ("max_recording_age_days = 20", report(sets=[evidence(stand_in=True)]), 0, []),
        ("max_recording_age_days = 20", report(sets=[UNDATED]), 1, ["max_recording_age_days"]),
        ("max_recording_age_days = 20", report(sets=[FUTURE]), 1, ["max_recording_age_days"]),
        ("max_recording_age_days = 30", report(sets=[PARTLY]), 1, ["max_recording_age_days"]),
        ("max_recording_age_days = 30", report(sets=[UNTIL_2999]), 1, ["max_recording_age_days"]),
        ("max_recording_age_days = 1", report(sets=[AHEAD]), 0, []),
        ("", report(sets=[UNDATED]), 0, []),
        ("", report(sets=[FUTURE]), 0, []),
        ("max_page_age_days = 2", CLEAN, 0, []),
        ("max_page_age_days = 1", CLEAN, 1, ["max_page_age_days"]),
        (
            "max_page_age_days = 1",
            report(operations=[operation({DEMO: "as documented"}, newest=False)]),
            0,
            [],
        ),
        (
            "max_page_age_days = 1",
            report(operations=[operation({DEMO: "as documented"}, retrieved=None)]),
            0,
            [],
        ),
        ("", report(sets=[evidence("example")]), 3, ["servers"]),
        ("", report(sets=[]), 3, ["judged", "shown", "servers"]),
        ("", report(operations=[operation({DEMO: "not shown"})]), 3, ["shown"]),
        ("", report(errors=[Unread("a.yaml", "empty", whole=True)]), 3, ["read"]),
        ("", report(errors=[Unread("a.yaml", "#0: damaged", whole=False)]), 0, []),
        ("", report(ERROR, errors=[Unread("a.yaml", "empty", whole=True)]), 1, ["fail_on", "read"]),
        ("min_interactions = 9", report(ERROR), 1, ["fail_on", "min_interactions"]),
    ],
)
def test_what_a_policy_decides(
    tmp_path: Path, text: str, judged: Report, code: int, rules: list[str]
) -> None:
    """What fails weighs more than what is missing; every broken rule is named."""
    decided = decide(judged, GateInputs(policy(tmp_path, text)), NOW)
    assert (int(exit_code(decided)), broken(decided)) == (code, rules)


@pytest.mark.parametrize(
    ("given", "judged", "code", "rules"),
    [
        (CommandLine(fail_on="never"), report(ERROR), 0, []),
        (CommandLine(fail_on="note"), report(NOTE), 1, ["fail_on"]),
        (CommandLine(max_age_days=20), CLEAN, 1, ["max_recording_age_days"]),
        (CommandLine(operations=("series",)), CLEAN, 3, ["must_show.series"]),
        (CommandLine(pages_alone=True), report(sets=[evidence("example")]), 0, []),
    ],
)
def test_the_command_line_goes_before_the_configuration(
    tmp_path: Path, given: CommandLine, judged: Report, code: int, rules: list[str]
) -> None:
    """A level that is typed stands for every level of the file."""
    text = "fail_on_check = { wrong-type = 'error' }\nmax_recording_age_days = 100"
    decided = decide(judged, GateInputs(policy(tmp_path, text, given)), NOW)
    assert (int(exit_code(decided)), broken(decided)) == (code, rules)


@pytest.mark.parametrize(
    ("text", "sets", "actual", "passed", "remedy"),
    [
        ("", [UNDATED], "not known of har:shop", True, ""),
        ("", [STAND_IN], "none but those of a stand-in", True, ""),
        ("max_recording_age_days = 1", [AS_IT_COMES], "none", True, ""),
        ("", [evidence(), PARTLY], "21 days (cassette:demo); not known of har:shop", True, ""),
        (
            "max_recording_age_days = 180",
            [evidence(), FUTURE],
            "21 days (cassette:demo); not known of har:shop",
            False,
            f"{RECORD}; or give evidence that says when it was recorded (in the past)",
        ),
    ],
)
def test_an_unknown_age_is_named_and_keeps_no_limit_that_was_set(
    tmp_path: Path, text: str, sets: list[EvidenceReport], actual: str, *, passed: bool, remedy: str
) -> None:
    """A HAR file without dates is common, so the built-in limit lets it pass."""
    decided = decide(report(sets=sets), GateInputs(policy(tmp_path, text)), NOW)
    (rule,) = [one for one in decided.gate.rules if one.rule == "max_recording_age_days"]
    assert (rule.actual, rule.passed, rule.what_to_do) == (actual, passed, remedy)


def test_what_to_do_where_a_rule_is_broken(tmp_path: Path) -> None:
    """Each is something that a reader can do, wherever it is read."""
    text = "must_show = ['series']\nmin_rows_observed = 60"
    given = CommandLine(fail_on_probe=True)
    probe = ProbeReport("coupons", "2026", "demo", "no code", 200, refused=False, drifts=[])
    lost = report(ERROR, sets=[evidence("example")], errors=[Unread("a.har", "is no JSON")])
    decided = decide(
        structs.replace(lost, probes=[probe]), GateInputs(policy(tmp_path, text, given)), NOW
    )
    assert {one.rule: one.what_to_do for one in decided.gate.rules if not one.passed} == {
        "fail_on": (
            "asdocumented explain PROBLEM shows one whole; mend it, or accept it with "
            "asdocumented waive PROBLEM --reason TEXT"
        ),
        "fail_on_probe": (
            "have the API refuse each listed request as documented, or leave out --fail-on-probe"
        ),
        "read": "mend each source that is listed as incomplete, by its reason, or judge without it",
        "servers": (
            "add recordings or a live run, for printed examples prove a page and no server; "
            "or judge the pages alone: --pages"
        ),
        "must_show.series": (
            "add recordings or a live run of series; check the credentials and the samples: "
            "asdocumented doctor --target NAME"
        ),
        "min_rows_observed": (
            "add recordings or a live run that show more rows; drift.json has the verdict of each"
        ),
    }


def test_where_nothing_was_judged_there_is_one_thing_to_do() -> None:
    """What follows from that asks for nothing else."""
    decided = decide(report(sets=[], operations=[]), GateInputs(), NOW)
    assert {one.rule: one.what_to_do for one in decided.gate.rules if not one.passed} == {
        "judged": "add recordings or a live run",
        "shown": "add recordings or a live run",
        "servers": "add recordings or a live run",
    }


def test_every_rule_stands_with_its_limit_and_what_was_found(tmp_path: Path) -> None:
    """Those that passed, too, and where each limit comes from."""
    text = "min_rows_observed = 60\nmax_page_age_days = 30\nmax_waivers = 2"
    given = CommandLine(fail_on="warning")
    decided = decide(report(WARNING, rows=ROWS), GateInputs(policy(tmp_path, text, given)), NOW)
    assert [(one.rule, one.limit, one.actual, one.source) for one in decided.gate.rules] == [
        ("fail_on", "none", "1 drift in 1 problem", "command line"),
        ("judged", "1 at least", "2", "default"),
        ("read", "none", "none", "default"),
        ("shown", "1 at least", "1 of 1", "default"),
        ("servers", "1 at least", "cassette:demo", "default"),
        ("min_rows_observed", "60 % at least", "50 % (2 of 4)", "configuration"),
        ("max_recording_age_days", "180 days at most", "21 days (cassette:demo)", "default"),
        ("max_page_age_days", "30 days at most", "2 days (coupons 2026)", "configuration"),
        ("max_waivers", "2 at most", "0", "configuration"),
    ]
    assert (decided.gate.file, decided.gate.decision) == ("asdocumented.toml", "fails")
    assert decided.gate.why == (
        "drifts of severity warning or worse without a waiver: 1 drift in 1 problem (limit: none)"
    )


def test_without_a_file_the_defaults_decide() -> None:
    """The report names no file then."""
    decided = decide(CLEAN, GateInputs(), NOW)
    assert (decided.gate.file, decided.gate.why) == (
        None,
        "2 interactions judged, no rule is broken",
    )


@pytest.mark.parametrize(
    ("badly", "code"), [((True, []), 0), ((False, []), 1), ((True, [ERROR]), 1)]
)
def test_invalid_requests_decide_where_that_is_asked_for(
    badly: tuple[bool, list[Drift]], code: int
) -> None:
    """One that was accepted, or refused otherwise than documented, breaks the rule."""
    refused, drifts = badly
    probe = ProbeReport("coupons", "2026", "demo", "a text", 400, refused, drifts)
    judged = structs.replace(CLEAN, probes=[probe])
    asked = make_policy(
        load_config(None, Path("nowhere")),
        CommandLine(fail_on_probe=True),
        checks=CHECKS,
        operations=OPERATIONS,
    )
    assert exit_code(decide(judged, GateInputs(asked), NOW)) == code
    assert exit_code(decide(judged, GateInputs(), NOW)) == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "severity = { wrong-tipe = 'note' }",
            (
                "asdocumented.toml, gate.severity.wrong-tipe: no such check\n"
                "  did you mean wrong-type? there are: wrong-type, integer-as-decimal"
            ),
        ),
        (
            "fail_on_check = { nothing = 'note' }",
            (
                "asdocumented.toml, gate.fail_on_check.nothing: no such check\n"
                "  there are: wrong-type, integer-as-decimal"
            ),
        ),
        (
            "must_show = ['coupon']",
            (
                "asdocumented.toml, gate.must_show[0]: no such operation\n"
                "  did you mean coupons? there are: coupons, series"
            ),
        ),
        (
            "fail_on_operation = { serie = 'note' }",
            (
                "asdocumented.toml, gate.fail_on_operation.serie: no such operation\n"
                "  did you mean series? there are: coupons, series"
            ),
        ),
        (
            "min_row_observed = 3",
            (
                "asdocumented.toml, gate.min_row_observed: no such key\n"
                "  did you mean min_rows_observed? there are: fail_on, fail_on_origin, "
                "fail_on_check, "
                "fail_on_operation, severity, new_only, min_rows_observed, min_interactions, "
                "must_show, max_recording_age_days, max_page_age_days, max_waivers, "
                "max_waiver_age_days, leave_out, waivers"
            ),
        ),
        (
            "fail_on = 'errors'",
            (
                "asdocumented.toml, gate.fail_on: not one of the texts that can stand here\n"
                '  write "error", "warning", "note" or "never"'
            ),
        ),
        (
            "leave_out = ['demo']",
            (
                "asdocumented.toml, gate.leave_out[0]: not written as it has to be\n"
                '  name evidence sets such as "example" or "cassette:demo"; '
                "* stands for any characters"
            ),
        ),
    ],
)
def test_a_policy_that_is_at_fault_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """With the key, and a suggestion."""
    with pytest.raises(Fault) as fault:
        policy(tmp_path, text)
    assert str(fault.value) == message


def test_one_setting_has_two_names_and_one_value(tmp_path: Path) -> None:
    """The old name of the greatest age is an alias; both at once are a fault."""
    config = tmp_path / "asdocumented.toml"
    config.write_text("max_age_days = 20\n", encoding="utf-8")
    made = make_policy(
        load_config(None, tmp_path), CommandLine(), checks=CHECKS, operations=OPERATIONS
    )
    assert broken(decide(CLEAN, GateInputs(made), NOW)) == ["max_recording_age_days"]
    config.write_text("max_age_days = 20\n[gate]\nmax_recording_age_days = 20\n", encoding="utf-8")
    with pytest.raises(Fault) as fault:
        load_config(None, tmp_path)
    assert str(fault.value) == (
        "asdocumented.toml, gate.max_recording_age_days: max_age_days at the top is the same "
        "setting\n  keep one of the two"
    )
