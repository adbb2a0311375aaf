"""The office's own template for minutes."""

from django.db import transaction

from koordynata.foundation.audit import Actor
from koordynata.foundation.files import Kept
from koordynata.foundation.own_templates import keep_template, use_template

from ..models import Body, MinutesTemplate
from ..template_fields import EXAMPLE


@transaction.atomic
def take_template(*, body: Body, content: bytes, name: str, by: Actor) -> MinutesTemplate:
    """Use this DOCX from now on. Raises FileRefused, TemplateRefused."""
    return _use(body, keep_template(content, name, EXAMPLE), by)


@transaction.atomic
def use_shipped_template(*, body: Body, by: Actor) -> MinutesTemplate:
    """Back to the template that comes with the program."""
    return _use(body, None, by)


def _use(body: Body, kept: Kept | None, by: Actor) -> MinutesTemplate:
    return use_template(
        MinutesTemplate, kept, noun="minutes_template", place=body.territory.code, label=f"{body.short_name}: ",
        by=by, body=body,
    )  # fmt: skip
