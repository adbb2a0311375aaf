"""Where an action is carried out, its money row by row, its risks as a table of five by five, files of milestones."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..enums import RiskState, VersionState
from ..models import Element, Evidence, Money, Risk, Strand, Version

SCALE = range(1, 6)


@dataclass(frozen=True)
class MoneyLine:
    """A contract or a payment; `may_go`: it was not taken back yet and takes nothing back itself."""

    money: Money
    may_go: bool


def is_carried_out(element: Element, today: date) -> bool:
    """Whether work is entered under this version: the newest in force of those that have the element."""
    version = element.version
    if not element.is_work or version.state != VersionState.ADOPTED:
        return False
    begun = Version.objects.adopted().filter(elements__strand=element.strand_id, in_force_from__lte=today)
    return begun.values_list("pk", flat=True).first() == version.pk


def money_lines(strand: Strand) -> list[MoneyLine]:
    """All rows, the newest first; one query."""
    rows = list(strand.money.order_by("-on", "-pk"))
    back = {_row(one, -one.amount) for one in rows if one.amount < 0}
    return [MoneyLine(one, one.amount > 0 and _row(one, one.amount) not in back) for one in rows]


def _row(money: Money, amount: object) -> tuple[object, ...]:
    return money.stage, money.source, money.document, money.on, amount


def risk_table(risks: Iterable[Risk]) -> list[tuple[int, list[tuple[int, list[Risk]]]]]:
    """Open risks by likelihood (5 at the top) and impact (5 on the right); each cell with its weight."""
    cells: dict[tuple[int, int], list[Risk]] = defaultdict(list)
    for risk in risks:
        if risk.state == RiskState.OPEN:
            cells[risk.likelihood, risk.impact].append(risk)
    return [(row, [(row * column, cells[row, column]) for column in SCALE]) for row in reversed(SCALE)]


def files_of(uids: Iterable[UUID]) -> dict[UUID, list[Evidence]]:
    """Files that prove milestones, by the milestone; one query."""
    found: dict[UUID, list[Evidence]] = defaultdict(list)
    for one in Evidence.objects.filter(milestone__in=list(uids)).order_by("added_at", "pk"):
        if one.milestone is not None:
            found[one.milestone].append(one)
    return found
