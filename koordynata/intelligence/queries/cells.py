"""From a row of the mart `cell` to figures and gap rows."""

from functools import cache
from typing import Any

from ..method import gap_method
from ..metrics.catalogue import CARDS, COLUMNS
from ..warehouse.narrow import gap_columns
from ..warehouse.nodes import ALL
from ..warehouse.reading import Row, Warehouse
from .figures import Figure, GapClass, Silence
from .lookup import sources_of, subject, territory_name
from .shapes import GapRow

NO_FIGURE = (None, Silence.MISSING)


def subject_code(occupation: str | None = None, branch: str | None = None, school_type: str | None = None) -> str:
    """The mart's name for an occupation, or a branch or everything, perhaps narrowed to a school type."""
    if occupation:
        return occupation
    return (branch or ALL) + (f":{school_type}" if school_type else "")


def spoken(value: Any, hidden: Any, silence: Silence = Silence.MISSING) -> tuple[float | None, Silence | None]:
    """A value, or why there is none."""
    if hidden:
        return None, Silence.SUPPRESSED
    return (None, silence) if value is None else (float(value), None)


def figure(house: Warehouse, row: Row | None, metric_id: str, territory: str, year: int) -> Figure:
    """The figure of a metric in a cell; `row` may be None where nothing speaks of the cell."""
    column, flag = COLUMNS[metric_id]
    card = CARDS[metric_id]
    value, silence = NO_FIGURE if row is None else spoken(row[column], row[flag] if flag else False)
    told = (row or {}).get(f"{column}_year") or year
    return Figure(value, silence, card.unit, metric_id, told, sources=sources_of(house, card.inputs, territory, told))


def read_cells(house: Warehouse, where: str, parameters: list[Any]) -> list[Row]:
    """Rows of `cell` with every column; `where` is written in this room, values go by parameters."""
    return house.rows(f"SELECT * FROM cell WHERE {where}", parameters)  # noqa: S608 - see above


def read_gaps(house: Warehouse, where: str, parameters: list[Any], mart: str = "cell") -> list[Row]:
    """Rows as `gap_row` needs them, from `cell` (sorted by territory) or `gap` (sorted by subject)."""
    columns = ", ".join(gap_columns())
    return house.rows(f"SELECT {columns} FROM {mart} WHERE {where}", parameters)  # noqa: S608 - as above


History = list[tuple[int, Any, bool]]  # year, score, whether it is hidden


def histories(
    house: Warehouse, where: str, parameters: list[Any], mart: str = "cell"
) -> dict[tuple[str, str], History]:
    """(territory, subject) → its scores, oldest first."""
    sql = (
        "SELECT territory, subject, list(year ORDER BY year) AS years, list(gap ORDER BY year) AS scores, "  # noqa: S608
        f"list(gap_hidden ORDER BY year) AS hidden FROM {mart} WHERE {where} GROUP BY ALL"
    )
    rows = house.rows(sql, parameters)
    return {
        (row["territory"], row["subject"]): list(zip(row["years"], row["scores"], row["hidden"], strict=True))
        for row in rows
    }


@cache
def _part_columns() -> tuple[tuple[str, str, str], ...]:
    """Each part of the gap with its columns: the sub-score, and whether a hidden number left it out."""
    return tuple((rule.id, f"sub_{rule.id}", f"out_{rule.id}") for rule in gap_method().parts)


def gap_row(
    house: Warehouse,
    row: Row | None,
    territory: str,
    code: str,
    year: int,
    history: History | None = None,
) -> GapRow:
    """A gap row; without a row in the mart all its figures are missing."""
    what = subject(house, code)
    values = row or {}
    hidden = tuple(part for part, _sub, out in _part_columns() if values.get(out))
    past = [step for step in history or () if step[0] <= year]
    return GapRow(
        occupation_code=what.occupation_code,
        occupation_name=what.occupation_name,
        branch=what.branch,
        branch_name=what.branch_name,
        territory_code=territory,
        territory_name=territory_name(house, territory),
        year=year,
        score=figure(house, row, "gap", territory, year),
        klass=GapClass(values["klass"]) if values.get("klass") else None,
        supply=figure(house, row, "graduates", territory, year),
        demand=figure(house, row, "vacancies", territory, year),
        pupils=figure(house, row, "pupils", territory, year),
        history=tuple((told, score) for told, score, _hidden in past),
        hidden_years=tuple(told for told, _score, kept_back in past if kept_back),
        lasting_years=values.get("lasting_years") or 0,
        growth=values.get("growth"),
        missing_parts=tuple(
            part for part, sub, _out in _part_columns() if values.get(sub) is None and part not in hidden
        ),
        suppressed_parts=hidden,
        school_type=code.partition(":")[2],
    )
