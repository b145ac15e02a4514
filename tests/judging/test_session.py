"""Evidence brought to the contracts: which edition judges it, whose it is, what is left out."""

import gc
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import structs
from msgspec.structs import replace

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.folder import EditionFolder, Operation
from asdocumented.contracts.model import Contract
from asdocumented.evidence.files import Evidence, EvidenceEntry
from asdocumented.evidence.interaction import ORIGINS, EvidenceSet, Interaction, Request, name_sets
from asdocumented.evidence.unread import MissingEvidence, Unread
from asdocumented.judging import situations
from asdocumented.judging.incomplete import WORTHLESS
from asdocumented.judging.session import JudgedEvidence, JudgingSession
from tests.support import CLUSTERS, contract, interaction

OLD = replace(contract({}), edition="2025")
NEW = contract({})
NIGHT = datetime(2026, 11, 24, 22, tzinfo=UTC)


def judge(
    *found: EvidenceEntry,
    editions: tuple[Contract, ...] = (NEW,),
    operations: tuple[Operation, ...] = (),
) -> JudgedEvidence:
    """Return what comes of evidence."""
    folders = [EditionFolder(Path(), edition) for edition in editions]
    one = JudgingSession(folders, all_checks(), CLUSTERS, None, operations)
    one.evidence(found)
    return one.result()


def evidence(
    path: str = "/coupons",
    *,
    file: str = "a.yaml",
    target: str | None = None,
    zone: str | None = None,
    stand_in: bool = False,
    recorded: datetime | None = None,
) -> Evidence:
    """Return a recorded answer that shows something."""
    body = '{"id": 1}'
    one = interaction(body, url=f"https://utc.example{path}", origin="cassette", status=200)
    told = structs.replace(one, target=target, zone=zone, stand_in=stand_in, recorded=recorded)
    return Evidence(told, file)


def test_an_edition_judges_its_own_examples_and_the_newest_all_else() -> None:
    """The order in which editions are named does not matter."""
    for editions in ((OLD, NEW), (NEW, OLD)):
        folders = [EditionFolder(Path(), edition) for edition in editions]
        one = JudgingSession(folders, all_checks(), CLUSTERS)
        one.example(OLD, interaction("{}"))
        one.evidence([evidence(), evidence()])
        counts = {each.contract.edition: dict(each.interactions) for each in one.result().judged}
        assert counts == {"2025": {EvidenceSet("example"): 1}, "2026": {EvidenceSet("cassette"): 2}}


def test_evidence_is_counted_by_its_target() -> None:
    """By name; with the zone, whether it is a stand-in, and from when to when."""
    found = judge(
        evidence(target="sandbox", zone="UTC", stand_in=True, recorded=NIGHT),
        evidence(target="sandbox", zone="UTC", stand_in=True),
        evidence(target="sandbox", zone="UTC", stand_in=True, recorded=NIGHT.replace(hour=6)),
        evidence(target="eu", recorded=NIGHT),
        evidence(target="asia", zone="Asia/Kolkata"),
    )
    assert {
        name: (counts.interactions, counts.first, counts.last)
        for one, name in name_sets(found.sets).items()
        for counts in [found.sets[one]]
    } == {
        "cassette:asia": (1, None, None),
        "cassette:eu": (1, NIGHT, NIGHT),
        "cassette:sandbox": (3, NIGHT.replace(hour=6), NIGHT),
    }


def test_evidence_without_a_target_is_named_by_its_url_or_its_source() -> None:
    """The configuration knows whose URL it is; else the file or the folder names it."""
    folders = [EditionFolder(Path(), NEW)]
    known = {"https://utc.example": "eu-demo"}
    one = JudgingSession(folders, all_checks(), CLUSTERS, base_urls=known)
    foreign = evidence()
    elsewhere = structs.replace(
        foreign.interaction, request=Request("GET", "https://else.example/coupons")
    )
    one.evidence([foreign, Evidence(elsewhere, "traffic.har", "traffic")])
    assert [each.target for each in one.result().sets] == ["eu-demo", "traffic"]


