"""A session with a target of the workspace."""

from collections.abc import Iterator
from contextlib import contextmanager

from asdocumented.config.targets import Target, credentials
from asdocumented.live.clock import Clock
from asdocumented.live.http.session import Session, open_session
from asdocumented.live.runs.cassette import Provenance
from asdocumented.sandbox.target import start_if_built_in
from asdocumented.workspace import Workspace


@contextmanager
def target_session(workspace: Workspace, target: Target, clock: Clock) -> Iterator[Session]:
    """Yield a session with a target; a built-in stand-in runs meanwhile.

    Raises Fault where credentials are missing, or the `live` extra is not installed.
    """
    word = credentials(target, workspace.environment)
    with (
        start_if_built_in(target, workspace.environment) as reachable,
        open_session(
            reachable, word, workspace.folder.newest, workspace.redaction_key, clock
        ) as session,
    ):
        yield session


def provenance(workspace: Workspace, target: Target) -> Provenance:
    """Return what a recording of a target says of itself."""
    return Provenance(target.name, target.zone, workspace.version, target.stand_in)
