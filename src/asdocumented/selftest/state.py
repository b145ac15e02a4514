"""What the suite says of a fault that was put into an answer."""

from typing import Literal, TypeAlias

State: TypeAlias = Literal["caught", "elsewhere", "by another check", "missed"]
"""By the right check at the right place, by it at another, by others alone, or by nothing."""
