"""Columns of what is on the pages, for the files that hold the same rows."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy

from koordynata.foundation.tables import Column, Kind
from koordynata.intelligence.queries import Figure, GapRow, MetricCard, QuadrantPoint, Silence
from koordynata.reference.models import Territory

from ..downloads import Origin
from .sourced import figures_of, sources_of, unit_words

Row = TypeVar("Row")
Place = tuple[Territory, GapRow | None]


def origins(figures: Iterable[Figure]) -> list[Origin]:
    """Where the figures of a file come from."""
    return [Origin(source.publisher, source.title, source.vintage) for source in sources_of(figures)]


def origins_of(rows: Iterable[GapRow]) -> list[Origin]:
    """The same for a table of gaps."""
    return origins(figures_of(rows))


def _value(pick: Callable[[Row], Figure]) -> Callable[[Row], Any]:
    """The number, or the silence in words: a file must not turn "hidden" into an empty cell."""

    def read(row: Row) -> Any:
        return cell(pick(row))

    return read


def _unsaid(row: GapRow) -> str:
    """Why nothing is said that follows from the score."""
    return str((row.score.silence or Silence.MISSING).label)


def cell(figure: Figure) -> Any:
    """What stands in a file for a figure."""
    return figure.value if figure.silence is None else str(figure.silence.label)


GAP_COLUMNS: list[Column[GapRow]] = [
    Column(gettext_lazy("TERYT"), Kind.TEXT, gettext_lazy("Code of the territory"), lambda row: row.territory_code),
    Column(gettext_lazy("Territory"), Kind.TEXT, gettext_lazy("Name of the territory"), lambda row: row.territory_name),
    Column(gettext_lazy("Occupation code"), Kind.TEXT, gettext_lazy("Six digits; empty for a branch or for all"),
           lambda row: row.occupation_code),
    Column(gettext_lazy("Occupation"), Kind.TEXT, gettext_lazy("Name of the occupation"),
           lambda row: row.occupation_name),
    Column(gettext_lazy("Branch"), Kind.TEXT, gettext_lazy("Name of the branch"), lambda row: row.branch_name),
    Column(gettext_lazy("Year"), Kind.INTEGER, gettext_lazy("Year of the figures"), lambda row: row.year),
    Column(gettext_lazy("Pupils"), Kind.INTEGER, gettext_lazy("Pupils learning the occupation, 30 September"),
           _value(lambda row: row.pupils)),
    Column(gettext_lazy("Graduates"), Kind.INTEGER, gettext_lazy("Graduates of the year: supply"),
           _value(lambda row: row.supply)),
    Column(gettext_lazy("Job offers"), Kind.INTEGER, gettext_lazy("Job offers of the year: demand"),
           _value(lambda row: row.demand)),
    Column(gettext_lazy("Gap"), Kind.NUMBER, gettext_lazy("Score from −100 (large deficit) to +100 (large surplus)"),
           _value(lambda row: row.score)),
    Column(gettext_lazy("Class"), Kind.TEXT,
           gettext_lazy("D+ large deficit, D deficit, R balance, N surplus, N+ large surplus; – no data"),
           lambda row: row.klass.value if row.klass else "–"),
    Column(gettext_lazy("Years in deficit"), Kind.INTEGER, gettext_lazy("Years in a row up to the year"),
           lambda row: row.lasting_years if row.klass else _unsaid(row)),
    Column(gettext_lazy("Change per year"), Kind.NUMBER,
           gettext_lazy("Points per year over five years; below zero: the deficit grows"),
           lambda row: _unsaid(row) if row.growth is None else row.growth),
]  # fmt: skip
QUADRANT_COLUMNS: list[Column[QuadrantPoint]] = [
    Column(gettext_lazy("Occupation code"), Kind.TEXT, gettext_lazy("Six digits"), lambda point: point.occupation_code),
    Column(gettext_lazy("Occupation"), Kind.TEXT, gettext_lazy("Name of the occupation"),
           lambda point: point.occupation_name),
    Column(gettext_lazy("Demand"), Kind.NUMBER, gettext_lazy("From −100 (no demand) to +100 (strong demand)"),
           _value(lambda point: point.demand)),
    Column(gettext_lazy("Graduates"), Kind.INTEGER, gettext_lazy("Graduates of the year: supply"),
           _value(lambda point: point.supply)),
    Column(gettext_lazy("Pupils"), Kind.INTEGER, gettext_lazy("Pupils learning the occupation, 30 September"),
           _value(lambda point: point.pupils)),
    Column(gettext_lazy("Gap"), Kind.NUMBER, gettext_lazy("Score from −100 (large deficit) to +100 (large surplus)"),
           _value(lambda point: point.score)),
]  # fmt: skip
BRANCH_COLUMNS: list[Column[dict[str, Any]]] = [
    Column(gettext_lazy("Code"), Kind.TEXT, gettext_lazy("Code of the branch"), lambda row: row["branch"].code),
    Column(gettext_lazy("Branch"), Kind.TEXT, gettext_lazy("Name of the branch"), lambda row: row["branch"].name),
    Column(gettext_lazy("Occupations"), Kind.INTEGER, gettext_lazy("Occupations with any data"),
           lambda row: row["occupations"]),
    Column(gettext_lazy("In deficit"), Kind.INTEGER, gettext_lazy("Occupations in deficit"),
           lambda row: row["deficits"]),
    Column(gettext_lazy("In deficit for 3 years or more"), Kind.INTEGER,
           gettext_lazy("Occupations with a lasting deficit"), lambda row: row["lasting"]),
    Column(gettext_lazy("In surplus"), Kind.INTEGER, gettext_lazy("Occupations in surplus"),
           lambda row: row["surpluses"]),
    Column(gettext_lazy("Strongest deficit"), Kind.TEXT, gettext_lazy("Name of the occupation; empty: none"),
           lambda row: row["worst"].occupation_name if row["worst"] else ""),
]  # fmt: skip
PLACE_COLUMNS: list[Column[Place]] = [
    Column("TERYT", Kind.TEXT, gettext_lazy("Code of the territory"), lambda pair: pair[0].code),
    Column(gettext_lazy("Territory"), Kind.TEXT, gettext_lazy("Name of the territory"), lambda pair: pair[0].title),
    Column(gettext_lazy("Kind"), Kind.TEXT, gettext_lazy("Kind of territory"),
           lambda pair: pair[0].get_kind_display()),
    Column(gettext_lazy("Pupils"), Kind.INTEGER, gettext_lazy("Pupils learning any occupation; empty: on its page"),
           lambda pair: cell(pair[1].pupils) if pair[1] else None),
    Column(gettext_lazy("Gap"), Kind.NUMBER, gettext_lazy("Score from −100 (large deficit) to +100 (large surplus)"),
           lambda pair: cell(pair[1].score) if pair[1] else None),
    Column(gettext_lazy("Class"), Kind.TEXT,
           gettext_lazy("D+ large deficit, D deficit, R balance, N surplus, N+ large surplus; – no data"),
           lambda pair: pair[1].klass.value if pair[1] and pair[1].klass else "–"),
]  # fmt: skip
CARD_COLUMNS: list[Column[MetricCard]] = [
    Column(gettext_lazy("Metric"), Kind.TEXT, gettext_lazy("Name of the metric"), lambda card: card.title),
    Column(gettext_lazy("Why"), Kind.TEXT, gettext_lazy("What it is for"), lambda card: card.why),
    Column(gettext_lazy("Unit"), Kind.TEXT, gettext_lazy("What is counted"), lambda card: unit_words(card.unit)),
    Column(gettext_lazy("Grain"), Kind.TEXT, gettext_lazy("For what it is computed"), lambda card: card.grain),
    Column(gettext_lazy("Method"), Kind.TEXT, gettext_lazy("How it is counted"), lambda card: card.method),
    Column(gettext_lazy("Version"), Kind.TEXT, gettext_lazy("Version of the method"), lambda card: card.version),
    Column(gettext_lazy("Next review"), Kind.TEXT, gettext_lazy("Day of the next review"),
           lambda card: card.next_review),
]  # fmt: skip


def comparison_columns(sides: tuple[str, ...]) -> list[Column[dict[str, Any]]]:
    """Metric by metric, one column for each side."""
    columns = [Column[dict[str, Any]](gettext_lazy("Metric"), Kind.TEXT, gettext_lazy("Name of the metric"),
                                      lambda row: row["title"])]  # fmt: skip
    for place, side in enumerate(sides):
        columns.append(Column(side, Kind.NUMBER, gettext_lazy("Value of this side"), _side(place)))
    difference = gettext_lazy("Second less first")
    return [*columns, Column(difference, Kind.TEXT, difference, lambda row: row["difference"])]


def _side(place: int) -> Callable[[dict[str, Any]], Any]:
    return lambda row: cell(row["cells"][place][0])
