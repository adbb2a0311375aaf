"""Carrying an action out: each press is one verb; with mistakes the page comes back with the form open."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.foundation.files import LARGEST
from koordynata.programme import services
from koordynata.programme.enums import ActionState
from koordynata.programme.models import Element, Evidence, Reached
from koordynata.programme.queries.carrying import is_carried_out
from koordynata.programme.rules import may_carry_out, may_check, may_discuss

from ..access import access
from ..clashes import clashes
from ..drafts import drafted
from ..kept_files import send_kept
from ..refusals import in_one_line, say_beside
from ..requests import person_of, seen_version
from .element import act_on, render_element
from .loading import element_seen, version_seen
from .work_forms import (
    RISK,
    ChangeRiskForm,
    MoneyForm,
    MoveForm,
    ProveForm,
    ReachForm,
    RemarkForm,
    RiskForm,
    TakeBackForm,
)

CONFLICT, UNPROCESSABLE = 409, 422


def _element(request: HttpRequest, pk: int, number: int, uid: UUID) -> Element:
    """An action carried out under this version, for whoever enters its work."""
    shown = element_seen(version_seen(request, pk, number), uid)
    if not is_carried_out(shown, timezone.localdate()) or not may_carry_out(person_of(request), shown):
        raise Http404
    return shown


def _back(shown: Element) -> HttpResponse:
    return redirect("programme:element", shown.version.programme_id, shown.version.number, shown.strand.uid)


@access(Permission.VIEW_PROGRAMMES)
@require_POST
@drafted
def move(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Begin, suspend, finish, abandon, take up again."""
    shown = _element(request, pk, number, uid)
    form, revision = MoveForm(request.POST, strand=shown.strand, auto_id="move_%s"), seen_version(request.POST)
    if revision != shown.strand.revision:  # what may be chosen has changed with the state
        form.fields["state"].choices = ActionState.choices  # type: ignore[attr-defined]
    try:
        return act_on(request, shown, "move", form,
                      lambda **told: services.move_action(strand=shown.strand, revision=revision, **told))  # fmt: skip
    except ChangedMeanwhile as late:
        shown.strand = late.current
        state = ActionState(late.current.state).label
        form.add_error(None, _("Somebody was faster: the action is now “%s”. What was entered here is kept.") % state)
        return render_element(request, shown, status=CONFLICT, sent={"move": form})


@access(Permission.VIEW_PROGRAMMES)
@require_POST
@drafted
def reach(request: HttpRequest, pk: int, number: int, uid: UUID, part: int) -> HttpResponse:
    """Say that a milestone was reached, with a file."""
    shown = _element(request, pk, number, uid)
    milestone = get_object_or_404(shown.milestones.select_related("element__strand"), pk=part)
    form = ReachForm(request.POST, request.FILES, auto_id=f"reach{part}_%s")

    def do(*, file: Any, **told: Any) -> None:
        sent = (file.name, file.read(LARGEST + 1)) if file else None
        services.reach_milestone(milestone=milestone, file=sent, **told)

    return act_on(request, shown, f"reach{part}", form, do)


@access(Permission.VIEW_PROGRAMMES)
@require_POST
def prove(request: HttpRequest, pk: int, number: int, uid: UUID, part: int) -> HttpResponse:
    """Add a file to a milestone that was reached."""
    shown = _element(request, pk, number, uid)
    milestone = get_object_or_404(shown.milestones.select_related("element__strand"), pk=part)
    form = ProveForm(request.POST, request.FILES, auto_id=f"prove{part}_%s")
    return act_on(request, shown, f"prove{part}", form, lambda *, file, by: services.prove_milestone(
        milestone=milestone, name=file.name, content=file.read(LARGEST + 1), by=by))  # fmt: skip


