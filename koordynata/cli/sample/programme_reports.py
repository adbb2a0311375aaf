"""Reports of the sample: periods that are closed frozen and sent, the last one a draft; narratives marked as sample."""

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.models import Period, Programme, Report

from .ground import OWN, read_rows


def make_reports(programme: Programme, periods: list[Period]) -> None:
    """One report for each period that the data speak of."""
    rows = [one for one in read_rows(OWN / "programme_narratives.csv") if one["programme"] == programme.short_name]
    for period in periods:
        told = [one for one in rows if one["period"] == period.name]
        if told:
            report = services.open_report(period=period, by=SYSTEM)
            for one in told:
                _write(report, one["area"], one["text"])
            period.refresh_from_db()
            if period.is_closed:
                services.send_report(report=services.freeze_report(report=report, by=SYSTEM), by=SYSTEM)


def _write(report: Report, area: str, text: str) -> None:
    element = report.version.elements.get(code=area, parent=None) if area else None
    services.write_narrative(report=report, area=element.strand if element else None, text=text, by=SYSTEM)
