"""Spreadsheets both ways: a version, and a partner's values; what a file changes is shown before it is written."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation import files
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Period, Version
from koordynata.programme.queries.people import institutions_of
from koordynata.programme.queries.reporting import institutions_due
from koordynata.programme.rules import may_run
from koordynata.programme.workbooks.comparing import ChangeKind
from koordynata.programme.workbooks.desk import NotTaken, Received, rehearse, take_workbook
from koordynata.programme.workbooks.programme import book_of
from koordynata.programme.workbooks.values import form_of
from koordynata.programme.workbooks.writing import write_book
from koordynata.registry.models import Institution

from ..access import access
from ..downloads import FORMATS, file_name
from ..refusals import in_one_line
from ..requests import person_of
from .loading import seen, version_run, version_seen
from .tabs import tabs_of

CONFLICT, UNPROCESSABLE = 409, 422
Mine = Callable[[Received], bool]
KINDS = {
    ChangeKind.ADDED: gettext_lazy("added"), ChangeKind.CHANGED: gettext_lazy("changed"),
    ChangeKind.DROPPED: gettext_lazy("left out"),
}  # fmt: skip


class WorkbookForm(forms.Form):
    """The file that comes back."""

    file = forms.FileField(
        label=gettext_lazy("Workbook (XLSX)"), widget=forms.FileInput({"accept": ".xlsx"}),
        help_text=gettext_lazy("The one taken from this page, up to 8 MB. Nothing is written before it is shown."),
    )  # fmt: skip


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def version_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version as a workbook."""
    version = version_seen(request, pk, number)
    return _sent(write_book(book_of(version)), f"{version.programme.short_name} {version.number}")


