"""The table `[gate]` of the configuration: what must hold for green."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from asdocumented.contracts.model import Severity
from asdocumented.evidence.interaction import Origin

Level: TypeAlias = Literal["error", "warning", "note", "never"]
"""The severity that fails, with all that are worse; `never` fails at none."""

WAIVERS = "waivers.toml"
"""The file of the waivers, beside the configuration, unless another one is named."""

_LEVELS = 'write "error", "warning", "note" or "never"'
_Level: TypeAlias = Annotated[Level, Meta(description=_LEVELS)]
_Days: TypeAlias = Annotated[
    int, Meta(description="write a number of days, from 1 to 36500", ge=1, le=36_500)
]
_Count: TypeAlias = Annotated[int, Meta(description="write a whole number from 0", ge=0)]
_Percent: TypeAlias = Annotated[
    int, Meta(description="write a whole number of per cent, from 0 to 100", ge=0, le=100)
]
_Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]


class GateTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must hold for green; a limit that is not set is no rule."""

    fail_on: _Level = "error"
    fail_on_origin: Annotated[
        dict[Origin, _Level],
        Meta(
            description='write a table such as { live = "warning" }: example, cassette, har, live'
        ),
    ] = {}
    fail_on_check: Annotated[
        dict[_Name, _Level],
        Meta(description='write a table such as { "wrong-letter-case" = "warning" }'),
    ] = {}
    fail_on_operation: Annotated[
        dict[_Name, _Level],
        Meta(description='write a table such as { "get-item" = "warning" }'),
    ] = {}
    severity: Annotated[
        dict[
            _Name,
            Annotated[Severity, Meta(description='write "error", "warning" or "note"')],
        ],
        Meta(description='write a table such as { "integer-as-decimal" = "note" }'),
    ] = {}
    new_only: Annotated[bool, Meta(description="write true or false")] = False
    min_rows_observed: _Percent | None = None
    min_interactions: _Count | None = None
    must_show: Annotated[
        tuple[_Name, ...],
        Meta(description='write an array of operations, such as ["get-item"]'),
    ] = ()
    max_recording_age_days: _Days | None = None
    max_page_age_days: _Days | None = None
    max_waivers: _Count | None = None
    max_waiver_age_days: _Days | None = None
    leave_out: Annotated[
        tuple[
            Annotated[
                str,
                Meta(
                    description='name evidence sets such as "example" or "cassette:demo"; '
                    "* stands for any characters",
                    pattern=r"^(example|cassette|har|live|\*)[^\u0000-\u001f]{0,200}$(?!\n)",
                ),
            ],
            ...,
        ],
        Meta(description='write an array of evidence sets, such as ["cassette:demo"]'),
    ] = ()
    waivers: Annotated[
        str,
        Meta(
            description="write the path of a file, from the folder of the configuration on",
            min_length=1,
            max_length=1000,
        ),
    ] = WAIVERS
