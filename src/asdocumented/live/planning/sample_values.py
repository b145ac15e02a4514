"""The values that exist at a target, by the parameter that asks for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from asdocumented.contracts.cases import PLACEHOLDER
from asdocumented.contracts.folder import EditionFolder
from asdocumented.errors import choice
from asdocumented.formats.json_path import Json
from asdocumented.live.planning.plan import Samples

SampleValues: TypeAlias = Mapping[str, Sequence[Json]]


def make_sample_values(edition: EditionFolder, samples: Samples) -> SampleValues:
    """Return for each parameter the samples that the cases of an edition send as its value.

    Texts come also in upper case and in lower case. Where an integer is documented, the values are
    integers, and other samples are left out.
    """
    sample_values: dict[str, dict[Json, None]] = {}
    for case in edition.cases:
        for name, template in (*case.query, *case.path):
            for found in PLACEHOLDER.finditer(template):
                values = samples.get(found["sample"], ())
                integer = "integer" in edition.contract.parameters[name].types
                sample_values.setdefault(name, {}).update(
                    dict.fromkeys(_read(values, integer=integer))
                )
    return {name: tuple(values) for name, values in sample_values.items() if values}


def unused_samples(editions: Iterable[EditionFolder], names: Iterable[str]) -> Iterator[str]:
    """Yield each name of a sample that no case uses, with the names that there are."""
    templates = [
        template
        for edition in editions
        for case in edition.cases
        for _, template in (*case.query, *case.path)
    ]
    known = sorted({one["sample"] for text in templates for one in PLACEHOLDER.finditer(text)})
    for name in names:
        if name not in known:
            yield f"{name}: no case uses this sample: {choice(name, known)}"


def _read(values: Sequence[str], *, integer: bool) -> list[Json]:
    if integer:
        return [int(value) for value in values if value.isascii() and value.isdecimal()]
    return [text for value in values for text in (value, value.upper(), value.lower())]
