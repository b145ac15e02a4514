"""The page of an upgrade: field by field, with the rows of both pages, and nothing in it runs."""

from html.parser import HTMLParser

from msgspec import structs

from asdocumented.comparing.accepted import StaleWaiver
from asdocumented.comparing.upgrade_judgement import (
    JudgedMapping,
    Observed,
    ObservedPair,
    UpgradeJudgement,
)
from asdocumented.comparing.upgrade_map import (
    Added,
    Concern,
    Example,
    Exchange,
    Lost,
    Mapped,
    Side,
    Step,
    UpgradeMap,
)
from asdocumented.comparing.upgrade_proposals import Proposal
from asdocumented.comparing.upgrade_report import UpgradeReport
from asdocumented.contracts.model import Citation, NotJudged
from asdocumented.renderers.html.upgrade import render, view
from asdocumented.report.gate_model import WaiverTerms

HOSTILE = "<script>alert(1)</script>\"'`@team`\u202e"
OLD = Citation("coupons", "1", "response table", 1, "absolute", None)
NEW = Citation("coupons", "2", "response table", 2, "kind", "String")
PAIR = ObservedPair(Observed("before", "/a", "true"), Observed("after", "/b", '"PERC"'))

MAPPED = Mapped(
    old="$.absolute",
    new=("$.kind",),
    rule="enum",
    change="another word for the same: true becomes ABS",
    old_rows=(OLD,),
    new_rows=(NEW,),
    note="expect others",
    fingerprint="a" * 16,
)
CODES = structs.replace(
    MAPPED,
    old="$request.query.code",
    new=("$request.query.codes",),
    rule="comma-to-repeated",
    fingerprint="c" * 16,
)
LOST = Lost(old="$.owner", instead="no person", old_rows=(OLD,), fingerprint="b" * 16)
UPGRADE = UpgradeMap(
    old=Side("old", "1", "coupons", "GET", "/old", "Coupons", "https://docs.example/old"),
    new=Side("new", "2", "coupons", "GET", "/new", "Coupons", "javascript:alert(1)"),
    mapped=(MAPPED, CODES),
    lost=(LOST,),
    added=(Added(new="$.title", note="a text", new_rows=(NEW,), needs="titles=true"),),
    concerns=(Concern(subject="limits", text="none", rows=(OLD,)),),
    steps=(Step(text="repeat it", rows=(NEW,)),),
    example=Example(
        old=Exchange("/old?code=A", '{"absolute": true}'),
        new=Exchange("/new?codes=A", '{"kind": "ABS"}'),
        note="made",
        rows=(OLD,),
    ),
    open_old=("$.amount",),
    open_new=("$.total",),
)


def judged(*samples: ObservedPair, example: ObservedPair | None = None) -> UpgradeJudgement:
    """Return what one evidence set says of the first mapping."""
    found = JudgedMapping(
        old="$.absolute",
        new="$.kind",
        rule="enum",
        verdict="contradicted" if samples else "confirmed",
        confirmed=0 if samples else 1,
        contradicted=len(samples),
        samples=samples,
        example=example,
    )
    return UpgradeJudgement(found.verdict, 1, (found,))


class _Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]


def test_what_answers_contradict_comes_first_then_the_call() -> None:
    """Then what a client has today, field by field, and what is new."""
    found = view(UpgradeReport(UPGRADE, {"live:demo": judged(PAIR)}))
    assert [(one.card.what, one.card.kind) for one in found.cards] == [
        ("contradicted", "error"),
        ("call", "note"),
        ("changed", "warning"),
        ("lost", "error"),
        ("open", "warning"),
        ("open", "note"),
        ("new", "note"),
    ]
    assert (found.outcome, found.title) == ("fails", "Breaks a client")
    assert found.evidence == ["live:demo: 1 item answered by both operations"]


def test_the_call_has_a_table_of_its_own_before_the_fields() -> None:
    """And each change is in one of both."""
    found = view(UpgradeReport(UPGRADE))
    assert [one.card.what for one in found.call] == ["call"]
    assert [one.card.what for one in found.fields] == [
        "changed",
        "changed",
        "lost",
        "open",
        "open",
        "new",
    ]


def test_steps_and_a_whole_answer_of_both_sides_are_shown() -> None:
    """In the words of the map; without them there is no such section."""
    text = render(UpgradeReport(UPGRADE))
    assert "<li>repeat it</li>" in text
    assert "GET /new?codes=A" in text
    assert '{"kind": "ABS"}' in text
    bare = structs.replace(UPGRADE, steps=(), example=None, concerns=())
    ids = _Elements(render(UpgradeReport(bare))).ids
    assert not {"steps", "call", "example"} & {*ids}


