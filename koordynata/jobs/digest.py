"""The morning mail: what waits in the office, for whoever asked for it; once a day, and nothing when nothing waits."""

import logging
from collections import Counter
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from koordynata.accounts.models import User
from koordynata.accounts.services import claim_work_digest
from koordynata.coordination.office import days_for
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.work import Urgency, WorkItem, open_items

logger = logging.getLogger(__name__)

TOLD = 10  # items by name; the list has them all
PAGE = "/biuro/"


def send_work_digests(today: date) -> int:
    """Send what is wanted and was not sent that day; how many letters went out. Run again, each goes out once."""
    rows = User.objects.filter(work_digest=True, is_active=True).exclude(work_digest_sent_on=today)
    return sum(_send(user, today) for user in rows.order_by("pk"))


def _send(user: User, today: date) -> bool:
    """Claimed first and sent then: a letter may be lost with its server, but nobody gets it twice."""
    with translation.override(user.language):
        items = open_items(user, today)
        if not items or not claim_work_digest(user=user, today=today, by=SYSTEM):
            return False
        try:
            _letter(user, items, today).send()
        except (SMTPException, OSError):
            logger.exception("no morning mail could be sent to user %s", user.pk)
            return False
    return True


def _letter(user: User, items: list[WorkItem], today: date) -> EmailMessage:
    soon = days_for("soon", today)
    counts = Counter(item.urgency(today, soon) for item in items)
    address = f"{settings.PUBLIC_URL}{PAGE}"
    values = {
        "items": items[:TOLD], "more": max(0, len(items) - TOLD), "address": address, "soon": soon,
        "overdue": counts[Urgency.OVERDUE], "due_soon": counts[Urgency.SOON], "later": counts[Urgency.LATER],
    }  # fmt: skip
    subject = gettext("Work that waits, %s") % date_format(today, "SHORT_DATE_FORMAT")
    text = render_to_string("office/mail/digest.txt", values)
    return EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email],
                        headers={"List-Unsubscribe": f"<{address}>"})  # fmt: skip