@access(Permission.VIEW_PROGRAMMES)
@require_POST
@drafted
def take_back(request: HttpRequest, pk: int, number: int, uid: UUID, part: int) -> HttpResponse:
    """Take a milestone back with a reason; taken back twice, once."""
    shown = _element(request, pk, number, uid)
    milestone = get_object_or_404(shown.milestones, pk=part)
    reached = Reached.objects.select_related("strand").filter(uid=milestone.uid).first()
    if reached is None:
        return _back(shown)
    form = TakeBackForm(request.POST, auto_id=f"take_back{part}_%s")
    return act_on(request, shown, f"take_back{part}", form,
                lambda **told: services.unreach_milestone(reached=reached, **told))  # fmt: skip


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def proof(request: HttpRequest, pk: int, number: int, uid: UUID, part: int, file: int) -> HttpResponse:
    """A file that proves a milestone, for those who carry out and those who check."""
    shown = element_seen(version_seen(request, pk, number), uid)
    user = person_of(request)
    if not (may_discuss(user, shown) or may_check(user, shown.version.programme)):
        raise Http404
    milestone = get_object_or_404(shown.milestones, pk=part)
    return send_kept(get_object_or_404(Evidence, pk=file, milestone=milestone.uid, programme=shown.version.programme))


@access(Permission.VIEW_PROGRAMMES)
@require_POST
@drafted
def note_money(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Enter a contract or a payment."""
    shown, form = _element(request, pk, number, uid), MoneyForm(request.POST, auto_id="money_%s")
    return act_on(request, shown, "money", form, lambda **told: services.note_money(strand=shown.strand, **told))


@access(Permission.VIEW_PROGRAMMES)
@require_POST
def take_back_money(request: HttpRequest, pk: int, number: int, uid: UUID, part: int) -> HttpResponse:
    """Take a row back by the same one below zero; pressed twice, once."""
    shown = _element(request, pk, number, uid)
    money = get_object_or_404(shown.strand.money.select_related("strand"), pk=part)
    try:
        services.take_back_money(money=money, by=person_of(request))
        messages.success(request, _("Taken back by a row below zero."))
    except (Refusal, ValidationError) as refusal:
        messages.error(request, in_one_line(refusal))
    return _back(shown)


@access(Permission.VIEW_PROGRAMMES)
@require_POST
@drafted
def note_risk(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Enter a risk."""
    shown, form = _element(request, pk, number, uid), RiskForm(request.POST, auto_id="risk_%s")
    return act_on(request, shown, "risk", form, lambda **told: services.note_risk(strand=shown.strand, **told))


@access(Permission.VIEW_PROGRAMMES)
@drafted
def change_risk(request: HttpRequest, pk: int, number: int, uid: UUID, part: int) -> HttpResponse:
    """Weigh a risk anew or close it, unless somebody was faster."""
    shown = _element(request, pk, number, uid)
    risk = get_object_or_404(shown.strand.risks, pk=part)
    form = ChangeRiskForm(request.POST or None, initial={name: getattr(risk, name) for name in RISK})
    context: dict[str, Any] = {
        "programme": shown.version.programme, "version": shown.version, "element": shown, "form": form, "risk": risk,
        "revision": risk.revision,
    }  # fmt: skip
    status = 200
    if request.method == "POST":
        context["revision"], status = seen_version(request.POST), UNPROCESSABLE
        try:
            if form.is_valid():
                services.change_risk(risk=risk, revision=context["revision"], by=person_of(request),
                                     **form.cleaned_data)  # fmt: skip
                messages.success(request, _("Saved."))
                return _back(shown)
        except ChangedMeanwhile as late:
            saved = {name: getattr(late.current, name) for name in RISK}
            context |= {"late": late, "clashes": clashes(form, saved, form.cleaned_data)}
            context["revision"], status = late.current.revision, CONFLICT
        except (Refusal, ValidationError) as refusal:
            say_beside(form, refusal)
    return render(request, "programme/change_risk.html", context, status=status)


@access(Permission.VIEW_PROGRAMMES)
@require_POST
@drafted
def remark(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Say something in the discussion of an action."""
    shown = element_seen(version_seen(request, pk, number), uid)
    if not shown.is_work or not may_discuss(person_of(request), shown):
        raise Http404
    form = RemarkForm(request.POST, auto_id="remark_%s")
    return act_on(request, shown, "remark", form, lambda **told: services.remark(strand=shown.strand, **told))
