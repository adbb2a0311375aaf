"""Institutions by their address: a foreign one answers exactly like one that does not exist."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from koordynata.registry.models import Institution
from koordynata.registry.models.institution import InstitutionQuerySet
from koordynata.registry.queries.institutions import known_institutions, visible_institutions
from koordynata.registry.rules import may_edit

from ..requests import person_of


def known(request: HttpRequest, pk: int) -> Institution:
    """The institution, when the reader may see it, be it only as a public card."""
    return get_object_or_404(_with_relations(known_institutions(person_of(request))), pk=pk)


def seen(request: HttpRequest, pk: int) -> Institution:
    """The institution, when the reader may see it."""
    return get_object_or_404(_with_relations(visible_institutions(person_of(request))), pk=pk)


def _with_relations(rows: InstitutionQuerySet) -> InstitutionQuerySet:
    return rows.select_related("territory", "school_type", "parent", "created_run__snapshot", "merged_into")


def editable(request: HttpRequest, pk: int) -> Institution:
    """The institution, when the reader may change it; one merged into another is not changed any more."""
    institution = seen(request, pk)
    if not may_edit(person_of(request), institution) or institution.merged_into_id:
        raise Http404
    return institution
