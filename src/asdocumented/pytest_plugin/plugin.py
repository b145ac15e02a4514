"""The pytest plugin: its options, the `judge` fixture, live answers, redaction for vcrpy.

Nothing heavy is imported before a test asks for it: every pytest session loads this module.
"""

import shlex
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from vcr import VCR
    from vcr.cassette import Cassette

    from asdocumented.evidence.interaction import Interaction
    from asdocumented.evidence.unread import Unread
    from asdocumented.pytest_plugin.judge import Suite
    from asdocumented.pytest_plugin.last_sweep import WrittenFile
    from asdocumented.redaction.responses import ReceivedResponse
    from asdocumented.report.model import Drift, Report

_KEY = "asdocumented"
_REMOVED = "asdocumented-removed"
_FAILED = "asdocumented-failed"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("asdocumented", "does the API behave as documented")
    group.addoption("--drift-target", help="Target whose zone and recordings are meant.")
    group.addoption(
        "--drift-live", action="store_true", help="Ask the target now, instead of its recordings."
    )
    group.addoption(
        "--drift-report",
        metavar="PATH",
        type=Path,
        help="Folder that gets drift.json and index.html of all that was judged.",
    )
    group.addoption(
        "--drift-output",
        action="append",
        default=[],
        metavar="FORMAT=PATH",
        help="Write all that was judged in another format, such as junit or sarif. Repeatable.",
    )
    group.addoption(
        "--drift-gate",
        action="store_true",
        help="End as the gate decides on all that was judged, where all tests passed.",
    )
    group.addoption(
        "--drift-waivers", metavar="PATH", type=Path, help="File of the accepted drifts."
    )
    group.addoption(
        "--drift-against",
        metavar="PATH",
        type=Path,
        help="An earlier drift.json, or a folder of them.",
    )
    group.addoption(
        "--drift-contracts",
        metavar="DIR",
        type=Path,
        help="Folder with the contracts: contracts/ unless told, else the bundled ones.",
    )
    for name, what in (
        ("operation", "Only this operation."),
        ("edition", "Only this edition."),
        ("only", "Only this check."),
        ("skip", "Without this check."),
    ):
        group.addoption(
            f"--drift-{name}",
            action="append",
            default=[],
            metavar=name.upper() if name in ("operation", "edition") else "CHECK",
            help=f"{what} Repeatable.",
        )


def pytest_configure(config: pytest.Config) -> None:
    """Collect what is judged in this session, for the report; refuse wrong outputs at once."""
    if config.getoption("drift_output"):
        from asdocumented.errors import Fault
        from asdocumented.formats.refusals import refusals_as_faults
        from asdocumented.renderers.files import read_outputs

        try:
            with refusals_as_faults():
                read_outputs(config.getoption("drift_output"), config.getoption("drift_report"))
        except Fault as fault:
            raise pytest.UsageError(str(fault)) from fault
    config.stash[_COLLECTOR] = _Collector(config)
    config.pluginmanager.register(config.stash[_COLLECTOR], "asdocumented-collector")


