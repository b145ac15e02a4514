"""Problems: what to mend, and each drift with its row, its samples and its pictures."""

import pytest
from msgspec import structs

from asdocumented.contracts.model import Citation
from asdocumented.renderers.html import index as page_index
from asdocumented.report.model import Report, RowReport, Sample, SampleRequest, Share
from tests.gate.reports import DEMO, drift, evidence, operation, report, row
from tests.renderers.html.page import cells, decided, facts, one, own_page, parsed, text

URL = "http://eu.test/coupons?code=abc"


def sample(value: str | None, surroundings: str | None, **changes: object) -> Sample:
    """Return a sample of the target demo at `/items/0/code`."""
    request = SampleRequest("GET", URL, ["code"])
    made = Sample(DEMO, "demo/a.yaml#0", "/items/0/code", value, request, surroundings)
    return structs.replace(made, **changes)


def with_samples(*samples: Sample, **changes: object) -> Report:
    """Return a report on one drift that these samples show."""
    return decided(report(structs.replace(drift(samples=[*samples]), **changes), rows=rows()))


def rows() -> list[RowReport]:
    """Return three rows of the response table."""
    return [row(n, f"$.{name}", {DEMO: "seen"}) for n, name in enumerate(("code", "id", "name"), 1)]


def test_the_row_stands_among_those_beside_it() -> None:
    """As the reader finds it on the page: page, table, number, name, datatype."""
    cited = Citation("coupons", "2026", "response table", 2, "id", "Integer")
    page = parsed(with_samples(citation=cited))
    clip = one(page, ".clip")
    assert text(one(clip, ".head")) == "The page says coupons, edition 2026, response table"
    assert [cells(each) for each in clip.select("tbody tr")] == [
        ["1", "code", "none"],
        ["2", "id", "Integer"],
        ["3", "name", "none"],
    ]
    assert cells(one(clip, "tr.cited")) == ["2", "id", "Integer"]


def test_a_sample_shows_the_value_in_its_object_with_the_line_that_differs() -> None:
    """Where it lies, and the rest of the object around it."""
    page = parsed(with_samples(sample('"a"', '{"id": 10.0, "code": "a"}')))
    shown = one(page, ".shown")
    assert text(one(shown, ".within")) == "in body / items / 0"
    assert one(shown, "pre").get_text() == '{\n  "id": 10.0,\n  "code": "a"\n}\n'
    assert one(shown, "b mark").get_text() == '"a"'


def test_where_the_surroundings_cut_the_value_the_sample_has_it() -> None:
    """The value is what the reader came for."""
    page = parsed(with_samples(sample('[{"a": 1}]', '{"id": 1, "code": ["…"]}')))
    assert one(page, ".shown b mark").get_text() == '[{"a": 1}]'


def test_what_is_missing_is_named_within_its_object() -> None:
    """The pointer leads to the object, and the location names the member."""
    missing = sample(None, '{"id": 1}', pointer="/items/0")
    page = parsed(with_samples(missing, location="$.items[*].code"))
    assert one(page, ".shown b mark").get_text() == "code: nothing there"


def test_a_sample_without_surroundings_shows_its_value() -> None:
    """Such as a status."""
    page = parsed(with_samples(sample("404", None, pointer="")))
    assert one(page, ".shown pre").get_text() == "404\n"


def test_the_request_is_a_command_without_secrets() -> None:
    """The token and the values of sensitive parameters are variables."""
    page = parsed(with_samples(sample('"a"', '{"code": "a"}')))
    assert one(page, ".request pre").get_text() == (
        """curl -H "Authorization: $TOKEN" 'http://eu.test/coupons?'code="$CODE_1\""""
    )


def test_of_each_set_one_sample_is_shown_and_the_others_are_named() -> None:
    """With where they are; drift.json has them whole."""
    second = sample('"b"', '{"code": "b"}', interaction="demo/b.yaml#0")
    page = parsed(with_samples(sample('"a"', '{"code": "a"}'), second))
    more = [text(each) for each in page.select(".drift .more summary")]
    assert more == ["Request and curl", "1 more sample"]
    assert text(one(page, ".drift .plain")) == 'recorded demo · demo/b.yaml#0 · /items/0/code : "b"'


def test_documented_and_observed_stand_beside_each_other_with_the_difference_marked() -> None:
    """Where they have much in common, only what differs is marked."""
    page = parsed(
        with_samples(documented="yyyy-MM-ddTHH:mm:ss+05:30", observed="yyyy-MM-ddTHH:mm:ssZ")
    )
    marks = [mark.get_text() for mark in page.select(".said mark")]
    assert marks == ["ss+05:30", "ssZ"]
    whole = parsed(with_samples(documented="String", observed="object"))
    assert [mark.get_text() for mark in whole.select(".said mark")] == ["String", "object"]


