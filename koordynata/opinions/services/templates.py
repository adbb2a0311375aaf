"""The office's own template for opinions: taken when it can be filled, kept with its older versions."""

from django.db import transaction

from koordynata.foundation import files
from koordynata.foundation.audit import Actor, record_event
from koordynata.foundation.documents import check_template
from koordynata.reference.models import Territory

from ..models import OpinionTemplate
from ..template_fields import EXAMPLE


@transaction.atomic
def take_template(*, region: Territory, content: bytes, name: str, by: Actor) -> OpinionTemplate:
    """Use this DOCX from now on. Raises FileRefused, TemplateRefused."""
    check_template(content, EXAMPLE)
    kept = files.keep(content, name)
    return _add(region, kept.digest, kept.name, kept.size, by)


@transaction.atomic
def use_shipped_template(*, region: Territory, by: Actor) -> OpinionTemplate:
    """Back to the template that comes with the program."""
    return _add(region, "", "", 0, by)


def _add(region: Territory, digest: str, name: str, size: int, by: Actor) -> OpinionTemplate:
    region = Territory.objects.select_for_update(of=("self",)).get(pk=region.pk)
    newest = OpinionTemplate.objects.filter(region=region).order_by("-version").first()
    if newest and newest.digest == digest:
        return newest
    template = OpinionTemplate.objects.create(
        region=region, version=newest.version + 1 if newest else 1, file_name=name, size=size, digest=digest,
        added_by=by.audit_label,
    )  # fmt: skip
    record_event(
        "opinion_template.taken", by=by, object_type="opinion_template", object_id=template.pk, label=name or "–",
        territories=[region.code], after={"file": name, "sha256": digest},
    )  # fmt: skip
    return template
