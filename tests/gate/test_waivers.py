"""What a waiver covers, and what becomes of it: in force, expired, lapsed, stale, not judged."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec import structs

from asdocumented.errors import Fault
from asdocumented.gate.decision import GateInputs, decide
from asdocumented.gate.policy import Policy, Setting
from asdocumented.gate.waivers import Waiver, WaiverFile, describe_drift, read_waivers
from asdocumented.report.gate_model import WaiverTerms
from asdocumented.report.model import Report, Share
from tests.gate.reports import DEMO, drift, evidence, operation, report, row

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
A = "a" * 16
BOTH = [evidence(), evidence("live:demo")]
SEEN = {DEMO: Share(1, 2), "live:demo": Share(1, 2)}


def waiver(**changes: object) -> Waiver:
    """Return a waiver of the drift that `drift()` makes."""
    made = Waiver(
        fingerprint=A,
        reason="the vendor knows",
        check="wrong-type",
        operation="coupons",
        edition="2026",
        location="$.code",
        observed="object",
        drift="code is an object",
        seen_in=(DEMO,),
    )
    return structs.replace(made, **changes)


def held(judged: Report, *waivers: Waiver, policy: Policy | None = None) -> Report:
    """Return a report that was held against waivers."""
    return decide(judged, GateInputs(policy or Policy(), WaiverFile("w.toml", waivers)), NOW)


def states(decided: Report) -> list[tuple[str, str]]:
    """Return the state of each waiver, and what changed."""
    return [(one.state, one.what_changed) for one in decided.gate.waivers]


def test_a_drift_that_is_accepted_does_not_fail() -> None:
    """It stays in the report, with the terms under which it is accepted."""
    decided = held(report(drift()), waiver(ticket="CAP-1", since=date(2026, 11, 1)))
    (found,) = decided.drifts
    assert (found.status, found.fails) == ("waived", False)
    assert found.waiver == WaiverTerms("the vendor knows", "CAP-1", None, "2026-11-01")
    assert (decided.gate.decision, states(decided)) == ("passes", [("in force", "")])
    assert decided.gate.why == "2 interactions judged, no rule is broken, 1 drift waived"


@pytest.mark.parametrize(
    "changes",
    [
        {"observed": "object, such as {}"},
        {"seen": {DEMO: Share(9, 9)}},
        {"seen": {"live:other": Share(1, 1)}},
        {"documented": "Text"},
        {"severity": "warning"},
    ],
)
def test_a_waiver_covers_other_values_counts_targets_and_wording(
    changes: dict[str, object],
) -> None:
    """All that is no part of the fingerprint."""
    sets = [evidence(), evidence("live:other")]
    decided = held(report(structs.replace(drift(), **changes), sets=sets), waiver())
    assert [one.status for one in decided.drifts] == ["waived"]


def test_another_difference_at_the_same_place_is_not_covered() -> None:
    """The waiver has lapsed, and says what changed; the new drift fails."""
    decided = held(report(drift("b", observed="array", observed_class="array")), waiver())
    assert [one.fails for one in decided.drifts] == [True]
    assert states(decided) == [
        (
            "lapsed",
            "object was accepted; now observed: array, a drift of its own (bbbbbbbbbbbbbbbb)",
        )
    ]


@pytest.mark.parametrize(
    ("expires", "fails", "state"),
    [
        (date(2026, 11, 22), False, ("in force", "")),
        (
            date(2026, 11, 21),
            True,
            ("expired", "it expired after 2026-11-21, and the drift is still there"),
        ),
    ],
)
def test_a_waiver_holds_until_the_end_of_its_last_day(
    expires: date,
    fails: bool,  # noqa: FBT001  # what is expected
    state: tuple[str, str],
) -> None:
    """Then its drift fails again."""
    decided = held(report(drift()), waiver(expires=expires))
    assert [one.fails for one in decided.drifts] == [fails]
    assert states(decided) == [state]


def test_what_was_mended_makes_a_waiver_stale() -> None:
    """Its place was judged again, and does not show the drift."""
    decided = held(report(), waiver())
    assert states(decided) == [("stale", "its place was judged, and the drift is not there")]
    assert decided.gate.decision == "passes"


@pytest.mark.parametrize(
    ("judged", "why"),
    [
        (report(sets=[evidence("live:demo")]), "no answer of coupons 2026 in cassette:demo"),
        (
            report(operations=[operation({DEMO: "not shown"})]),
            "no answer of coupons 2026 in cassette:demo",
        ),
        (report(operations=[operation({}, "series")]), "coupons 2026 was not judged"),
        (report(skipped=["wrong-type"]), "the check wrong-type was not asked"),
        (
            report(rows=[row(1, "$.code", {DEMO: "unobserved"})]),
            "nothing in cassette:demo shows $.code of coupons 2026",
        ),
    ],
)
def test_what_was_not_judged_is_not_stale(judged: Report, why: str) -> None:
    """A run on other evidence says nothing about it."""
    assert states(held(judged, waiver())) == [("not judged", why)]


def test_a_waiver_may_hold_for_one_evidence_set() -> None:
    """Elsewhere the drift fails; with a waiver for each set it is accepted."""
    judged = report(drift(seen=SEEN), sets=BOTH)
    one, other = waiver(set=DEMO), waiver(set="live:demo")
    assert [d.fails for d in held(judged, one).drifts] == [True]
    assert [d.status for d in held(judged, one).drifts] == ["new"]
    assert [d.fails for d in held(judged, one, other).drifts] == [False]
    assert [d.status for d in held(judged, one, other).drifts] == ["waived"]


def test_a_waiver_for_one_set_is_stale_where_only_others_show_the_drift() -> None:
    """It covers nothing any more."""
    judged = report(drift(seen={"live:demo": Share(1, 2)}), sets=BOTH)
    decided = held(judged, waiver(set=DEMO))
    assert [one.fails for one in decided.drifts] == [True]
    assert states(decided) == [("stale", "its place was judged, and the drift is not there")]


def test_a_waiver_of_the_page_covers_what_the_page_alone_shows() -> None:
    """The page counts as its printed examples."""
    judged = report(drift(seen={}), sets=[evidence("example"), evidence()])
    assert [d.status for d in held(judged, waiver(set="example")).drifts] == ["waived"]
    assert [d.status for d in held(judged, waiver(set=DEMO)).drifts] == ["new"]


def test_a_waiver_that_only_names_a_fingerprint_is_enough() -> None:
    """Written by hand; what it cannot tell is said once it covers nothing."""
    bare = Waiver(fingerprint=A, reason="known")
    decided = held(report(drift()), bare)
    assert [one.status for one in decided.drifts] == ["waived"]
    assert [one.drift for one in decided.gate.waivers] == [
        "wrong-type at coupons 2026 $.code: String, observed object"
    ]
    assert states(held(report(), bare)) == [
        (
            "stale",
            "no drift has this fingerprint, and check, operation and edition are not told",
        )
    ]


def test_waivers_of_changes_are_none_of_ours() -> None:
    """They are judged by the command that compares, and cover no drift."""
    decided = held(report(drift()), waiver(kind="change"))
    assert [one.fails for one in decided.drifts] == [True]
    assert decided.gate.waivers == []


@pytest.mark.parametrize(
    ("waivers", "limit", "actual", "passed"),
    [
        ([waiver(since=date(2026, 11, 12))], 10, "10 days (aaaaaaaaaaaaaaaa)", True),
        ([waiver(since=date(2026, 11, 11))], 10, "11 days (aaaaaaaaaaaaaaaa)", False),
        ([waiver()], 10, "without since: aaaaaaaaaaaaaaaa", False),
        ([], 10, "none", True),
    ],
)
def test_the_age_of_waivers_can_be_limited(
    waivers: list[Waiver],
    limit: int,
    actual: str,
    passed: bool,  # noqa: FBT001  # what is expected
) -> None:
    """One without a date is too old."""
    policy = Policy(max_waiver_age_days=Setting(limit))
    rule = held(report(drift()), *waivers, policy=policy).gate.rules[-1]
    assert (rule.rule, rule.actual, rule.passed) == ("max_waiver_age_days", actual, passed)


def test_a_drift_in_words_has_no_value() -> None:
    """Values may be secret, and differ from run to run."""
    found = drift(observed="object, such as {1}", documented="", follows_from="a text")
    assert describe_drift(found) == "wrong-type at coupons 2026 $.code: a text, observed object"


def read(tmp_path: Path, text: str) -> WaiverFile:
    """Return the waivers in a text."""
    (tmp_path / "waivers.toml").write_text(text, encoding="utf-8")
    return read_waivers(tmp_path / "waivers.toml", "waivers.toml")


FINE = f'[[waiver]]\nfingerprint = "{A}"\nreason = "known"\n'


def test_a_file_holds_waivers(tmp_path: Path) -> None:
    """A date is written with or without quotes."""
    text = f'{FINE}since = 2026-11-01\nexpires = "2027-01-31"\nset = "live:demo"\n'
    assert read(tmp_path, text).waivers == (
        Waiver(
            fingerprint=A,
            reason="known",
            since=date(2026, 11, 1),
            expires=date(2027, 1, 31),
            set="live:demo",
        ),
    )
    assert read_waivers(tmp_path / "none.toml", "none.toml") == WaiverFile()
    assert read(tmp_path, "# none yet\n").waivers == ()


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("waiver = 3\n", ["w, waiver: no array of tables\n  write [[waiver]]"]),
        ("[[waver]]\n", ["w, waver: no such key\n  write tables [[waiver]]"]),
        ("[[waiver]]\n", ["w, waiver[0]: fingerprint is missing\n  add fingerprint"]),
        (
            f'[[waiver]]\nfingerprint = "{A}"\n',
            ["w, waiver[0]: reason is missing\n  add reason"],
        ),
        (
            FINE.replace(A, "9a993f7cfa"),
            [
                (
                    "w, waiver[0].fingerprint: not written as it has to be\n"
                    "  write the 16 characters that `asdocumented check` shows in brackets"
                )
            ],
        ),
        (
            f"{FINE}expires = 2027-01-31T12:00:00Z\n",
            [
                (
                    "w, waiver[0].expires: not the type that belongs here\n"
                    "  write a date such as 2027-01-31"
                )
            ],
        ),
        (
            f'{FINE}since = "tomorrow"\n',
            ["w, waiver[0].since: not a date\n  write a date such as 2027-01-31"],
        ),
        (
            f"{FINE}expires = 20270131\n",
            [
                (
                    "w, waiver[0].expires: not the type that belongs here\n"
                    "  write a date such as 2027-01-31"
                )
            ],
        ),
        (
            f"{FINE}since = 2026-11-02\nexpires = 2026-11-01\n",
            ["w, waiver[0].expires: before since\n  correct one of the two dates"],
        ),
        (
            FINE + FINE,
            [
                (
                    "w, waiver[1].fingerprint: accepted before, by waiver[0]\n"
                    "  keep one of the two, or bind each to an evidence set of its own with set"
                )
            ],
        ),
        (f'{FINE}set = "demo"\n', ["w, waiver[0].set: not written as it has to be\n"]),
        (f'{FINE}kind = "all"\n', ["w, waiver[0].kind: not one of the texts"]),
        (
            f'{FINE}expire = 2027-01-31\n[[waiver]]\nfingerprint = 3\nreason = "x"\n',
            [
                "w, waiver[0].expire: no such key\n  did you mean expires? there are: ",
                "w, waiver[1].fingerprint: not the type that belongs here\n",
            ],
        ),
        ("[[waiver]\n", ["w: invalid TOML: "]),
    ],
)
def test_a_file_that_is_at_fault_is_refused(tmp_path: Path, text: str, messages: list[str]) -> None:
    """All that is wrong with it is told at once, each with its place and remedy."""
    (tmp_path / "w.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Fault) as fault:
        read_waivers(tmp_path / "w.toml", "w")
    told = [str(one) for one in fault.value.each]
    assert [one[: len(start)] for one, start in zip(told, messages, strict=True)] == messages
