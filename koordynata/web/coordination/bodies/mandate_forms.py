"""Forms of one seat: who fills it, until when, and whom the office asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.enums import MandateEnd, MandateFunction

from .fields import DayField, LastDayField, PersonForm, SinceField, today


class AppointForm(PersonForm):
    """Fill a seat."""

    function = forms.ChoiceField(label=_("Function"), choices=MandateFunction.choices, initial=MandateFunction.MEMBER)
    starts = SinceField(label=_("Since"), initial=today)
    appointed_by = forms.CharField(
        label=_("Appointed by"), max_length=200, required=False, help_text=_("The act with its number and day.")
    )


class EndMandateForm(forms.Form):
    """Resignation, dismissal."""

    ends = LastDayField(label=_("Last day of the mandate"), initial=today)
    reason = forms.ChoiceField(label=_("Why it ends"), choices=MandateEnd.choices)


class SuspendForm(forms.Form):
    """Suspension."""

    starts = SinceField(label=_("First day"), initial=today)
    ends = LastDayField(label=_("Last day"), required=False, help_text=_("Empty: until somebody ends it."))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Seen by the office only. Write no diagnoses.")
    )


class ResumeForm(forms.Form):
    """The end of a suspension."""

    at = SinceField(label=_("Counts again since"), initial=today)


class CandidateForm(forms.Form):
    """To whom the office wrote."""

    organisation = forms.CharField(label=_("Organisation"), max_length=200)
    asked_on = DayField(label=_("Asked on"), initial=today)
    due = DayField(label=_("Answer due"))
    case_number = forms.CharField(label=_("Case number"), max_length=60, required=False)


class AnswerForm(forms.Form):
    """What an organisation answered."""

    answered_on = DayField(label=_("Answered on"), initial=today)
    candidate = forms.CharField(
        label=_("Candidate"), max_length=150, required=False, help_text=_("Empty: it names nobody.")
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
