"""A body that is not JSON where JSON is documented.

Why it matters: the client's parser raises before the client sees what went wrong.

Example: an HTML login page under HTTP 200; a body cut off in the middle.
"""

from functools import partial

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutant, Mutants, Subject

ID = "unreadable-body"


def _find(parsed: ParsedInteraction) -> Findings:
    if parsed.fault is None or parsed.node is None:
        return
    contract = parsed.situation.contract
    yield Finding(
        check=ID,
        severity="error",
        location="$response.body",
        follows_from=", ".join(sorted(contract.media_types(parsed.interaction.response.status))),
        observed=parsed.fault,
        citation=contract.citation(),
        among="",
        value=parsed.interaction.response.beginning,
    )


def _mutations(subject: Subject) -> Mutants:
    """Cut a body off, or answer a page in its place."""
    body = subject.parsed.interaction.response.body
    if subject.parsed.node is None or subject.parsed.fault is not None:
        return
    for fault, changed in (
        ("a body cut off", body[:-1]),
        ("a page in place of the body", b"<html></html>"),
        ("an empty body", b""),
        ("text behind the body", body + b"x"),
        ("bytes that are no text", b"\xff" + body),
    ):
        make = partial(subject.answered, body=changed)
        yield Mutant(fault, "$response.body", make)


CHECK = Check(
    ID,
    "transport",
    severities=(
        Rating(
            "error",
            "a body is no JSON",
            "a client that parses it fails",
        ),
    ),
    interaction=_find,
    looks_at=lambda _, __: (),
    of_body=True,
    title="The body is not JSON: {observed}",
    mend="Send JSON, or document the other type.",
    mutations=_mutations,
)
