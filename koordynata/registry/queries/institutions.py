"""The register's list: filters as they stand in the address."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from koordynata.accounts.roles import Permission
from koordynata.reference.models import Territory

from ..enums import PUBLIC_KINDS, InstitutionKind
from ..models import Institution
from ..models.institution import InstitutionQuerySet
from ..scopes import scope_of
from ..search import find_institution_ids

SORTS = {
    "name": ("name", "id"),
    "territory": ("territory__name", "name", "id"),
    "pupils": ("-pupils", "name", "id"),
    "rspo": ("rspo", "id"),
}
DEFAULT_SORT = "name"


@dataclass(frozen=True)
class InstitutionFilter:
    """What a reader asked for; empty means everything."""

    q: str = ""
    kind: str = ""
    school_type: str = ""
    territory: str = ""
    status: str = ""
    occupation: str = ""
    current: bool = True
    sort: str = DEFAULT_SORT

    def apply(self, rows: InstitutionQuerySet) -> InstitutionQuerySet:
        """The filters that need no knowledge of the reader."""
        plain = {"kind": self.kind, "school_type__code": self.school_type, "public_status": self.status}
        rows = rows.filter(merged_into__isnull=True, **{name: value for name, value in plain.items() if value})
        if self.current:
            rows = rows.current()
        if self.occupation:
            rows = rows.filter(offers__occupation__code=self.occupation, offers__withdrawn_run=None).distinct()
        if self.territory:
            rows = rows.filter(territory__in=Territory.objects.below(self.territory))
        return rows


def visible_institutions(user: Any) -> InstitutionQuerySet:
    """Every institution that the user may see."""
    return Institution.objects.visible_to(user)


def known_institutions(user: Any) -> InstitutionQuerySet:
    """Those, and the public schools of the territories of which the user reads the figures."""
    whole, public = scope_of(user, Permission.VIEW_REGISTERS), scope_of(user, Permission.VIEW_METRICS)
    if whole.country:
        return visible_institutions(user)  # an empty condition would drop out of the disjunction
    cards = Q(kind__in=PUBLIC_KINDS) & public.query("territory__path")
    return Institution.objects.filter(whole.query("territory__path") | cards)


def schools_open_to(user: Any) -> InstitutionQuerySet:
    """Schools of which the user reads the figures: of no other kind of institution is there anything to tell."""
    rows = Institution.objects.visible_to(user, Permission.VIEW_METRICS)
    return rows.filter(kind=InstitutionKind.SCHOOL, merged_into=None)


def list_institutions(user: Any, asked: InstitutionFilter) -> QuerySet[Institution]:
    """The rows of the list and of its export, in the order asked for; a search narrows to its best thousand."""
    rows = asked.apply(visible_institutions(user))
    if asked.q.strip():
        rows = rows.filter(pk__in=find_institution_ids(asked.q, scope_of(user, Permission.VIEW_REGISTERS)))
    return rows.select_related("territory").order_by(*SORTS.get(asked.sort, SORTS[DEFAULT_SORT]))


def known_statuses(user: Any) -> list[str]:
    """The values of "public or non-public" that occur in what the user sees."""
    rows = visible_institutions(user).exclude(public_status="").order_by("public_status")
    return list(rows.values_list("public_status", flat=True).distinct())


def find_by_number(user: Any, number: str) -> Institution | None:
    """The institution with this RSPO, REGON or NIP that the user may merge; None where it is none or not one alone."""
    if not number.isascii() or not number.isdigit():
        return None
    known = Q(regon=number) | Q(nip=number) | Q(numbers__value=number)
    if len(number) <= 9:
        known |= Q(rspo=int(number))
    rows = Institution.objects.visible_to(user, Permission.EDIT_REGISTERS).current().filter(known).distinct()[:2]
    return rows[0] if len(rows) == 1 else None


def sources_of(rows: QuerySet[Institution]) -> list[tuple[str, str, date | None]]:
    """Publisher, kind of file and newest vintage of the files that brought these rows; nothing for hand-made ones."""
    told = Institution.objects.filter(pk__in=rows.order_by().values("pk"), created_run__isnull=False)
    snapshot = "created_run__snapshot__"
    found = told.order_by().values_list(f"{snapshot}publisher", f"{snapshot}source").annotate(Max(f"{snapshot}vintage"))
    return sorted((publisher, source, vintage) for publisher, source, vintage in found)
