"""How fast money and time burn: planned, contracted and spent, by source and by year, beside the time gone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import ExtractYear

from ..enums import MoneyStage
from ..layout import money_sources
from ..models import Budget, Money, Version
from .watched import Watched

ZERO = Decimal(0)


@dataclass(frozen=True)
class Burn:
    """One row: by source, by year or all. `time`: the share of its time that has gone; None: it has none."""

    name: str
    planned: Decimal
    contracted: Decimal
    spent: Decimal
    time: float | None
    ends: date | None = None

    @property
    def contracted_share(self) -> float | None:
        """Contracted of planned; None where nothing is planned."""
        return float(self.contracted / self.planned) if self.planned else None

    @property
    def spent_share(self) -> float | None:
        """Spent of planned; None where nothing is planned."""
        return float(self.spent / self.planned) if self.planned else None

    @property
    def behind(self) -> float | None:
        """How far spending lies behind time, in shares; below zero: ahead."""
        return None if self.spent_share is None or self.time is None else self.time - self.spent_share


@dataclass(frozen=True)
class Burning:
    """Money of what is looked at. `outside`: spent by actions that the version no longer has."""

    whole: Burn
    sources: list[tuple[str, Burn]]
    years: list[tuple[int, Burn]]
    outside: Decimal

    @property
    def any(self) -> bool:
        """Whether any money was planned or moved."""
        return bool(self.sources)


Key = tuple[str, int, str]  # source, year, stage ("planned" as well)


def burning_of(seen: Watched) -> Burning:
    """Three queries beside the tree."""
    amounts = _amounts(seen)
    programme = seen.programme
    sources = [source for source in money_sources() if any(key[0] == source for key in amounts)]
    years = sorted({key[1] for key in amounts})
    whole = _burn(amounts, "", None, None, share_gone(programme.starts, programme.ends, seen.today), None)
    return Burning(
        whole,
        [(one, _of_source(amounts, one, seen)) for one in sources],
        [(one, _of_year(amounts, one, seen)) for one in years],
        _outside(seen.version) if seen.area is None else ZERO,
    )


def share_gone(first: date, last: date, today: date) -> float:
    """The share of days that have passed with the end of a day: 0 to 1."""
    whole = (last - first).days + 1
    gone = (today - first + timedelta(days=1)).days
    return min(max(gone / whole, 0.0), 1.0)


def _of_source(amounts: dict[Key, Decimal], source: str, seen: Watched) -> Burn:
    """A source that ends before the programme has that much less time."""
    row, programme = money_sources()[source], seen.programme
    last = min(programme.ends, row.valid_to) if row.valid_to else programme.ends
    time = share_gone(programme.starts, last, seen.today) if last >= programme.starts else 1.0
    return _burn(amounts, row.name, source, None, time, row.valid_to)


def _of_year(amounts: dict[Key, Decimal], year: int, seen: Watched) -> Burn:
    return _burn(amounts, str(year), None, year, share_gone(date(year, 1, 1), date(year, 12, 31), seen.today), None)


def _burn(
    amounts: dict[Key, Decimal], name: str, source: str | None, year: int | None, time: float, ends: date | None
) -> Burn:
    sums = {
        stage: sum(
            (value for key, value in amounts.items()
             if key[2] == stage and source in (None, key[0]) and year in (None, key[1])), ZERO,
        )
        for stage in ("planned", MoneyStage.CONTRACTED, MoneyStage.SPENT)
    }  # fmt: skip
    return Burn(name, sums["planned"], sums[MoneyStage.CONTRACTED], sums[MoneyStage.SPENT], time, ends)


def _amounts(seen: Watched) -> dict[Key, Decimal]:
    """Money by source, year and stage; of elements in the version and, where asked, in the area."""
    found: dict[Key, Decimal] = defaultdict(Decimal)
    work = [one.pk for one in seen.work]
    planned = Budget.objects.filter(element__in=work).order_by().values("source", "year").annotate(all=Sum("amount"))
    for row in planned:
        found[row["source"], row["year"], "planned"] += row["all"]
    moved = Money.objects.filter(strand__in=[one.strand_id for one in seen.work], on__lte=seen.today).order_by()
    by_year = moved.values("source", "stage", year=ExtractYear("on")).annotate(all=Sum("amount"))
    for row in by_year:
        found[row["source"], row["year"], row["stage"]] += row["all"]
    return dict(found)


def _outside(version: Version) -> Decimal:
    rows = Money.objects.filter(strand__programme_id=version.programme_id, stage=MoneyStage.SPENT)
    rows = rows.exclude(strand__elements__version=version)
    return rows.aggregate(all=Sum("amount"))["all"] or ZERO
