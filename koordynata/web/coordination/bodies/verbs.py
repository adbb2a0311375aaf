"""What the office can do in a body: for each verb its form and its service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Body, Mandate, Term
from koordynata.coordination.queries.composition import term_at

from . import forms, group_forms, mandate_forms
from .fields import PersonForm

Do = Callable[[Any, User, dict[str, Any]], Any]
OF_BODY = (PersonForm, group_forms.ReportAgendaForm)  # forms that offer what belongs to the body


@dataclass(frozen=True)
class Verb:
    """A form, and what is done with its answers to the thing at whose address it stands."""

    form: type[django_forms.BaseForm]
    do: Do

    def form_of(self, name: str, body: Body, answers: QueryDict | None = None) -> django_forms.BaseForm:
        """The form, empty or with answers; its ids differ from those of the other forms on the page."""
        more: dict[str, Any] = {"body": body} if issubclass(self.form, OF_BODY) else {}
        return self.form(answers, auto_id=f"{name}_%s", **more)


def _on(thing: str, service: Callable[..., Any]) -> Do:
    return lambda found, by, values: service(**{thing: found}, by=by, **values)


def _in_term(service: Callable[..., Any]) -> Do:
    return lambda body, by, values: service(term=running(body), by=by, **values)


def running(body: Body) -> Term:
    """The term in which seats are added now. Raises CoordinationRefusal."""
    term = term_at(body)
    if term is None:
        raise CoordinationRefusal(_("This body has no term yet. Open one first."))
    if term.ends and term.ends <= timezone.now():
        raise CoordinationRefusal(_("The last term has ended. Open the next one first."))
    return term


def _resume(mandate: Mandate, by: User, values: dict[str, Any]) -> None:
    if not services.resume_mandate(mandate=mandate, by=by, **values):
        raise CoordinationRefusal(_("Nothing suspends the mandate on that day."))


BODY = {
    "term": Verb(forms.TermForm, _on("body", services.open_term)),
    "seat": Verb(forms.SeatForm, _in_term(services.add_seat)),
    "person": Verb(group_forms.GroupMemberForm, _in_term(services.seat_person)),
    "group": Verb(group_forms.GroupForm, _on("parent", services.set_up_group)),
    "report": Verb(group_forms.ReportForm, _on("group", services.hand_in_report)),
}
TERM = Verb(forms.EndTermForm, _on("term", services.end_term))
REPORT = Verb(group_forms.ReportAgendaForm, _on("report", services.put_report_on_agenda))
SEAT = {
    "appoint": Verb(mandate_forms.AppointForm, _on("seat", services.appoint)),
    "candidate": Verb(mandate_forms.CandidateForm, _on("seat", services.ask_for_candidate)),
}
QUESTION = Verb(mandate_forms.AnswerForm, _on("request", services.record_candidate))
MANDATE = {
    "substitute": Verb(PersonForm, _on("mandate", services.name_substitute)),
    "end": Verb(mandate_forms.EndMandateForm, _on("mandate", services.end_mandate)),
    "suspend": Verb(mandate_forms.SuspendForm, _on("mandate", services.suspend_mandate)),
    "resume": Verb(mandate_forms.ResumeForm, _resume),
}
