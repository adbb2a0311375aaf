"""Forms over many applications at once, over windows of intake, and over the region's template."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.models import Meeting
from koordynata.opinions.enums import BulkVerb
from koordynata.opinions.kinds import kinds
from koordynata.opinions.models import IntakeWindow
from koordynata.opinions.queries.windows import coming_meetings, regions_kept_by
from koordynata.reference.models import Territory

from .choices import MeetingField, day_field

VERBS = [
    *((verb.value, verb.label) for verb in (BulkVerb.COMPLETE, BulkVerb.PREPARE, BulkVerb.POSITION)),
    ("agenda", _("put on the agenda in one item and freeze the evidence")),
]


class BulkForm(forms.Form):
    """What is to be done with the chosen applications."""

    which = forms.ChoiceField(
        label=_("Which applications"), widget=forms.RadioSelect, initial="chosen",
        choices=[("chosen", _("the ticked ones")), ("all", _("all of this list, on every page of it"))],
    )  # fmt: skip
    verb = forms.ChoiceField(label=_("What to do"), widget=forms.RadioSelect, choices=VERBS)
    kind = forms.ChoiceField(label=_("Kind of opinion"), required=False, help_text=_("For the position."))
    meeting = MeetingField(
        Meeting.objects.none(),
        label=_("Meeting"),
        required=False,
        help_text=_("For the agenda; the evidence is frozen."),
    )
    title = forms.CharField(label=_("Title of the item"), max_length=300, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.code, kind.name) for kind in kinds().values() if not kind.needs_recommendations
        ]
        self.fields["meeting"].queryset = coming_meetings(regions_kept_by(user))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An agenda needs its meeting, a position its kind."""
        values = super().clean() or {}
        for verb, name in (("agenda", "meeting"), ("position", "kind")):
            if values.get("verb") == verb and not values.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return values


class TemplateForm(forms.Form):
    """A template for opinions; without a file the region goes back to the one that comes with the program."""

    region = forms.ModelChoiceField(Territory.objects.none(), label=_("Voivodeship"))
    file = forms.FileField(
        label=_("Template (DOCX)"), required=False, widget=forms.ClearableFileInput({"accept": ".docx"}),
        help_text=_("Empty: back to the template that comes with the program."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = regions_kept_by(user)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        if regions.count() == 1:
            self.initial["region"] = regions[0].pk


class WindowForm(forms.ModelForm):  # type: ignore[type-arg]
    """A window of intake. Its `save` is never called: a service writes."""

    opens = day_field(_("From"))
    closes = day_field(_("To"), help_text=_("The last day."))
    meeting = MeetingField(Meeting.objects.none(), label=_("Meeting"), required=False)
    region = forms.ModelChoiceField(Territory.objects.none(), label=_("Voivodeship"))

    class Meta:
        model = IntakeWindow
        fields = ("region", "opens", "closes", "meeting", "note")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = regions_kept_by(user)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        meetings = coming_meetings(regions)
        if self.instance.meeting_id:
            meetings = meetings | Meeting.objects.filter(pk=self.instance.meeting_id)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["region"]
        elif regions.count() == 1:
            self.initial["region"] = regions[0].pk
