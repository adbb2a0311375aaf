"""What graduates did a year later."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from koordynata.sources import catalogue
from koordynata.sources.catalogue import ReadOptions
from koordynata.sources.graduates.reader import LAYOUT, read
from koordynata.sources.reading import Reading

from ..models import GraduateOutcome
from .by_occupation import ByOccupationImporter


class GraduatesImporter(ByOccupationImporter):
    """Monitoring karier absolwentów, by powiat and occupation."""

    id = "graduates"
    title = _("Careers of graduates")
    publisher = "IBE, Monitoring karier absolwentów"
    licence = gettext_noop("as stated by the publisher")
    expects = _("Our own template, filled in from the reports on careers of graduates")
    model = GraduateOutcome
    layout = LAYOUT
    columns = ("graduates", "working", "learning", "unemployed", "staying", "wage_ratio")

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """Rows of the template."""
        return read(path.read_bytes())


catalogue.enter(GraduatesImporter())
