"""Two targets: what differs of their answers, and that time, zones and pseudonyms explain."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from asdocumented.comparing.classes import all_classes
from asdocumented.comparing.target_pairs import pair_answers, recorded_answers
from asdocumented.comparing.targets import ComparedTargets, compare_targets
from asdocumented.evidence.interaction import Interaction
from tests.support import contract, interaction

SERVER = {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}
COUPONS = contract(
    {
        "until": {"type": "string", "x-date": SERVER},
        "day": {"type": "string", "x-date": {"pattern": "dd-MM-yyyy", "zone": "none"}},
        "at": {"type": "integer", "x-epoch": {"unit": "ms", "unset": 0}},
        "kind": {"type": "string"},
        "amount": {"type": "integer"},
        "secret": {"type": "string", "x-sensitive": "secret"},
        "list": {"type": "array", "items": {"x-source": {"page": "coupons"}, "type": "integer"}},
    }
)
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
LATER = NOON + timedelta(seconds=14)


def answer(body: object, when: datetime = NOON, **changes: object) -> Interaction:
    """Return a recorded answer of a target in UTC."""
    text = body if isinstance(body, str) else json.dumps(body)
    made = interaction(text, status=200, content_type="application/json", origin="cassette")
    values = {"zone": "UTC", "recorded": when, "target": "demo", **changes}
    return structs.replace(made, **values)


def compare(old: Sequence[Interaction], new: Sequence[Interaction]) -> ComparedTargets:
    """Return what differs of the answers of two targets."""
    before, after = (recorded_answers(one, [COUPONS]) for one in (old, new))
    return compare_targets(before, after, ("eu", "india"))


def changes(old: object, new: object, when: datetime = NOON, **others: object) -> dict[str, str]:
    """Return the classes of what differs between two bodies, by location."""
    found = compare([answer(old)], [answer(new, when, **others)]).changes
    return {one.location.removeprefix("coupons "): one.change for one in found}


FOUND = {
    "a field that is gone": ({"kind": "A"}, {}, {"$.kind": "target-field-missing"}),
    "a field that is new": ({}, {"more": 1}, {"$.more": "target-field-added"}),
    "another type": ({"amount": 1}, {"amount": "1"}, {"$.amount": "target-type-added"}),
    "a fraction": ({"amount": 10}, {"amount": 10.5}, {"$.amount": "target-type-added"}),
    "fewer types": (
        {"list": [1, None]},
        {"list": [1, 2]},
        {"$.list[*]": "target-type-missing"},
    ),
    "null": ({"kind": "A"}, {"kind": None}, {"$.kind": "target-type-added"}),
    "another date form": (
        {"until": "2026-06-11T23:59:59Z"},
        {"until": "2026-06-11 23:59:59"},
        {"$.until": "target-date-form-differs"},
    ),
    "an offset that is not there": (
        {"until": "2026-06-11T23:59:59Z"},
        {"until": "2026-06-11T23:59:59"},
        {"$.until": "target-date-form-differs"},
    ),
    "an offset that is not that of the zone": (
        {"until": "2026-06-11T23:59:59Z"},
        {"until": "2026-06-11T23:59:59+05:30"},
        {"$.until": "target-offset-differs"},
    ),
    "letter case": ({"kind": "ABS"}, {"kind": "abs"}, {"$.kind": "target-letter-case-differs"}),
    "letter case of pseudonyms": (
        {"secret": "ABCDEF"},
        {"secret": "qwerty"},
        {"$.secret": "target-letter-case-differs"},
    ),
    "more items": ({"list": [1]}, {"list": [1, 2]}, {"$.list": "target-items-differ"}),
    "another value": ({"kind": "ABS"}, {"kind": "PERC"}, {"$.kind": "target-value-differs"}),
    "another day": (
        {"day": "11-06-2026"},
        {"day": "13-06-2026"},
        {"$.day": "target-value-differs"},
    ),
    "a field that is there at times": (
        {"list": [], "more": [{"id": 1}, {"id": 1}]},
        {"list": [], "more": [{"id": 1}, {}]},
        {"$.more[*].id": "target-presence-differs"},
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_differs_is_told_by_its_class(name: str) -> None:
    """And the way back is its mirror; of itself, nothing differs."""
    old, new, expected = FOUND[name]
    assert changes(old, new) == expected
    assert changes(old, old) == {}
    back = changes(new, old)
    mirrors = {at: all_classes()[change].mirror for at, change in expected.items()}
    narrower = {"target-type-missing": "target-type-added"}
    assert {*back} == {*mirrors}
    assert all(back[at] in (one, narrower.get(one)) for at, one in mirrors.items())


EXPLAINED: dict[str, tuple[object, object]] = {
    "a date of now": ({"until": "2026-11-26T12:00:00Z"}, {"until": "2026-11-26T12:00:14Z"}),
    "a number that is a date of now": ({"at": 1795694400000}, {"at": 1795694414000}),
    "the same numbers": ({"amount": 10}, {"amount": 10}),
    "pseudonyms": ({"secret": "ABCDEF"}, {"secret": "QWERTY"}),
    "another order": ({"list": [1, 2]}, {"list": [2, 1]}),
}


@pytest.mark.parametrize("name", EXPLAINED)
def test_what_time_and_redaction_explain_is_no_difference(name: str) -> None:
    """Both were answered 14 seconds apart."""
    old, new = EXPLAINED[name]
    assert changes(old, new, LATER) == {}


def test_the_same_moment_in_the_zone_of_each_server_breaks_nobody() -> None:
    """The offset is told, and is that of the zone; the wall clock may be the same, too."""
    india = "Asia/Kolkata"
    old = {"until": "2026-06-11T12:00:00Z", "day": "11-06-2026"}
    for text in ("2026-06-11T17:30:00+05:30", "2026-06-11T12:00:00+05:30"):
        new = {"until": text, "day": "12-06-2026"}
        assert changes(old, new, zone=india) == {"$.until": "target-offset-of-zone"}


def test_a_status_and_a_content_type_differ_as_wholes() -> None:
    """Nothing in the bodies is compared then."""
    old = answer({"kind": "A"})
    refused = structs.replace(old.response, status=500, body=b"{}")
    (one,) = compare([old], [structs.replace(old, response=refused)]).changes
    assert (one.change, one.message) == (
        "target-status-differs",
        "The same request has another status: 200 (one) → 500 (one)",
    )
    page = structs.replace(old.response, content_type="text/html", body=b"<p>")
    (one,) = compare([old], [structs.replace(old, response=page)]).changes
    assert (one.change, one.effect) == ("target-content-differs", "breaking")


def test_a_difference_has_the_row_and_both_places() -> None:
    """And how often it was seen."""
    old, new = answer({"kind": "A"}), answer({"kind": None})
    again = interaction('{"kind": "A"}', url="https://x.example/coupons?a=1", status=200)
    found = compare([old, again], [new, again])
    (one,) = found.changes
    assert found.pairs == 2
    assert one.message.endswith(": string (one /kind) → null (one /kind), in 1 of 2 answers")
    assert one.before is not None
    assert [(row.row, row.name) for row in one.before.rows] == [(4, "kind")]


def test_other_samples_of_one_case_are_compared_without_their_values() -> None:
    """What is there, and of which type, but no null and no value."""
    urls = ["https://eu.example/coupons?code=A", "https://in.example/coupons?code=B"]
    old, new = (
        answer(body, name="coupons/by-code.yaml#0")
        for body in ({"kind": "A", "amount": 1, "day": None}, {"kind": "B", "amount": "1"})
    )
    old, new = (
        structs.replace(one, request=structs.replace(one.request, url=url))
        for one, url in zip((old, new), urls, strict=True)
    )
    found = compare([old], [new])
    assert (found.pairs, found.other_samples) == (1, 1)
    assert {one.location: one.change for one in found.changes} == {
        "coupons $.amount": "target-type-added",
        "coupons $.day": "target-field-missing",
    }


def test_the_host_is_no_part_of_a_request_and_its_order_neither() -> None:
    """A request that only one target answered is named."""
    urls = [
        "https://eu.example/coupons?b=2&a=1",
        "https://in.example/coupons?a=1&b=2",
        "https://in.example/coupons?a=3",
    ]
    old, new, alone = (
        recorded_answers([interaction("{}", url=url, status=200)], [COUPONS])[0] for url in urls
    )
    paired = pair_answers([old], [alone, new], ("eu", "india"))
    assert [(one.before, one.after, one.same) for one in paired.pairs] == [(old, new, True)]
    assert [one.why for one in paired.left] == ["only india answered it"]


def test_requests_with_other_credentials_are_told_apart() -> None:
    """Recordings hold none: a refused request is none of an accepted one."""
    right, wrong = answer({"kind": "A"}), answer({})
    wrong = structs.replace(wrong, response=structs.replace(wrong.response, status=401))
    assert compare([wrong, right], [right, wrong]).changes == []
