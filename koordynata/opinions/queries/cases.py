"""From the records of the house to the question whether an opinion is needed; meetings at which one can be given."""

from datetime import date

from django.db.models import QuerySet

from koordynata.coordination.enums import MeetingState
from koordynata.coordination.models import Meeting
from koordynata.foundation import working_days
from koordynata.intelligence import queries
from koordynata.reference.models import Occupation, Territory
from koordynata.registry.models import Institution

from ..kinds import kinds
from ..law import intake_rule, procedure_on
from ..models import IntakeWindow, Opinion, OpinionRequest
from ..need import Case


def case_of(
    school: Institution | None, occupation: Occupation, day: date, *, school_type: str,
    young_workers_only: bool = False, main: Occupation | None = None, earlier: date | None = None,
) -> Case:  # fmt: skip
    """The case as the house knows it; what `earlier` says of an older opinion counts where the house has none."""
    region = school.territory.voivodeship_code if school else ""
    given = _last_given(school, occupation)
    return Case(
        day=day, school_type=school_type, young_workers_only=young_workers_only, auxiliary=main is not None,
        has_opinion_for_main=main is not None and _last_given(school, main) is not None,
        earlier_opinion=given or earlier, forecast_level=_level(occupation, region, day),
    )  # fmt: skip


def _last_given(school: Institution | None, occupation: Occupation) -> date | None:
    allowing = [kind.code for kind in kinds().values() if kind.allows]
    rows = Opinion.objects.filter(request__school=school, request__occupation=occupation, kind__in=allowing)
    return rows.order_by("-decided_on").values_list("decided_on", flat=True).first() if school else None


def _level(occupation: Occupation, region: str, day: date) -> str:
    for place in filter(None, ("PL", region)):
        found = queries.announced(occupation.code, place, day)
        if found and found.level:
            return found.level
    return ""


def case_of_request(request: OpinionRequest, day: date) -> Case:
    """The case of an application."""
    return case_of(
        request.school, request.occupation, day, school_type=request.school_type.code,
        young_workers_only=request.young_workers_only, main=request.main_occupation,
    )  # fmt: skip


def meetings_for(request: OpinionRequest) -> QuerySet[Meeting]:
    """Meetings of the region's body that have not ended, soonest first."""
    open_ones = Meeting.objects.filter(
        term__body__territory=request.region, state__in=[MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN]
    )
    givers = {procedure_on(working_days.local_day(one.starts)).giver for one in open_ones.order_by("pk")}
    return open_ones.filter(term__body__kind__in=givers).select_related("term__body").order_by("starts", "pk")


def last_day_for(meeting: Meeting, region: Territory) -> date:
    """Until when applications for a meeting are taken in, by the region's rule."""
    day = working_days.local_day(meeting.starts)
    return working_days.add(day, -intake_rule(region.code, day).working_days)


def window_on(region: Territory, day: date) -> IntakeWindow | None:
    """The window open on a day, or the next one announced."""
    rows = IntakeWindow.objects.filter(region=region, closes__gte=day).select_related("meeting__term__body")
    return rows.order_by("opens").first()


def window_of(request: OpinionRequest, today: date) -> IntakeWindow | None:
    """The window to which an application belongs: open when it came in, else the next one. Of a draft: as of today."""
    return window_on(request.region, working_days.local_day(request.submitted_at) if request.submitted_at else today)
