"""The recordings that a comparison looks at."""

from collections.abc import Iterator, Sequence

from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.finding import require_paths
from asdocumented.evidence.interaction import Interaction
from asdocumented.evidence.locations import Location
from asdocumented.evidence.unread import Unread


def compared_evidence(paths: Sequence[Location]) -> Iterator[Interaction | Unread]:
    """Yield the interactions in files and folders, and what could not be read of them.

    Probes, and recordings of a stand-in that was made to depart, are left out: they do not show
    how the API answers. Raises Fault where a path is not there.
    """
    for one in recordings_of(paths):
        if isinstance(one, Unread) or not one.deviations:
            yield one


def recordings_of(paths: Sequence[Location]) -> Iterator[Interaction | Unread]:
    """Yield the interactions in files and folders but for probes, and what could not be read.

    Raises Fault where a path is not there.
    """
    require_paths(paths)
    for one in read_evidence(paths) if paths else ():
        if isinstance(one, Unread):
            yield one
        elif isinstance(one, Evidence) and one.interaction.phase != "probe":
            yield one.interaction
