"""Bodies and versions of their rules."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation import files
from koordynata.foundation.audit import Actor
from koordynata.foundation.stale import check_seen, values_of

from ..errors import CoordinationRefusal
from ..models import Body, RulesOfProcedure
from .trail import record

EDITABLE = ("name", "short_name", "advises", "legal_basis", "task")


@transaction.atomic
def create_body(*, by: Actor, **values: Any) -> Body:
    """Set up a body. Raises ValidationError."""
    body = Body(**values)
    body.full_clean()
    body.save()
    record("body.created", body, body, by=by, after={"name": body.name, "kind": body.kind, "basis": body.legal_basis})
    return body


@transaction.atomic
def change_body(*, body: Body, seen_version: str, by: Actor, **values: Any) -> Body:
    """Change what stands on a body's page. Raises ChangedMeanwhile, ValidationError."""
    body = Body.objects.select_for_update(of=("self",)).select_related("territory").get(pk=body.pk)
    check_seen(body, EDITABLE, seen_version)
    before = {name: value for name, value in values_of(body, EDITABLE).items() if value != values.get(name, value)}
    if not before:
        return body
    for name in before:
        setattr(body, name, values[name])
    body.full_clean()
    body.save(update_fields=list(before))
    record("body.changed", body, body, by=by, before=before, after={name: values[name] for name in before})
    return body


@transaction.atomic
def adopt_rules(
    *, body: Body, title: str, valid_from: date, rules: dict[str, Any], note: str = "", by: Actor
) -> RulesOfProcedure:
    """Add a version of the rules; the one before ends the day before. Raises ValidationError, CoordinationRefusal."""
    body = Body.objects.select_for_update(of=("self",)).select_related("territory").get(pk=body.pk)
    later = body.rules_versions.filter(valid_from__gte=valid_from).exists()
    if later:
        raise CoordinationRefusal(
            _("A version begins on that day or later. Rules are added in the order of their days.")
        )
    before = body.rules_versions.order_by("-valid_from").first()
    if before and (before.valid_to is None or before.valid_to >= valid_from):
        before.valid_to = valid_from - timedelta(days=1)
        before.save(update_fields=["valid_to"])
    version = RulesOfProcedure(body=body, title=title, valid_from=valid_from, rules=rules, note=note)
    version.full_clean()
    version.save()
    record("rules.adopted", version, body, by=by, before={"rules": before.rules} if before else None,
           after={"title": title, "valid_from": valid_from, "rules": rules})  # fmt: skip
    return version


@transaction.atomic
def attach_rules_text(*, version: RulesOfProcedure, name: str, content: bytes, by: Actor) -> RulesOfProcedure:
    """The text as the body adopted it. Another one takes its place, with a trace. Raises FileRefused."""
    rows = RulesOfProcedure.objects.select_for_update(of=("self",)).select_related("body__territory")
    version = rows.get(pk=version.pk)
    kept = files.keep(content, name)
    before = {"file": version.file_name, "sha256": version.digest}
    if before == {"file": kept.name, "sha256": kept.digest}:
        return version
    version.file_name, version.content_type, version.digest = kept.name, kept.content_type, kept.digest
    version.save(update_fields=["file_name", "content_type", "digest"])
    record("rules.text_attached", version, version.body, by=by, before=before if before["sha256"] else None,
           after={"file": kept.name, "sha256": kept.digest})  # fmt: skip
    return version
