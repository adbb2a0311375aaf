"""Versions of a programme: the list, and what one changed in the one before it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.programme.content import content_of
from koordynata.programme.difference import ChangeKind, changes, words_changed
from koordynata.programme.queries.reading import consulted_versions, visible_versions
from koordynata.programme.rules import may_run

from ..access import access
from ..requests import person_of
from .forms import NextVersionForm
from .loading import seen, version_seen
from .tabs import tabs_of
from .wording import CHANGES, together, told


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions that the reader may see, the newest first."""
    programme = seen(request, pk)
    rows = visible_versions(person_of(request)).filter(programme=programme).order_by("-number")
    in_force = programme.versions.in_force_on(timezone.localdate()).first()
    context = {
        "programme": programme, "rows": rows, "in_force": in_force, "consulted": consulted_versions(programme),
        "tabs": tabs_of(programme, "versions"),
        "runs": may_run(person_of(request), programme), "next_form": NextVersionForm(auto_id="next_%s"),
    }  # fmt: skip
    return render(request, "programme/versions.html", context)


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def difference(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What a version changes: as a table, and texts word by word."""
    version = version_seen(request, pk, number)
    found = changes(content_of(version.based_on), content_of(version)) if version.based_on else []
    rows = [(CHANGES[one.kind], one.item, *told(one)) for one in together(found) if one.kind != ChangeKind.TEXT]
    texts = [(one.item, words_changed(one.old, one.new)) for one in found if one.kind == ChangeKind.TEXT]
    counts = [(label, sum(one.kind == kind for one in found)) for kind, label in CHANGES.items()]
    context = {
        "programme": version.programme, "version": version, "tabs": tabs_of(version.programme, "versions"),
        "rows": rows, "texts": texts, "counts": [(label, count) for label, count in counts if count],
    }  # fmt: skip
    return render(request, "programme/difference.html", context)
