"""The smallest request that was found to show each drift, kept as a cassette."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from asdocumented.formats.http_message import HttpExchange
from asdocumented.judging.session import DriftKey
from asdocumented.live.runs.cassette import cassette, write_whole
from asdocumented.live.runs.journal import Outcome
from asdocumented.live.runs.sender import Sender


@dataclass(frozen=True, slots=True)
class Specimens:
    """One answer, redacted, for each drift: the one to the shortest request so far."""

    smallest: dict[DriftKey, HttpExchange] = field(default_factory=dict)

    def offer(self, drift: DriftKey, outcome: Outcome) -> None:
        """Keep an answer that shows a drift, if its request is the smallest so far."""
        transfer, before = outcome.transfer, self.smallest.get(drift)
        if transfer is not None and (before is None or _size(transfer) < _size(before)):
            self.smallest[drift] = transfer

    def write(self, folder: Path, sender: Sender) -> Iterator[str]:
        """Write each as `<operation>/<check>-<digest>.yaml`, and yield a line that tells where.

        One in which a secret would still stand is left out, and told of. Raises OSError.
        """
        for drift, transfer in sorted(self.smallest.items()):
            digest = sha256("\0".join(drift).encode("utf-8", "backslashreplace")).hexdigest()[:8]
            operation = re.sub(r"[^\w.-]", "_", drift.operation)
            path = folder / sender.provenance.target / operation / f"{drift.check}-{digest}.yaml"
            content = cassette(transfer, sender.provenance)
            refused = sender.secrets_in(content)
            if not refused:
                write_whole(path, content)
            yield f"found by exploring: {drift.check} {drift.location} · {refused or path}"


def _size(transfer: HttpExchange) -> tuple[int, str]:
    return len(transfer.url), transfer.url
