"""`asdocumented scan`: look through evidence for what should not stand in it."""

import gzip
import os
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from asdocumented.commands.output import print_text
from asdocumented.commands.targets import all_targets
from asdocumented.config import load_config
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import EditionFolder, find_contracts, load_contracts, newest
from asdocumented.errors import ExitCode, Fault
from asdocumented.interactions.damage import Damaged
from asdocumented.interactions.evidence import Unreadable, evidence_files, open_evidence
from asdocumented.interactions.journal import BEGINNING
from asdocumented.interactions.spoken import read_spoken
from asdocumented.live.plan import sensitive_samples
from asdocumented.location import printable
from asdocumented.model import Contract
from asdocumented.redaction.leaks import leaks
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.sweep import find_secrets
from asdocumented.targets import Target, credentials, missing

_Found: TypeAlias = Counter[str]
_CHUNK = 4 * 2**20
_OVERLAP = 2**16
_MARK = b"\xef\xbb\xbf"


def run_scan(paths: Sequence[Path], contracts: Path | None, config: Path | None) -> ExitCode:
    """Print each find by file, never its value; 1 where there is one, 3 where files are lost."""
    for given in paths:
        if not given.exists():
            raise Fault(str(given), "no such file or folder", "name cassettes or HAR files")
    root = find_contracts(contracts, Path.cwd())
    editions, clusters = newest(load_contracts(root)), load_clusters(root)
    targets = all_targets(load_config(config, Path.cwd()), clusters, os.environ)
    secrets = known_secrets(list(targets.values()), editions)
    found, lost, files = 0, 0, 0
    seen: set[str] = set()
    for path in (one for given in paths for one in evidence_files(given, seen)):
        files += 1
        if isinstance(path, Unreadable):
            finds, reason, name = Counter[str](), path.reason, path.file
        else:
            (finds, reason), name = scan_file(path, secrets, editions), str(path)
        found += finds.total()
        lost += bool(reason)
        lines = [f"{what}, {count} times" if count > 1 else what for what, count in finds.items()]
        for line in [*lines, *([reason] if reason else [])]:
            print_text(f"{printable(name)}: {line}")
    print_text(f"{files} files: {found} finds, {lost} could not be read as a whole")
    if found:
        return ExitCode.DRIFT
    return ExitCode.INCONCLUSIVE if lost or not files else ExitCode.AS_DOCUMENTED


def known_secrets(targets: Sequence[Target], editions: Sequence[EditionFolder]) -> Secrets:
    """Return the credentials and sensitive samples of all targets, as far as they are set."""
    words = [
        word
        for target in targets
        if not [lack for lack in missing(target, os.environ) if "(auth." in lack]
        for word in credentials(target, os.environ).secrets()
    ]
    secrets = Secrets(words)
    for target in targets:
        secrets.add(sensitive_samples(editions, target.samples), guarded=True)
    return secrets


def scan_file(
    path: Path, secrets: Secrets, editions: Sequence[EditionFolder]
) -> tuple[_Found, str]:
    """Return what was found in a file and how often, and why it could not be read as a whole."""
    found: _Found = Counter()
    reason = ""
    try:
        with open_evidence(path) as file:
            for chunk in _chunks(iter(lambda: file.read(_CHUNK), b"")):
                found.update(dict.fromkeys(find_secrets(chunk, secrets), 1))
        reason = _scan_interactions(path, [edition.contract for edition in editions], found)
    except Damaged as damaged:
        reason = damaged.reason
    except (EOFError, zlib.error, gzip.BadGzipFile):
        reason = "gzip that is cut off or broken"
    except OSError as error:
        reason = error.strerror or "cannot be read"
    return found, reason


def _scan_interactions(path: Path, contracts: Sequence[Contract], found: _Found) -> str:
    """Count what stands in the interactions of a file; return what could not be read of them."""
    faults = 0
    with open_evidence(path) as file:
        start = file.peek(_OVERLAP).removeprefix(_MARK).lstrip()
        if not start:
            return "empty"
        for one in () if start.startswith(BEGINNING) else read_spoken(file, start):
            if isinstance(one, Damaged):
                faults += 1
            else:
                found.update(leaks(one, contracts))
    return f"{faults} interactions cannot be read" if faults else ""


def _chunks(read: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the content of a file in pieces that overlap, so that nothing is cut in two."""
    tail = b""
    for chunk in read:
        yield tail + chunk
        tail = (tail + chunk)[-_OVERLAP:]
