"""One sample: the JSON that a value stands in, line by line, with the line that shows the drift."""

import json
from collections.abc import Callable, Iterator, Sequence

import msgspec
from markupsafe import Markup
from msgspec.structs import replace

from asdocumented.formats.json_path import Json, parent
from asdocumented.renderers.html.index import ReportIndex
from asdocumented.renderers.html.text import in_element, visible
from asdocumented.report.model import Drift, OtherSample, Sample, SampleRequest

_INLINE = 64
_MOST_CURL = 2000
_INDENT = "  "
_LEFT_OUT = "…"


class SampleLine(msgspec.Struct, frozen=True):
    """One line of JSON; `differs` where it shows the drift."""

    text: Markup
    differs: bool = False


class SampleView(msgspec.Struct, frozen=True):
    """A sample: whose, in which interaction, within what, and its lines."""

    whose: str
    origin: str
    interaction: str
    within: str
    lines: Sequence[SampleLine]
    replaced: bool
    curl: str
    other: "SampleView | None" = None


def view(
    sample: Sample, drift: Drift, index: ReportIndex, curl: Callable[[SampleRequest | None], str]
) -> SampleView:
    """Return a sample among its surroundings, and the one beside it that it was held against.

    `curl` returns what sends a request again.
    """
    shown = _view(sample, drift, index, curl(sample.request))
    if sample.other is None:
        return shown
    other = _as_sample(sample.other, sample.set)
    return replace(shown, other=_view(other, drift, index, curl(other.request)))


def _as_sample(other: OtherSample, name: str) -> Sample:
    """Return the other one of two answers as a sample of its own."""
    return Sample(
        set=name,
        interaction=other.interaction,
        pointer=other.pointer,
        value=other.value,
        request=other.request,
        surroundings=other.surroundings,
        replaced=other.replaced,
    )


def _view(sample: Sample, drift: Drift, index: ReportIndex, curl: str) -> SampleView:
    steps = [_unescaped(one) for one in sample.pointer.split("/")[1:]]
    inside = steps if _is_container(sample) else steps[:-1]
    label = index.label_of[sample.set]
    return SampleView(
        whose=label.words,
        origin=label.origin,
        interaction=sample.interaction,
        within=" / ".join(["body", *inside]),
        lines=[*_lines(sample, steps[-1] if steps else None, drift)],
        replaced=sample.replaced,
        curl=visible(curl, _MOST_CURL),
    )


def _with_value(around: dict[str, Json], step: str | None, value: str | None) -> dict[str, Json]:
    """Return the surroundings with the value as far as the sample has it, where they cut more."""
    whole = _read(value)
    cut = step is not None and _LEFT_OUT in json.dumps(around.get(step), ensure_ascii=False)
    return {**around, step: whole} if step is not None and cut and whole is not None else around


def _unescaped(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")


def _is_container(sample: Sample) -> bool:
    """Tell whether the pointer leads to what the surroundings show: something is missing in it."""
    return sample.value is None and (sample.surroundings or "").startswith("{")


def _lines(sample: Sample, step: str | None, drift: Drift) -> Iterator[SampleLine]:
    around = _read(sample.surroundings)
    if isinstance(around, dict) and _is_container(sample):
        yield from _object(around, missing=_missing(drift))
    elif isinstance(around, dict):
        yield from _object(_with_value(around, step, sample.value), marked=step)
    elif isinstance(around, list):
        yield from _array(around, sample.value)
    elif sample.value is not None:
        yield SampleLine(_mark(visible(sample.value)), differs=True)
    else:
        yield SampleLine(_mark("nothing there"), differs=True)


def _read(text: str | None) -> Json:
    try:
        found: Json = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    return found


def _missing(drift: Drift) -> str | None:
    """Return the name of the member that is not there; None where the location names none."""
    inside, whole = parent(drift.location), drift.location
    name = whole.removeprefix(inside).lstrip(".").removesuffix("[*]")
    return name if whole != inside and name and not name.startswith("[") else None


def _object(
    members: dict[str, Json], marked: str | None = None, missing: str | None = None
) -> Iterator[SampleLine]:
    yield SampleLine(Markup("{"))
    for number, (name, value) in enumerate(members.items(), 1):
        if name == _LEFT_OUT:
            yield SampleLine(in_element(_INDENT + _LEFT_OUT))
            continue
        head = f"{_INDENT}{visible(json.dumps(name, ensure_ascii=False))}: "
        end = "," if number < len(members) else ""
        yield from _lines_of(value, in_element(head), end, differs=name == marked)
    if missing is not None:
        yield SampleLine(
            in_element(_INDENT) + _mark(f"{visible(missing)}: nothing there"), differs=True
        )
    yield SampleLine(Markup("}"))


def _array(items: list[Json], wanted: str | None) -> Iterator[SampleLine]:
    yield SampleLine(Markup("["))
    for number, item in enumerate(items, 1):
        differs = wanted is not None and json.dumps(item, ensure_ascii=False) == wanted
        end = "," if number < len(items) else ""
        yield from _lines_of(item, in_element(_INDENT), end, differs=differs)
    yield SampleLine(Markup("]"))


def _lines_of(value: Json, head: Markup, end: str, *, differs: bool) -> Iterator[SampleLine]:
    """Yield a value behind its name; where it differs, its first line is marked."""
    first, *rest = _value(value)
    shown = _mark(first) if differs else in_element(first)
    yield SampleLine(head + shown + ("" if rest else end), differs)
    for line in rest[:-1]:
        yield SampleLine(in_element(_INDENT + line))
    for line in rest[-1:]:
        yield SampleLine(in_element(_INDENT + line + end))


def _mark(text: str) -> Markup:
    return Markup("<mark>") + in_element(text) + Markup("</mark>")


def _value(value: Json) -> list[str]:
    """Return a value as lines of JSON: on one line where it is short."""
    short = json.dumps(value, ensure_ascii=False)
    if len(short) <= _INLINE or not isinstance(value, dict | list):
        return [visible(short)]
    text = json.dumps(value, ensure_ascii=False, indent=len(_INDENT))
    return [visible(line) for line in text.split("\n")]
