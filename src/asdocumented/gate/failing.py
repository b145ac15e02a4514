"""Which drifts fail: by level, waivers, and what earlier runs knew."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from asdocumented.config.gate import Level
from asdocumented.evidence.interaction import ORIGINS, Origin
from asdocumented.gate.judged_places import shown_in
from asdocumented.gate.policy import Policy, Setting, fails_at
from asdocumented.gate.waivers import Waiver
from asdocumented.report.model import Drift


class LevelRule(NamedTuple):
    """A level of the policy: the key that sets it, and which drifts it is about, in words."""

    key: str
    level: Setting[Level]
    about: str = ""


def level_rules(policy: Policy) -> list[LevelRule]:
    """Return every level of a policy, the default first."""
    return [
        LevelRule("fail_on", policy.fail_on),
        *(
            LevelRule(f"fail_on_origin.{name}", one, f"in {name} evidence")
            for name, one in policy.fail_on_origin.items()
        ),
        *(
            LevelRule(f"fail_on_operation.{name}", one, f"of {name}")
            for name, one in policy.fail_on_operation.items()
        ),
        *(
            LevelRule(f"fail_on_check.{name}", one, f"that {name} found")
            for name, one in policy.fail_on_check.items()
        ),
    ]


def deciding_key(policy: Policy, drift: Drift, origin: Origin) -> tuple[str, Level]:
    """Return the key of the level that decides on a drift in evidence of an origin, and the level.

    The level of its check goes first, then that of its operation, then that of the origin.
    """
    if (level := policy.fail_on_check.get(drift.check)) is not None:
        return f"fail_on_check.{drift.check}", level.value
    if (level := policy.fail_on_operation.get(drift.operation)) is not None:
        return f"fail_on_operation.{drift.operation}", level.value
    if (level := policy.fail_on_origin.get(origin)) is not None:
        return f"fail_on_origin.{origin}", level.value
    return "fail_on", policy.fail_on.value


def failing_key(
    policy: Policy, drift: Drift, waivers: Mapping[str, Sequence[Waiver]]
) -> str | None:
    """Return the key of the level that a drift fails by; None where the gate accepts it.

    Args:
        policy: the levels, and the evidence sets that are left out.
        drift: with its status.
        waivers: those in force, by fingerprint.

    """
    if policy.new_only.value and drift.status == "known":
        return None
    own = waivers.get(drift.fingerprint, ())
    for name in shown_in(drift):
        if not policy.counts(name) or any(one.set in (None, name) for one in own):
            continue
        key, level = deciding_key(policy, drift, _origin(name))
        if drift.severity in fails_at(level):
            return key
    return None


def _origin(name: str) -> Origin:
    return next(one for one in ORIGINS if name.startswith(one))
