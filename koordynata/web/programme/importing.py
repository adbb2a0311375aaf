"""The structure of a draft from a table: read, shown, confirmed."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.foundation import files
from koordynata.foundation.errors import Refusal
from koordynata.programme.importers.adding import add_structure
from koordynata.programme.importers.structure import counted, plain_text, plan_of
from koordynata.programme.models import Version

from ..access import access
from ..refusals import in_one_line
from ..requests import person_of
from .beginning_forms import StructureForm
from .loading import version_run

UNPROCESSABLE = 422
SALT, LASTS = "programme structure", 24 * 60 * 60  # how long a file that was shown may be confirmed


@access(Permission.RUN_PROGRAMMES)
def structure(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Choose a file and see what it would add."""
    version = version_run(request, pk, number)
    form, status = StructureForm(request.POST or None, request.FILES or None), 200
    context: dict[str, Any] = {"programme": version.programme, "version": version, "form": form}
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            content = form.cleaned_data["file"].read()
            plan = plan_of(content, version)
            context |= {"plan": plan, "counted": counted(plan), "file_name": form.cleaned_data["file"].name}
            context["ticket"] = "" if plan.wrong else _ticket(request, version, content)
            status = UNPROCESSABLE if plan.wrong else 200
    return render(request, "programme/structure.html", context, status=status)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def confirm(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Add what was shown."""
    version = version_run(request, pk, number)
    try:
        told = signing.loads(request.POST.get("ticket", ""), salt=SALT, max_age=LASTS)
        if told[:2] != [person_of(request).pk, version.pk]:
            raise signing.BadSignature
        added = add_structure(version=version, data=files.read(told[2]), by=person_of(request))
    except (signing.BadSignature, FileNotFoundError, ValueError):
        messages.error(request, _("Choose the file again: what was shown can no longer be confirmed."))
        return redirect("programme:structure", pk, number)
    except (Refusal, ValidationError) as refusal:
        messages.error(request, in_one_line(refusal))
        return redirect("programme:structure", pk, number)
    words = ngettext("%(count)d element was added.", "%(count)d elements were added.", len(added))
    messages.success(request, words % {"count": len(added)})
    return redirect("programme:version", pk, number)


def _ticket(request: HttpRequest, version: Version, content: bytes) -> str:
    """Who saw which table for which version: a digest alone would let anybody ask for any kept file."""
    kept = files.keep(plain_text(content), "structure.txt")
    return signing.dumps([person_of(request).pk, version.pk, kept.digest], salt=SALT)
