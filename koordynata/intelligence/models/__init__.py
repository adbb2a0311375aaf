"""What the labour market and the registers say, as imported; marts are built from it."""

from .inputs import BarometerRating, DemandForecast, GraduateOutcome, LabourFlow, Observation
from .warehouse import WarehouseBuild

__all__ = [
    "BarometerRating",
    "DemandForecast",
    "GraduateOutcome",
    "LabourFlow",
    "Observation",
    "WarehouseBuild",
]
