"""The answers that are kept to be held against each other, in bounded memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from asdocumented.checks.calls import Answer, are_near
from asdocumented.evidence.interaction import EvidenceSet, Interaction

MOST_ANSWERS = 4096
MOST_BYTES = 32 * 2**20
MOST_OF_ONE_REQUEST = 4
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class CallAnswers:
    """The answers of one operation that are kept, by evidence set and URL, in bounded memory.

    An answer that repeats the one shortly before it is counted, and not kept. `left_out` counts
    those past 4,096 answers or 32 MiB of bodies, and past four different answers to one request.
    None is kept unless `wanted`.
    """

    wanted: bool = True
    kept: dict[EvidenceSet, dict[str, list[Answer]]] = field(default_factory=dict)
    repeated: Counter[EvidenceSet] = field(default_factory=Counter)
    left_out: int = 0
    _answers: int = 0
    _bytes: int = 0

    def add(
        self,
        evidence_set: EvidenceSet,
        interaction: Interaction,
        sent: Mapping[str, Sequence[str]],
    ) -> None:
        """Keep an answer that could be read, unless it says what the one before it did."""
        if not self.wanted or not _is_comparable(interaction):
            return
        body = interaction.response.body
        known = self.kept.setdefault(evidence_set, {}).get(interaction.request.url)
        last = known[-1].interaction if known else None
        if last is not None and last.response.body == body and are_near(interaction, last):
            self.repeated[evidence_set] += 1
            return
        full = self._answers >= MOST_ANSWERS or self._bytes + len(body) > MOST_BYTES
        if full or (known and len(known) >= MOST_OF_ONE_REQUEST):
            self.left_out += 1
            return
        of_one = self.kept[evidence_set].setdefault(interaction.request.url, [])
        values = {name: tuple(texts) for name, texts in sent.items()}
        of_one.append(Answer(interaction, values))
        self._answers += 1
        self._bytes += len(body)

    def in_order(self, evidence_set: EvidenceSet) -> list[Answer]:
        """Return the answers of a set in the order of time; those without one as they came."""
        found = [one for of_one in self.kept.get(evidence_set, {}).values() for one in of_one]
        return sorted(found, key=lambda one: one.interaction.recorded or _NEVER)


def _is_comparable(interaction: Interaction) -> bool:
    """Tell whether an answer may be held against others: examples are printed, not answered.

    What says neither when it came nor of which file it is one cannot be.
    """
    if interaction.recorded is None and "#" not in interaction.name:
        return False
    status = interaction.response.status
    answered = status is None or 200 <= status < 300
    return answered and interaction.origin != "example" and not interaction.request.inferred
