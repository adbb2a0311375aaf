"""Forms of working groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.enums import MandateFunction, MeetingState
from koordynata.coordination.models import Body, Meeting

from .fields import LONG, DayField, PersonForm, SinceField, side_field, today


class GroupMemberForm(PersonForm):
    """A seat and who takes it."""

    side = side_field()
    organisation = forms.CharField(label=_("Delegating organisation"), max_length=200, required=False)
    function = forms.ChoiceField(label=_("Function"), choices=MandateFunction.choices, initial=MandateFunction.MEMBER)
    starts = SinceField(label=_("Since"), initial=today)


class GroupForm(forms.Form):
    """A new working group."""

    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=40)
    task = forms.CharField(label=_("What it is set up for"), required=False, widget=forms.Textarea(LONG))
    legal_basis = forms.CharField(label=_("Legal basis"), required=False, max_length=1000)
    starts = SinceField(label=_("Works since"), initial=today)


class ReportForm(forms.Form):
    """What a working group hands in."""

    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(label=_("Findings and proposals"), widget=forms.Textarea({"rows": 6}), max_length=20_000)
    handed_in_on = DayField(label=_("Handed in on"), initial=today)


class ReportAgendaForm(forms.Form):
    """At which meeting a report is heard."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("Meeting"), empty_label=_("choose"))

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        coming = Meeting.objects.filter(
            term__body=body.parent, state__in=[MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN]
        )
        self.fields["meeting"].queryset = coming.select_related("term__body").order_by("starts")  # type: ignore[attr-defined]
