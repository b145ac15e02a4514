"""How fast ordinary traffic is redacted and scanned, and what hostile input costs.

Each figure is that of a process of its own, so that its memory is its own, too: the processor's
seconds of the work alone, and the most memory over that before the work, with the input in it. A
hostile input is taken once and at double size, in turns. Beside the seconds stands how often
Python parses as many bytes of JSON in that time: other machines give other seconds.
"""

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import process_time
from typing import NamedTuple

import yaml
from click.testing import CliRunner
from targets import Target, conclude

from asdocumented import load_contracts
from asdocumented.cli.main import cli
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.content_coding import decode
from asdocumented.formats.http_message import HttpExchange
from asdocumented.live.runs.cassette import Provenance, cassette
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.sweep import find_secrets

ROOT = Path(__file__).parent.parent
CONTRACTS = load_contracts(ROOT / "contracts")
URL = "https://eu.api.capillarytech.com/v2/coupon?couponIds=1"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RUNS = 3
LONG = 5.0
MOST_SECONDS = 2.0
MOST_MEGABYTES = 64.0
MOST_GROWTH = 2.6

_VALUE = re.compile(rb'(?<=")[A-Za-z0-9]{6,14}(?="[,}\]\s])|(?<=: )[0-9]{5,}')
_ALPHABETS = (b"123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz")
_CLASSES = {**{chr(one): some for some in _ALPHABETS for one in some}, "0": b"0"}

Work = Callable[[], object]


class Cost(NamedTuple):
    """What a piece of work took: seconds of the processor, MB beyond the input, MB of input.

    `parsing` are the seconds in which Python parses as much JSON.
    """

    seconds: float
    memory: float
    size: float
    parsing: float


@dataclass(frozen=True, slots=True)
class Ordinary:
    """Traffic as it is recorded: how many MB a second are wanted, and the work on some of it."""

    wanted: float
    prepare: Callable[[Path], tuple[int, Work]]


@dataclass(frozen=True, slots=True)
class Hostile:
    """An input that somebody may send: its size, and the work on one of a size.

    `response` says that it is one response, which must not take long or much memory.
    """

    size: int
    prepare: Callable[[int, Path], tuple[int, Work]]
    response: bool = True


def recorded() -> list[HttpExchange]:
    """Return the repository's recordings as they may have come, each with its own codes."""
    found = []
    for path in sorted((ROOT / "cassettes" / "sandbox").rglob("*.yaml")):
        one = yaml.safe_load(path.read_bytes())["interactions"][0]
        request, response = one["request"], one["response"]
        found.append(
            HttpExchange(
                method=request["method"],
                url=request["uri"],
                request_headers=(("Accept", "application/json"),),
                status=response["status"]["code"],
                reason=response["status"]["message"],
                response_headers=(("Content-Type", "application/json"),),
                body=response["body"]["string"].encode(),
                recorded=NOON,
            )
        )
    return found


def redact_traffic(_: Path) -> tuple[int, Work]:
    """Redact 3 MB of recorded traffic under one key, each body with values of its own."""
    redactor, kinds, random = new_redactor(), recorded(), Random(1)  # noqa: S311  # no secrets
    times = 3_000_000 // sum(len(one.body) for one in kinds)
    exchanges = [
        replace(one, body=with_own_values(one.body, random)) for _ in range(times) for one in kinds
    ]
    return sum(len(one.body) for one in exchanges), lambda: [*map(redactor.redact, exchanges)]


def with_own_values(body: bytes, random: Random) -> bytes:
    """Return a body in which codes and long numbers are others, the same ones alike."""
    found: dict[bytes, bytes] = {}

    def other(value: re.Match[bytes]) -> bytes:
        text = value[0]
        if text not in found:
            found[text] = bytes(random.choice(_CLASSES[chr(one)]) for one in text)
        return found[text]

    return _VALUE.sub(other, body)


def scan_traffic(folder: Path) -> tuple[int, Work]:
    """Scan a cassette of 10 MB of recorded traffic."""
    found = [cassette(one, Provenance("demo", "UTC", "1", stand_in=True)) for one in recorded()]
    items = [one.partition(b"\n")[2].rpartition(b"version: 1")[0] for one in found]
    times = 10_000_000 // sum(map(len, items))
    path = folder / "traffic.yaml"
    path.write_bytes(b"interactions:\n" + b"".join(items) * times + b"version: 1\n")
    return path.stat().st_size, command("scan", path)


