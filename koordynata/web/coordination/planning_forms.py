"""Forms for planning meetings: parse and validate, no writes."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.coordination.enums import MeetingForm
from koordynata.coordination.models import Body, Meeting
from koordynata.coordination.queries.year_plan import LAST, at_clock

FORMS = [(value, label) for value, label in MeetingForm.choices if value != MeetingForm.WRITTEN]
WEEKS = [
    (1, pgettext_lazy("week of a month", "first")), (2, pgettext_lazy("week of a month", "second")),
    (3, pgettext_lazy("week of a month", "third")), (4, pgettext_lazy("week of a month", "fourth")),
    (LAST, pgettext_lazy("week of a month", "last")),
]  # fmt: skip
LONGEST = 24 * 60


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, picked or written."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


def clock_field(label: Any, **more: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}, format="%H:%M"), **more)


def moment_of(day: date, clock: time) -> datetime:
    """That moment on the Polish clock. Raises ValidationError for an hour that the clock leaves out."""
    found = at_clock(day, clock)
    if localtime(found.astimezone(UTC), found.tzinfo).time() != clock:
        raise forms.ValidationError(_("That night the clock is put forward: this hour does not exist."))
    return found


class PlanForm(forms.Form):
    """One meeting: of which body, when, where, how."""

    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"))
    day = day_field(_("Day"))
    begins = clock_field(_("Begins at"), initial=time(10))
    lasts = forms.IntegerField(label=_("Lasts, minutes"), min_value=5, max_value=LONGEST, initial=180)
    form = forms.ChoiceField(label=_("Form of the meeting"), choices=FORMS)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Link for those who join remotely"), max_length=400, required=False, assume_scheme="https"
    )
    title = forms.CharField(label=_("Title"), max_length=200, required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Body] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bodies is None:
            del self.fields["body"]
        else:
            self.fields["body"].queryset = bodies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Day, time and length become two moments."""
        data = super().clean() or self.cleaned_data
        day, clock, lasts = (data.get(name) for name in ("day", "begins", "lasts"))
        if day and clock and lasts:
            try:
                starts = moment_of(day, clock)
            except forms.ValidationError as mistake:
                self.add_error("begins", mistake)
            else:
                data |= {"starts": starts, "ends": starts.astimezone(UTC) + timedelta(minutes=lasts)}
        return data

    def values(self) -> dict[str, Any]:
        """For the service."""
        return {name: self.cleaned_data[name] for name in ("starts", "ends", "form", "place", "link", "title")}


class ChangeForm(PlanForm):
    """The same of a meeting that is there; a reason where the notice gets too short."""

    short_notice_reason = forms.CharField(
        label=_("Why the notice is so short"), max_length=300, required=False,
        help_text=_("Only where the new day is nearer than the rules of procedure allow."),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        starts = localtime(meeting.starts)
        kwargs["initial"] = {
            "day": starts.date(), "begins": starts.time(), "form": meeting.form, "place": meeting.place,
            "lasts": int((meeting.ends - meeting.starts).total_seconds() // 60), "link": meeting.link,
            "title": meeting.title,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        if meeting.form == MeetingForm.WRITTEN:
            self.fields["form"].choices = [(MeetingForm.WRITTEN, MeetingForm.WRITTEN.label)]  # type: ignore[attr-defined]
        if meeting.called_at is None:
            del self.fields["short_notice_reason"]


class YearForm(forms.Form):
    """A year of meetings by a rule: “the third Thursday of every second month”."""

    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    week = forms.TypedChoiceField(label=_("Which in the month"), choices=WEEKS, coerce=int, initial=3)
    weekday = forms.TypedChoiceField(label=_("Day of the week"), choices=WEEKDAYS, coerce=int, initial=3)
    months = forms.TypedMultipleChoiceField(
        label=_("Months"), choices=MONTHS, coerce=int, widget=forms.CheckboxSelectMultiple, initial=[2, 5, 9, 11]
    )
    begins = clock_field(_("Begins at"), initial=time(10))
    lasts = forms.IntegerField(label=_("Lasts, minutes"), min_value=5, max_value=LONGEST, initial=180)
    form = forms.ChoiceField(label=_("Form of the meeting"), choices=FORMS)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