def test_the_longest_url_that_fits_names_the_target() -> None:
    """Two targets may share a host; letter case of a host does not matter."""
    known = {"https://utc.example": "all", "https://UTC.example/eu": "eu"}
    folders = [EditionFolder(Path(), replace(NEW, prefixes=("/eu",)))]
    one = JudgingSession(folders, all_checks(), CLUSTERS, base_urls=known)
    for url in ("https://utc.example/eu/coupons", "https://utc.EXAMPLE/coupons"):
        asked = structs.replace(evidence().interaction, request=Request("GET", url))
        one.evidence([Evidence(asked, "traffic.har", "traffic")])
    assert [each.target for each in one.result().sets] == ["eu", "all"]


def test_recordings_that_were_made_to_depart_can_be_left_out() -> None:
    """They are counted by target, and judged where nobody asks to leave them out."""
    made = evidence(target="sandbox-as-printed")
    made = structs.replace(
        made, interaction=structs.replace(made.interaction, deviations=("a", "b"))
    )
    folders = [EditionFolder(Path(), NEW)]
    bare = JudgingSession(folders, all_checks(), CLUSTERS, leave_out_departing=True)
    bare.evidence([made, evidence(target="sandbox")])
    found = bare.result()
    assert found.departing == {"sandbox-as-printed": 1}
    assert [one.target for one in found.sets] == ["sandbox"]
    (judged,) = judge(made).sets.values()
    assert judged.deviations == ("a", "b")


def test_one_name_that_means_several_servers_is_told_apart() -> None:
    """A recording of a stand-in never passes for one of the real server, nor one zone for two."""
    found = judge(
        evidence(target="eu", zone="UTC"),
        evidence(target="eu", zone="UTC", stand_in=True),
        evidence(target="eu"),
    )
    assert list(name_sets(found.sets).values()) == [
        "cassette:eu (zone unknown)",
        "cassette:eu (UTC)",
        "cassette:eu (UTC, stand-in)",
    ]


