"""What programmes owe by a day: values of periods, reports. Whether it was done follows from the programme."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from koordynata.foundation.dated import Dated
from koordynata.reference.models import Territory

from ..deadlines import ReportDeadline, deadline_for
from ..models import Period, Report

_LONGEST = timedelta(days=400)  # no deadline is later after its period


@dataclass(frozen=True)
class ProgrammeDuty:
    """One thing owed. `what`: `values` or `report`; `begun`: somebody has opened the report."""

    what: str
    period: Period
    rule: Dated
    basis_pl: str
    basis_en: str
    due: date
    done_on: date | None
    begun: bool = False


def programme_duties(territory: Territory, year: int) -> list[ProgrammeDuty]:
    """What falls into a year in a territory, by its day. Two queries."""
    first = date(year, 1, 1) - _LONGEST
    rows = Period.objects.filter(programme__territory=territory, ends__gte=first, starts__lte=date(year, 12, 31))
    periods = list(rows.select_related("programme").order_by("starts", "pk"))
    reports: dict[int, Report] = {}
    for report in Report.objects.filter(period__in=periods, area=None).defer("snapshot").order_by("edition"):
        if not (report.edition > 1 and report.sent_at is None):  # a correction that is being written changes nothing
            reports[report.period_id] = report
    found = [duty for period in periods for duty in _of(period, reports.get(period.pk))]
    return sorted((one for one in found if one.due.year == year), key=lambda one: (one.due, one.what, one.period.pk))


def _of(period: Period, report: Report | None) -> list[ProgrammeDuty]:
    rule = deadline_for(period.programme.kind, period.ends)
    found = []
    if period.due:
        closed = timezone.localdate(period.closed_at) if period.closed_at else None
        found.append(ProgrammeDuty("values", period, _VALUES, _VALUES_BASIS[0], _VALUES_BASIS[1], period.due, closed))
    if rule:
        found.append(_report_duty(period, rule, report))
    return found


def _report_duty(period: Period, rule: ReportDeadline, report: Report | None) -> ProgrammeDuty:
    sent = timezone.localdate(report.sent_at) if report and report.sent_at else None
    return ProgrammeDuty(
        "report", period, rule, rule.basis_pl, rule.basis_en, rule.due(period.ends), sent, begun=report is not None
    )


# The day itself stands in the programme's period: the office settled it.
_VALUES = Dated("values", "wartości wskaźników", "values of indicators", date(2021, 1, 1), None, "seen", "", "",
                "okres sprawozdawczy programu")  # fmt: skip
_VALUES_BASIS = ("okresy sprawozdawcze programu", "reporting periods of the programme")
