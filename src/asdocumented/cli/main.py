"""The command line: a thin face over the engine. Nothing heavy is imported before it is needed."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NoReturn, TypeVar

import click

from asdocumented import __version__
from asdocumented.cli.streams import (
    CommandGroup,
    SystemFailure,
    drop,
    output_fault,
    printed_in_vain,
    tell_with,
)
from asdocumented.errors import ExitCode, Fault
from asdocumented.sandbox import DEFAULT_CLUSTER

if TYPE_CHECKING:
    from asdocumented.cli.judging_options import JudgingOptions
    from asdocumented.evidence.locations import Remote

_Command = TypeVar("_Command", bound=Callable[..., object])
_LIVE_EXTRA = {
    "filelock",
    "hypothesis",
    "pyrate_limiter",
    "requests",
    "schemathesis",
    "starlette",
    "tenacity",
    "urllib3",
    "uvicorn",
}
"""What only the `live` extra installs."""


class _GivenPath(click.ParamType[Path]):
    """A path as it was given; an empty one, such as from an unset variable, is no path."""

    name = "path"

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return the path; a usage error where it is empty."""
        if not str(value):
            self.fail("an empty path: is a variable unset?", param, ctx)
        return Path(value)


_PATH = _GivenPath()


class _GivenEvidence(click.ParamType["Path | Remote"]):
    """Where evidence is: a path as it was given, or a URL."""

    name = "path or URL"

    def convert(
        self,
        value: "str | Path | Remote",
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> "Path | Remote":
        """Return a path or a URL; a usage error where it is empty."""
        from asdocumented.evidence.locations import location_of

        if not str(value):
            self.fail("an empty path: is a variable unset?", param, ctx)
        return location_of(value)


_EVIDENCE = _GivenEvidence()


def _together(*options: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    """Return one decorator for options that several commands have."""

    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


_configured = _together(
    click.option("--contracts", type=_PATH, help="Folder with the contracts."),
    click.option("--config", type=_PATH, help="Configuration file."),
)
_without_pairs = click.option(
    "--without-pairs",
    is_flag=True,
    help="Ask the cases alone, not what relations between calls need beside them.",
)
_production = click.option(
    "--i-know-this-is-production", "production", is_flag=True, help="Ask a production host, too."
)
_last_report = click.option(
    "--report",
    type=_PATH,
    default=Path("reports/drift.json"),
    show_default=True,
    help="The report that has the drift or the problem.",
)
_chosen = _together(
    click.option(
        "--operation", "operations", multiple=True, help="Only this operation. Repeatable."
    ),
    click.option("--edition", "editions", multiple=True, help="Only this edition. Repeatable."),
)
FORMATS = ("text", "json", "html", "junit", "sarif", "github", "csv", "markdown")
"""The output formats: those of `renderers.registry`, which is not imported before it is needed."""

COMPARISON_FORMATS = ("text", "json", "html", "markdown")
"""The output formats of a comparison."""

SCAN_FORMATS = ("text", "json", "sarif")
"""The output formats of a scan."""

_judging = _together(
    click.option("--only", multiple=True, metavar="CHECK", help="Only this check. Repeatable."),
    click.option("--skip", multiple=True, metavar="CHECK", help="Without this check. Repeatable."),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "note", "never"]),
        help="Exit 1 at a drift of this severity or worse: error unless told or configured.",
    ),
    click.option("--new-only", is_flag=True, help="Fail only on drifts that --against has not."),
    click.option(
        "--waivers", type=_PATH, help="File of the accepted drifts: waivers.toml unless configured."
    ),
    click.option(
        "--against", type=_PATH, metavar="PATH", help="An earlier drift.json, or a folder of them."
    ),
    click.option(
        "--report-dir",
        type=_PATH,
        default=Path("reports"),
        show_default=True,
        help="Where drift.json and index.html are written, and live/<run>.jsonl of a live run.",
    ),
    click.option(
        "--output",
        "outputs",
        multiple=True,
        metavar="FORMAT=PATH",
        help=f"Write another file: {', '.join(FORMATS)}. Repeatable.",
    ),
    click.option(
        "--format",
        "output",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="What is printed: json prints the whole drift.json, and nothing else.",
    ),
    click.option("--notes", is_flag=True, help="Show notes, too."),
    click.option(
        "--show-values",
        is_flag=True,
        help="Show codes and personal data of evidence that is not redacted.",
    ),
    click.option("--no-ci", is_flag=True, help="No annotations and no job summary in CI."),
)


