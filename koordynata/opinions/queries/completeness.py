"""Is an application complete, and what is missing?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ..enums import ResourceKind
from ..law import attachment_rules, in_force
from ..models import OpinionRequest

LEAST_REASONS = 100  # characters


@dataclass(frozen=True)
class Requirement:
    """One thing that must be there, and where on the page it is filled in."""

    code: str
    words: str
    met: bool
    place: str


def requirements(request: OpinionRequest, day: date) -> list[Requirement]:
    """Everything that must be there, met or not. Three queries."""
    return [*_of_the_form(request), *_of_the_lists(request), *_of_the_attachments(request, day)]


def missing(request: OpinionRequest, day: date) -> list[Requirement]:
    """Only what is not there."""
    return [one for one in requirements(request, day) if not one.met]


def _of_the_form(request: OpinionRequest) -> Iterator[Requirement]:
    yield Requirement("places", _("places in the first grade"), bool(request.places), "form")
    reasons = _("reasons of at least %d characters") % LEAST_REASONS
    yield Requirement("reasons", reasons, len(request.reasons.strip()) >= LEAST_REASONS, "form")
    yield Requirement("programme", _("curriculum and practical training"), bool(request.programme.strip()), "form")


def _of_the_lists(request: OpinionRequest) -> Iterator[Requirement]:
    yield Requirement("partners", _("at least one employer"), request.partners.exists(), "partners")
    kinds = set(request.resources.values_list("kind", flat=True))
    yield Requirement("workshop", _("at least one workshop or classroom"), ResourceKind.WORKSHOP in kinds, "resources")
    yield Requirement("teacher", _("at least one teacher"), ResourceKind.TEACHER in kinds, "resources")


def _of_the_attachments(request: OpinionRequest, day: date) -> Iterator[Requirement]:
    there = set(request.attachments.values_list("kind", flat=True))
    for rule in in_force(attachment_rules(), day):
        if rule.required and request.school_kind in rule.kinds:
            yield Requirement(f"attachment_{rule.id}", rule.name, rule.id in there, "attachments")
