"""An office's own template: a new version is told once, the same one again is none."""

from __future__ import annotations

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.models import AuditEvent
from koordynata.programme import services
from koordynata.programme.models import ReportTemplate
from koordynata.reference.models import Territory
from tests.foundation.documents.test_docx import template


@pytest.mark.django_db
def test_a_template_is_taken_once_and_its_owner_can_go_back(land: dict[str, Territory]) -> None:
    region, own = land["16"], template("{{ title }}")
    for _twice in range(2):
        services.take_report_template(territory=region, content=own, name="wzór.docx", by=SYSTEM)
    services.use_shipped_report_template(territory=region, by=SYSTEM)
    versions = ReportTemplate.objects.filter(territory=region).order_by("version")
    assert [(one.version, one.file_name) for one in versions] == [(1, "wzór.docx"), (2, "")]
    events = AuditEvent.objects.filter(verb="report_template.taken").order_by("id")
    assert [(one.object_label, one.object_id) for one in events] == [
        ("wzór.docx", str(versions[0].pk)), ("–", str(versions[1].pk)),
    ]  # fmt: skip
    assert [one.after for one in events] == [{"file": one.file_name, "sha256": one.digest} for one in versions]