def test_a_card_has_values_of_both_sides_as_far_as_evidence_shows_them() -> None:
    """A pair that agrees where none contradicts."""
    (card,) = (
        one.card
        for one in view(UpgradeReport(UPGRADE, {"live:demo": judged(example=PAIR)})).cards
        if one.card.old == "$.absolute"
    )
    assert (card.what, card.reach) == ("changed", "confirmed 1 of 1")
    assert [(one.evidence, one.pairs) for one in card.shown] == [("live:demo", (PAIR,))]


def test_a_parameter_is_shown_by_a_request_of_each_side() -> None:
    """A list with commas becomes a repeated parameter."""
    (card,) = (one.card for one in view(UpgradeReport(UPGRADE)).cards if one.card.request)
    assert card.request == ("GET /old?code=A,B", "GET /new?codes=A&codes=B")


def test_a_parameter_that_is_sent_as_before_needs_no_request() -> None:
    """Its name and its values are the same."""
    same = structs.replace(CODES, new=(CODES.old,), rule="same")
    found = view(UpgradeReport(structs.replace(UPGRADE, mapped=(same,))))
    assert [one.card.request for one in found.cards if one.card.what == "changed"] == [None]


def test_what_is_accepted_is_told_with_its_terms() -> None:
    """It does not fail."""
    report = UpgradeReport(
        structs.replace(UPGRADE, open_old=()), accepted={"b" * 16: WaiverTerms("we keep it")}
    )
    found = view(report)
    (card,) = (one.card for one in found.cards if one.card.what == "lost")
    assert (card.kind, card.accepted, found.outcome) == ("waived", "we keep it", "passes")


def test_the_text_for_a_ticket_reads_well_as_it_is() -> None:
    """What became of the field, the rows of both sides, and the values."""
    found = view(UpgradeReport(UPGRADE, {"live:demo": judged(PAIR)}))
    assert found.cards[0].ticket == (
        "**Contradicted**: `$.absolute` becomes `$.kind`\n"
        "\n"
        "- Upgrade: GET /old to GET /new\n"
        "- another word for the same: true becomes ABS\n"
        "- expect others\n"
        "- old 1: 1 response table, row 1 (absolute, no datatype)\n"
        "- new 2: 2 response table, row 2 (kind, String)\n"
        "- live:demo: contradicted 0 of 1\n"
        '  - true became "PERC"\n'
    )


def test_only_an_address_of_the_web_is_a_link() -> None:
    """And each id stands once."""
    found = _Elements(render(UpgradeReport(UPGRADE)))
    assert [one for one in found.links if not one.startswith("#")] == ["https://docs.example/old"]
    assert len(found.ids) == len({*found.ids})
    assert f"problem-{'a' * 16}" in found.ids


def test_nothing_of_a_page_runs_or_is_markup() -> None:
    """Values of evidence, names of files, and words of maps may come from anywhere."""
    row = Citation(HOSTILE, HOSTILE, HOSTILE, 1, HOSTILE, HOSTILE)
    seen = Observed(HOSTILE, HOSTILE, HOSTILE)
    mapped = structs.replace(MAPPED, change=HOSTILE, note=HOSTILE, old_rows=(row,), new_rows=(row,))
    upgrade = structs.replace(
        UPGRADE,
        mapped=(mapped,),
        lost=(structs.replace(LOST, old=HOSTILE, instead=HOSTILE),),
        added=(Added(new=HOSTILE, note=HOSTILE, new_rows=(row,), needs=HOSTILE),),
        concerns=(Concern(subject=HOSTILE, text=HOSTILE, rows=(row,)),),
        steps=(Step(text=HOSTILE, rows=(row,)),),
        example=Example(
            old=Exchange(HOSTILE, HOSTILE), new=Exchange(HOSTILE, HOSTILE), note=HOSTILE, rows=()
        ),
        open_old=(f"$.{HOSTILE}",),
        open_new=(f"$.{HOSTILE}",),
    )
    report = UpgradeReport(
        upgrade,
        {HOSTILE: judged(ObservedPair(seen, seen))},
        (Proposal(f"$.{HOSTILE}", HOSTILE, (HOSTILE,)),),
        accepted={"b" * 16: WaiverTerms(HOSTILE)},
        expired=(HOSTILE,),
        stale=(StaleWaiver("c" * 16, HOSTILE, HOSTILE, bound=True),),
        not_compared=(NotJudged(HOSTILE, HOSTILE),),
    )
    text = render(report)
    assert "\u202e" not in text
    assert _Elements(text).tags.count("script") == 1
