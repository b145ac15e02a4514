"""Adds parts of evidence to a session, in their order: judged here, or by another process."""

from collections.abc import Callable

from asdocumented.evidence.files import FileTally
from asdocumented.evidence.parts import FileEnd, Part, WholeFiles, read_part
from asdocumented.evidence.unread import Unread
from asdocumented.judging.judged_part import SessionPart
from asdocumented.judging.session import JudgingSession, KeptUrls


class PartsAdder:
    """Adds one part after the other to a session, as if all evidence was read in one go."""

    def __init__(
        self,
        session: JudgingSession,
        zone: str | None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Begin with no part.

        Args:
            session: what the parts are added to.
            zone: the IANA zone of all evidence, None where it says its own.
            progress: is told the size of each part that was judged, in bytes.

        """
        self._session = session
        self._zone = zone
        self._progress = progress
        self._tally = FileTally()

    def add(self, part: Part | FileEnd | Unread) -> None:
        """Judge a part here, or tell what of a file or folder cannot be read."""
        if isinstance(part, Unread):
            self._session.evidence([part])
        elif isinstance(part, FileEnd):
            self._session.evidence(self._tally.unread(part.file.shown, part.reason))
            self._tally = FileTally()
        else:
            self._session.evidence(read_part(part, self._tally, self._zone))
            self._progress(part.size)

    def add_judged(self, part: Part, found: SessionPart, tally: FileTally) -> None:
        """Add what another process found in a part, and how it could read the entries.

        Where a limit makes that depend on the parts before, the part is judged here.
        """
        if self._session.add(found):
            self._tally.add(tally)
            self._progress(part.size)
        else:
            self.add(part)

    @property
    def kept_urls(self) -> KeptUrls:
        """Of each edition the URLs of which answers are kept, once no more are."""
        return self._session.kept_urls()

    @property
    def kept_share(self) -> float:
        """How much of the room for answers is taken, from 0 to 1, where most of it is."""
        return self._session.kept_share()

    def lose(self, part: Part, reason: str) -> None:
        """Tell why a part could not be judged."""
        if isinstance(part, WholeFiles):
            self._session.evidence(Unread(file.shown, reason) for file in part.files)
        else:
            self._tally.count += part.count
            self._tally.add_fault(reason, part.place, part.count)
        self._progress(part.size)
