"""Import runs and sources by their address: what lies outside the scope does not exist."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from koordynata.registry.queries.runs import visible_runs
from koordynata.sources import catalogue
from koordynata.sources.authority import may_load
from koordynata.sources.catalogue import Importer
from koordynata.sources.models import ImportRun

from ..requests import person_of


def run_of(request: HttpRequest, pk: int) -> ImportRun:
    """The run, when the reader may see it."""
    return get_object_or_404(visible_runs(person_of(request)), pk=pk)


def sources_of(request: HttpRequest) -> list[Importer]:
    """The sources whose files the reader may load."""
    user = person_of(request)
    return [importer for importer in catalogue.importers() if may_load(user, importer.permission)]


def source_of(request: HttpRequest, source: str) -> Importer:
    """One of those sources."""
    found = next((importer for importer in sources_of(request) if importer.id == source), None)
    if found is None:
        raise Http404
    return found


def title_of(run: ImportRun) -> str:
    """What people call a run's source."""
    return title_of_source(run.source)


def title_of_source(source: str) -> str:
    """What people call a kind of file; one that is no longer known keeps its id."""
    try:
        return str(catalogue.find(source).title)
    except KeyError:
        return source