@access(Permission.RUN_PROGRAMMES)
def version_workbook(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take a workbook in, or show what one would change."""
    version = version_run(request, pk, number)
    return _page(request, _of_version(version), lambda received: received.version == version)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def take_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Write what was shown."""
    version = version_run(request, pk, number)
    done = reverse("programme:version", args=[pk, number])
    return _take(request, _of_version(version), lambda received: received.version == version, done)


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def values_file(request: HttpRequest, pk: int, period: int, institution: int) -> HttpResponse:
    """The form of one institution, for its people and the office."""
    shown = _period(request, pk, period)
    found = get_object_or_404(_institutions(request, shown), pk=institution)
    try:
        return _sent(write_book(form_of(shown, found)), f"{shown.programme.short_name} {shown.name} {found.name}")
    except ProgrammeRefusal as refusal:
        messages.error(request, in_one_line(refusal))
        return redirect("programme:period", pk, period)


@access(Permission.VIEW_PROGRAMMES)
def values_workbook(request: HttpRequest, pk: int, period: int) -> HttpResponse:
    """The forms that a person may take, and the way back in."""
    shown, mine = _period(request, pk, period), _mine(request, pk, period)
    return _page(request, _of_period(request, shown), mine)


@access(Permission.VIEW_PROGRAMMES)
@require_POST
def take_values(request: HttpRequest, pk: int, period: int) -> HttpResponse:
    """Enter the values that were shown."""
    shown, mine = _period(request, pk, period), _mine(request, pk, period)
    return _take(request, _of_period(request, shown), mine, reverse("programme:period", args=[pk, period]))


def _of_version(version: Version) -> dict[str, Any]:
    pk, number = version.programme_id, version.number
    return {
        "programme": version.programme, "version": version, "tabs": tabs_of(version.programme, "content"),
        "files": [(reverse("programme:version_file", args=[pk, number]), _("The version as it stands"))],
        "take_url": reverse("programme:take_version", args=[pk, number]), "closed": not version.is_open,
        "back_url": reverse("programme:version", args=[pk, number]),
        "back_name": _("version") + f" {number}", "here_url": reverse("programme:version_workbook", args=[pk, number]),
    }  # fmt: skip


def _of_period(request: HttpRequest, shown: Period) -> dict[str, Any]:
    place = [shown.programme_id, shown.pk]
    return {
        "programme": shown.programme, "period": shown, "tabs": tabs_of(shown.programme, "periods"),
        "files": [
            (reverse("programme:values_file", args=[*place, one.pk]), one.name) for one in _institutions(request, shown)
        ],
        "take_url": reverse("programme:take_values", args=place), "closed": shown.is_closed,
        "back_url": reverse("programme:period", args=place), "back_name": shown.name,
        "here_url": reverse("programme:values_workbook", args=place),
    }  # fmt: skip


def _period(request: HttpRequest, pk: int, period: int) -> Period:
    """A period, for whoever reports in it."""
    programme = seen(request, pk)
    shown = get_object_or_404(programme.periods, pk=period)
    shown.programme = programme
    if not may_run(person_of(request), programme) and not institutions_of(person_of(request)):
        raise Http404
    return shown


def _institutions(request: HttpRequest, shown: Period) -> Any:
    """Institutions whose form the person may take: the office all, others their own."""
    user = person_of(request)
    rows: Any = Institution.objects.filter(pk__in=institutions_due(shown)).order_by("name", "pk")
    return rows if may_run(user, shown.programme) else rows.filter(pk__in=institutions_of(user))


def _mine(request: HttpRequest, pk: int, period: int) -> Mine:
    user = person_of(request)

    def mine(received: Received) -> bool:
        if received.period is None or received.institution is None or received.period.pk != period:
            return False
        return may_run(user, received.programme) or received.institution.pk in institutions_of(user)

    return mine


def _page(request: HttpRequest, about: dict[str, Any], mine: Mine) -> HttpResponse:
    form = WorkbookForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {**about, "form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > files.LARGEST:
                raise ProgrammeRefusal(_("The file is larger than %d MB.") % (files.LARGEST // 2**20))
            content = file.read()
            context |= _shown(_looked_at(request, content, mine), files.keep(content, file.name).digest)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
    return render(request, "programme/workbook.html", context, status=UNPROCESSABLE if form.errors else 200)


def _looked_at(request: HttpRequest, content: bytes, mine: Mine) -> Received:
    received = rehearse(content, by=person_of(request))
    if not mine(received):
        raise ProgrammeRefusal(_("This workbook belongs to another page. Take the file from this one."))
    return received


def _shown(received: Received, digest: str) -> dict[str, Any]:
    """The preview: row by row, with a choice where somebody else changed the same cell."""
    names = {choice: f"choice-{at}" for at, choice in enumerate(received.found.clashes)}
    rows = [
        (KINDS[one.kind], one, names.get(one.choice()) if one.clash else None,
         [(cell, names.get(one.choice(cell.column.id)) if cell.clash else None) for cell in one.cells])
        for one in received.found.changes
    ]  # fmt: skip
    counts = [(label, received.found.count(kind)) for kind, label in KINDS.items()]
    return {
        "received": received, "rows": rows, "counts": [one for one in counts if one[1]], "digest": digest,
        "stand": received.now.digest, "problems": received.found.problems, "clashes": len(names),
    }  # fmt: skip


def _take(request: HttpRequest, about: dict[str, Any], mine: Mine, done: str) -> HttpResponse:
    digest, form = request.POST.get("kept", ""), WorkbookForm()
    if not re.fullmatch(r"[0-9a-f]{64}", digest) or not files.is_kept(digest):
        raise Http404
    content, context, status = files.read(digest), {**about, "form": form}, UNPROCESSABLE
    try:
        received = _looked_at(request, content, mine)
        taken = take_workbook(content=content, digest=request.POST.get("stand", ""), by=person_of(request),
                              choices=_choices(request, received))  # fmt: skip
        told = ngettext("%(n)d row was changed.", "%(n)d rows were changed.", len(taken)) % {"n": len(taken)}
        messages.success(request, told)
        return redirect(done)
    except ChangedMeanwhile:
        messages.error(request, _("The programme was changed meanwhile. Look at the differences anew."))
        status = CONFLICT
    except NotTaken as refused:
        received.found.problems[:] = refused.problems
    except Refusal as refusal:
        messages.error(request, in_one_line(refusal))
        return redirect(about["here_url"])
    return render(request, "programme/workbook.html", context | _shown(received, digest), status=status)


def _choices(request: HttpRequest, received: Received) -> dict[str, str]:
    found = {choice: request.POST.get(f"choice-{at}", "") for at, choice in enumerate(received.found.clashes)}
    return {choice: value for choice, value in found.items() if value in ("file", "now")}


def _sent(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{file_name(name)}.xlsx"'}
    return HttpResponse(content, content_type=FORMATS["xlsx"], headers=headers)
