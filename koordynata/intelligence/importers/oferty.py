"""Job offers and registered unemployed."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from koordynata.sources import catalogue
from koordynata.sources.catalogue import ReadOptions
from koordynata.sources.oferty.reader import LAYOUT, read
from koordynata.sources.reading import Reading

from ..models import LabourFlow
from .by_occupation import ByOccupationImporter


class OfertyImporter(ByOccupationImporter):
    """Labour offices, by powiat and occupation."""

    id = "oferty"
    title = _("Job offers and registered unemployed")
    publisher = "Wojewódzki urząd pracy"
    licence = gettext_noop("as stated by the publisher")
    expects = _("Our own template, filled in from the statistics of labour offices")
    model = LabourFlow
    layout = LAYOUT
    columns = ("vacancies", "unemployed")

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """Rows of the template."""
        return read(path.read_bytes())


catalogue.enter(OfertyImporter())
