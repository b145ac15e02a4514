"""`asdocumented scan`: look through evidence for what should not stand in it."""

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from asdocumented.cli.internal_error import describe_internal_error
from asdocumented.cli.output import print_text, tell
from asdocumented.config.targets import Target
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import Contract
from asdocumented.errors import ExitCode
from asdocumented.evidence.files import evidence_files, open_evidence, require_paths
from asdocumented.evidence.journal import BEGINNING
from asdocumented.evidence.raw import read_raw
from asdocumented.evidence.unread import Unread
from asdocumented.formats.damage import Damaged
from asdocumented.formats.json_path import printable
from asdocumented.live.planning.plan import sensitive_samples
from asdocumented.redaction.credential_places import credential_places
from asdocumented.redaction.leaks import known_secrets, leaks
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.sweep import find_secrets
from asdocumented.redaction.vocabulary import all_words
from asdocumented.workspace import Workspace

_CHUNK = 4 * 2**20
_OVERLAP = 2**16
_MARK = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Finds:
    """What was found in one file: for each kind the first interaction, and in how many.

    `anywhere` was seen in the file, but in no interaction of it; `reason` says why the file could
    not be read as a whole.
    """

    placed: dict[str, tuple[int, int]] = field(default_factory=dict)
    anywhere: dict[str, None] = field(default_factory=dict)
    reason: str = ""

    def add(self, found: Iterable[str], index: int) -> None:
        """Count what stands in one interaction."""
        for what in found:
            first, count = self.placed.get(what, (index, 0))
            self.placed[what] = (first, count + 1)

    def lines(self, name: str) -> Iterator[str]:
        """Yield one line for each kind of find, and one for the reason."""
        for what, (first, count) in self.placed.items():
            more = f" and {count - 1} more" if count > 1 else ""
            yield f"{name}#{first}{more}: {what}"
        for what in (*self.anywhere, *([self.reason] if self.reason else [])):
            yield f"{name}: {what}"

    @property
    def total(self) -> int:
        """How many finds there are."""
        return sum(count for _, count in self.placed.values()) + len(self.anywhere)


def run_scan(paths: Sequence[Path], contracts: Path | None, config: Path | None) -> ExitCode:
    """Print each find by file, never its value; 1 where there is one, 3 where files are lost."""
    require_paths(paths)
    workspace = Workspace(Path.cwd(), contracts, config)
    editions = workspace.folder.newest
    known = secrets_of(list(workspace.targets.values()), editions)
    found, lost, files = 0, 0, 0
    seen: set[str] = set()
    for path in (one for given in paths for one in evidence_files(given, seen)):
        if isinstance(path, Unread):
            finds, name = Finds(reason=path.reason), path.file
        else:
            files += 1
            finds, name = _scan_or_tell(path, known, editions), str(path)
        found += finds.total
        lost += bool(finds.reason)
        for line in finds.lines(printable(name)):
            print_text(line)
    print_text(f"files: {files}, finds: {found}, not read as a whole: {lost}")
    if found:
        return ExitCode.DRIFT
    return ExitCode.INCONCLUSIVE if lost or not files else ExitCode.AS_DOCUMENTED


def _scan_or_tell(path: Path, known: Secrets, editions: Sequence[EditionFolder]) -> Finds:
    """Return what was found in a file; what nobody expected in one hides no other."""
    try:
        return scan_file(path, known, editions)
    except Exception as error:  # noqa: BLE001  # it is told, and the file counts as not read
        tell(f"asdocumented: {describe_internal_error(error)}")
        return Finds(reason="an internal error: it was not looked through as a whole")


def secrets_of(targets: Sequence[Target], editions: Sequence[EditionFolder]) -> Secrets:
    """Return the credentials and sensitive samples of all targets, as far as they are set."""
    words: list[str] = []
    for target in targets:
        words += target.authentication.secrets(os.environ)
    found = Secrets(words, all_words(tuple(edition.contract for edition in editions)))
    for target in targets:
        found.add(sensitive_samples(editions, target.samples), sensitive=True)
    return found


def scan_file(path: Path, known: Secrets, editions: Sequence[EditionFolder]) -> Finds:
    """Return what was found in a file, and why it could not be read as a whole."""
    finds = Finds()
    try:
        with open_evidence(path) as file:
            for chunk in _chunks(iter(lambda: file.read(_CHUNK), b"")):
                finds.anywhere |= dict.fromkeys(find_secrets(chunk, known))
        _scan_interactions(path, known, [edition.contract for edition in editions], finds)
    except Damaged as damaged:
        finds.reason = damaged.reason
    except (EOFError, zlib.error, gzip.BadGzipFile):
        finds.reason = "gzip that is cut off or broken"
    except OSError as error:
        finds.reason = error.strerror or "cannot be read"
    placed = {what.partition(",")[0] for what in finds.placed}
    finds.anywhere = {what: None for what in finds.anywhere if what.partition(",")[0] not in placed}
    return finds


def _scan_interactions(
    path: Path, known: Secrets, contracts: Sequence[Contract], finds: Finds
) -> None:
    """Add what stands in the interactions of a file, and what could not be read of them."""
    faults = 0
    with open_evidence(path) as file:
        start = file.peek(_OVERLAP).removeprefix(_MARK).lstrip()
        if not start:
            raise Damaged("empty")
        entries = () if start.startswith(BEGINNING) else read_raw(file, start)
        for index, (entry, one) in enumerate(entries):
            if isinstance(one, Damaged):
                faults += 1
                finds.add(credential_places(entry), index)
                continue
            if finds.anywhere or one.body_is_encoded:
                finds.add(known_secrets(one, known), index)
            finds.add(leaks(one, contracts), index)
            finds.add(credential_places(entry, _LOOKED_AT), index)
    finds.reason = f"{faults} interactions cannot be read" if faults else ""


_LOOKED_AT = (
    ("request", "headers"),
    ("request", "cookies"),
    ("request", "body"),
    ("request", "postData"),
    ("request", "queryString"),
    ("request", "uri"),
    ("request", "url"),
    ("response", "headers"),
    ("response", "cookies"),
    ("response", "body"),
    ("response", "content"),
)
"""Where `leaks` looks at each text in an interaction that can be read."""


def _chunks(read: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the content of a file in pieces that overlap, so that nothing is cut in two."""
    tail = b""
    for chunk in read:
        yield tail + chunk
        tail = (tail + chunk)[-_OVERLAP:]
