"""What the schemes share that ask for a token: where they ask."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from asdocumented.config.rules import url_fault
from asdocumented.contracts.authentication_scheme import Scheme, SettingFault


class TokenEndpoint(Scheme, frozen=True, kw_only=True):
    """Asks for a token behind the base URL (`token_path`), or at another host (`token_url`)."""

    token_path: (
        Annotated[
            str,
            Meta(
                description="write the path behind the base URL that issues tokens, such as "
                '"/token"',
                pattern=r"^/(?!/)[A-Za-z0-9._~!$&'()*+,;=:@%/-]{0,500}$(?!\n)",
            ),
        ]
        | None
    ) = None
    token_url: (
        Annotated[
            str,
            Meta(
                description="write the whole URL that issues tokens, where that is another host",
                min_length=1,
                max_length=2000,
            ),
        ]
        | None
    ) = None

    @property
    def address(self) -> str:
        """The path behind the base URL, or the whole URL."""
        return self.token_path or self.token_url or ""

    def faults(self) -> Iterator[SettingFault]:
        """Yield what is wrong unless one of path and URL is named, and where the URL is none."""
        yield from super().faults()
        if self.token_path is None and self.token_url is None:
            remedy = "add token_path, or token_url where another host issues tokens"
            yield SettingFault((), "token_path is missing", remedy)
        if self.token_path is not None and self.token_url is not None:
            remedy = "keep token_path or token_url, not both"
            yield SettingFault((), "two keys that exclude each other", remedy)
        if self.token_url is not None and (fault := url_fault(self.token_url, "token_url")):
            yield SettingFault(("token_url",), *fault)