def test_the_sets_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hostile evidence can name a new target each time; what is beyond is counted together."""
    monkeypatch.setattr(situations, "MOST_TARGETS", 2)
    found = judge(*(evidence(target=name) for name in ("a", "b", "c", "d", "a")))
    assert [(one.target, counts.interactions) for one, counts in found.sets.items()] == [
        ("a", 2),
        ("b", 1),
        ("", 2),
    ]
    assert found.judged[0].interactions.total() == 5
    assert found.judged[0].mixed == {"cassette"}
    assert found.unread == []


@pytest.mark.parametrize(
    ("status", "body", "worthless"),
    [(401, "{}", True), (404, "{}", True), (200, "{}", True), (200, '{"id": 1}', False)],
)
def test_evidence_that_shows_nothing_is_told(status: int, body: str, *, worthless: bool) -> None:
    """One rule for recordings, HAR files and live answers: only refusals, 404, empty results."""
    for origin in ORIGINS[1:]:
        one = interaction(body, origin=origin, status=status)
        told = structs.replace(one, target="eu")
        reasons = [unread.reason for unread in judge(Evidence(told, "a.yaml")).unread]
        assert reasons == ([WORTHLESS] if worthless else [])


def missing(
    path: str = "/coupons",
    *,
    reason: str = "its body was not recorded",
    file: str = "a.har",
    index: int = 0,
) -> MissingEvidence:
    """Return a request without its answer."""
    return MissingEvidence(Request("GET", f"https://utc.example{path}"), reason, file, index)


def test_a_request_of_an_operation_without_its_answer_is_missing_evidence() -> None:
    """Told once for each file, operation and reason; what was judged in the file stands."""
    found = judge(
        evidence(file="a.har"),
        missing(index=1),
        missing(index=2),
        missing(index=4, reason="no response was recorded"),
        missing(file="b.har"),
    )
    of = "missing evidence of GET /coupons"
    assert found.unread == [
        Unread("a.har", f"{of}: its body was not recorded (#1 and 1 more)", whole=False),
        Unread("a.har", f"{of}: no response was recorded (#4)", whole=False),
        Unread("b.har", f"{of}: its body was not recorded (#0)", whole=True),
    ]
    assert found.judged[0].interactions.total() == 1
    assert found.unanswered == {"coupons"}


def test_other_traffic_without_an_answer_is_no_fault() -> None:
    """An image without its body is counted, one of an operation that was not chosen left out."""
    found = judge(
        evidence(file="a.har"),
        missing("/logo.png"),
        missing("/series"),
        operations=(Operation("GET", "/coupons", "2026"), Operation("get", "/series", "2025")),
    )
    assert (found.unread, found.others, found.unanswered) == ([], 1, frozenset())


def test_what_no_operation_matches_is_counted_and_a_file_of_it_named() -> None:
    """A file that has something to judge is no fault, whatever else it holds."""
    found = judge(
        evidence(),
        evidence("/app.js"),
        *(evidence("/app.js", file="b.har") for _ in range(3)),
        evidence("/app.js", file="c.har"),
    )
    assert (found.unmatched.total(), found.others) == (5, 0)
    assert found.unread == [
        Unread(
            "b.har", "no operation of the contracts matches any of its 3 interactions", whole=True
        ),
        Unread("c.har", "no operation of the contracts matches its interaction", whole=True),
    ]


def test_a_recording_of_an_operation_that_was_not_chosen_is_no_fault() -> None:
    """`--operation` leaves others out; what belongs to none is told all the same."""
    found = judge(
        evidence("/series", file="series.yaml"),
        evidence("/series", file="mixed.yaml"),
        evidence("/app.js", file="mixed.yaml"),
        evidence("/app.js", file="b.har"),
        operations=(Operation("GET", "/coupons", "2026"), Operation("get", "/series", "2025")),
    )
    assert found.judged[0].interactions.total() == 0
    assert found.unmatched.total() == 2
    assert [one.file for one in found.unread] == ["b.har"]


def test_an_unmatched_recording_is_no_recording_of_its_target() -> None:
    """A target is listed with what was judged."""
    assert judge(evidence("/app.js", target="eu")).sets == {}


def test_what_cannot_be_read_is_handed_on() -> None:
    """Whole files and single interactions, under names that can be printed."""
    found = judge(
        Unread("a.yaml", "empty"),
        Unread("b.yaml", "#0: no response", whole=False),
        Unread("c\udcff\x1b[31m.yaml", "empty"),
        evidence("/app.js", file="\udcff.yaml"),
    )
    assert found.unread == [
        Unread("a.yaml", "empty", whole=True),
        Unread("b.yaml", "#0: no response", whole=False),
        Unread("c\\udcff\\u001b[31m.yaml", "empty", whole=True),
        Unread("\\udcff.yaml", "no operation of the contracts matches its interaction", whole=True),
    ]


def test_memory_does_not_grow_with_the_evidence() -> None:
    """Five thousand recordings of 3 KB are judged in less than a tenth of their size."""
    body = '{"text": "' + "a" * 3000 + '"}'
    folders = [EditionFolder(Path(), contract({"text": {"type": "string"}}))]
    one = JudgingSession(folders, all_checks(), CLUSTERS)

    def many(count: int) -> Iterator[Evidence]:
        for number in range(count):
            sent = f"https://utc.example/coupons?id={number}"
            answer: Interaction = interaction(body, url=sent, origin="cassette", status=200)
            yield Evidence(structs.replace(answer, name=f"a.yaml#{number}", target="t"), "a.yaml")

    one.evidence(many(100))
    gc.collect()
    tracemalloc.start()
    try:
        one.evidence(many(5000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_500_000
    assert one.result().judged[0].interactions.total() == 5100
