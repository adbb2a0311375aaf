"""Versions of the rules of procedure, and a new one."""

import json
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.models import Body, RulesOfProcedure
from koordynata.coordination.queries.rules import version_on
from koordynata.coordination.rules_in_words import Sentence, sentences
from koordynata.coordination.verdict.rules_file import BodyRules
from koordynata.foundation.files import ACCEPT, LARGEST

from ...access import access
from ...drafts import drafted
from ...requests import person_of
from .carrying import DONE, carry_out
from .loading import kept, seen
from .page import frame
from .rules_form import RulesForm


@dataclass(frozen=True)
class Version:
    """One version as people and as engineers read it."""

    row: RulesOfProcedure
    in_force: bool
    sentences: list[Sentence]
    json: str


@access(Permission.VIEW_MEETINGS)
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, the one in force open."""
    body = seen(request, pk)
    now = version_on(body, timezone.localdate())
    own = list(body.rules_versions.order_by("-valid_from"))
    context = frame(request, body, "rules") | {
        "versions": [_version(row, row == now) for row in own],
        "accept": ACCEPT,
        "kinds": _("%(kinds)s, up to %(most)d MB.")
        % {
            "kinds": ACCEPT.replace(",", " "),
            "most": LARGEST // 2**20,
        },
        "inherited": _version(now, True) if now and now.body_id != body.pk else None,
    }
    return render(request, "coordination/bodies/rules.html", context)


def _version(row: RulesOfProcedure, in_force: bool) -> Version:
    parsed = row.parsed()
    text = json.dumps(parsed.model_dump(mode="json"), ensure_ascii=False, indent=2)
    return Version(row, in_force, sentences(parsed), text)


@access(Permission.RUN_MEETINGS)
@drafted
def new_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Adopt a version; the form starts from the one in force."""
    body, status = kept(request, pk), 200
    form = RulesForm(request.POST) if request.method == "POST" else RulesForm.like(_latest(body))
    if request.method == "POST":
        status = carry_out(form, lambda **v: services.adopt_rules(body=body, by=person_of(request), **v))
        if status == DONE:
            messages.success(request, _("Saved."))
            return redirect("bodies:rules", pk=pk)
    context = frame(request, body, "rules") | {"form": form}
    return render(request, "coordination/bodies/new_rules.html", context, status=status)


def _latest(body: Body) -> BodyRules:
    latest = body.rules_versions.order_by("-valid_from").first() or version_on(body, timezone.localdate())
    return latest.parsed() if latest else BodyRules()
