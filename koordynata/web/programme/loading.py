"""Programmes by their address: a foreign one answers exactly like one that does not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from koordynata.programme.models import Element, Programme, Version
from koordynata.programme.queries.reading import element_of, shown_version, visible_programmes, visible_versions
from koordynata.programme.rules import may_run

from ..requests import person_of


def seen(request: HttpRequest, pk: int) -> Programme:
    """The programme, when the reader may see it."""
    return get_object_or_404(visible_programmes(person_of(request)), pk=pk)


def version_seen(request: HttpRequest, pk: int, number: int) -> Version:
    """One version, when the reader may see it."""
    return get_object_or_404(visible_versions(person_of(request)), programme=pk, number=number)


def consulted_seen(request: HttpRequest, pk: int, number: int) -> Version:
    """One version whose consultation the reader may read: while the office writes on as well, but without its text."""
    rows = Version.objects.filter(programme__in=visible_programmes(person_of(request)))
    rows = rows.filter(consulted_from__isnull=False) | visible_versions(person_of(request))
    return get_object_or_404(rows.select_related("programme__territory"), programme=pk, number=number)


def first_version(request: HttpRequest, programme: Programme) -> Version:
    """The version with which the programme's pages begin."""
    version = shown_version(person_of(request), programme, timezone.localdate())
    if version is None:
        raise Http404
    return version


def version_run(request: HttpRequest, pk: int, number: int) -> Version:
    """One version, for the office that writes the programme."""
    version = version_seen(request, pk, number)
    if not may_run(person_of(request), version.programme):
        raise Http404
    return version


def element_seen(version: Version, uid: UUID) -> Element:
    """One element of a version."""
    element = element_of(version, uid)
    if element is None:
        raise Http404
    element.version = version
    return element


def element_run(request: HttpRequest, pk: int, number: int, uid: UUID) -> Element:
    """One element, for the office that writes the programme."""
    return element_seen(version_run(request, pk, number), uid)
