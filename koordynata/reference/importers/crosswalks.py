"""Groups of the Occupational Barometer, and the steps between classifications."""

from django.utils.translation import gettext_lazy as _

from koordynata.sources import catalogue
from koordynata.sources.lists import layouts

from ..models import BarometerGroup, Crosswalk
from .own_list import ListImporter, ListShape

BAROMETER_GROUPS = ListShape(
    model=BarometerGroup,
    layout=layouts.BAROMETER_GROUPS,
    key=["code"],
    columns=["name_pl", "name_en", "status", "source"],
    label="name_pl",
)
CROSSWALKS = ListShape(
    model=Crosswalk,
    layout=layouts.CROSSWALKS,
    key=["from_scheme", "from_code", "to_scheme", "to_code", "version"],
    columns=["quality", "source"],
    label="from_code",
    stored_label=["from_scheme", "from_code", "to_scheme", "to_code"],
)

catalogue.enter(ListImporter("barometer-groups", _("Groups of the Occupational Barometer"), BAROMETER_GROUPS))
catalogue.enter(ListImporter("crosswalks", _("Crosswalks between classifications"), CROSSWALKS))
