"""The demo accounts: one for each role, with invented people (data/accounts.csv)."""

from django.db import transaction

from koordynata.accounts.models import User
from koordynata.accounts.queries import DEMO_PASSWORD
from koordynata.accounts.services import create_account
from koordynata.foundation.audit import SYSTEM
from koordynata.reference.models import SchoolType, Territory
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution
from koordynata.registry.services.memberships import add_membership

from .ground import OWN, read_rows
from .plan import Plan

DOMAIN = "example.org"


@transaction.atomic
def make_demo_accounts(plan: Plan) -> None:
    """Make those that are missing and whose region was loaded."""
    for row in read_rows(OWN / "accounts.csv"):
        email, region = f"{row['email']}@{DOMAIN}", row["territory"]
        if region in {"PL", *plan.regions} and not User.objects.filter(email=email).exists():
            user = create_account(email=email, full_name=row["name"], password=DEMO_PASSWORD, by=SYSTEM, is_sample=True)
            territory = Territory.objects.get(code=region)
            add_membership(user, row["role"], territory, _institution(row["institution"], region), by=SYSTEM)


def _institution(kind: str, region: str) -> Institution | None:
    """The school with the most pupils, or the first employer, of a region."""
    found = Institution.objects.filter(is_sample=True, territory__path__startswith=f"{region}/").current()
    if kind == "school":
        technikum = SchoolType.objects.get(code="TEC")
        return found.filter(school_type=technikum).order_by("-pupils", "id").first()
    if kind == "employer":
        return found.filter(kind=InstitutionKind.EMPLOYER).order_by("id").first()
    return None