def new_redactor() -> Redactor:
    """Return a redactor as a recording has it."""
    return Redactor(CONTRACTS.folder.contracts, b"k" * 32, ["till-user-7f3b9", "till-word-51c2"])


def command(name: str, path: Path) -> Work:
    """Return the work of a command on a file; the command may end as it likes, but not crash."""

    def work() -> None:
        arguments = [name, "--contracts", str(ROOT / "contracts"), str(path)]
        more = ["--report-dir", str(path.parent)] if name == "check" else []
        ended = CliRunner().invoke(cli, [*arguments, *more])
        assert ended.exit_code in (0, 1, 3), ended.output  # noqa: S101  # else it measures nothing

    return work


def redacting(body: bytes) -> tuple[int, Work]:
    """Return the work of redacting a response and of searching what is written of it."""
    redactor = new_redactor()
    one = HttpExchange(
        "GET", URL, (), 200, "OK", (("Content-Type", "application/json"),), body, NOON
    )

    def work() -> None:
        written = cassette(redactor.redact(one), Provenance("demo", "UTC", "1", stand_in=True))
        find_secrets(written, redactor.secrets)

    return len(body), work


def judging(body: bytes) -> tuple[int, Work]:
    """Return the work of judging a response, report and all."""
    response = Response(200, "application/json", body)
    one = Interaction("one", "har", Request("GET", URL), response)
    return len(body), lambda: CONTRACTS.judge(one)


