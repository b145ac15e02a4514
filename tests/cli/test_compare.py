"""`asdocumented compare`: two editions, two reports, and what cannot be compared."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from asdocumented.renderers import json as drift_json
from asdocumented.report.model import Report
from tests.command_line import run
from tests.gate.reports import drift, report
from tests.support import CONTRACTS, ROOT

OLD, NEW = "v2-coupon@2024", "v2-coupon@2026"
KNOWN = "v1.1-coupon-get@2025, v2-coupon@2024, v2-coupon@2026, v2-coupon-series@2025"
TARGETS = "the targets sandbox, sandbox-india, sandbox-singapore, sandbox-as-printed"
NONE = "no operation, edition, target, drift.json or folder of recordings"
WAIVER = '[[waiver]]\nfingerprint = "{}"\nkind = "{}"\nreason = "we send codes"\n'


def fingerprints(folder: Path) -> list[str]:
    """Return those of the changes that break a client."""
    found = json.loads(run("compare", OLD, NEW, "--format", "json", folder=folder).stdout)
    return [one["fingerprint"] for one in found["changes"] if one["sends"] == "breaking"]


def write(path: Path, made: Report) -> str:
    """Write a report, and return its name."""
    path.write_text(drift_json.render(made), encoding="utf-8")
    return path.name


def test_two_editions_are_compared_and_what_breaks_is_first(tmp_path: Path) -> None:
    """It says what is compared, every change with both rows, and how one is accepted."""
    result = run("compare", OLD, NEW, folder=tmp_path)
    assert (result.returncode, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("editions: v2-coupon@2024 (")
    assert lines[1:4] == [
        "  before: 2 printed examples; --evidence adds recordings of that time",
        "  after: 3 printed examples",
        "",
    ]
    assert lines[4] == "breaking $request.query.couponCodes  [384bdd2fb7e24a50]"
    assert "    field-added: A field is new: Object, with 90 fields in it" in lines
    assert lines[-3:] == [
        "145 changes: 2 breaking, 10 risky, 133 safe",
        "2 break a client, and nobody accepted them",
        (
            'accept one in waivers.toml: [[waiver]] fingerprint = "384bdd2fb7e24a50", '
            'kind = "change", between = ["v2-coupon@2024", "v2-coupon@2026"], reason = "…"'
        ),
    ]


def test_an_edition_compared_with_itself_passes(tmp_path: Path) -> None:
    """Nothing changes."""
    result = run("compare", NEW, NEW, folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-2:] == [
        "0 changes: 0 breaking, 0 risky, 0 safe",
        "nothing breaks a client that is not accepted",
    ]


def test_accepted_changes_do_not_fail(tmp_path: Path) -> None:
    """A waiver of the kind `change` accepts one; of the kind `drift` it is of something else."""
    found = fingerprints(tmp_path)
    waivers = tmp_path / "waivers.toml"
    waivers.write_text("".join(WAIVER.format(one, "drift") for one in found), encoding="utf-8")
    assert run("compare", OLD, NEW, folder=tmp_path).returncode == 1
    waivers.write_text("".join(WAIVER.format(one, "change") for one in found), encoding="utf-8")
    result = run("compare", OLD, NEW, folder=tmp_path)
    assert result.returncode == 0
    assert result.stdout.count("      accepted: we send codes\n") == 2


def test_an_expired_waiver_accepts_nothing(tmp_path: Path) -> None:
    """It is named."""
    expired = "".join(
        f"{WAIVER.format(one, 'change')}expires = 2020-01-01\n" for one in fingerprints(tmp_path)
    )
    (tmp_path / "waivers.toml").write_text(expired, encoding="utf-8")
    result = run("compare", OLD, NEW, folder=tmp_path)
    assert result.returncode == 1
    assert "waiver expired: 384bdd2fb7e24a50: parameter-became-conditional at " in result.stdout


def test_recordings_say_more_of_what_changed(tmp_path: Path) -> None:
    """Those of the operation are counted, and judged by both editions."""
    shutil.copytree(ROOT / "cassettes" / "sandbox", tmp_path / "recorded")
    said = ("compare", OLD, NEW, "--evidence", "recorded", "--format", "json")
    found = json.loads(run(*said, folder=tmp_path).stdout)
    assert found["evidence"] == [
        "before: 2 printed examples, and 34 recorded interactions",
        "after: 3 printed examples",
    ]
    field = next(one for one in found["changes"] if one["location"].endswith("].validTillDateTime"))
    assert (field["change"], field["origin"]) == ("field-added", "page corrected")
    assert field["why"].startswith("the answers of 2024 show it already, ")


@pytest.mark.parametrize("form", ["text", "json", "html", "markdown"])
def test_each_format_is_printed_or_written(tmp_path: Path, form: str) -> None:
    """The file holds what is printed without one, and the exit code is the same."""
    printed = run("compare", OLD, NEW, "--format", form, folder=tmp_path)
    written = run("compare", OLD, NEW, "--format", form, "-o", "out/it", folder=tmp_path)
    assert (printed.returncode, written.returncode) == (1, 1)
    assert (tmp_path / "out" / "it").read_text(encoding="utf-8") == printed.stdout
    assert written.stdout.endswith("comparison: out/it\n")


def test_the_json_output_is_as_its_schema_says(tmp_path: Path) -> None:
    """The schema ships with the package."""
    found = json.loads(run("compare", OLD, NEW, "--format", "json", folder=tmp_path).stdout)
    schema = files("asdocumented") / "schemas" / "comparison.schema.json"
    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert [*validator.iter_errors(found)] == []
    assert (found["format"], found["kind"], len(found["changes"])) == (1, "editions", 145)


def test_two_reports_are_compared(tmp_path: Path) -> None:
    """A new error breaks a client; the waiver of the drift accepts it."""
    old = write(tmp_path / "old.json", report(drift("b", severity="warning")))
    new = write(tmp_path / "new.json", report(drift("a")))
    result = run("compare", old, new, folder=tmp_path)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        "reports: old.json (report of 2026-11-22) → new.json (report of 2026-11-22)",
        "",
        "breaking coupons 2026 $.code  [aaaaaaaaaaaaaaaa]",
        "    drift-error-new: An error is new: wrong-type: String, observed object",
        "      after: 2026 response table, row 1 (code, String)",
        "      sends: breaking, reads: breaking",
        "safe     coupons 2026 $.code  [bbbbbbbbbbbbbbbb]",
        "    drift-warning-gone: A warning is gone: wrong-type: observed object before",
        "      before: 2026 response table, row 1 (code, String)",
        "      sends: safe, reads: safe",
        "2 changes: 1 breaking, 0 risky, 1 safe",
        "1 breaks a client, and nobody accepted it",
        (
            'accept one in waivers.toml: [[waiver]] fingerprint = "aaaaaaaaaaaaaaaa", '
            'kind = "drift", reason = "…"'
        ),
    ]
    accepted = WAIVER.format("a" * 16, "drift")
    (tmp_path / "waivers.toml").write_text(accepted, encoding="utf-8")
    assert run("compare", old, new, folder=tmp_path).returncode == 0
    assert run("compare", new, new, folder=tmp_path).returncode == 0


OPENAPI = str(CONTRACTS / "v2-coupon" / "2026" / "openapi.yaml")
FAULTS = {
    "an edition that there is not": (
        ("v2-coupon@2025", NEW),
        f"v2-coupon@2025: no such edition\n  did you mean v2-coupon@2026? there are: {KNOWN}\n",
    ),
    "a name that is misspelt": (
        ("v2-cupon@2024", NEW),
        (f"v2-cupon@2024: {NONE}\n  did you mean v2-coupon@2024? there are: {KNOWN}; {TARGETS}\n"),
    ),
    "nothing": (("", NEW), f'"": {NONE}\n  there are: {KNOWN}; {TARGETS}\n'),
    "a client of two editions": (
        (OLD, NEW, "--client", "fields.txt"),
        (
            "--client: only of two operations it is known what a client reads\n"
            "  leave it out, or name two operations\n"
        ),
    ),
    "one operation twice": (
        ("v2-coupon", "v2-coupon"),
        (
            "v2-coupon and v2-coupon: one operation, and it is not told which editions of it\n"
            "  name two editions: v2-coupon@2024, v2-coupon@2026\n"
        ),
    ),
    "the only edition of an operation": (
        ("v1.1-coupon-get@2025", "v1.1-coupon-get"),
        (
            "v1.1-coupon-get@2025 and v1.1-coupon-get: one operation, and it is not told which "
            "editions of it\n  there is one edition of it alone; name another operation, or two "
            "editions of one\n"
        ),
    ),
    "two OpenAPI files": (
        (OPENAPI, OPENAPI),
        (
            f"{OPENAPI}: an OpenAPI file, which describes an API\n"
            "  oasdiff compares two of them: github.com/oasdiff/oasdiff; name editions here\n"
        ),
    ),
    "a report that there is not": (
        ("old.json", "new.json"),
        "old.json: no such file\n  name a drift.json, or run asdocumented check first\n",
    ),
    "an edition and a report": (
        (OLD, "new.json"),
        (
            "v2-coupon@2024 and new.json: an operation and a report cannot be compared\n"
            "  two editions (OPERATION@EDITION), operations, files drift.json, or targets or "
            "their recordings can be compared\n"
        ),
    ),
    "evidence that there is not": (
        (OLD, NEW, "--evidence", "recorded"),
        "recorded: no such file or folder\n  name cassettes or HAR files\n",
    ),
    "waivers that there are not": (
        (OLD, NEW, "--waivers", "w.toml"),
        "w.toml: no such file\n  name another one, or none\n",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_bad_input_is_told_with_a_remedy(tmp_path: Path, name: str) -> None:
    """Exit code 2, nothing on standard output, and no traceback."""
    arguments, told = FAULTS[name]
    result = run("compare", *arguments, folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"asdocumented: {told}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"openapi": "3.1.0", "paths": {}}'),
        ("a.json", '{\n "swagger": "2.0"}'),
        ("a.yaml", "info: {}\n'openapi': '3.0.3'\n"),
        ("a.yml", "swagger: 2.0\n"),
    ],
)
def test_a_file_that_describes_an_api_is_what_oasdiff_compares(
    tmp_path: Path, name: str, text: str
) -> None:
    """In JSON or YAML, of any version."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("compare", name, name, folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "oasdiff compares two of them" in result.stderr