class _Collector:
    """Gathers the judged interactions, those of xdist's workers too, for report and exit code.

    `inconclusive` tells what of them is worthless where all tests passed.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.interactions: list[Interaction] = []
        self.inconclusive: list[Unread] = []
        self.report: Report | None = None
        self.recorded: dict[Path, WrittenFile] = {}
        self.removed: list[str] = []
        self.failed = ""
        self._handed_over = 0
        self._suite: Suite | None = None

    @property
    def suite(self) -> "Suite":
        """The contracts, read when the first test asks."""
        if self._suite is None:
            self._suite = _load_suite(self._config)
        return self._suite

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hand over what was judged with each report of a worker: Ctrl-C ends workers at once.

        No other plugin sees it: those that write reports of tests as JSON could not.
        """
        if hasattr(self._config, "workerinput"):
            if judged := self._not_handed_over():
                vars(report)[_KEY] = judged
        elif judged := vars(report).pop(_KEY, b""):
            self._take_over(judged)

    def _not_handed_over(self) -> bytes:
        """Return what was judged since the last call as bytes, b"" where nothing was.

        Headers that were sent stay here: what is judged was redacted before.
        """
        judged = self.interactions[self._handed_over :]
        if not judged:
            return b""
        import msgspec

        self._handed_over = len(self.interactions)
        return msgspec.msgpack.encode(judged, enc_hook=lambda _: None)

    def _take_over(self, judged: bytes) -> None:
        """Add what a worker judged."""
        import msgspec

        from asdocumented.evidence.interaction import NO_HEADERS, Interaction

        self.interactions += msgspec.msgpack.decode(
            judged, type=list[Interaction], dec_hook=lambda *_: NO_HEADERS
        )

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Finish the session, and tell what fails then without a traceback."""
        output = getattr(session.config, "workeroutput", None)
        if self.failed:  # in a worker
            session.exitstatus = pytest.ExitCode.INTERNAL_ERROR
        if not self.recorded and not self.interactions and output is None:
            return
        from asdocumented.pytest_plugin.failing import Failure, attempt

        found = attempt(lambda: self._finish(session, output))
        if isinstance(found, Failure):
            self.failed = found.what
            session.exitstatus = found.exit_code
            if output is not None:
                output[_FAILED] = found.what

    def _finish(self, session: pytest.Session, output: "dict[str, object] | None") -> None:
        """Hand over what a worker judged; else write the report, and end green with evidence only.

        What was recorded is swept again with all that was learnt, in each worker what it wrote.

        A session that passed ends with 3 where a target showed nothing, as a command does.
        """
        if self.recorded:
            from asdocumented.pytest_plugin.last_sweep import sweep_again

            self.removed += sweep_again(self.recorded, self.suite.redactor)
        if output is not None:
            output[_REMOVED] = self.removed
            output[_KEY] = self._not_handed_over()
        elif self.interactions:
            if self._wants_report:
                self._write()
            if session.exitstatus == pytest.ExitCode.OK:
                self._require_evidence(session)

    @property
    def _wants_report(self) -> bool:
        options = ("drift_report", "drift_output", "drift_gate")
        return any(self._config.getoption(name) for name in options)

    def _require_evidence(self, session: pytest.Session) -> None:
        from asdocumented.errors import ExitCode

        self.inconclusive = self.suite.worthless(self._once())
        if self.inconclusive:
            session.exitstatus = ExitCode.INCONCLUSIVE
        if self.report is not None and self._config.getoption("drift_gate"):
            from asdocumented.gate.decision import exit_code

            session.exitstatus = exit_code(self.report)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """Take over what a worker of xdist judged."""
        output = getattr(node, "workeroutput", {})
        self.removed += output.get(_REMOVED, [])
        self.failed = self.failed or output.get(_FAILED, "")
        if judged := output.get(_KEY, b""):
            self._take_over(judged)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say where the report is, and why a session in which all tests passed is not green."""
        for line in self.removed:
            terminalreporter.write_line(f"asdocumented: {line}")
        if self.failed:
            terminalreporter.write_line(f"asdocumented: {self.failed}")
            return
        folder = self._config.getoption("drift_report")
        if folder is not None:
            count = len(self._once())
            where = folder / "index.html" if count else "no report: nothing was judged"
            terminalreporter.write_line(f"asdocumented: {count} interactions judged · {where}")
        if self.report is not None:
            gate = self.report.gate
            decides = self._config.getoption("drift_gate")
            hint = "" if decides else " (--drift-gate ends the session so)"
            line = f"asdocumented: the gate: {gate.decision}: {gate.why}{hint}"
            terminalreporter.write_line(line)
        for one in self.inconclusive:
            terminalreporter.write_line(f"asdocumented: inconclusive: {one.file}: {one.reason}")

    def _once(self) -> "list[Interaction]":
        """Return what was judged, each live answer once, however many tests looked at it.

        Only answers of the plan have a moment, and several tests look at them.
        """
        planned = {
            (one.name, one.request.url, one.recorded): one
            for one in self.interactions
            if one.recorded is not None
        }
        return [*planned.values(), *(one for one in self.interactions if one.recorded is None)]

    def _write(self) -> None:
        """Judge everything once more, together, and write what was asked for."""
        from msgspec import structs

        from asdocumented.formats.files import shown_word
        from asdocumented.renderers.files import read_outputs, write_reports

        found = sorted(self._once(), key=lambda one: (one.name, one.request.url))
        suite, folder = self.suite, self._config.getoption("drift_report")
        self.report = suite.contracts.judge(*found, only=suite.checks, gate=suite.gate)
        command = shlex.join(
            ["pytest", *(shown_word(str(one)) for one in self._config.invocation_params.args)]
        )
        run = structs.replace(self.report.run, command=command)
        self.report = structs.replace(self.report, run=run)
        outputs = self._config.getoption("drift_output")
        write_reports(self.report, read_outputs(outputs, folder))


_COLLECTOR = pytest.StashKey[_Collector]()


def _load_suite(config: pytest.Config) -> "Suite":
    from asdocumented.errors import Fault
    from asdocumented.formats.refusals import refusals_as_faults
    from asdocumented.pytest_plugin.judge import Suite
    from asdocumented.workspace import Workspace

    live = config.getoption("drift_live")
    workspace = Workspace(
        config.rootpath,
        config.getoption("drift_contracts"),
        operations=tuple(config.getoption("drift_operation")),
        editions=tuple(config.getoption("drift_edition")),
        waivers_file=config.getoption("drift_waivers"),
        against=config.getoption("drift_against"),
    )
    name = config.getoption("drift_target") or ("sandbox" if live else None)
    only, skip = config.getoption("drift_only"), config.getoption("drift_skip")
    try:
        with refusals_as_faults():
            target = workspace.target_to_ask(name, production=not live) if name else None
            suite = Suite(workspace, target, tuple(only), tuple(skip))
            suite.require()
    except Fault as fault:
        raise pytest.UsageError(str(fault)) from fault
    return suite


