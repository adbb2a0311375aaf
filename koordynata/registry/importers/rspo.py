"""The school register as the public site exports it."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from koordynata.sources import catalogue
from koordynata.sources.catalogue import Importer, ReadOptions
from koordynata.sources.reading import Reading
from koordynata.sources.rspo import LAYOUT, read
from koordynata.sources.staging import Staging

from .rspo_records import stage_institutions

PUBLISHER = "Centrum Informatyczne Edukacji (MEN)"
LICENCE = "rejestr publiczny – ponowne wykorzystywanie informacji sektora publicznego"
HEADERS = {column.name: column.header for column in LAYOUT.columns}


class RspoImporter(Importer):
    """Rejestr Szkół i Placówek Oświatowych → institutions."""

    id = "rspo"
    title = _("Register of Schools and Educational Establishments (RSPO), CSV export")
    publisher = PUBLISHER
    licence = LICENCE
    expects = _("The CSV export of rspo.gov.pl: 50 columns, or the 35 or 36 of 2020.")
    layout = LAYOUT

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """See `sources.rspo`."""
        return read(path.read_bytes())

    def stage(self, reading: Reading, options: ReadOptions) -> Staging:
        """One table of institutions; schools point at their complexes."""
        found = stage_institutions(reading, HEADERS)
        return Staging((found.table,), found.problems, found.powiats, found.set_aside)


catalogue.enter(RspoImporter())
