"""The recordings that a comparison looks at."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from asdocumented.evidence.files import Evidence, read_evidence, require_paths
from asdocumented.evidence.interaction import Interaction
from asdocumented.evidence.unread import Unread


def compared_evidence(paths: Sequence[Path]) -> Iterator[Interaction | Unread]:
    """Yield the interactions in files and folders, and what could not be read of them.

    Probes, and recordings of a stand-in that was made to depart, are left out: they do not show
    how the API answers. Raises Fault where a path is not there.
    """
    require_paths(paths)
    for one in read_evidence(paths) if paths else ():
        if isinstance(one, Unread):
            yield one
        elif isinstance(one, Evidence):
            interaction = one.interaction
            if interaction.phase != "probe" and not interaction.deviations:
                yield interaction
