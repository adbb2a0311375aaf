"""Forms of the office: parse and validate, no writes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.models import Meeting
from koordynata.foundation.periods import SchoolYear
from koordynata.opinions.enums import DeliveryWay, PriorSource, Stance
from koordynata.opinions.kinds import kinds
from koordynata.opinions.models import OpinionRequest
from koordynata.opinions.queries.cases import meetings_for, window_of

from .choices import MeetingField, day_field, file_field


class ReturnForm(forms.Form):
    """What is to be completed."""

    what = forms.CharField(label=_("What is to be completed"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class OffAgendaForm(forms.Form):
    """Why the item was taken off."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class AgendaForm(forms.Form):
    """At which meeting, presented by whom."""

    meeting = MeetingField(Meeting.objects.none(), label=_("Meeting"))
    rapporteur = forms.CharField(label=_("Rapporteur"), max_length=150, required=False)

    def __init__(self, *args: Any, shown: OpinionRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings_for(shown)  # type: ignore[attr-defined]
        window = window_of(shown, timezone.localdate())
        if window and window.meeting_id:
            self.initial["meeting"] = window.meeting_id


class AskForm(forms.Form):
    """Which group or council is asked, and until when it is to answer."""

    source = forms.ChoiceField(label=_("Who"), choices=PriorSource.choices)
    body_name = forms.CharField(label=_("Name of the body"), max_length=200)
    answer_due = day_field(_("Answer due"), required=False)


class PriorForm(forms.Form):
    """What a group or council said; to whom was asked under the same name, this is the answer."""

    source = forms.ChoiceField(label=_("Who"), choices=PriorSource.choices)
    body_name = forms.CharField(label=_("Name of the body"), max_length=200)
    stance = forms.ChoiceField(label=_("Position"), choices=Stance.choices)
    given_on = day_field(_("Given on"))
    act = forms.CharField(label=_("Resolution or letter"), max_length=120, required=False)
    text = forms.CharField(label=_("Text"), required=False, max_length=5000, widget=forms.Textarea({"rows": 3}))
    file = file_field(_("Resolution or letter (file)"), required=False)


class PositionFileForm(forms.Form):
    """The file behind a position that is recorded."""

    file = file_field(_("File"))


class PositionForm(forms.Form):
    """The office's position."""

    kind = forms.ChoiceField(label=_("Kind of opinion"), widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("Reasons"), max_length=20_000, widget=forms.Textarea({"rows": 12}))
    recommendations = forms.CharField(
        label=_("Recommendations"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.code, kind.name) for kind in kinds().values()]  # type: ignore[attr-defined]


class ReasonsForm(forms.Form):
    """The reasons of the opinion, until it is delivered."""

    reasons = forms.CharField(label=_("Reasons"), max_length=20_000, widget=forms.Textarea({"rows": 12}))
    recommendations = forms.CharField(
        label=_("Recommendations"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )


class DeliverForm(forms.Form):
    """How and when."""

    way = forms.ChoiceField(label=_("Way of delivery"), choices=DeliveryWay.choices)
    on = day_field(_("Delivered on"), initial=timezone.localdate)
    note = forms.CharField(label=_("Proof of delivery"), max_length=200, required=False)


class FollowForm(forms.Form):
    """Which school year."""

    year = forms.TypedChoiceField(label=_("School year"), coerce=int)

    def __init__(self, *args: Any, shown: OpinionRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = SchoolYear.of(timezone.localdate()).start
        years = range(min(shown.start_year, this), this + 1)
        self.fields["year"].choices = [(year, str(SchoolYear(year))) for year in reversed(years)]  # type: ignore[attr-defined]