def test_how_often_each_set_shows_it_is_said_and_that_no_other_does() -> None:
    """Out of what could show it."""
    sets = [evidence(DEMO), evidence("live:eu")]
    operations = [operation({DEMO: "drift", "live:eu": "as documented"})]
    page = parsed(decided(report(drift(), sets=sets, operations=operations)))
    assert facts(page.select(".problem .facts")[1])["seen"] == "1 of 2 recorded demo none elsewhere"
    assert [square["class"] for square in page.select(".strip i")] == [["error"], ["none"]]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cause": "page", "seen": {}}, "The page: it alone shows this."),
        ({"cause": "server"}, "Probably the server: the printed example keeps to the row."),
        (
            {"cause": "stand-in"},
            "A stand-in alone shows this; it proves nothing of the vendor's server.",
        ),
        ({"cause": None}, "Not decided by the evidence."),
        (
            {"cause": None, "seen": {"example": Share(1, 1)}},
            "Not decided: the page's own example shows it, no server says which is right.",
        ),
        (
            {"cause": "page", "seen": {"example": Share(1, 1), DEMO: Share(1, 1)}},
            "Probably the page: its own example and a server agree against its row.",
        ),
    ],
)
def test_the_probable_cause_is_said_with_its_reason(changes: dict[str, object], words: str) -> None:
    """Or that the evidence does not decide it."""
    sets = [evidence("example", zone=None), evidence(DEMO)]
    page = parsed(decided(report(structs.replace(drift(), **changes), sets=sets)))
    assert facts(one(page, ".lead"))["Cause"] == words


def test_two_instants_of_the_same_digits_are_drawn() -> None:
    """As answered, and as they would be in the server's zone."""
    late = sample('"2031-05-09T23:59:59Z"', '{"code": "2031-05-09T23:59:59Z"}')
    changes = {"check": "wrong-offset"}
    found = structs.replace(
        report(drift(samples=[late], **changes), sets=[evidence(DEMO, zone="Asia/Kolkata")])
    )
    figure = one(parsed(decided(found)), ".instants")
    assert "5 h 30 min apart" in text(one(figure, "figcaption"))
    assert [cells(each) for each in figure.select("tbody tr")] == [
        [
            "in the server's zone",
            "2031-05-09T23:59:59+05:30",
            "2031-05-09 18:29:59",
            "2031-05-09 23:59:59",
        ],
        [
            "as answered",
            "2031-05-09T23:59:59Z",
            "2031-05-09 23:59:59",
            "2031-05-10 05:29:59",
        ],
    ]


@pytest.mark.parametrize("zone", [None, "UTC", "Nowhere/Land"])
def test_where_there_are_no_two_instants_none_are_drawn(zone: str | None) -> None:
    """The zone is unknown, is the one of the answer, or is none."""
    late = sample('"2031-05-09T23:59:59Z"', None)
    found = report(drift(samples=[late], check="wrong-offset"), sets=[evidence(DEMO, zone=zone)])
    assert not parsed(decided(found)).select(".instants")


def test_both_spellings_of_a_code_are_shown_letter_by_letter() -> None:
    """What was promised or asked for, and what was answered."""
    upper = sample('"AB1C"', '{"code": "AB1C"}')
    promised = {"check": "wrong-letter-case", "documented": "lower case with x=LOWER"}
    figure = one(parsed(with_samples(upper, **promised)), ".letters")
    assert facts(figure) == {"promised": "a b 1 c", "answered": "A B 1 C"}
    assert text(one(figure, "figcaption")) == "3 of 4 characters differ in letter case."
    asked = sample('"ABC"', '{"code": "ABC"}')
    figure = one(parsed(with_samples(asked, check="repeated-item", documented="")), ".letters")
    assert facts(figure) == {"asked for": "a b c", "answered": "A B C"}


def test_history_and_waiver_stand_at_the_drift() -> None:
    """Since when it is known, and under what terms it is accepted."""
    first = {"first_seen": "2026-10-01T00:00:00Z", "last_seen": "2026-11-01T00:00:00Z"}
    assert "history" not in text(one(parsed(with_samples(**first)), "#problems"))


def test_a_problem_has_a_link_a_ticket_and_a_command() -> None:
    """The ticket is text that can be copied without scripts, too."""
    page = parsed(with_samples(sample('"a"', '{"code": "a"}')))
    assert one(page, ".actions a")["href"] == "#problem-aaaaaaaaaa"
    assert text(one(page, ".actions code")) == "asdocumented explain aaaaaaaaaa"
    assert one(page, ".ticket pre").get_text().startswith("**`$.code` is object**\n")


def test_a_large_report_shows_the_worst_whole_the_others_in_short_and_packs_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is lost: what is packed is counted, and drift.json has it."""
    monkeypatch.setattr(page_index, "ALL_WHOLE", 2)
    monkeypatch.setattr(page_index, "MOST_WHOLE", 1)
    monkeypatch.setattr(page_index, "MOST_IN_PAGE", 3)
    found = [drift(letter, location=f"$.{letter}") for letter in "abcde"]
    page = parsed(decided(report(*found)))
    cards = page.select(".problem")
    assert [len(card.select(".panes")) for card in cards] == [1, 0, 0]
    assert all(card.select(".ticket pre") for card in cards)
    assert [tag["id"] for tag in page.select(".ticket .drift")] == [
        f"drift-{letter * 16}" for letter in "bc"
    ]
    assert "2 more problems are packed in this page" in text(one(page, ".packed"))
    assert len(page.select("script.block")) == 1


def test_problems_come_worst_first_and_the_waived_last() -> None:
    """Across operations."""
    kinds = [str(tag["data-kind"]) for tag in own_page().select(".problem")]
    assert kinds == sorted(kinds, key=("error", "warning", "note", "waived").index)
    assert {"error", "warning", "note"} <= {*kinds}
