"""Forms of reports: they parse and validate; services write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from koordynata.programme.services.reports import LONGEST


class NarrativeForm(forms.Form):
    """What a report says of an area, or of the whole."""

    text = forms.CharField(
        label=_("Narrative"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 14}),
        help_text=_("What was done, what came of it, what hinders, what comes next. A blank line begins a paragraph."),
    )  # fmt: skip


class EditionForm(forms.Form):
    """What the next edition corrects."""

    reason = forms.CharField(
        label=_("What the next edition corrects"), max_length=2000, widget=forms.Textarea({"rows": 2})
    )


class TemplateForm(forms.Form):
    """A DOCX, or none: back to the shipped one."""

    file = forms.FileField(
        label=_("Template (DOCX)"), required=False, widget=forms.ClearableFileInput({"accept": ".docx"}),
        help_text=_("Empty: back to the template that comes with the program."),
    )  # fmt: skip