def text(size: int) -> bytes:
    """Return a body with one long text in it."""
    return json.dumps({"data": [{"description": "ab c1 x9 " * (size // 9)}], "errors": []}).encode()


def shapes(count: int) -> bytes:
    """Return a body whose items have no two the same members."""
    items = [{f"member{n}": n} for n in range(count)]
    return json.dumps({"data": items, "errors": []}).encode()


def members(count: int) -> bytes:
    """Return gzip of so many members."""
    parts = (gzip.compress(b" " * (n % 5), 1, mtime=0) for n in range(count))
    return b"".join(parts) + gzip.compress(text(100), mtime=0)


def in_har(coded: bytes, folder: Path) -> Path:
    """Return a HAR file with one entry, whose body is in gzip."""
    content = {
        "encoding": "base64",
        "text": b64encode(coded).decode(),
        "mimeType": "application/json",
    }
    headers = [{"name": "Content-Encoding", "value": "gzip"}]
    response = {"status": 200, "headers": headers, "content": content}
    entry = {"request": {"method": "GET", "url": URL}, "response": response}
    path = folder / "one.har"
    path.write_text(json.dumps({"log": {"entries": [entry]}}), encoding="utf-8")
    return path


def small_entries(size: int, folder: Path) -> Path:
    """Return a HAR file of many small entries."""
    content = {"mimeType": "application/json", "text": '{"data": [], "errors": []}'}
    one = {"request": {"method": "GET", "url": f"{URL}&n=NUMBER"}}
    entry = json.dumps({**one, "response": {"status": 200, "content": content}})
    entries = [entry.replace("NUMBER", str(n)) for n in range(size // len(entry))]
    path = folder / "many.har"
    path.write_text(f'{{"log": {{"entries": [{",".join(entries)}]}}}}', encoding="utf-8")
    return path


def of_file(
    name: str, made: Callable[[int, Path], Path]
) -> Callable[[int, Path], tuple[int, Work]]:
    """Return how a command's work on a file of some size is prepared."""

    def prepare(size: int, folder: Path) -> tuple[int, Work]:
        path = made(size, folder)
        return path.stat().st_size, command(name, path)

    return prepare


def gzip_members(count: int, _: Path) -> tuple[int, Work]:
    """Prepare to decode a body of many members."""
    coded = members(count)
    return len(coded), lambda: decode(coded, "gzip")


ORDINARY: Mapping[str, Ordinary] = {
    "redaction": Ordinary(3, redact_traffic),
    "scan": Ordinary(6, scan_traffic),
}
HOSTILE: Mapping[str, Hostile] = {
    "text of 200 KB, redacted": Hostile(200_000, lambda size, _: redacting(text(size))),
    "text of 200 KB, judged": Hostile(200_000, lambda size, _: judging(text(size))),
    "text of 1 MB, redacted": Hostile(1_000_000, lambda size, _: redacting(text(size))),
    "text of 1 MB, judged": Hostile(1_000_000, lambda size, _: judging(text(size))),
    "40,000 gzip members, decoded": Hostile(40_000, gzip_members),
    "40,000 gzip members, judged": Hostile(
        40_000, of_file("check", lambda size, folder: in_har(members(size), folder))
    ),
    "50,000 shapes, redacted": Hostile(50_000, lambda size, _: redacting(shapes(size))),
    "50,000 shapes, judged": Hostile(50_000, lambda size, _: judging(shapes(size))),
    "HAR of small entries, judged": Hostile(
        10_000_000, of_file("check", small_entries), response=False
    ),
    "HAR of small entries, scanned": Hostile(
        10_000_000, of_file("scan", small_entries), response=False
    ),
}


def key_of(name: str, figure: str = "") -> str:
    """Return the key of a figure."""
    return re.sub(r"[^a-z0-9]+", "-", f"{name} {figure}".strip().lower().replace(",", ""))


def targets() -> Iterator[Target]:
    """Yield what should be reached."""
    for name, ordinary in ORDINARY.items():
        yield Target(key_of(name), f"{name}: MB a second", ordinary.wanted, at_least=True)
    for name, hostile in HOSTILE.items():
        if hostile.response:
            yield Target(key_of(name, "seconds"), f"{name}: seconds", MOST_SECONDS)
            yield Target(key_of(name, "memory"), f"{name}: MB beyond its size", MOST_MEGABYTES)
        yield Target(key_of(name, "growth"), f"{name}: at double size, times that", MOST_GROWTH)


TARGETS = tuple(targets())


def measure(name: str, factor: int) -> Cost:
    """Do a piece of work in this process, and return what it took."""
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        judging(text(100))[1]()
        redacting(text(100))[1]()
        if name in ORDINARY:
            size, work = ORDINARY[name].prepare(folder)
        else:
            size, work = HOSTILE[name].prepare(HOSTILE[name].size * factor, folder)
        parsing = seconds_of_parsing()
        before, began = memory(from_now=True), process_time()
        work()
        return Cost(process_time() - began, memory() - before, size / 1e6, parsing * size / 1e6)


def seconds_of_parsing() -> float:
    """Return how long Python takes to parse a MB of JSON as it is recorded."""
    bodies = [one.body for one in recorded()]
    times = 1_000_000 // sum(map(len, bodies))
    began = process_time()
    for _ in range(times):
        for body in bodies:
            json.loads(body)
    return process_time() - began


def memory(*, from_now: bool = False) -> float:
    """Return the most memory that this process has had, in MB, or with `from_now` that it has now.

    Linux begins anew to note the most of a process that asks for it.
    """
    own = Path("/proc/self")
    if from_now:
        (own / "clear_refs").write_text("5", encoding="ascii")
    status = (own / "status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def measured(name: str, *factors: int) -> list[Cost]:
    """Return the least that a piece of work took at each size, in processes that take turns.

    What takes long is not repeated.
    """
    found: dict[int, list[Cost]] = {factor: [] for factor in factors}
    for turn in range(RUNS):
        for factor, costs in found.items():
            if turn == 0 or costs[0].seconds < LONG:
                words = [sys.executable, __file__, "--measure", name, str(factor)]
                ended = subprocess.run(words, stdout=subprocess.PIPE, check=True)  # noqa: S603  # our own words
                costs.append(Cost(*json.loads(ended.stdout)))
    return [min(costs) for costs in found.values()]


def figures() -> Iterator[tuple[str, float]]:
    """Print what each piece of work takes, and yield the figures that have a target."""
    for name in ORDINARY:
        (cost,) = measured(name, 1)
        print(f"{name:30} {told(cost)}", flush=True)
        yield key_of(name), cost.size / cost.seconds
    for name, hostile in HOSTILE.items():
        once, twice = measured(name, 1, 2)
        growth = twice.seconds / once.seconds
        print(f"{name:30} {told(once)}; at double size {growth:.1f} times that", flush=True)
        if hostile.response:
            yield key_of(name, "seconds"), once.seconds
            yield key_of(name, "memory"), once.memory
        yield key_of(name, "growth"), growth


def told(cost: Cost) -> str:
    """Return a cost in words."""
    return (
        f"{cost.size:5.1f} MB in {cost.seconds:5.2f} s, {cost.seconds / cost.parsing:4.0f} times "
        f"parsing; {cost.memory:4.0f} MB beyond"
    )


def main() -> int:
    """Measure, print, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep the figures in history.toml")
    parser.add_argument("--measure", nargs=2, metavar=("NAME", "FACTOR"), help="one, as JSON")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure[0], int(options.measure[1]))))
        return 0
    found = dict(figures())
    print()
    return conclude("hostile", TARGETS, found, record=options.record)


if __name__ == "__main__":
    sys.exit(main())
