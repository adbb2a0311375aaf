"""Forms of the register of resolutions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.enums import ActKind
from koordynata.coordination.models import Body, Member
from koordynata.coordination.queries.people import members_of

DAY = {"type": "date"}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(DAY, format="%Y-%m-%d"), **more)


class EnterForm(forms.Form):
    """What of an adopted motion enters the register."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ActKind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(label=_("Adopted text"), max_length=60_000, widget=forms.Textarea({"rows": 10}))
    addressee = forms.CharField(label=_("Addressee"), max_length=200, required=False)
    answer_due = _day(
        _("Answer due"), required=False, help_text=_("Left empty, it follows the office's own list of deadlines.")
    )


class AddressForm(forms.Form):
    """Who is to answer, until when."""

    addressee = forms.CharField(label=_("Addressee"), max_length=200, required=False)
    answer_due = _day(_("Answer due"), required=False)
    watcher = forms.ModelChoiceField(
        Member.objects.none(), label=_("Who watches over the answer"), required=False,
        help_text=_("Is told by mail when the deadline has passed. Nobody chosen: the secretary of the body."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, body: Body, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["watcher"].queryset = members_of(body)  # type: ignore[attr-defined]

    def clean(self) -> None:
        """A deadline is somebody's."""
        if self.cleaned_data.get("answer_due") and not self.cleaned_data.get("addressee"):
            raise ValidationError({"addressee": _g("Say who is to answer.")})


class AnswerForm(forms.Form):
    """The addressee's answer."""

    answered_on = _day(_("Answered on"), initial=timezone.localdate)
    answer = forms.CharField(
        label=_("Answer"), max_length=20_000, widget=forms.Textarea({"rows": 6}),
        help_text=_("What is entered here is public once the entry is. Leave out personal data."),
    )  # fmt: skip


class OutcomeForm(forms.Form):
    """What became of it."""

    outcome = forms.CharField(
        label=_("What became of it"), max_length=20_000, widget=forms.Textarea({"rows": 5}),
        help_text=_("What is entered here is public once the entry is. Leave out personal data."),
    )  # fmt: skip


class TemplateForm(forms.Form):
    """The office's own DOCX."""

    file = forms.FileField(
        label=_("Template (DOCX)"), widget=forms.ClearableFileInput({"accept": ".docx"}),
        help_text=_("Up to 2 MB, without macros. It is tried out before it is taken."),
    )  # fmt: skip
