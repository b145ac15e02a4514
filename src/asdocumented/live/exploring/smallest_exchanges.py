"""The exchange with the smallest request that shows each drift, written as a cassette."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from asdocumented.formats.file_writing import write_whole
from asdocumented.formats.http_message import HttpExchange
from asdocumented.judging.session import FoundDrift
from asdocumented.live.runs.cassette import cassette
from asdocumented.live.runs.last_sweep import WrittenCassette
from asdocumented.live.runs.sender import Sender


class SmallestExchanges(msgspec.Struct, frozen=True):
    """One redacted exchange for each drift: the one with the shortest URL so far.

    `written` are those that became cassettes.
    """

    by_drift: dict[FoundDrift, HttpExchange] = msgspec.field(default_factory=dict)
    written: list[WrittenCassette] = msgspec.field(default_factory=list)

    def offer(self, drift: FoundDrift, exchange: HttpExchange) -> None:
        """Keep an exchange that shows a drift, if its request is the smallest so far."""
        before = self.by_drift.get(drift)
        if before is None or _size(exchange) < _size(before):
            self.by_drift[drift] = exchange

    def write(self, folder: Path, sender: Sender) -> Iterator[str]:
        """Write each as `<operation>/<check>-<digest>.yaml`; yield a line with the path of each.

        One that would still hold a secret is not written: its line says so. Raises OSError.
        """
        for drift, exchange in sorted(self.by_drift.items()):
            digest = sha256("\0".join(drift).encode("utf-8", "backslashreplace")).hexdigest()[:8]
            operation = re.sub(r"[^\w.-]", "_", drift.operation)
            path = folder / sender.provenance.target / operation / f"{drift.check}-{digest}.yaml"
            content = cassette(exchange, sender.provenance)
            refused = sender.secrets_in(content)
            if not refused:
                write_whole(path, content)
                self.written.append(WrittenCassette(path.name, path, exchange))
            yield f"found by exploring: {drift.check} {drift.location} · {refused or path}"


def _size(exchange: HttpExchange) -> tuple[int, str]:
    return len(exchange.url), exchange.url
