"""The office's own template for opinions."""

from django.db import transaction

from koordynata.foundation.audit import Actor, record_event
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
    region = Territory.objects.select_for_update(of=("self",)).get(pk=region.pk)
    template, new = use_template(OpinionTemplate, kept, by=by, region=region)
    if new:
        record_event(
            "opinion_template.taken", by=by, object_type="opinion_template", object_id=template.pk,
            label=template.file_name or "–", territories=[region.code],
            after={"file": template.file_name, "sha256": template.digest},
        )  # fmt: skip
    return template
