"""Long work ends with a mail to whoever asked for it."""

import logging
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from koordynata.sources.models import ImportRun

logger = logging.getLogger(__name__)


def mail_after_long_work(run: ImportRun, began: datetime) -> None:
    """Tell who started and who confirmed the run when the work took longer than `IMPORT_MAIL_AFTER_SECONDS`.

    The work is done whether the mail goes out or not.
    """
    if (timezone.now() - began).total_seconds() < settings.IMPORT_MAIL_AFTER_SECONDS:
        return
    people = [pk for pk in (run.started_by_id, run.confirmed_by_id) if pk is not None]
    for user in get_user_model()._default_manager.filter(pk__in=people, is_active=True).order_by("pk"):
        try:
            _mail(run, user)
        except (SMTPException, OSError):
            logger.exception("no mail about import run %s could be sent", run.pk)


def _mail(run: ImportRun, user: Any) -> None:
    with translation.override(user.language):
        address = f"{settings.PUBLIC_URL}/importy/{run.pk}/"
        text = render_to_string("imports/mail/ended.txt", {"run": run, "address": address})
        subject = gettext("Koordynata: import ended, state: %s") % run.get_state_display()
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])
