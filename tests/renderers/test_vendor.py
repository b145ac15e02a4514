"""What to mend on the pages: nothing of targets, values or requests gets into it."""

from msgspec import structs

from asdocumented.contracts.model import Citation
from asdocumented.renderers import vendor
from asdocumented.report.model import RemarkReport, Sample, SampleRequest, Share
from tests.gate.reports import DEMO, drift, evidence, operation, report
from tests.renderers.html.page import own_report

EXAMPLE = {"example": Share(2, 4)}


def test_each_point_names_the_row_what_was_seen_and_what_would_mend_it() -> None:
    """Grouped by page, numbered through, remarks of people last."""
    cited = Citation("coupons", "2026", "response table", 2, "id", "Long")
    remark = RemarkReport("coupons", "2026", cited, [], "two meanings", "Say which.")
    found = structs.replace(
        report(drift(seen=EXAMPLE), operations=[operation({DEMO: "drift"})]), remarks=[remark]
    )
    assert vendor.render(found) == (
        "# What to mend on the pages\n"
        "\n"
        "Each point names the row as it stands on the page, what was seen instead, and what would "
        "mend it. Found on 2026-11-22 by asdocumented 1.2.3.\n"
        "\n"
        "## coupons, edition 2026\n"
        "\n"
        "`GET /coupons`\n"
        "The page was read on 2026-11-20.\n"
        "\n"
        "### 1. `$.code` is object\n"
        "\n"
        "Correct the row.\n"
        "\n"
        "- Row: response table, row 1, `code`, String\n"
        "- Documented: String\n"
        "- Observed at `$.code`: object\n"
        "- Shown by: the page's own example, 2 of 4\n"
        "\n"
        "### 2. two meanings\n"
        "\n"
        "Say which.\n"
        "\n"
        "- Row: response table, row 2, `id`, Long\n"
    )


def test_what_a_server_alone_shows_is_no_fault_of_a_page() -> None:
    """Unless the evidence says that the page is at fault."""
    assert vendor.render(report(drift())).endswith("Nothing to mend was found.\n")
    at_fault = drift(cause="page")
    assert "- Shown by: answers of a server" in vendor.render(report(at_fault))
    assert "- Shown by: the page itself" in vendor.render(report(drift(seen={})))


def test_no_target_and_no_value_gets_into_it() -> None:
    """Words that name an evidence set are left out, and so is every sample."""
    request = SampleRequest("GET", "https://secret.test/coupons?code=S3CRET", ["code"])
    sample = Sample(DEMO, "demo/x.yaml", "/code", '"S3CRET"', request, '{"code": "S3CRET"}')
    both = drift(
        seen={**EXAMPLE, DEMO: Share(1, 1)},
        samples=[sample],
        observed="object (cassette:demo); text (example)",
    )
    found = report(both, sets=[evidence("example"), evidence(DEMO)])
    text = vendor.render(structs.replace(found))
    assert not any(word in text for word in ("demo", "S3CRET", "secret.test"))
    assert "- Observed at `$.code`: object\n" in text
    assert "the page's own example, 2 of 4 and answers of a server" in text


def test_the_pages_of_the_repository_have_much_to_mend() -> None:
    """All their errors stand in it, and the remarks."""
    found = own_report()
    text = vendor.render(found)
    assert all(one.what_to_do.split("`")[0] in text for one in found.remarks)
    assert "sandbox" not in text
    assert text.count("### ") > 25
