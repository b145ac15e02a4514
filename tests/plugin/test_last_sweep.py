"""When a session ends, what it learnt goes from the cassettes that it recorded before."""

import errno
import json
from pathlib import Path

import pytest
from vcr.persisters.filesystem import FilesystemPersister
from vcr.request import Request
from vcr.serializers import yamlserializer

from asdocumented.evidence.recorded import MARK
from asdocumented.pytest_plugin.last_sweep import CassetteDict, WrittenFile, sweep_again
from asdocumented.redaction.redactor import Redactor
from tests.live.raw_server import http, serving
from tests.plugin.options import OPTIONS
from tests.support import RANDOM_KEY

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.enable_socket

SUITE = """
import pytest, requests

@pytest.fixture
def vcr_config(redacted_vcr_config):
    return redacted_vcr_config

@pytest.mark.vcr
def test_first():
    requests.get("{url}/v2/coupon?couponIds=1", timeout=10)

@pytest.mark.vcr
def test_second():
    requests.get("{url}/v2/coupon?couponIds=2", timeout=10)
"""


@pytest.fixture(autouse=True)
def _contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", OPTIONS)
    monkeypatch.delenv("ASDOCUMENTED_REDACTION_KEY", raising=False)


def answer(**coupon: object) -> bytes:
    """Return an answer with one coupon."""
    body = {"data": [coupon], "warnings": [], "errors": []}
    return http("200 OK", json.dumps(body).encode(), "Content-Type: application/json")


def recorded(
    pytester: pytest.Pytester, *answers: bytes, workers: str = "0", told: str = ""
) -> dict[str, str]:
    """Record two tests, and return the text of each cassette by its name."""
    with serving(answers) as server:
        pytester.makepyfile(SUITE.format(url=server.url))
        result = pytester.runpytest_inprocess("--record-mode", "once", "-n", workers)
    result.assert_outcomes(passed=2)
    if told:
        result.stdout.fnmatch_lines([told])
    found = Path(pytester.path).rglob("*.yaml")
    return {path.stem: path.read_text("utf-8") for path in found}


@pytest.mark.parametrize("workers", ["0", "1"])
def test_what_a_later_answer_shows_to_be_secret_goes_from_earlier_cassettes(
    workers: str, pytester: pytest.Pytester
) -> None:
    """A name in a free text stays until an answer shows whose it is."""
    late = answer(description="sold by Margarethe"), answer(code="Margarethe")
    found = recorded(pytester, *late, workers=workers)
    assert [name for name, text in found.items() if "margarethe" in text.lower()] == []
    assert "sold by " in found["test_first"]


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_cassette_that_cannot_be_mended_is_removed_and_named(
    workers: str, pytester: pytest.Pytester
) -> None:
    """The secret stands in a form that nothing can replace."""
    late = answer(description="code 99443-32266-71"), answer(code="99443322 6671")
    told = "asdocumented: *test_first.yaml is removed: it would hold what was learnt later *"
    found = recorded(pytester, *late, workers=workers, told=told)
    assert [*found] == ["test_second"]


NAMED_SUITE = """
import pytest, requests

@pytest.fixture
def vcr_config(redacted_vcr_config):
    return redacted_vcr_config

@pytest.mark.vcr
@pytest.mark.parametrize("code", ["GOLDQ77812", pytest.param("GOLDQ77812", id="gold")])
def test_code(code):
    requests.get("{url}/v2/coupon", params={{"couponCodes": code}}, timeout=10)

@pytest.mark.vcr
@pytest.mark.parametrize("style", ["brief"])
def test_style(style):
    requests.get("{url}/v2/coupon", params={{"couponIds": 1, "style": style}}, timeout=10)
"""


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_cassette_whose_name_is_a_code_is_removed(
    workers: str, pytester: pytest.Pytester
) -> None:
    """pytest makes the name of what a test is called with; other values and ids stay."""
    with serving([answer(code="GOLDQ77812")] * 3) as server:
        pytester.makepyfile(NAMED_SUITE.format(url=server.url))
        result = pytester.runpytest_inprocess("--record-mode", "once", "-n", workers)
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(
        ["asdocumented: *.yaml is removed: its name holds a value that is secret; *"]
    )
    told = [line for line in result.outlines if "is removed" in line]
    assert "GOLDQ77812" not in told[0]
    left = sorted(path.name for path in Path(pytester.path).rglob("*.yaml"))
    assert left == ["test_code[gold].yaml", "test_style[brief].yaml"]


class _FullDisk(FilesystemPersister):  # type: ignore[misc]  # vcrpy has no types
    """Writes nothing."""

    @staticmethod
    def save_cassette(*_: object) -> None:
        """Fail as on a full disk."""
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_cannot_be_written_anew_is_removed(tmp_path: Path) -> None:
    """No file keeps what was learnt later."""
    path = tmp_path / "a.yaml"
    path.write_text("for Margarethe", encoding="utf-8")
    redactor = Redactor([], RANDOM_KEY.encode())
    redactor.secrets.add_credentials(["Margarethe"])
    request = Request("GET", "https://a.example/", None, {MARK[0]: MARK[1]})
    answer = {"body": {"string": b""}, "headers": {}}
    one = WrittenFile(_FullDisk(), {"requests": [request], "responses": [answer]}, yamlserializer)
    (told,) = sweep_again({path: one}, redactor)
    assert told.startswith(f"{path} is removed: ")
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The session ends as it would, and says which file to look at."""
    path = tmp_path / "a.yaml"
    path.mkdir()
    request = Request("GET", "https://a.example/", None, {MARK[0]: MARK[1]})
    cassette: CassetteDict = {"requests": [request], "responses": [{}]}
    one = WrittenFile(FilesystemPersister(), cassette, yamlserializer)
    told = [*sweep_again({path: one}, Redactor([], RANDOM_KEY.encode()))]
    assert told == [f"{path} may hold what was learnt later to be secret: Is a directory"]


def test_a_cassette_without_a_secret_is_not_written_again(pytester: pytest.Pytester) -> None:
    """Both stay as vcrpy wrote them."""
    found = recorded(pytester, answer(description="sold"), answer(description="again"))
    assert sorted(found) == ["test_first", "test_second"]
    assert "again" in found["test_second"]
