"""The office's own template for reports. A frozen report keeps the one with which it was made."""

from importlib import resources
from typing import Any

from django.db import transaction

from koordynata.foundation import files
from koordynata.foundation.audit import Actor
from koordynata.foundation.files import Kept
from koordynata.foundation.own_templates import keep_template, own_template, use_template
from koordynata.reference.models import Territory

from ..models import Programme, ReportTemplate
from ..reports.template_fields import EXAMPLE


@transaction.atomic
def take_report_template(*, territory: Territory, content: bytes, name: str, by: Actor) -> ReportTemplate:
    """Use this DOCX from now on. Raises FileRefused, TemplateRefused."""
    return _use(territory, keep_template(content, name, EXAMPLE), by)


@transaction.atomic
def use_shipped_report_template(*, territory: Territory, by: Actor) -> ReportTemplate:
    """Back to the template that comes with the program."""
    return _use(territory, None, by)


def _use(territory: Territory, kept: Kept | None, by: Actor) -> ReportTemplate:
    return use_template(
        ReportTemplate, kept, noun="report_template", place=territory.code, by=by, territory=territory
    )  # fmt: skip


def template_for(programme: Programme) -> dict[str, Any]:
    """Which template a report that is frozen now will always be filled from: kept under its digest, shipped or own."""
    own = own_template(ReportTemplate, territory=programme.territory)
    kept = files.keep(own or shipped_report_template(), "sprawozdanie.docx")
    return {"sha256": kept.digest, "own": own is not None}


def report_template_of(territory: Territory) -> bytes:
    """The template in use."""
    return own_template(ReportTemplate, territory=territory) or shipped_report_template()


def shipped_report_template() -> bytes:
    """The template that comes with the program."""
    return resources.files("koordynata.programme").joinpath("data/report.docx").read_bytes()
