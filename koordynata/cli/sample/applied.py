"""An application of the sample as a school would write it (data/applications.csv)."""

from functools import cache

from django.db.models import QuerySet
from django.utils import timezone

from koordynata.coordination.models import Meeting
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.periods import SchoolYear
from koordynata.opinions import services
from koordynata.opinions.models import OpinionRequest
from koordynata.reference.models import Occupation, SchoolType, Territory
from koordynata.registry.models import Institution

from .ground import OWN, read_rows
from .letter import letter

PROGRAMME = "Program powstaje z pracodawcą. Zajęcia praktyczne w pracowni szkolnej i w zakładzie, od drugiej klasy."
Row = dict[str, str]


@cache
def application_rows() -> dict[str, Row]:
    """All of them by their key."""
    return {row["key"]: row for row in read_rows(OWN / "applications.csv")}


def _technika(region: str) -> QuerySet[Institution]:
    """Those of the region with the most pupils first: the first one is that of the demo account."""
    schools = Institution.objects.filter(is_sample=True, territory__path__startswith=f"{region}/").current()
    return schools.filter(school_type__code="TEC").order_by("-pupils", "id")


def has_schools(region: Territory) -> bool:
    """Whether there is a school for every application."""
    return _technika(region.code).count() > max(int(row["school"]) for row in application_rows().values())


def applied(key: str, meeting: Meeting) -> OpinionRequest:
    """A draft with everything that must be there."""
    row = application_rows()[key]
    request = services.start_request(
        school=_technika(meeting.term.body.territory.code)[int(row["school"])], by=SYSTEM, is_sample=True,
        occupation=Occupation.objects.get(code=row["occupation"]), school_type=SchoolType.objects.get(code="TEC"),
        start_year=SchoolYear.of(timezone.localdate()).start + 1, places=int(row["places"]), reasons=row["reasons"],
        programme=PROGRAMME,
    )  # fmt: skip
    for kind, name, title in (
        ("employer_letter", "list-pracodawcy.pdf", row["employer"]), ("governing_body", "zgoda-organu.pdf", "Powiat"),
    ):  # fmt: skip
        services.attach(request=request, kind=kind, name=name, content=letter(f"{title} / {key}"), by=SYSTEM)
    services.add_partner(
        request=request, name=row["employer"], training_places=int(row["training_places"]), jobs=int(row["jobs"]),
        letter=request.attachments.get(kind="employer_letter"), by=SYSTEM,
    )  # fmt: skip
    for kind, name, there in (
        ("workshop", "pracownia zawodowa", True), ("equipment", "stanowiska do ćwiczeń", False),
        ("teacher", "przedmioty zawodowe", True),
    ):  # fmt: skip
        services.add_resource(request=request, kind=kind, name=name, available=there, by=SYSTEM)
    return request


def completed(request: OpinionRequest) -> OpinionRequest:
    """Submitted, accepted, with evidence."""
    services.submit(request=request, by=SYSTEM)
    request = services.accept_as_complete(request=request, by=SYSTEM)
    services.prepare_evidence(request=request, by=SYSTEM)
    return request


def on_agenda(request: OpinionRequest, meeting: Meeting) -> OpinionRequest:
    """Before the team, its evidence frozen."""
    return services.put_before_body(request=completed(request), meeting=meeting, by=SYSTEM)
