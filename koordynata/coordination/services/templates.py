"""The office's own template for minutes: taken when it can be filled, kept with its older versions."""

from django.db import transaction
from django.db.models import Max

from koordynata.foundation import files
from koordynata.foundation.audit import Actor
from koordynata.foundation.documents import check_template

from ..models import Body, MinutesTemplate
from ..template_fields import EXAMPLE
from .trail import record


@transaction.atomic
def take_template(*, body: Body, content: bytes, name: str, by: Actor) -> MinutesTemplate:
    """Use this DOCX from now on. Raises FileRefused, TemplateRefused."""
    check_template(content, EXAMPLE)
    kept = files.keep(content, name)
    return _add(body, kept.digest, kept.name, kept.size, by)


@transaction.atomic
def use_shipped_template(*, body: Body, by: Actor) -> MinutesTemplate:
    """Back to the template that comes with the program."""
    return _add(body, "", "", 0, by)


def _add(body: Body, digest: str, name: str, size: int, by: Actor) -> MinutesTemplate:
    body = Body.objects.select_for_update(of=("self",)).select_related("territory").get(pk=body.pk)
    own = MinutesTemplate.objects.filter(body=body)
    newest = own.order_by("-version").first()
    if newest and newest.digest == digest:
        return newest
    last = own.aggregate(last=Max("version"))["last"] or 0
    template = MinutesTemplate.objects.create(
        body=body, version=last + 1, file_name=name, size=size, digest=digest, added_by=by.audit_label
    )
    record("minutes_template.taken", template, body, by=by, after={"file": name, "sha256": digest})
    return template
