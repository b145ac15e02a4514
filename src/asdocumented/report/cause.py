"""The probable cause of a drift where the evidence decides it: page, server or stand-in."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from asdocumented.report.model import Cause, Drift, EvidenceReport, RowReport, Verdict

_PAGE = "example"


def with_causes(
    drifts: Iterable[Drift], evidence: Sequence[EvidenceReport], rows: Iterable[RowReport]
) -> list[Drift]:
    """Return drifts with their probable causes; None where the evidence does not decide."""
    stand_ins = {one.set for one in evidence if one.stand_in}
    verdicts = {(one.operation, one.edition, one.location): one.verdicts for one in rows}
    return [
        structs.replace(
            drift,
            cause=probable_cause(
                [*drift.seen],
                stand_ins,
                verdicts.get((drift.operation, drift.edition, drift.location), {}),
            ),
        )
        for drift in drifts
    ]


def probable_cause(
    seen: Sequence[str], stand_ins: Iterable[str], verdicts: Mapping[str, Verdict]
) -> Cause | None:
    """Return what is probably at fault where a row is not what was observed.

    The page is where it alone shows the drift, where its own examples and a server agree against
    the row, and where its examples drift and every server that was judged conforms. The server is
    where its answers drift and the printed examples conform. A stand-in proves no server.

    Args:
        seen: the names of the evidence sets that show the drift; empty for the page alone.
        stand_ins: the names of those that are a stand-in's.
        verdicts: of the row at the place, by evidence set.

    """
    servers = [one for one in seen if one != _PAGE and one not in {*stand_ins}]
    if not seen or (_PAGE in seen and servers):
        return "page"
    conforming = [name for name, verdict in verdicts.items() if verdict == "conforms"]
    if servers:
        return "server" if _PAGE in conforming else None
    if _PAGE not in seen:
        return "stand-in"
    return "page" if {*conforming} - {_PAGE, *stand_ins} else None
