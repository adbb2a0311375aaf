"""Forms of tasks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.models import Body, Member
from koordynata.coordination.queries.people import members_of

DAY = {"type": "date"}


class TaskForm(forms.Form):
    """What is to be done, by whom, until when."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = forms.ModelChoiceField(Member.objects.none(), label=_("Who answers for it"), required=False)
    owner_name = forms.CharField(
        label=_("or by name"), max_length=200, required=False,
        help_text=_("For somebody who does not sit in the body; no reminders are sent then."),
    )  # fmt: skip
    due = forms.DateField(label=_("Deadline"), widget=forms.DateInput(DAY, format="%Y-%m-%d"))
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None, *, body: Body, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["owner"].queryset = members_of(body)  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Somebody answers for every task."""
        if not self.cleaned_data.get("owner") and not self.cleaned_data.get("owner_name"):
            raise ValidationError({"owner": _g("Say who answers for the task.")})
