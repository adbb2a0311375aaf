"""Every metric with its card; builds and pages both read this list."""

from . import (
    barometer,
    concentration,
    forecast_level,
    gap,
    graduates,
    graduates_work,
    intake,
    persistence,
    pupils,
    reach,
    stay_in_region,
    supply_outlook,
    unemployed,
    unemployment_rate,
    vacancies,
    wage,
)
from .card import Card, Metric

# Metrics computed for each territory × subject × year: a new one stands here, and nowhere else.
BY_CELL: tuple[Metric, ...] = tuple(
    module.METRIC
    for module in (
        pupils, graduates, intake, vacancies, unemployed, barometer, forecast_level, graduates_work, stay_in_region,
        wage, concentration, reach,
    )
)  # fmt: skip
BY_TERRITORY = (unemployment_rate.METRIC,)  # the same for all subjects

# Metrics that are a column of the mart `cell`: (column, column that says whether it is hidden).
COLUMNS: dict[str, tuple[str, str | None]] = {
    metric.card.id: (metric.column, metric.hidden) for metric in (*BY_CELL, *BY_TERRITORY)
} | {"gap": ("gap", "gap_hidden"), "persistence": ("lasting_years", None), "growth": ("growth", None)}

_FROM_CELLS = (supply_outlook.CARD, gap.CARD, persistence.LASTING, persistence.GROWTH)
CARDS: dict[str, Card] = {
    card.id: card
    for card in sorted((*(metric.card for metric in (*BY_CELL, *BY_TERRITORY)), *_FROM_CELLS), key=lambda card: card.id)
}
