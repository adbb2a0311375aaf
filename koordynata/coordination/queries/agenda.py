"""The agenda of a meeting with its clock times and the papers of each item, as one reader may have them."""

from typing import Any

from ..models import Meeting
from .papers import Document, documents, papers_of
from .timetable import Slot, timetable


def agenda_with_papers(meeting: Meeting, *, confidential: bool) -> dict[str, Any]:
    """`rows`: each slot with its documents; `hidden`: whether there are papers that this reader does not get."""
    papers = list(papers_of(meeting, confidential=confidential))
    found = documents(papers)
    table = timetable(meeting, meeting.items.order_by("position", "pk"))
    rows: list[tuple[Slot, list[Document]]] = [(slot, found.get(slot.item.pk, [])) for slot in table.slots]
    hidden = not confidential and papers_of(meeting, confidential=True).filter(confidential=True).exists()
    return {"meeting": meeting, "timetable": table, "rows": rows, "hidden": hidden, "papers": papers}
