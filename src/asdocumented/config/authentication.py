"""How the requests to a target are authenticated: a scheme, and where its credentials come from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

import msgspec
from msgspec import Meta

from asdocumented.config.variables import VariableName, variable_fault
from asdocumented.contracts.authentication import Schemes, convert_settings, settings_schema
from asdocumented.contracts.authentication_scheme import NO_SCHEME, Scheme, Settings
from asdocumented.errors import Fault, choice
from asdocumented.formats.toml_table import Schema, Steps, check_table, schema_of, where


@dataclass(frozen=True, slots=True)
class Credentials:
    """The credentials for a target by role, such as `password`. Never shown."""

    words: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Authentication:
    """How the requests to a target are authenticated.

    `name` is what the configuration calls the scheme, `variables` the environment variable of each
    role. `built_in` serves where a variable is not set.
    """

    name: str = "none"
    scheme: Scheme = NO_SCHEME
    variables: Mapping[str, str] = field(default_factory=dict)
    built_in: Credentials = field(default=Credentials(), repr=False)

    def credentials(self, environment: Mapping[str, str]) -> Credentials:
        """Return the credentials, as far as the environment has them or they are built in."""
        given = {
            role: environment.get(variable) or self.built_in.words.get(role, "")
            for role, variable in self.variables.items()
        }
        return Credentials({role: word for role, word in given.items() if word})

    def secrets(self, environment: Mapping[str, str]) -> tuple[str, ...]:
        """Return every text that must not reach a file, as far as the environment has it."""
        return self.scheme.secrets(self.credentials(environment).words)

    def faults(self, environment: Mapping[str, str]) -> Iterator[str]:
        """Yield why credentials are not there or cannot be used, never with their values."""
        for role, variable in self.variables.items():
            place = f"auth.{role}_env"
            if not environment.get(variable) and self.built_in.words.get(role):
                continue
            if fault := variable_fault(variable, place, environment):
                yield fault
            elif fault := self.scheme.credential_fault(role, environment[variable]):
                yield f"the variable {variable} ({place}) {fault}"


class _Named(msgspec.Struct, frozen=True):
    scheme: Annotated[str, Meta(description="write the name of a scheme")]


def read_authentication(
    table: Settings, schemes: Schemes, file: str, place: Steps
) -> Authentication:
    """Return what a target's table `auth` says.

    Args:
        table: the table; its settings go before those that the scheme's name stands for.
        schemes: the schemes that can be named.
        file: the name of the file, for messages.
        place: the keys that lead to the table.

    Raises:
        Fault: an unknown scheme, a key that it does not take, or a value that cannot be.

    """
    check_table({"scheme": table["scheme"]}, schema_of(_Named), file, place)
    name = str(table["scheme"])
    if name not in schemes:
        raise Fault(where(file, (*place, "scheme")), "no such scheme", choice(name, schemes))
    kind = schemes[name].kind
    settings = {**schemes[name].settings, **table}
    roles = kind.roles(settings)
    check_table(settings, settings_schema(kind, _beside(roles)), file, place)
    variables = {role: str(settings.pop(f"{role}_env")) for role in roles}
    del settings["scheme"]
    return Authentication(name, convert_settings(kind, settings, file, place), variables)


def _beside(roles: tuple[str, ...]) -> Schema:
    """Return the schema of what stands beside a scheme's settings: its name, and variables."""
    fields = [("scheme", str), *((f"{role}_env", VariableName) for role in roles)]
    return schema_of(msgspec.defstruct("Beside", fields))
