"""`asdocumented targets` as its users meet it."""

from pathlib import Path

import pytest

from tests.command_line import Ended, run

SANDBOX = (
    "sandbox\n"
    "  base URL  http://eu.sandbox.localhost · a stand-in that starts when it is asked for\n"
    "  zone      UTC\n"
    "  scheme    basic-md5\n"
    "  requests  6000 a minute\n"
    "  samples   codes 6, coupon_ids 6, customer_ids 2, series_ids 3, redeemed_codes 2, "
    "unredeemed_codes 4\n"
    "  missing   nothing\n\n"
)
DEMO = """
[targets.eu-demo]
base_url = "https://eu.example/"
cluster = "eu"
requests_per_minute = 60
[targets.eu-demo.auth]
scheme = "basic-md5"
username_env = "EU_DEMO_USER"
password_env = "EU_DEMO_PASSWORD"
[targets.eu-demo.samples]
codes = ["CANARYCODE1", "CANARYCODE2"]
customer_ids = { env = "EU_DEMO_CUSTOMERS" }

[targets.bare]
base_url = "https://us.example"

[targets.local]
base_url = "http://127.0.0.1:8000"
zone = "Asia/Kolkata"
samples = "sandbox"
"""
SET = {
    "EU_DEMO_USER": "canary-user",
    "EU_DEMO_PASSWORD": "canary-password",
    "EU_DEMO_CUSTOMERS": "canary-1,canary-2,canary-3",
}


@pytest.fixture(autouse=True)
def _empty_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ASDOCUMENTED_SANDBOX_USERNAME", "ASDOCUMENTED_SANDBOX_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


def targets(*arguments: str, **settings: str) -> Ended:
    return run("targets", *arguments, settings=settings)


def configured(output: str) -> str:
    """Return the part of a listing that follows the built-in targets."""
    return output.partition("sandbox-as-printed\n")[2].partition("\n\n")[2]


def test_built_in_targets_need_no_configuration() -> None:
    """Four of them are listed, and nothing is missing of any."""
    result = targets()
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(SANDBOX)
    names = [line for line in result.stdout.splitlines() if line and not line.startswith(" ")]
    assert names == ["sandbox", "sandbox-india", "sandbox-singapore", "sandbox-as-printed"]
    assert result.stdout.count("missing   nothing") == 4


def test_configured_targets_follow_with_what_they_lack() -> None:
    """What is missing is named, and is no failure: exit code 0."""
    Path("asdocumented.toml").write_text(DEMO, encoding="utf-8")
    result = targets()
    assert (result.returncode, result.stderr) == (0, "")
    assert configured(result.stdout) == (
        "eu-demo\n"
        "  base URL  https://eu.example\n"
        "  zone      UTC\n"
        "  scheme    basic-md5\n"
        "  requests  60 a minute\n"
        "  samples   codes 2\n"
        "  missing   the variable EU_DEMO_USER (auth.username_env) is not set\n"
        "            the variable EU_DEMO_PASSWORD (auth.password_env) is not set\n"
        "            the variable EU_DEMO_CUSTOMERS (samples.customer_ids) is not set\n"
        "\n"
        "bare\n"
        "  base URL  https://us.example\n"
        "  zone      unknown: offsets are not judged\n"
        "  scheme    none\n"
        "  requests  100 a minute\n"
        "  samples   none\n"
        "  missing   no samples: nothing is named that exists there\n"
        "\n"
        "local\n"
        "  base URL  http://127.0.0.1:8000 · a stand-in\n"
        "  zone      Asia/Kolkata\n"
        "  scheme    none\n"
        "  requests  100 a minute\n"
        "  samples   codes 6, coupon_ids 6, customer_ids 2, series_ids 3, redeemed_codes 2, "
        "unredeemed_codes 4\n"
        "  missing   nothing\n"
    )


def test_samples_that_no_case_uses_are_told() -> None:
    """With the name that may be meant, and all that there are."""
    names = "{ customer_id = [1], codes = ['A'], tills = { env = 'TILLS' } }"
    text = f"[targets.a]\nbase_url = 'https://a.example'\nsamples = {names}\n"
    Path("asdocumented.toml").write_text(text, encoding="utf-8")
    known = "codes, coupon_ids, customer_ids, redeemed_codes, series_ids, unredeemed_codes"
    assert configured(targets(TILLS="1").stdout).splitlines()[-3:] == [
        "  missing   nothing",
        (
            "  unused    customer_id: no case uses this sample: did you mean customer_ids? "
            f"there are: {known}"
        ),
        f"            tills: no case uses this sample: there are: {known}",
    ]


def test_neither_credentials_nor_samples_are_printed() -> None:
    """Where all is set, samples are counted and nothing is shown of any value."""
    Path("own.toml").write_text(DEMO, encoding="utf-8")
    result = targets("--config", "own.toml", **SET)
    shown = configured(result.stdout).partition("\n\n")[0]
    assert shown.splitlines()[-2:] == [
        "  samples   codes 2, customer_ids 3",
        "  missing   nothing",
    ]
    assert "canary" not in (result.stdout + result.stderr).lower()
    assert all(name not in result.stdout for name in ("INVENTEDUPPER1", "sandbox-password"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "auth.password = 'canary'",
            "own.toml, targets.a.auth: scheme is missing\n  add scheme",
        ),
        (
            "auth = { scheme = 'basic', password = 'canary' }",
            (
                "own.toml, targets.a.auth.password: the value of a credential does not belong in a "
                "file\n  write the NAME of an environment variable under auth, such as "
                'username_env = "DEMO_USERNAME" and password_env = "DEMO_PASSWORD"'
            ),
        ),
        (
            "cluster = 'india1'",
            (
                "own.toml, targets.a.cluster: no such cluster\n  did you mean india? there are: "
                "eu, india, singapore, us, china, test"
            ),
        ),
        (
            "requests_per_minute = 'canary'",
            (
                "own.toml, targets.a.requests_per_minute: not the type that belongs here\n"
                "  write a whole number from 1 to 6000"
            ),
        ),
        (
            "auth = canary",
            "own.toml: invalid TOML: Invalid value (at line 3, column 8)\n  correct the TOML",
        ),
    ],
)
def test_a_fault_in_the_file_ends_with_2(line: str, message: str) -> None:
    """One message with file, place and remedy, without the value, and no list."""
    text = f"[targets.a]\nbase_url = 'https://a.example'\n{line}\n"
    Path("own.toml").write_text(text, encoding="utf-8")
    result = targets("--config", "own.toml")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"asdocumented: {message}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--config", "nowhere.toml"), "nowhere.toml: no such file"),
        (("--contracts", "nowhere"), "nowhere: no such folder"),
    ],
)
def test_a_file_or_a_folder_that_is_not_there_is_a_fault(
    arguments: tuple[str, ...], message: str
) -> None:
    """What is named has to be there."""
    result = targets(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"asdocumented: {message}\n")


def test_clusters_are_those_of_the_contracts() -> None:
    """--contracts brings its own clusters.toml."""
    Path("own").mkdir()
    text = '[clusters.own]\nhosts = ["own.example"]\nzone = "Europe/Berlin"\nsource = "p"\n'
    Path("own/clusters.toml").write_text(text, encoding="utf-8")
    text = '[targets.a]\nbase_url = "https://own.example"\ncluster = "own"\n'
    Path("asdocumented.toml").write_text(text, encoding="utf-8")
    assert "  zone      Europe/Berlin\n" in targets("--contracts", "own").stdout
    assert targets().stderr.startswith("asdocumented: asdocumented.toml, targets.a.cluster: ")
