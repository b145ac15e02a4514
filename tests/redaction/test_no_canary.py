"""Known secrets in every position and clothing: none is written, and findings stay the same."""

import html
import json

import pytest
import yaml

from asdocumented.contracts.clusters import load_clusters
from asdocumented.formats.http_message import HttpExchange, raw_text
from asdocumented.live.runs.cassette import Provenance, cassette
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.sweep import find_secrets
from tests.canaries.planted import (
    CLOTHINGS,
    CODE,
    LEARNT,
    NUMBER,
    PASSWORD,
    POSITIONS,
    USERNAME,
    coupon,
)
from tests.canaries.received import received
from tests.canaries.undressing import leaks
from tests.generating import load
from tests.redaction.differences import findings, told
from tests.redaction.exchanges import KEY
from tests.support import CONTRACTS

CONTRACT = load("v2-coupon/2026").contract
CLUSTERS = load_clusters(CONTRACTS)
PROVENANCE = Provenance("demo", "UTC", "1", stand_in=True)
RENAMED = ("key", "key of a map", "nested JSON that drifts", "subtype")
"""Positions of names: one that is replaced drifts under another one."""

every_clothing = pytest.mark.parametrize("clothing", CLOTHINGS)


def redactor() -> Redactor:
    """Return a redactor that knows credentials and samples, and has learnt a code."""
    found = Redactor([CONTRACT], KEY, [USERNAME, PASSWORD], [CODE, NUMBER])
    found.redact(received(coupon(code=LEARNT)))
    return found


def kept(redactor: Redactor, content: bytes) -> HttpExchange | None:
    """Return a response as it is written; None where it is not, for it would hold a secret."""
    exchange = redactor.redact(received(content))
    return None if find_secrets(raw_text(exchange), redactor.secrets) else exchange


@every_clothing
@pytest.mark.parametrize("secret", [PASSWORD, NUMBER])
def test_what_is_written_holds_no_secret(secret: str, clothing: str) -> None:
    """Whatever the position; a name, a message or a text that keeps one is not written at all."""
    known, lost, written = redactor(), [], dict[str, bytes]()
    for position, answer in POSITIONS.items():
        exchange = kept(known, answer(CLOTHINGS[clothing](secret)))
        if exchange is None:
            lost.append(position)
        else:
            written[position] = cassette(exchange, PROVENANCE)
    assert leaks([secret], written) == []
    assert len(lost) <= 8
    assert lost == [] or not clothing.endswith(("as it is", "case"))


@pytest.mark.parametrize("clothing", [*CLOTHINGS][::4])
def test_the_findings_are_the_same_before_and_after(clothing: str) -> None:
    """Fingerprints, counts, rows and relations of all answers together."""
    known, before, after = redactor(), [], []
    for position in POSITIONS.keys() - {*RENAMED}:
        content = POSITIONS[position](CLOTHINGS[clothing](LEARNT))
        if (exchange := kept(known, content)) is not None:
            before.append(received(content))
            after.append(exchange)
    assert len(before) > 15
    assert told(findings(CONTRACT, before, CLUSTERS)) == told(findings(CONTRACT, after, CLUSTERS))


@every_clothing
@pytest.mark.parametrize("secret", [PASSWORD, NUMBER])
def test_the_search_undoes_each_clothing(secret: str, clothing: str) -> None:
    """In JSON, in JSON within JSON, in YAML, in a page."""
    text = f"see {CLOTHINGS[clothing](secret)} there"
    forms = [json.dumps(text), json.dumps(json.dumps(text)), yaml.safe_dump([text] * 2, width=60)]
    for form in (*forms, html.escape(json.dumps(text))):
        assert leaks([secret], {"form": form.encode()}) != []
