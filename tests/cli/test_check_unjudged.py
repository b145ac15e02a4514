"""`asdocumented check` and what of the evidence it cannot judge: missing, foreign, damaged, odd."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.recorded import cassette, check, errors, report, write

HOST = "https://eu.example"
COUPON = f"{HOST}/v2/coupon?couponIds=1"
SERIES = f"{HOST}/v2/coupon/series?ids=1"
BODY = '{"data": [{"id": 1}], "warnings": [], "errors": []}'
JSON = {"text": BODY, "mimeType": "application/json"}
NO_BODY = {"mimeType": "application/json", "size": 2431}
BROTLI = {"text": "CwGAe30D", "mimeType": "application/json", "encoding": "base64"}
"""The body `{}`, coded."""


def entry(url: str, content: Any, *, method: str = "GET", **response: Any) -> Any:
    """Return an entry of a HAR file."""
    answer = {"status": 200, "headers": [], "content": content, **response}
    return {"request": {"method": method, "url": url}, "response": answer}


def har_text(*entries: Any) -> str:
    """Return a HAR file."""
    return json.dumps({"log": {"entries": entries}})


def har(path: Path, *entries: Any) -> Path:
    """Write a HAR file."""
    return write(path, har_text(*entries))


def test_the_traffic_of_a_browser_is_judged_named_or_counted(tmp_path: Path) -> None:
    """What is near a documented path is named once; what no contract is about is no fault."""
    path = har(
        tmp_path / "a.har",
        entry(COUPON, JSON),
        entry("https://cdn.example/logo.png", {"mimeType": "image/png", "size": 559}),
        entry("https://tracker.example/collect", {}, status=0),
        entry("data:image/png;base64,AA==", {"mimeType": "image/png", "text": ""}),
        entry(COUPON, {"size": 0, "text": ""}, method="OPTIONS", status=204),
        entry("eu.example:443", {"size": 0}, method="CONNECT"),
        entry(f"{HOST}/api/v2/coupon?couponIds=INVENTED1", JSON),
        entry(f"{HOST}/api/v2/coupon?couponIds=INVENTED2", {}, status=0),
        entry(f"{HOST}/v2/coupons/INVENTED3", JSON),
    )
    result = check(tmp_path, str(path))
    assert (result.exit_code, errors(tmp_path)) == (0, []), result.output
    found = report(tmp_path)
    assert found["run"]["other_requests"] == 5
    assert [tuple(one.values()) for one in found["unmatched"]] == [
        ("GET", "/api/v2/coupon", 2, "GET /v2/coupon is documented, without /api before it"),
        ("GET", "/v2/coupons/…", 1, "the nearest documented path is /v2/coupon"),
    ]
    assert "  5 other requests that no contract is about\n" in result.output
    assert "  GET /v2/coupons/… (1): the nearest documented path is /v2/coupon\n" in result.output
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert 'GET /api/v2/coupon</td><td data-label="how many">2</td>' in page
    written = (tmp_path / "out" / "drift.json").read_text(encoding="utf-8")
    assert not any("INVENTED" in text for text in (page, written, result.output))


def test_a_request_to_a_contracted_path_without_its_answer_is_missing_evidence(
    tmp_path: Path,
) -> None:
    """Once for each reason, with how many; the operation is not shown, and what else is judged."""
    path = har(
        tmp_path / "a.har",
        entry(COUPON, JSON),
        entry(SERIES, NO_BODY),
        entry(SERIES, NO_BODY),
        entry(SERIES, {}, status=0),
    )
    result = check(tmp_path, str(path))
    of = "missing evidence of GET /v2/coupon/series"
    assert (result.exit_code, errors(tmp_path)) == (
        0,
        [
            ("a.har", f"{of}: its body was not recorded (#1 and 1 more)", False),
            ("a.har", f"{of}: no response was recorded (#3)", False),
        ],
    )
    verdicts = {one["id"]: one["verdict"] for one in report(tmp_path)["operations"]}
    assert list(verdicts) == ["v2-coupon", "v2-coupon-series"]
    assert verdicts["v2-coupon-series"] == "not shown"


OF_COUPON = "missing evidence of GET /v2/coupon"
MAP = "{data: [{id: 1}]}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            cassette(BODY).replace("method: GET", "method: !of-another-library GET"),
            "#0: a YAML tag that is not read here, request.method",
        ),
        (
            cassette(BODY).replace(f"\n      string: {json.dumps(BODY)}", f" {MAP}"),
            f"{OF_COUPON}: its body is damaged: neither text nor base64 (#0)",
        ),
        (
            har_text(entry(COUPON, BROTLI, headers=[{"name": "Content-Encoding", "value": "br"}])),
            f"{OF_COUPON}: the body is in a content coding that is not read here (br) (#0)",
        ),
    ],
    ids=["tag", "map", "coding"],
)
def test_evidence_that_cannot_be_read_is_no_fault_of_the_api(
    content: str, reason: str, tmp_path: Path
) -> None:
    """It is told as such, and without other evidence the run is inconclusive, also beside some."""
    write(tmp_path / "in" / "a.yaml", content)
    assert check(tmp_path, str(tmp_path / "in")).exit_code == 3
    assert errors(tmp_path) == [("a.yaml", reason, True)]
    assert report(tmp_path)["drifts"] == []
    write(tmp_path / "in" / "b.yaml", cassette(BODY))
    assert check(tmp_path, str(tmp_path / "in")).exit_code == 3


def test_an_odd_detail_is_named_and_the_entry_judged(tmp_path: Path) -> None:
    """A header whose value is a list says nothing about the body."""
    length = {"name": "content-length", "value": [51]}
    path = har(tmp_path / "a.har", entry(COUPON, JSON, headers=[length]))
    assert check(tmp_path, str(path)).exit_code == 0
    reason = (
        "#0: judged without a detail that is not written as its format says, "
        "response.headers[0].value"
    )
    assert errors(tmp_path) == [("a.har", reason, False)]
    assert report(tmp_path)["run"]["interactions"] == 1


def test_a_url_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """It matches no operation; nothing of it is shown."""
    path = har(tmp_path / "a.har", entry("https://[::1/v2/coupon", JSON))
    assert check(tmp_path, str(path)).exit_code == 3
    found = report(tmp_path)["unmatched"]
    assert found == [{"method": "GET", "path": "…", "count": 1, "why": "its URL cannot be read"}]


def test_a_repeated_name_is_told(tmp_path: Path) -> None:
    """Of the two values only the last is judged."""
    body = BODY.replace("}]", '}], "data": []')
    path = har(tmp_path / "a.har", entry(COUPON, {**JSON, "text": body}))
    check(tmp_path, str(path))
    found = [
        (one["check"], one["location"], one["severity"])
        for one in report(tmp_path)["drifts"]
        if one["check"] == "repeated-name"
    ]
    assert found == [("repeated-name", "$.data", "warning")]
