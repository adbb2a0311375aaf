"""Papers of a meeting as documents with versions, for those who may read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from ..models import AgendaItem, Meeting, Paper


@dataclass(frozen=True)
class Document:
    """One document: the version that is read, and the older ones."""

    item: AgendaItem
    newest: Paper
    older: list[Paper]

    @property
    def title(self) -> str:
        """What it is called."""
        return self.newest.title


def papers_of(meeting: Meeting, *, confidential: bool) -> QuerySet[Paper]:
    """All versions of all papers that a reader may open; with the confidential ones, or without."""
    rows = Paper.objects.filter(item__meeting=meeting).select_related("item")
    if not confidential:
        rows = rows.filter(confidential=False)
    return rows.order_by("item__position", "item_id", "title", "-version")


def documents(papers: Iterable[Paper]) -> dict[int, list[Document]]:
    """Documents by item; the papers come in the order of `papers_of`."""
    found: dict[int, list[Document]] = {}
    for paper in papers:
        group = found.setdefault(paper.item_id, [])
        if group and group[-1].newest.title == paper.title:
            group[-1].older.append(paper)
        else:
            group.append(Document(paper.item, paper, []))
    return found
