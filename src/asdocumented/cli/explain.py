"""`asdocumented explain`: what a check finds, a class of changes, or one problem of a report."""

import re
from pathlib import Path

from asdocumented.checks.registry import all_checks
from asdocumented.cli.output import print_text
from asdocumented.comparing.classes import all_classes
from asdocumented.errors import Fault, suggestion
from asdocumented.gate.earlier import read_report
from asdocumented.renderers import one_problem
from asdocumented.report.lookup import find_drifts, problem_of

_ID = re.compile("[0-9a-f]{6,16}")


def run_explain(wanted: str, report: Path) -> None:
    """Print what a name or an id stands for: of a check, a change, a drift or a problem.

    Raises Fault where there is no such check, no report, or nothing in it that has the id.
    """
    if _ID.fullmatch(wanted) is None:
        if (known := all_classes().get(wanted)) is not None:
            print_text(f"{known.id} (change of {known.group})\n\n{known.explanation}")
            return
        check = {one.id: one for one in all_checks()}.get(wanted)
        if check is None:
            names = [*(one.id for one in all_checks()), *all_classes()]
            remedy = f"{suggestion(wanted, names)}`asdocumented checks` lists the checks"
            raise Fault(wanted, "no such check or class of changes", remedy)
        print_text(f"{check.id} ({check.group})\n\n{check.explanation.strip()}")
        return
    found = read_report(report, str(report))
    drifts = find_drifts(found, [wanted])
    problem = problem_of(found, drifts[0])
    print_text(one_problem.render(found, problem, drifts))
