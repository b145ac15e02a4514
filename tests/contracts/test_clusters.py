"""Which host answers in which zone: facts from the vendor's pages, and nothing guessed."""

from pathlib import Path

import pytest

from asdocumented.contracts.clusters import load_clusters
from tests.support import CONTRACTS


@pytest.mark.parametrize(
    ("host", "zone"),
    [
        ("eu.api.capillarytech.com", "UTC"),
        ("eucrm.cc.capillarytech.com", "UTC"),
        ("eu.intouch.capillarytech.com", "UTC"),
        ("apac.api.capillarytech.com", "Asia/Kolkata"),
        ("in.api.capillarytech.com", "Asia/Kolkata"),
        ("incrm.cc.capillarytech.com", "Asia/Kolkata"),
        ("apac.intouch.capillarytech.com", "Asia/Kolkata"),
        ("sgcrm.cc.capillarytech.com", "Asia/Kolkata"),
        ("sea.intouch.capillarytech.com", "Asia/Kolkata"),
    ],
)
def test_a_documented_zone(host: str, zone: str) -> None:
    """A host whose cluster has a documented zone answers in it; Singapore's is India's."""
    assert load_clusters(CONTRACTS).zone(host) == zone


@pytest.mark.parametrize(
    "host",
    [
        "us.api.capillarytech.com",
        "north-america.api.capillarytech.com",
        "ushc.intouch.capillarytech.com",
        "api.capillarytech.cn.com",
        "nightly.api.capillarytech.com",
        "crm-nightly-new.cc.capillarytech.com",
        "crm-staging-new.cc.capillarytech.com",
    ],
)
def test_a_host_whose_zone_nobody_documents(host: str) -> None:
    """The hosts of the US, China and the test clusters are documented, their zones are not."""
    assert load_clusters(CONTRACTS).zone(host) is None


@pytest.mark.parametrize(
    "host", ["example.com", "", "eu.api.capillarytech.com.example.com", "xeu.api.capillarytech.com"]
)
def test_an_unknown_host_has_no_zone(host: str) -> None:
    """A host is known as a whole; one that only contains a known name is another host."""
    assert load_clusters(CONTRACTS).zone(host) is None


def test_letter_case_of_a_host_means_nothing() -> None:
    """Host names are compared without case (RFC 3986, section 3.2.2)."""
    assert load_clusters(CONTRACTS).zone("EU.API.CapillaryTech.com") == "UTC"


def test_letter_case_of_a_pattern_means_nothing(tmp_path: Path) -> None:
    """A host written with capitals in clusters.toml is the same host."""
    text = '[clusters.eu]\nhosts = ["EU.Example", "*.Eu.example"]\nzone = "UTC"\nsource = "zones"\n'
    (tmp_path / "clusters.toml").write_text(text, encoding="utf-8")
    assert load_clusters(tmp_path).zone("eu.example") == "UTC"
    assert load_clusters(tmp_path).zone("a.eu.example") == "UTC"


def test_without_a_clusters_file_no_zone_is_known(tmp_path: Path) -> None:
    """clusters.toml may be missing."""
    assert load_clusters(tmp_path).zone("eu.api.capillarytech.com") is None


def test_the_first_cluster_that_has_the_host_decides(tmp_path: Path) -> None:
    """A host that two clusters name belongs to the one that stands first."""
    text = '[clusters.a]\nhosts = ["eu.example"]\nsource = "p"\n'
    text += '[clusters.b]\nhosts = ["*.example"]\nzone = "UTC"\nsource = ["p", "q"]\n'
    (tmp_path / "clusters.toml").write_text(text, encoding="utf-8")
    clusters = load_clusters(tmp_path)
    assert (clusters.zone("eu.example"), clusters.zone("us.example")) == (None, "UTC")
