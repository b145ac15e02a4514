"""The command that makes a report again, as a person types it."""

import shlex
from collections.abc import Iterator

import click
from click.core import ParameterSource

from asdocumented.formats.files import shown_word


def retyped(context: click.Context) -> str:
    """Return the command of a context with what was given on the command line.

    No path leads to the machine: one outside the working directory keeps its last two parts.
    What may come in any order is sorted, so that it makes the same report.
    """
    words = [word for one in context.command.params for word in _words(one, context)]
    return shlex.join(["asdocumented", context.command.name or "", *words])


def _words(param: click.Parameter, context: click.Context) -> Iterator[str]:
    name = param.name or ""
    if context.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
        return
    value = context.params.get(name)
    values = sorted(value, key=str) if isinstance(value, tuple) else [value]
    if isinstance(param, click.Option) and param.is_flag:
        yield param.opts[0]
        return
    for one in values:
        if isinstance(param, click.Option):
            yield param.opts[0]
        yield shown_word(str(one))
