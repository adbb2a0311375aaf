"""Files with one row per year, territory and occupation."""

from .by_place import ByPlaceImporter


class ByOccupationImporter(ByPlaceImporter):
    """Figures of an occupation in a powiat and year."""

    key = ("year", "territory_id", "occupation_id")
