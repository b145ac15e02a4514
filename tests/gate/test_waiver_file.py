"""`waivers.toml` as the command writes it: comments and order survive."""

from datetime import date
from pathlib import Path

import pytest

from asdocumented.errors import Fault
from asdocumented.gate.waiver_file import Written, add_waivers, drop_waivers
from asdocumented.gate.waivers import read_waivers
from asdocumented.report.gate_model import WaiverTerms
from asdocumented.report.model import Share
from tests.gate.reports import drift

A, B = "a" * 16, "b" * 16
TERMS = WaiverTerms("the vendor knows", since="2026-11-22")
WRITTEN_BY_HAND = f"""\
# ours
[[waiver]]  # asked for in May
reason = "known"   # by mail
fingerprint = "{A}"
expires = 2026-05-01

[[waiver]]
fingerprint = "{B}"
kind = "change"
reason = "planned"
# the end
"""


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    """The entry holds all that tells later what was accepted."""
    path = tmp_path / "new" / "waivers.toml"
    file = read_waivers(path, "waivers.toml")
    terms = WaiverTerms("known", "CAP-1", "anna", "2026-11-22", "2027-01-31", "cassette:demo")
    assert add_waivers(path, file, [drift()], terms) == Written(added=1)
    assert path.read_text(encoding="utf-8") == (
        "# Accepted drifts: `asdocumented waive` adds them, and people edit them.\n"
        "\n"
        "[[waiver]]\n"
        f'fingerprint = "{A}"\n'
        'kind = "drift"\n'
        'reason = "known"\n'
        'ticket = "CAP-1"\n'
        'owner = "anna"\n'
        "since = 2026-11-22\n"
        "expires = 2027-01-31\n"
        'set = "cassette:demo"\n'
        'check = "wrong-type"\n'
        'operation = "coupons"\n'
        'edition = "2026"\n'
        'location = "$.code"\n'
        'observed = "object"\n'
        'seen_in = ["cassette:demo"]\n'
        'drift = "wrong-type at coupons 2026 $.code: String, observed object"\n'
    )


def test_comments_and_order_survive(tmp_path: Path) -> None:
    """A waiver of the same drift is renewed where it stands; what it had an end for has none."""
    path = tmp_path / "waivers.toml"
    path.write_text(WRITTEN_BY_HAND, encoding="utf-8")
    file = read_waivers(path, "waivers.toml")
    assert add_waivers(path, file, [drift("a"), drift("c")], TERMS) == Written(added=1, renewed=1)
    assert path.read_text(encoding="utf-8").partition('kind = "drift"')[0] == (
        "# ours\n"
        "[[waiver]]  # asked for in May\n"
        'reason = "the vendor knows"   # by mail\n'
        f'fingerprint = "{A}"\n'
        "since = 2026-11-22\n"
        "\n"
        "[[waiver]]\n"
        f'fingerprint = "{B}"\n'
        'kind = "change"\n'
        'reason = "planned"\n'
        "# the end\n"
        "\n"
        "[[waiver]]\n"
        'fingerprint = "cccccccccccccccc"\n'
    )
    assert [one.fingerprint[0] for one in read_waivers(path, "w").waivers] == ["a", "b", "c"]
    assert [one.expires for one in read_waivers(path, "w").waivers] == [None, None, None]
    assert read_waivers(path, "w").waivers[0].since == date(2026, 11, 22)


def test_a_waiver_for_one_set_is_another_entry(tmp_path: Path) -> None:
    """The one for all sets stays as it is."""
    path = tmp_path / "waivers.toml"
    add_waivers(path, read_waivers(path, "w"), [drift()], TERMS)
    bound = WaiverTerms("there only", set="cassette:demo")
    assert add_waivers(path, read_waivers(path, "w"), [drift()], bound) == Written(added=1)
    assert [(one.set, one.reason) for one in read_waivers(path, "w").waivers] == [
        (None, "the vendor knows"),
        ("cassette:demo", "there only"),
    ]


@pytest.mark.parametrize("text", ["", "waiver = []\n", "# none\n"])
def test_a_file_without_waivers_takes_the_first(tmp_path: Path, text: str) -> None:
    """However it says that it has none."""
    path = tmp_path / "waivers.toml"
    path.write_text(text, encoding="utf-8")
    add_waivers(path, read_waivers(path, "w"), [drift()], TERMS)
    assert [one.fingerprint for one in read_waivers(path, "w").waivers] == [A]


def test_hostile_texts_are_written_as_texts(tmp_path: Path) -> None:
    """Quotes, line ends and brackets of a name or a reason are no TOML."""
    path = tmp_path / "waivers.toml"
    odd = drift(location='$["a\n]]"]', observed_class='"""', seen={"har:'x'": Share(1, 1)})
    add_waivers(path, read_waivers(path, "w"), [odd], WaiverTerms('it is "fine"\n[[waiver]]'))
    (found,) = read_waivers(path, "w").waivers
    assert (found.location, found.observed, found.seen_in, found.reason) == (
        '$["a\n]]"]',
        '"""',
        ("har:'x'",),
        'it is "fine"\n[[waiver]]',
    )


def test_only_what_is_named_is_dropped(tmp_path: Path) -> None:
    """Waivers of changes stay, and the comments of the others."""
    path = tmp_path / "waivers.toml"
    path.write_text(WRITTEN_BY_HAND, encoding="utf-8")
    file = read_waivers(path, "w")
    assert drop_waivers(path, file, {(A, None), (B, None)}) == Written(dropped=1)
    assert [one.fingerprint for one in read_waivers(path, "w").waivers] == [B]
    assert path.read_text(encoding="utf-8").startswith("# ours\n")


def test_without_any_to_drop_the_file_is_not_touched(tmp_path: Path) -> None:
    """Nor is one created."""
    path = tmp_path / "waivers.toml"
    assert drop_waivers(path, read_waivers(path, "w"), {(A, None)}) == Written()
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    """Told with its place."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    path = tmp_path / "taken" / "waivers.toml"
    with pytest.raises(Fault, match="name a file that can be written: --waivers"):
        add_waivers(path, read_waivers(tmp_path / "none", "none"), [drift()], TERMS)
