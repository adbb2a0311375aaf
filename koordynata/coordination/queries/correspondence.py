"""The log of correspondence: filters as they stand in the address, one case with its letters."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from ..enums import Direction, LetterWay
from ..models import Case, Letter, LetterFile

SORTS = {
    "day": ("handled_on", "id"),
    "case": ("case__year", "case__series", "case__number", "position", "id"),
    "counterpart": ("counterpart", "handled_on", "id"),
    "subject": ("subject", "id"),
    "due": ("answer_due", "id"),
}
DEFAULT_SORT = "-day"
STANDING = "standing"
STRUCK_OUT = "struck_out"
WAITING = "waiting"


@dataclass(frozen=True)
class LetterFilter:
    """What a reader asked for; empty means everything."""

    q: str = ""
    direction: str = ""
    way: str = ""
    series: str = ""
    state: str = ""  # STANDING, STRUCK_OUT, WAITING: an answer is due and none came
    since: date | None = None
    until: date | None = None
    sort: str = DEFAULT_SORT

    def apply(self, rows: QuerySet[Letter]) -> QuerySet[Letter]:
        """The rows in the order asked for."""
        if self.direction in Direction.values:
            rows = rows.filter(direction=self.direction)
        if self.way in LetterWay.values:
            rows = rows.filter(way=self.way)
        if self.series:
            rows = rows.filter(case__series=self.series)
        if self.since:
            rows = rows.filter(handled_on__gte=self.since)
        if self.until:
            rows = rows.filter(handled_on__lte=self.until)
        if self.state == STRUCK_OUT:
            rows = rows.filter(struck_out_at__isnull=False)
        elif self.state == STANDING:
            rows = rows.filter(struck_out_at=None)
        elif self.state == WAITING:
            rows = waiting(rows)
        order = SORTS.get(self.sort.removeprefix("-"), SORTS["day"])
        return _searched(rows, self.q.strip()).order_by(
            *(f"-{name}" if self.sort.startswith("-") else name for name in order)
        )


def _searched(rows: QuerySet[Letter], q: str) -> QuerySet[Letter]:
    if not q:
        return rows
    places = ("counterpart", "subject", "their_sign", "case__signature", "case__title")
    condition = Q()
    for place in places:
        condition |= Q(**{f"{place}__mentions": q})
    return rows.filter(condition)


def waiting(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    """Letters to which an answer is due and none that stands has been entered."""
    answers = Letter.objects.filter(answers=OuterRef("pk"), struck_out_at=None)
    return rows.filter(answer_due__isnull=False, struck_out_at=None).exclude(Exists(answers))


def list_letters(user: Any, asked: LetterFilter) -> QuerySet[Letter]:
    """The letters of the office's regions with their case and number of files. One query."""
    rows = Letter.objects.visible_to(user).select_related("case__territory")
    return asked.apply(rows).annotate(files_count=Count("files"))


def cases_of(user: Any) -> QuerySet[Case]:
    """The cases that the user keeps."""
    return Case.objects.visible_to(user).select_related("territory")


def letters_in(case: Case) -> QuerySet[Letter]:
    """The letters of a case in their order, with files and answers. Three queries."""
    files = Prefetch("files", LetterFile.objects.order_by("pk"))
    answers = Prefetch("answered_by", Letter.objects.filter(struck_out_at=None).select_related("case").order_by("pk"))
    rows = case.letters.select_related("case", "answers__case").prefetch_related(files, answers)
    return rows.order_by("position")
