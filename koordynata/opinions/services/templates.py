"""The office's own template for opinions."""

from django.db import transaction

from koordynata.foundation.audit import Actor
from koordynata.foundation.files import Kept
from koordynata.foundation.own_templates import keep_template, use_template
from koordynata.reference.models import Territory

from ..models import OpinionTemplate
from ..template_fields import EXAMPLE


@transaction.atomic
def take_template(*, region: Territory, content: bytes, name: str, by: Actor) -> OpinionTemplate:
    """Use this DOCX from now on. Raises FileRefused, TemplateRefused."""
    return _use(region, keep_template(content, name, EXAMPLE), by)


@transaction.atomic
def use_shipped_template(*, region: Territory, by: Actor) -> OpinionTemplate:
    """Back to the template that comes with the program."""
    return _use(region, None, by)


def _use(region: Territory, kept: Kept | None, by: Actor) -> OpinionTemplate:
    return use_template(
        OpinionTemplate, kept, noun="opinion_template", place=region.code, by=by, region=region
    )  # fmt: skip
