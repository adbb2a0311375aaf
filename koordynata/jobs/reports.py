"""Work behind reports of programmes: their documents, and letters that tell the ministry of one that was sent."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django_tasks import task

from koordynata.accounts.models import User
from koordynata.foundation.documents.refusals import DocumentRefusal
from koordynata.programme.enums import ReportState
from koordynata.programme.models import Report
from koordynata.programme.queries.reports import readers_in_the_ministry
from koordynata.programme.reports.kept import KeptDocument

logger = logging.getLogger(__name__)
_KEPT_SECONDS = 30 * 24 * 3600


@task()
def prepare_report(report_id: int, ending: str) -> str:
    """Make the PDF or the DOCX; returns why not, or nothing. A second call finds it made."""
    report = Report.objects.filter(pk=report_id, state=ReportState.FROZEN).first()
    if report is None:
        return ""
    try:
        KeptDocument(report, ending).make()
    except DocumentRefusal as refusal:
        return str(refusal)
    return ""


@task()
def tell_of_report(report_id: int) -> int:
    """Letters about a report that was sent; how many went out. A second call finds them sent."""
    rows = Report.objects.filter(pk=report_id, sent_at__isnull=False)
    report = rows.select_related("programme__territory", "period").defer("snapshot").first()
    return sum(_tell(report, person) for person in readers_in_the_ministry()) if report else 0


def _tell(report: Report, person: User) -> bool:
    """Claimed first and sent then: a letter may be lost with its server, but nobody gets it twice."""
    if not cache.add(f"report-letter:{report.pk}:{person.pk}", True, _KEPT_SECONDS):
        return False
    page = f"{settings.PUBLIC_URL}/program/{report.programme_id}/sprawozdania/{report.pk}/"
    try:
        with translation.override(person.language):
            text = render_to_string("programme/mail/report.txt", {"report": report, "address": page})
            subject = gettext("Report sent: %s") % report
            EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email]).send()
    except (SMTPException, OSError):
        logger.exception("a letter about a report could not be sent to user %s", person.pk)
        return False
    return True