def test_evidence_of_another_operation_is_refused(tmp_path: Path) -> None:
    """It could show nothing."""
    source = ROOT / "cassettes" / "sandbox" / "v2-coupon-series"
    shutil.copytree(source, tmp_path / "recorded")
    result = run("compare", OLD, NEW, "--evidence", "recorded", folder=tmp_path)
    assert result.returncode == 2
    assert result.stderr == (
        "asdocumented: --evidence recorded: no interaction of GET /v2/coupon in it\n"
        "  name recordings of the operation that is compared\n"
    )


def test_a_report_is_no_place_for_evidence(tmp_path: Path) -> None:
    """It holds its own."""
    same = write(tmp_path / "same.json", report())
    result = run("compare", same, same, "--evidence", ".", folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("asdocumented: --evidence: reports hold their evidence already")


def test_a_class_is_explained(tmp_path: Path) -> None:
    """What it is, why it matters, and whom it concerns."""
    result = run("explain", "parameter-became-conditional", folder=tmp_path)
    assert result.returncode == 0
    assert result.stdout == (
        "parameter-became-conditional (change of requests)\n\n"
        "An optional parameter is mandatory unless another one is sent.\n\n"
        "Why it matters: a request with neither of them is not documented any more, and may be "
        "refused.\n\n"
        "A client that sends requests: breaking. One that reads responses: safe.\n"
    )
