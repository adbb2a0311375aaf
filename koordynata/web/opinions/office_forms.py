"""The forms of the office that fit the state of an application."""

from typing import Any

from koordynata.opinions.drafting import draft_reasons
from koordynata.opinions.enums import RequestState
from koordynata.opinions.models import Opinion, OpinionRequest

from . import forms

S = RequestState


def office_forms(shown: OpinionRequest, opinion: Opinion | None) -> dict[str, Any]:
    """Name → form; what does not fit the state is left out."""
    found: dict[str, Any] = {}
    if shown.state in (S.SUBMITTED, S.COMPLETE):
        found["return_form"] = forms.ReturnForm(auto_id="return_%s")
    if shown.state == S.COMPLETE:
        found["agenda_form"] = forms.AgendaForm(shown=shown, auto_id="agenda_%s")
    if shown.state == S.ON_AGENDA:
        found["off_agenda_form"] = forms.OffAgendaForm(auto_id="off_%s")
    if shown.state in (S.SUBMITTED, S.COMPLETE, S.ON_AGENDA):
        found["ask_form"] = forms.AskForm(auto_id="ask_%s")
        found["prior_form"] = forms.PriorForm(auto_id="prior_%s")
        found["position_file_form"] = forms.PositionFileForm(auto_id=False)
    if shown.state in (S.COMPLETE, S.ON_AGENDA):
        found |= _position(shown)
    if opinion and opinion.delivered_on is None:
        values = {"reasons": opinion.reasons, "recommendations": opinion.recommendations}
        found["reasons_form"] = forms.ReasonsForm(initial=values, auto_id="reasons_%s")
        found["deliver_form"] = forms.DeliverForm(auto_id="deliver_%s")
    if opinion:
        found["follow_form"] = forms.FollowForm(shown=shown, auto_id="follow_%s")
    return found


def _position(shown: OpinionRequest) -> dict[str, Any]:
    """The office's text so far, or one drafted from the sheet."""
    working = shown.proposals.filter(motion__isnull=True).first()
    if working:
        values = {"kind": working.kind, "reasons": working.reasons, "recommendations": working.recommendations}
        return {"position_form": forms.PositionForm(initial=values, auto_id="position_%s"), "position": working}
    sheet = shown.evidence.order_by("-version").first()
    drafted = draft_reasons(sheet.sheet) if sheet else ""
    form = forms.PositionForm(initial={"kind": "positive", "reasons": drafted}, auto_id="position_%s")
    return {"position_form": form, "position": None, "drafted": bool(drafted)}
