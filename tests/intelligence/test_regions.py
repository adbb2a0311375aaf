"""The same figure in every voivodeship: highest first, silences last, a constant number of reads."""

from __future__ import annotations

from typing import Any

import pytest

from koordynata.intelligence.queries import Silence, across_regions, gap_parts, metric_value
from koordynata.intelligence.queries.cells import histories, read_gaps
from koordynata.intelligence.warehouse.reading import Warehouse, warehouse
from koordynata.reference.enums import TerritoryKind
from tests.conftest import make_territory

from .conftest import SIGNALLER, Land

pytestmark = pytest.mark.either_database


@pytest.fixture
def three(story: Land) -> Land:
    """Opolskie looks for more than Małopolskie; of Łódzkie nothing is known."""
    make_territory("10", TerritoryKind.VOIVODESHIP, "łódzkie", story.land["PL"])
    story.flow("1607", SIGNALLER, 2025, vacancies=80, unemployed=40)
    story.flow("1206", SIGNALLER, 2025, vacancies=30, unemployed=60)
    story.build()
    return story


def told(name: str, **more: Any) -> list[tuple[str, float | None, int | None]]:
    rows = across_regions(name, 2025, SIGNALLER, **more)
    return [(row.code, row.figure.value, row.rank) for row in rows]


def test_highest_first_and_the_unknown_last(three: Land) -> None:
    assert told("vacancies") == [("16", 80.0, 1), ("12", 30.0, 2), ("10", None, None)]
    assert across_regions("vacancies", 2025, SIGNALLER)[-1].figure.silence == Silence.MISSING


def test_it_says_what_the_figures_themselves_say(three: Land) -> None:
    for code, value, _rank in told("unemployed")[:2]:
        assert metric_value("unemployed", territory=code, year=2025, subject=SIGNALLER).figure.value == value
    parts = gap_parts("16", SIGNALLER, 2025)
    assert parts is not None
    own = next(part.value for part in parts.parts if part.id == "offers_per_unemployed")
    assert told("offers_per_unemployed", part=True)[0] == ("16", own.value, 1) == ("16", 2.0, 1)


def test_equal_figures_share_a_place(story: Land) -> None:
    for powiat in ("1607", "1206"):
        story.flow(powiat, SIGNALLER, 2025, vacancies=50)
    story.build()
    assert told("vacancies") == [("12", 50.0, 1), ("16", 50.0, 1)]


def test_what_is_hidden_stays_hidden(story: Land) -> None:
    story.flow("1607", SIGNALLER, 2025, vacancies=5, unemployed=3)
    story.build()
    rows = {row.code: row.figure for row in across_regions("unemployed", 2025, SIGNALLER)}
    assert rows["16"].suppressed and rows["16"].value is None


@pytest.mark.parametrize("name", ["supply_outlook", "nonsense", "offers_per_graduate"])
def test_what_is_no_figure_of_a_cell_has_no_comparison(three: Land, name: str) -> None:
    assert told(name) == []


def test_reads_do_not_grow(three: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    read = Warehouse.rows

    def noted(self: Warehouse, sql: str, parameters: Any = ()) -> Any:
        asked.append(sql)
        return read(self, sql, parameters)

    told("vacancies")  # names and sources, once in a build
    monkeypatch.setattr(Warehouse, "rows", noted)
    counts = []
    for name, part in (("vacancies", False), ("gap", False), ("unemployment_rate", True)):
        asked.clear()
        told(name, part=part)
        counts.append(len(asked))
    assert counts == [1, 1, 1]


def test_both_orders_of_the_cells_tell_the_same(three: Land) -> None:
    """The map reads the mart sorted by subject, everything else the one sorted by territory."""
    house = warehouse()
    where, values = "subject = ? AND territory BETWEEN ? AND ?", [SIGNALLER, "12", "1699"]

    def rows(mart: str) -> Any:
        return sorted(read_gaps(house, where, values, mart), key=lambda row: (row["territory"], row["year"]))

    assert rows("gap") == rows("cell") and len(rows("gap")) >= 4
    assert histories(house, where, values, "gap") == histories(house, where, values)
