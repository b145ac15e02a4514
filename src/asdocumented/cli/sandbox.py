"""`asdocumented sandbox`: serve until interrupted, or list the deviations."""

import os
import time
from collections.abc import Callable

import msgspec

from asdocumented.cli.output import print_data, print_text
from asdocumented.errors import ExitCode
from asdocumented.sandbox import DEFAULT_CLUSTER
from asdocumented.sandbox.auth import credentials_from
from asdocumented.sandbox.deviations import DEVIATIONS, chosen
from asdocumented.sandbox.limits import REQUESTS_A_MINUTE
from asdocumented.sandbox.server import running
from asdocumented.sandbox.target import AUTHENTICATION, make_behaviour
from asdocumented.sandbox.zones import zone_of


class SandboxOptions(msgspec.Struct, frozen=True):
    """What the command line was told."""

    cluster: str = DEFAULT_CLUSTER
    port: int = 0
    deviations: tuple[str, ...] = ()
    profile: str = "as-documented"
    rate_limit: bool = False
    list_deviations: bool = False


def _forever() -> None:
    """Wait; Ctrl-C interrupts a sleep on every system."""
    while True:
        time.sleep(60)


def run_sandbox(options: SandboxOptions, wait: Callable[[], None] = _forever) -> ExitCode:
    """Serve until interrupted (KeyboardInterrupt passes through); raise Fault at bad options."""
    if options.list_deviations:
        print_data(deviation_list())
        return ExitCode.AS_DOCUMENTED
    zone = zone_of(options.cluster)
    deviations = chosen(options.deviations, options.profile)
    behaviour = make_behaviour(
        zone, deviations, credentials_from(os.environ), rate_limit=options.rate_limit
    )
    with running(behaviour, options.port) as sandbox:
        departs = ", ".join(deviation.name for deviation in deviations) or "in nothing"
        print_text(f"{sandbox.url} · a stand-in, not the vendor's server · departs: {departs}")
        print_text(f"\n{target_block(sandbox.url, options)}\nCtrl-C ends it.")
        wait()
    return ExitCode.AS_DOCUMENTED


def deviation_list() -> str:
    """Return each deviation with the check that finds it; a star marks what the pages print."""
    lines = [
        f"{'*' if one.printed else ' '} {one.name:<28}{one.check:<24}{one.operation:<18}"
        + one.summary
        for one in DEVIATIONS.values()
    ]
    return "\n".join([*lines, "", "* shown by the pages' own examples: --profile as-printed", ""])


def target_block(url: str, options: SandboxOptions) -> str:
    """Return a target for the configuration file; it names variables, never values.

    Its name is none of the built-in targets' names.
    """
    lines = [f"[targets.local-{options.cluster}]", f'base_url = "{url}"']
    lines += [f'cluster = "{options.cluster}"']
    if options.rate_limit:
        lines += [f"requests_per_minute = {REQUESTS_A_MINUTE}"]
    lines += ['samples = "sandbox"', "", f"[targets.local-{options.cluster}.auth]"]
    lines += [f'scheme = "{AUTHENTICATION.name}"']
    lines += [f'{role}_env = "{name}"' for role, name in AUTHENTICATION.variables.items()]
    return "\n".join(lines) + "\n"