def _judging_options(context: click.Context, options: dict[str, object]) -> "JudgingOptions":
    """Return the options that judging commands have in common, and take them out of the others."""
    from asdocumented.cli.judging_options import JudgingOptions
    from asdocumented.cli.retyped import retyped

    options["command"] = retyped(context)
    shared = {name: options.pop(name) for name in JudgingOptions.__struct_fields__}
    return JudgingOptions(**shared)  # type: ignore[arg-type]  # click checked them


class _Duration(click.ParamType[float]):
    """A time such as 90s, 5m or 1h, in seconds."""

    name = "duration"
    _UNITS: ClassVar = {"s": 1, "m": 60, "h": 3600}

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the seconds; fail at anything else."""
        found = re.fullmatch(r"([1-9][0-9]{0,5})([smh])", str(value))
        if found is None:
            self.fail(f"{value!r} is no time; write 90s, 5m or 1h", param, ctx)
        return float(int(found[1]) * self._UNITS[found[2]])


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="At an internal error, show each place; never a value.")
def cli(*, debug: bool) -> None:
    """Tell whether an API behaves as its documentation says."""
    if debug:
        from asdocumented.cli.internal_error import DEBUG_VARIABLE

        os.environ[DEBUG_VARIABLE] = "1"


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH|URL]...", type=_EVIDENCE)
@_configured
@click.option("--pages", is_flag=True, help="Judge the pages by their printed examples alone.")
@click.option("--zone", metavar="IANA", help="Time zone of the servers that PATHs come from.")
@click.option(
    "--max-age",
    type=click.IntRange(1, 36500),
    metavar="DAYS",
    help="How old a recording may be: 180 unless told or configured.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    metavar="N",
    help="How many processes judge: one for each core where there is much, unless told.",
)
@click.option(
    "--scheduler", metavar="URL", help="The scheduler of a Dask cluster, whose workers judge."
)
@_chosen
@_judging
@click.pass_context
def check(context: click.Context, /, **options: object) -> None:
    """Judge evidence against the documentation, and report every drift.

    Without PATHs: the examples that the documentation prints, and the recordings in cassettes/.
    With them: just these cassettes and HAR files, or folders of them.

    \b
    Exit codes: 0 the gate passes; 1 drift that it does not accept, or a rule broken;
    2 usage, configuration or contract at fault, or an internal error;
    3 inconclusive: printed examples alone without --pages, evidence that shows
    nothing, or a file that could not be read as a whole; 130 interrupted.
    """  # noqa: D301  # click takes the escape for "keep these lines"
    from asdocumented.cli.check import CheckOptions, run_check

    judging = _judging_options(context, options)
    context.exit(run_check(CheckOptions(judging, **options)))  # type: ignore[arg-type]  # click checked them


@cli.command()
@click.option("--contracts", type=_PATH, help="Folder with the contracts.")
def checks(contracts: Path | None) -> None:
    """List every check, by group, and what of the contracts is not judged, with reasons."""
    from asdocumented.cli.checks import run_checks

    run_checks(contracts)


@cli.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--format",
    "form",
    type=click.Choice(COMPARISON_FORMATS),
    default="text",
    show_default=True,
    help="What is made: json is for programs.",
)
@click.option(
    "-o", "--output", type=_PATH, metavar="FILE", help="Write it here; else it is printed."
)
@click.option(
    "--evidence",
    type=_EVIDENCE,
    multiple=True,
    metavar="PATH",
    help="Recordings of the time of A, beside the examples of both pages. Repeatable.",
)
@click.option(
    "--client", type=_PATH, metavar="FILE", help="Of two operations: the fields that you read."
)
@click.option(
    "--waivers", type=_PATH, help="File of what is accepted: waivers.toml unless configured."
)
@click.option(
    "--dry-run", is_flag=True, help="Of two targets: say what would be sent, send nothing."
)
@_production
@_configured
@click.pass_context
def compare(context: click.Context, /, **options: object) -> None:
    """Say what would break: between two editions of a page, operations, reports or targets.

    A and B are two editions, each as OPERATION@EDITION, two operations, two files drift.json,
    or two targets, each by its name (it is asked) or as files or a folder of recordings.

    \b
    Exit codes: 0 nothing breaks a client; 1 something does, and no waiver accepts it;
    2 usage, configuration or contract at fault, or nothing that can be compared;
    3 inconclusive: nothing was answered or judged that could show it.
    """  # noqa: D301  # click takes the escape for "keep these lines"
    from asdocumented.cli.compare import CompareOptions, run_compare

    context.exit(run_compare(CompareOptions(**options)))  # type: ignore[arg-type]  # click checked them


@cli.command()
@click.argument("id", metavar="CHECK|CHANGE|FINGERPRINT|PROBLEM")
@_last_report
def explain(id: str, report: Path) -> None:  # noqa: A002  # click hands the argument over by this name
    """Say what a check finds or a class of changes means, or show a drift or a problem whole."""
    from asdocumented.cli.explain import run_explain

    run_explain(id, report)


@cli.command()
@click.option(
    "--cluster", default=DEFAULT_CLUSTER, show_default=True, help="Whose time zone it answers in."
)
@click.option("--port", type=int, default=0, help="Port on loopback; 0 picks a free one.")
@click.option("--deviation", "deviations", multiple=True, help="Depart in this way. Repeatable.")
@click.option("--list-deviations", is_flag=True, help="List the deviations, and serve nothing.")
@click.option(
    "--profile", default="as-documented", show_default=True, help="as-documented or as-printed."
)
@click.option("--rate-limit", is_flag=True, help="Answer 429 beyond 100 requests a minute.")
@click.pass_context
def sandbox(context: click.Context, /, **options: object) -> None:
    """Serve a stand-in for the documented API on loopback, until Ctrl-C."""
    from asdocumented.cli.sandbox import SandboxOptions, run_sandbox

    context.exit(run_sandbox(SandboxOptions(**options)))  # type: ignore[arg-type]  # click checked them


@cli.command()
@click.option("--target", "targets", multiple=True, help="Ask this one, not sandbox. Repeatable.")
@click.option("--explore", type=click.IntRange(1), metavar="N", help="Then N generated requests.")
@click.option("--for", "seconds", type=_Duration(), help="Explore for so long: 90s, 5m, 1h.")
@click.option(
    "--seed", type=click.IntRange(0), help="Repeat an exploration: the seed that it printed."
)
@click.option("--probe", is_flag=True, help="Then invalid requests, one fault each.")
@click.option("--fail-on-probe", is_flag=True, help="Exit 1 if one is not refused as documented.")
@click.option(
    "--resume",
    is_flag=False,
    flag_value="last",
    metavar="[RUN]",
    help="Go on with the run that was interrupted last, or with this one. --target, --operation, "
    "--edition, --explore, --for, --seed, --probe and --without-pairs have to be as it was begun.",
)
@_without_pairs
@click.option("--dry-run", is_flag=True, help="Say what would be sent and why, and send nothing.")
@_production
@_configured
@_chosen
@_judging
@click.pass_context
def live(context: click.Context, /, **options: object) -> None:
    """Ask targets what the contracts' cases ask, judge the answers, and report every drift.

    Several targets are counted apart, and each drift says which of them show it.

    The journal of a run is evidence itself: check judges it again.
    """
    from asdocumented.cli.live import LiveOptions, run_live

    judging = _judging_options(context, options)
    context.exit(run_live(LiveOptions(judging, **options)))  # type: ignore[arg-type]  # click checked them


@cli.command()
@click.option("--target", default="sandbox", show_default=True, help="Which target to ask.")
@click.option("--case", "cases", multiple=True, help="Only this case or operation. Repeatable.")
@_without_pairs
@click.option("--dry-run", is_flag=True, help="Say what would be sent and why, and send nothing.")
@_production
@click.option(
    "--into",
    "--cassettes",
    "cassettes",
    type=_PATH,
    default=Path("cassettes"),
    show_default=True,
    help="Folder that gets <target>/<operation>/<case>.yaml.",
)
@_configured
@_chosen
@click.pass_context
def record(context: click.Context, /, **options: object) -> None:
    """Ask a target what the contracts' cases ask, and keep redacted cassettes.

    An interrupted recording goes on where it was when the same command is given again.
    """
    from asdocumented.cli.record import RecordOptions, run_record

    context.exit(run_record(RecordOptions(**options)))  # type: ignore[arg-type]  # click checked them


@cli.command()
@click.argument(
    "report", type=_PATH, default=Path("reports/drift.json"), metavar="[DRIFT.JSON]", required=False
)
@click.option(
    "-o", "--output", type=_PATH, metavar="FILE", help="Write it here; else it is printed."
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Another format than the page.")
@click.option("--for-vendor", is_flag=True, help="What to mend on the pages, as Markdown.")
@click.option("--open", "open", is_flag=True, help="Open the page in a browser.")
def report(**options: object) -> None:
    """Make the page, or another output, of a drift.json again.

    --for-vendor lists only the problems of the pages, without targets, values and requests.
    """
    from asdocumented.cli.report import ReportOptions, run_report

    run_report(ReportOptions(**options))  # type: ignore[arg-type]  # click checked them


@cli.command()
@click.argument("ids", nargs=-1, required=True, metavar="FINGERPRINT|PROBLEM...")
@click.option("--target", required=True, help="Which target to ask.")
@_last_report
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@_production
@_configured
@click.pass_context
def replay(context: click.Context, /, **options: object) -> None:
    """Send again what showed a drift, and say whether it is mended.

    Exit codes: 0 all are mended, 1 one is still there, 2 usage at fault,
    3 one was not shown: no request could show it.
    """
    from asdocumented.cli.replay import ReplayOptions, run_replay

    context.exit(run_replay(ReplayOptions(**options)))  # type: ignore[arg-type]  # click checked them


@cli.command()
@click.option("--from", "old", required=True, metavar="OPERATION", help="What is used today.")
@click.option("--to", "new", required=True, metavar="OPERATION", help="What shall be used.")
@click.option("--target", required=True, help="Which target to ask.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What is printed.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@_production
@_configured
@click.pass_context
def rehearse(context: click.Context, /, **options: object) -> None:
    """Ask both operations of an upgrade for the same, and judge its map by the answers.

    Exit codes: 0 all that the answers show is as the map says, 1 they contradict it,
    2 usage at fault, 3 nothing was shown.
    """
    from asdocumented.cli.rehearse import RehearseOptions, run_rehearse

    context.exit(run_rehearse(RehearseOptions(**options)))  # type: ignore[arg-type]  # click checked them


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=_EVIDENCE, metavar="PATH|URL...")
@click.option(
    "--fail-on",
    type=click.Choice(["credential", "personal", "redactable", "never"]),
    default="personal",
    show_default=True,
    help="Exit 1 at a find of this rank or a worse one.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(SCAN_FORMATS),
    default="text",
    show_default=True,
    help="What is made: json is for programs, sarif for code scanning.",
)
@click.option(
    "-o", "--output", type=_PATH, metavar="FILE", help="Write it here; else it is printed."
)
@_configured
@click.pass_context
def scan(context: click.Context, /, **options: object) -> None:
    """Look through cassettes and HAR files for credentials, personal data and codes.

    Finds are told by file and place, never by value, in three ranks: credentials, personal data,
    and what redaction would replace, which counts only with --fail-on redactable.

    \b
    Exit codes: 0 clean; 1 a find that counts; 2 usage at fault;
    3 a file could not be read as a whole.
    """  # noqa: D301  # click takes the escape for "keep these lines"
    from asdocumented.cli.scan import ScanOptions, run_scan

    context.exit(run_scan(ScanOptions(**options)))  # type: ignore[arg-type]  # click checked them


@cli.command()
@click.argument("paths", nargs=-1, metavar="[EVIDENCE]...", type=_EVIDENCE)
@click.option("--contract", metavar="OPERATION", help="Deny each claim of this contract instead.")
@click.option("--zone", metavar="IANA", help="Time zone of the servers that EVIDENCE comes from.")
@click.option("--all", "every", is_flag=True, help="Every place of every answer: minutes.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Which places.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What is printed.",
)
@click.option(
    "-o",
    "--output",
    type=_PATH,
    default=Path("reports/selftest.json"),
    show_default=True,
    metavar="FILE",
    help="Where the result is written; check takes the rate from it.",
)
@_configured
@click.pass_context
def selftest(context: click.Context, /, **options: object) -> None:
    """Put faults into conforming answers, one at a time, and say how many are caught.

    Without EVIDENCE: the recordings in cassettes/. --contract lists what a contract could claim
    wrongly without these answers showing it.

    \b
    Exit codes: 0 each fault that nothing catches has its reason in survivors.toml of the contracts;
    1 one has none, or a harmless change is told; 2 usage, configuration or contract at fault;
    3 no fault could be put into the answers.
    """  # noqa: D301  # click takes the escape for "keep these lines"
    from asdocumented.cli.selftest import SelftestCommand, run_selftest

    context.exit(run_selftest(SelftestCommand(**options)))  # type: ignore[arg-type]  # click checked them


@cli.command()
@click.option("--target", default="sandbox", show_default=True, help="Which target to ask.")
@_configured
@_production
@click.pass_context
def doctor(
    context: click.Context,
    target: str,
    config: Path | None,
    contracts: Path | None,
    *,
    production: bool,
) -> None:
    """Ask a target once, and say what is wrong with its settings, each with its remedy."""
    from asdocumented.cli.doctor import run_doctor

    context.exit(run_doctor(target, config, contracts, production=production))


@cli.command()
@click.argument("ids", nargs=-1, metavar="[FINGERPRINT|PROBLEM]...")
@click.option("--reason", metavar="TEXT", help="Why the drift is accepted.")
@click.option("--ticket", metavar="TEXT", help="Where it is followed up.")
@click.option("--owner", metavar="TEXT", help="Who follows it up.")
@click.option("--expires", metavar="DATE", help="The last day on which it is accepted.")
@click.option("--set", "set", metavar="NAME", help="Only in this evidence set.")
@click.option("--all-current", is_flag=True, help="Accept all that fails.")
@click.option("--prune", is_flag=True, help="Drop what was judged again and is not there.")
@_last_report
@click.option(
    "--comparison", type=_PATH, metavar="FILE", help="JSON of compare: accept its changes instead."
)
@click.option("--waivers", type=_PATH, help="File of the waivers: waivers.toml unless configured.")
@click.option("--config", type=_PATH, help="Configuration file.")
@click.pass_context
def waive(context: click.Context, /, **options: object) -> None:
    """Accept drifts of the last report, or changes, in waivers.toml, each with a reason.

    Waiving a problem accepts each of its drifts. With --comparison, the changes of what
    `compare --format json -o FILE` wrote are accepted, or the waivers dropped that it needs no
    more.
    """
    from asdocumented.cli.waive import WaiveOptions, run_waive

    context.exit(run_waive(WaiveOptions(**options)))  # type: ignore[arg-type]  # click checked them


@cli.command()
@_configured
def config(config: Path | None, contracts: Path | None) -> None:
    """List every setting that is in force, and where it comes from."""
    from asdocumented.cli.config import run_config

    run_config(config, contracts)


@cli.command()
@_configured
def targets(config: Path | None, contracts: Path | None) -> None:
    """List every target: where it is, how it is asked, and what is missing."""
    from asdocumented.cli.targets import run_targets

    run_targets(config, contracts)


def _tell(message: str) -> None:
    from asdocumented.cli.output import tell

    tell(message)


def _require_working_directory() -> None:
    """Raise Fault where the working directory was deleted."""
    try:
        Path.cwd()
    except OSError as error:
        what = error.strerror or "it cannot be read"
        raise Fault("the working directory", what, "change to a folder that exists") from error


def main() -> NoReturn:
    """Run the command line, and end with an exit code of `ExitCode`, never with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        _require_working_directory()
        code = cli(standalone_mode=False)
    except Fault as fault:
        _tell(f"asdocumented: {fault}")
        code = ExitCode.FAULT
    except click.ClickException as error:
        tell_with(error.show)
        code = ExitCode.FAULT
    except (click.Abort, KeyboardInterrupt):
        _tell("asdocumented: interrupted")
        code = ExitCode.INTERRUPTED
    except SystemFailure as error:
        code = _code_of(error.__cause__ or error)
    except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever it is, it must not pass for drift
        code = _code_of(error)
    sys.exit(int(code or 0))


def _code_of(error: BaseException) -> ExitCode:
    """Return how to end after an exception that no command raises on purpose, and tell of it."""
    if isinstance(error, OSError) and printed_in_vain(error):
        if isinstance(error.__context__, KeyboardInterrupt):
            return ExitCode.INTERRUPTED
        drop(sys.stdout)
        if isinstance(error, BrokenPipeError):
            return ExitCode.AS_DOCUMENTED
        _tell(f"asdocumented: {output_fault(error)}")
    else:
        _tell(f"asdocumented: {_unexpected(error)}")
    return ExitCode.FAULT


def _unexpected(error: BaseException) -> str:
    """Return what to tell of an exception that no command raises on purpose."""
    missing = error.name or "" if isinstance(error, ModuleNotFoundError) else ""
    if missing.partition(".")[0] in _LIVE_EXTRA:
        from asdocumented.formats.extras import how_to_install

        return f"{missing} is not installed\n  {how_to_install(Path.cwd())}"
    from asdocumented.cli.internal_error import describe_internal_error
    from asdocumented.formats.refusals import refusal

    fault = refusal(error)
    return describe_internal_error(error) if fault is None else str(fault)
