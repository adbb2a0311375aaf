"""Forms of programmes: they parse and validate; services write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.coordination.models import Meeting
from koordynata.programme.enums import CommentOutcome
from koordynata.programme.models import Element, Version


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, written as the browser writes it."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


class ElementForm(forms.ModelForm):  # type: ignore[type-arg]
    """The words and days of an element. Its `save` is never called."""

    class Meta:
        model = Element
        fields = ("code", "name", "name_en", "text", "starts", "ends")
        widgets = {
            **{name: forms.DateInput({"type": "date"}, format="%Y-%m-%d") for name in ("starts", "ends")},
            "text": forms.Textarea({"rows": 10}),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("Leave a blank line between paragraphs: comments point to them.")

    def _get_validation_exclusions(self) -> set[str]:
        return {field.name for field in Element._meta.fields}  # the service checks the whole


class NewElementForm(forms.Form):
    """What is added under an element, or at the top."""

    level = forms.ChoiceField(label=_("Level"))
    name = forms.CharField(label=_("Name"), max_length=300)

    def __init__(self, data: Any = None, *, version: Version, parent: Element | None, **more: Any) -> None:
        super().__init__(data, **more)
        layout = version.programme.layout
        levels = layout.below(layout.level(parent.level) if parent else None)
        self.fields["level"].choices = [(one.id, one.name) for one in levels]  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """Where an element is moved."""

    parent = forms.ModelChoiceField(
        Element.objects.none(), label=_("Under"), required=False, empty_label=_("at the top")
    )
    position = forms.IntegerField(label=_("Place among its like"), min_value=1, max_value=999, initial=1)

    def __init__(self, data: Any = None, *, element: Element, **more: Any) -> None:
        super().__init__(data, **more)
        rows = element.version.elements.exclude(path__startswith=element.path).order_by("path")
        self.fields["parent"].queryset = rows  # type: ignore[attr-defined]


class NextVersionForm(forms.Form):
    """Why the programme is changed."""

    reason = forms.CharField(
        label=_("Why the programme is changed"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class ConsultationForm(forms.Form):
    """The days of a consultation."""

    starts = day_field(_("First day"))
    until = day_field(_("Last day for comments"))


class AgendaForm(forms.Form):
    """Before which body, at which meeting."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("Meeting"))

    def __init__(self, data: Any = None, *, meetings: Any, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


class AdoptionForm(forms.Form):
    """A resolution from outside the register: whose, which, when."""

    decided_by = forms.CharField(label=_("Adopted by"), max_length=200)
    number = forms.CharField(label=_("Number of the resolution"), max_length=60)
    on = day_field(_("Date of the resolution"))
    in_force_from = day_field(_("In force from"))


class InForceForm(forms.Form):
    """From which day the resolution of the register puts the version into force."""

    in_force_from = day_field(_("In force from"))


class CommentForm(forms.Form):
    """A comment, with on whose behalf it is made."""

    text = forms.CharField(label=_("Comment"), max_length=4000, widget=forms.Textarea({"rows": 4}))
    body = forms.CharField(label=_("On behalf of"), max_length=200, required=False)


class AnswerForm(forms.Form):
    """What became of a comment, and why."""

    outcome = forms.ChoiceField(label=pgettext_lazy("comment", "Outcome"), choices=CommentOutcome.choices[1:])
    answer = forms.CharField(label=_("Reasons"), max_length=4000, widget=forms.Textarea({"rows": 3}))
