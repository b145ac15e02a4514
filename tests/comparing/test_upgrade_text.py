"""An upgrade as text, Markdown and JSON."""

import json
from pathlib import Path

from asdocumented.comparing.upgrade_judge import judge_upgrade
from asdocumented.comparing.upgrade_load import upgrade_between
from asdocumented.comparing.upgrade_markdown import render_markdown
from asdocumented.comparing.upgrade_output import render_json
from asdocumented.comparing.upgrade_proposals import propose
from asdocumented.comparing.upgrade_report import UpgradeReport
from asdocumented.comparing.upgrade_text import render_text
from asdocumented.contracts.folder import load_contracts, newest
from tests.comparing.small_upgrade import NEW, OLD, new_answer, old_answer, small_map
from tests.support import CONTRACTS

GOLDEN = Path(__file__).parent / "v1.1-coupon-get--v2-coupon.txt"
"""The bundled map as text; each line was compared with the pages by hand."""


def small_report(folder: Path) -> UpgradeReport:
    """Return the small map with one pair of answers, of which a value contradicts it."""
    upgrade, contracts = small_map(folder), (OLD, NEW)
    old = [old_answer('{"code": "A|B", "absolute": true, "ok": "true"}')]
    new = [new_answer('{"code": "A|B", "kind": "PERC"}')]
    judgement = judge_upgrade(upgrade, contracts, old, new)
    return UpgradeReport(upgrade, {"live:demo": judgement}, propose(upgrade, contracts))


def test_text_shows_the_map_what_is_open_and_what_the_answers_say(tmp_path: Path) -> None:
    """Each entry with its rows, each contradiction with its places."""
    assert (
        render_text(small_report(tmp_path))
        == """\
old 1 → new 2
  GET /old → GET /new
  items: $.list[*] → $.data[*]

Do this first
  1. Repeat the parameter.

The call as a whole
  limits
      none of both is limited
      [limits]

Before and after
  made for the map
  GET /old?codes=A
      {"list": [{"code": "A", "absolute": true, "ok": "true"}]}
  GET /new?code=A
      {"data": [{"code": "A", "kind": "ABS"}], "errors": []}

Changed
  codes (query parameter) → code (query parameter)
      the same values; the parameter is repeated, no comma stands between them
      [coupons 1, query table, row 1 (codes)]
      [coupons 2, query table, row 1 (code)]
  case (query parameter) → case (query parameter)
      the same value
      [coupons 1, query table, row 2 (case)]
      [coupons 2, query table, row 2 (case)]
  code → code
      the same text; its letter case is the one that the request asks for
      [coupons 1, response table, row 2 (code)]
      [coupons 2, response table, row 2 (code)]
  until → validUntil
      the same day, written otherwise: DD-MM-YYYY without an offset becomes \
like 2026-12-31T23:59:59Z or 2026-12-31T23:59:59+05:30
      [coupons 1, response table, row 3 (until)]
      [coupons 2, response table, row 3 (validUntil)]
  absolute → kind
      another word for the same: true becomes ABS, false becomes PERC
      [coupons 1, response table, row 4 (absolute)]
      [coupons 2, response table, row 4 (kind)]
  ok → $.errors
      an item that failed is left out, and the errors say so
      [coupons 1, response table, row 8 (ok)]
      [coupons 2, response table, row 7 (errors)]

Lost
  owner  [66d271b457e29b01]
      no person in any answer
      [coupons 1, response table, row 6 (owner)]
      [owners]

Not told by any map
  amount → ?
  ? → amount
  proposal: amount → amount (the same name)

New
  title
      a text for people
      with case=LOWER
      [coupons 2, response table, row 6 (title)]

live:demo
  1 item answered by both operations
    confirmed       1 of 1  codes (query parameter) → code (query parameter)
    not shown               case (query parameter) → case (query parameter)
    confirmed       1 of 1  code → code
    not shown               until → validUntil
    contradicted    0 of 1  absolute → kind  [3eaf324f9b197432]
        true  (before /list/0/absolute)
        → "PERC"  (after /data/0/kind)
    confirmed       1 of 1  ok → $.errors

accept one in waivers.toml: [[waiver]] fingerprint = "66d271b457e29b01", kind = "change", \
between = ["old@1", "new@2"], reason = "…\""""
    )


def test_markdown_has_one_table_a_section(tmp_path: Path) -> None:
    """What is special in Markdown stands for itself."""
    lines = render_markdown(small_report(tmp_path)).splitlines()
    assert lines[:3] == ["# From old 1 to new 2", "", "`GET /old` becomes `GET /new`."]
    assert [line for line in lines if line.startswith("## ")] == [
        "## Do this first",
        "## The call as a whole",
        "## Before and after",
        "## Changed",
        "## Lost",
        "## Not told by any map",
        "## New",
        "## What live:demo says",
    ]
    assert "| `owner` | no person in any answer | coupons 1, response table, row 6 (owner)" in (
        "\n".join(lines)
    )
    assert "| `title` | a text for people; with `case=LOWER` |" in "\n".join(lines)
    assert "| `amount` | `amount`: the same name |" in lines
    assert "1. Repeat the parameter." in lines
    assert '    {"data": [{"code": "A", "kind": "ABS"}], "errors": []}' in lines
    assert '| `absolute` | `kind` | contradicted 0 of 1<br>true → "PERC" |' in lines
    assert r"| `ok` | `$.errors` | confirmed 1 of 1 |" in lines


def test_json_holds_the_map_the_judgement_and_the_proposals(tmp_path: Path) -> None:
    """As the values have them."""
    shown = json.loads(render_json(small_report(tmp_path)))
    assert [*shown][:4] == ["format", "kind", "outcome", "decision"]
    assert (shown["format"], shown["kind"], shown["outcome"]) == (1, "operations", "fails")
    assert shown["upgrade"]["mapped"][4]["values"] == {"true": "ABS", "false": "PERC"}
    assert shown["upgrade"]["mapped"][4]["old_rows"][0]["row"] == 4
    assert shown["judgements"]["live:demo"]["verdict"] == "contradicted"
    assert shown["judgements"]["live:demo"]["mappings"][4]["samples"] == [
        {
            "old": {"interaction": "before", "pointer": "/list/0/absolute", "value": "true"},
            "new": {"interaction": "after", "pointer": "/data/0/kind", "value": '"PERC"'},
        }
    ]
    assert shown["proposals"] == [
        {"old": "$.list[*].amount", "new": "$.data[*].amount", "reasons": ["the same name"]}
    ]


def test_the_bundled_map_is_as_it_was_checked_by_hand() -> None:
    """Nothing is open on either side."""
    contracts = {one.contract.operation: one.contract for one in newest(load_contracts(CONTRACTS))}
    found = upgrade_between(CONTRACTS, contracts["v1.1-coupon-get"], contracts["v2-coupon"])
    assert (found.open_old, found.open_new) == ((), ())
    assert render_text(UpgradeReport(found)) == GOLDEN.read_text(encoding="utf-8").rstrip("\n")
