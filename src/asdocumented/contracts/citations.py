"""How a source in a contract's files becomes the citation that a finding shows."""

from collections.abc import Mapping, Sequence

import msgspec

from asdocumented.contracts.files import SourceFile
from asdocumented.contracts.model import Citation, Source, Table


class Citations(msgspec.Struct, frozen=True):
    """One edition of a page, and its transcribed tables by id."""

    page: str
    edition: str
    tables: Mapping[str, Table]
    title: str | None = None

    def of(self, source: Source | SourceFile) -> Citation | None:
        """Return the citation of one source; None for a printed example, or a missing row."""
        if source.page is not None:
            return Citation(source.page, "")
        table = self.tables.get(source.table or "")
        if table is None or not 1 <= (source.row or 0) <= len(table.rows):
            return None
        row = table.rows[(source.row or 0) - 1]
        datatype = row.datatype or None
        named = (table.title, row.number, row.plain_name, datatype)
        return Citation(self.page, self.edition, *named, self.title)

    def of_all(self, sources: Sequence[Source | SourceFile]) -> Citation:
        """Return the citation of the first row, else of another page, else of this page."""
        return (self.all_of(sources) or (self._page(),))[0]

    def _page(self) -> Citation:
        return Citation(self.page, self.edition, title=self.title)

    def beside(self, sources: Sequence[Source | SourceFile]) -> tuple[Citation, ...]:
        """Return the citations beside that of `of_all`: the further rows, then other pages."""
        return self.all_of(sources)[1:]

    def all_of(self, sources: Sequence[Source | SourceFile]) -> tuple[Citation, ...]:
        """Return the citations of all sources, each once, rows before pages."""
        found = dict.fromkeys(cited for source in sources if (cited := self.of(source)))
        return tuple(sorted(found, key=lambda citation: citation.table is None))
