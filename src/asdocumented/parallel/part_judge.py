"""Judges one part of the evidence in a process of its own."""

import pickle
from collections.abc import Mapping
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.folder import EditionFolder, Operation
from asdocumented.evidence.files import FileTally
from asdocumented.evidence.parts import Part, read_part
from asdocumented.judging.session import JudgingSession, KeptUrls
from asdocumented.judging.situations import Freshness
from asdocumented.parallel.transport import Transport, without_collection


class PartSettings(msgspec.Struct, frozen=True):
    """What all parts are judged by; `checks` are the ids of those to ask, `zone` as users name it.

    No key is among it: secrets in samples are redacted where the parts are added.
    """

    editions: tuple[EditionFolder, ...]
    operations: tuple[Operation, ...]
    clusters: Clusters
    checks: tuple[str, ...]
    freshness: Freshness | None
    base_urls: Mapping[str, str]
    leave_out_departing: bool
    zone: str | None

    def packed(self) -> bytes:
        """Return the settings in bytes, for `judge_part`."""
        return pickle.dumps(self, protocol=pickle.HIGHEST_PROTOCOL)

    def session(self, part_of: KeptUrls) -> JudgingSession:
        """Return a session for one part; the pages are judged where the parts are added."""
        checks = [
            replace(check, page=None, pages=None)
            for check in all_checks()
            if check.id in self.checks
        ]
        return JudgingSession(
            self.editions,
            checks,
            self.clusters,
            self.freshness,
            self.operations,
            base_urls=self.base_urls,
            leave_out_departing=self.leave_out_departing,
            part_of=part_of,
        )

    def transport(self) -> Transport:
        """Return what carries the parts."""
        return Transport([one.contract for one in self.editions])


def judge_part(settings: bytes, part: Part, part_of: KeptUrls) -> bytes:
    """Judge one part; return what it showed, as `Transport` writes it.

    Args:
        settings: what `PartSettings.packed` returned in a process of ours.
        part: the part.
        part_of: the kept URLs of the session to which the part will be added.

    """
    known, transport = _unpacked(settings)
    with without_collection():
        session, tally = known.session(part_of), FileTally()
        session.evidence(read_part(part, tally, known.zone))
        return transport.dump(session.take(), tally)


@lru_cache(maxsize=4)
def _unpacked(settings: bytes) -> tuple[PartSettings, Transport]:
    known: PartSettings = pickle.loads(settings)  # noqa: S301  # a process of ours wrote it
    return known, known.transport()
