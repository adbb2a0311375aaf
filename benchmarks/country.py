"""A country for a benchmark: 16 voivodeships, 380 powiats, one school type."""

from django.conf import settings
from django.core.management import call_command

from benchmarks.register import powiats
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import SchoolType, Territory


def prepare() -> None:
    """Migrate, and make the country."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    country = Territory.objects.create(code="PL", kind=TerritoryKind.COUNTRY, name="Polska", path="PL/")
    codes = powiats()
    above = {
        code: Territory.objects.create(
            code=code, kind=TerritoryKind.VOIVODESHIP, name=code, parent=country, path=f"{code}/"
        )
        for code in sorted({code[:2] for code in codes})
    }
    Territory.objects.bulk_create(
        Territory(code=c, kind=TerritoryKind.POWIAT, name=c, parent=above[c[:2]], path=f"{c[:2]}/{c}/") for c in codes
    )
    SchoolType.objects.create(code="TEC", name_pl="technikum", years=5, abbreviation="T", rspo_name="Technikum")
