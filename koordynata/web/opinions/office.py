"""What the office does on the page of an application: each address is one verb."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.foundation import files
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.files import FileRefused
from koordynata.opinions import services
from koordynata.opinions.errors import OpinionRefusal
from koordynata.opinions.models import Opinion, OpinionRequest

from ..access import access
from ..drafts import drafted
from ..refusals import say_on
from ..requests import person_of, seen_version
from . import forms
from .loading import handled
from .page import render_page
from .tabs import TABS

Do = Callable[[OpinionRequest, dict[str, Any], User], Any]


@dataclass(frozen=True)
class Verb:
    """A verb: on which tab its form stands, the form, and what is done with its answers."""

    tab: str
    do: Do
    form: Callable[..., BaseForm] = django_forms.Form
    of_request: bool = False  # the form asks for the application


def opinion_of(shown: OpinionRequest) -> Opinion:
    """The opinion on the application. Raises OpinionRefusal."""
    found: Opinion | None = getattr(shown, "opinion", None)
    if found is None:
        raise OpinionRefusal(_("No opinion was given yet."))
    return found


def _request(service: Callable[..., Any]) -> Do:
    """A verb of the application."""
    return lambda shown, values, by: service(request=shown, by=by, **values)


def _opinion(service: Callable[..., Any]) -> Do:
    """A verb of its opinion."""
    return lambda shown, values, by: service(opinion=opinion_of(shown), by=by, **values)


def _decide(shown: OpinionRequest, values: dict[str, Any], by: User) -> Opinion:
    return services.decide(request=shown, by=by)


def _record_position(shown: OpinionRequest, values: dict[str, Any], by: User) -> Any:
    """With the file that came along."""
    file = values.pop("file")
    more = {"name": file.name, "content": file.read(files.LARGEST + 1)} if file else {}
    return services.record_prior_opinion(request=shown, by=by, **values, **more)


VERBS: dict[str, Verb] = {
    "complete": Verb("application", _request(services.accept_as_complete)),
    "return": Verb("application", _request(services.return_for_completion), forms.ReturnForm),
    "prepare": Verb("evidence", _request(services.prepare_evidence)),
    "agenda": Verb("vote", _request(services.put_before_body), forms.AgendaForm, of_request=True),
    "off_agenda": Verb("vote", _request(services.take_off_agenda), forms.OffAgendaForm),
    "apart": Verb("vote", _request(services.treat_apart)),
    "ask": Verb("positions", _request(services.ask_for_position), forms.AskForm),
    "prior": Verb("positions", _record_position, forms.PriorForm),
    "position": Verb("vote", _request(services.write_position), forms.PositionForm),
    "motion": Verb("vote", _request(services.move_position)),
    "decide": Verb("vote", _decide),
    "reasons": Verb("opinion", _opinion(services.take_note_of_reasons), forms.ReasonsForm),
    "deliver": Verb("opinion", _opinion(services.deliver), forms.DeliverForm),
    "follow": Verb("following", _opinion(services.record_follow_up), forms.FollowForm, of_request=True),
}
WITH_VERSION = frozenset({"position", "reasons"})


@access(Permission.HANDLE_OPINIONS)
@require_POST
@drafted
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Carry out a verb; with mistakes the page comes back with the form open."""
    shown, rule = handled(request, pk), VERBS[verb]
    more = {"shown": shown} if rule.of_request else {}
    form = rule.form(request.POST, request.FILES, auto_id=f"{verb}_%s", **more)
    late: ChangedMeanwhile | None = None
    if form.is_valid():
        late = _carry_out(request, shown, verb, form)
        if late is None and not form.errors:
            messages.success(request, _("Saved."))
            return redirect(f"opinions:{TABS[rule.tab][0]}", pk=pk)
    if rule.form is django_forms.Form:
        for text in form.non_field_errors():
            messages.error(request, str(text))
        return redirect(f"opinions:{TABS[rule.tab][0]}", pk=pk)
    return render_page(
        request, handled(request, pk), rule.tab, status=409 if late else 422, sent={verb: form}, late=late
    )


def _carry_out(request: HttpRequest, shown: OpinionRequest, verb: str, form: BaseForm) -> ChangedMeanwhile | None:
    values = dict(form.cleaned_data)
    if verb in WITH_VERSION:
        values["seen_version"] = seen_version(request.POST)
    try:
        VERBS[verb].do(shown, values, person_of(request))
    except (OpinionRefusal, CoordinationRefusal, FileRefused, ValidationError) as refusal:
        say_on(form, refusal)
    except ChangedMeanwhile as late:
        return late
    return None