class Judgement:
    """Judges responses of the HTTP libraries requests and httpx against the contracts."""

    def __init__(self, collector: _Collector, name: str, cassette: "Cassette | None") -> None:
        self._collector = collector
        self._name = name
        self._cassette = cassette

    def __call__(
        self,
        *responses: "ReceivedResponse | Interaction",
        groups: Collection[str] = (),
        checks: Collection[str] = (),
        fail_on: Literal["error", "warning", "note"] = "error",
        zone: str | None = None,
    ) -> "list[Drift]":
        """Fail the test at a drift of this severity or worse; return the others.

        A drift that is waived fails no test.

        A response is redacted before it is judged; an interaction is taken to be so already.

        `groups` and `checks` limit what is looked for, `zone` names the IANA zone of the server.
        """
        from asdocumented.pytest_plugin.failing import or_fail

        return or_fail(lambda: self._judge(responses, groups, checks, fail_on, zone))

    def _judge(
        self,
        responses: "Sequence[ReceivedResponse | Interaction]",
        groups: Collection[str],
        checks: Collection[str],
        fail_on: str,
        zone: str | None,
    ) -> "list[Drift]":
        from asdocumented.api import require_zone, severities_from
        from asdocumented.renderers.terminal import render_drift

        suite = self._collector.suite
        failing = severities_from(fail_on)
        require_zone(zone)
        chosen = suite.chosen(checks, groups)
        if not chosen:
            pytest.skip("--drift-only and --drift-skip leave no check of this test")
        interactions = [self._interaction(response, zone) for response in responses]
        for one in interactions:
            if not suite.knows(one):
                path = one.request.url.partition("?")[0]
                pytest.fail(f"no contract is about {one.request.method} {path}", pytrace=False)
        self._collector.interactions += interactions
        report = suite.contracts.judge(*interactions, only=chosen, gate=suite.gate)
        drifts = [
            drift
            for drift in report.drifts
            if drift.severity in failing and drift.status != "waived"
        ]
        if drifts:
            pytest.fail("\n".join(render_drift(drift) for drift in drifts), pytrace=False)
        return report.drifts

    def _interaction(self, response: object, zone: str | None) -> "Interaction":
        """Return a response redacted; one from a redacted cassette is so already."""
        from asdocumented.evidence.interaction import Interaction
        from asdocumented.redaction.responses import ResponseWithoutRequest, ResponseWithRequest

        if isinstance(response, Interaction):
            return response
        if not isinstance(response, ResponseWithRequest | ResponseWithoutRequest):
            kind = type(response).__name__
            what = f"judge takes responses of requests, httpx or urllib3, not {kind}"
            pytest.fail(what, pytrace=False)
        suite = self._collector.suite
        if self._cassette is None or not isinstance(response, ResponseWithRequest):
            return suite.interaction(response, self._name, "live", zone)
        from asdocumented.pytest_plugin.vcr import recorded_url

        url = recorded_url(self._cassette, suite.redactor, response)
        if url is not None:
            return suite.replayed(response, self._name, url, zone)
        return suite.interaction(response, self._name, "cassette", zone)


@pytest.fixture
def judge(request: pytest.FixtureRequest) -> Judgement:
    """Return a function that judges responses: `judge(response)` fails the test at a drift."""
    collector = request.config.stash[_COLLECTOR]
    cassette = request.getfixturevalue("vcr") if "vcr" in request.fixturenames else None
    return Judgement(collector, request.node.nodeid, cassette)


@pytest.fixture(scope="session")
def live_interactions(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> "list[Interaction]":
    """Return what the target answers now to the plan; it is asked once in a session.

    The rate limit is kept under xdist, too: one process asks, the others wait for its journal.
    """
    from asdocumented.pytest_plugin.failing import or_fail
    from asdocumented.pytest_plugin.live import ask_once

    suite = request.config.stash[_COLLECTOR].suite
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if hasattr(request.config, "workerinput") else folder
    target = suite.target
    if target is None or not request.config.getoption("drift_live"):
        pytest.fail("no target is asked without --drift-live", pytrace=False)
    return or_fail(lambda: ask_once(suite, target, shared / "asdocumented-live"))


@pytest.fixture(scope="session")
def redacted_vcr_config(request: pytest.FixtureRequest) -> dict[str, object]:
    """Return what `vcr_config` of pytest-recording has to return, so that nothing leaks.

    Interactions are redacted when a cassette is saved; what is redacted already stays as it is.
    """
    collector = request.config.stash[_COLLECTOR]
    from asdocumented.pytest_plugin.vcr import redact_before_saving, remember_loaded

    return {
        "after_load_interaction": remember_loaded,
        "before_save_interaction": redact_before_saving(collector.suite.redactor),
        "decode_compressed_response": True,
        "match_on": ["method", "asdocumented"],
    }


@pytest.hookimpl(optionalhook=True)
def pytest_recording_configure(config: pytest.Config, vcr: "VCR") -> None:
    """Give vcrpy the matcher that finds redacted recordings, and remember what it writes."""
    from asdocumented.pytest_plugin.last_sweep import RememberingPersister
    from asdocumented.pytest_plugin.vcr import same_request

    collector = config.stash[_COLLECTOR]
    vcr.register_matcher("asdocumented", same_request(collector.suite.redactor))
    vcr.register_persister(RememberingPersister(vcr.persister, collector.recorded))
