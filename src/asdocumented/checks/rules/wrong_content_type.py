"""A response whose Content-Type is not the documented one.

Why it matters: a client that parses by content type does not parse the body.

Example: documented `application/json`, answered `text/html`.
"""

from functools import partial

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.place import Situation
from asdocumented.formats.http_message import is_media_type, is_one_of, media_type

ID = "wrong-content-type"
_OTHER = "text/x-unlisted"


def _find(situation: Situation) -> Findings:
    content_type, contract = situation.content_type, situation.contract
    if content_type is None:
        return
    documented = contract.media_types(situation.status)
    if not documented or is_one_of(content_type, documented):
        return
    yield Finding(
        check=ID,
        severity="warning",
        location="$response.header.Content-Type",
        follows_from=", ".join(sorted(documented)),
        observed=_observed(media_type(content_type)),
        citation=contract.citation(),
        among="",
        value=content_type,
    )


def _observed(name: str) -> str:
    """Return a media type; any other text may be anything, and is only said to be none."""
    return name if is_media_type(name) else "no media type" if name else "none"


def _mutations(subject: Subject) -> Mutants:
    """Say that the answer is of another type."""
    situation = subject.parsed.situation
    documented = situation.contract.media_types(situation.status)
    if situation.content_type is not None and documented and not is_one_of(_OTHER, documented):
        make = partial(subject.answered, content_type=_OTHER)
        yield Mutant("another Content-Type", "$response.header.Content-Type", make)


CHECK = Check(
    ID,
    "transport",
    severities=(
        Rating(
            "warning",
            "an answer has another Content-Type",
            "a client that parses by it does not parse the body",
        ),
    ),
    situation=_find,
    title="The Content-Type is {observed}",
    mend="Send the documented type, or document this one.",
    mutations=_mutations,
)
