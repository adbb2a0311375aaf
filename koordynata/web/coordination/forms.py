"""Forms of the live page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.models import AgendaItem, Ballot, Meeting, Member
from koordynata.coordination.queries.people import people_of

from .showing import choice_words


class MotionForm(forms.Form):
    """A motion, or an election when there are candidates."""

    text = forms.CharField(label=_("Motion"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    proposed_by = forms.CharField(label=_("Proposed by"), max_length=150, required=False)
    candidates = forms.CharField(
        label=_("Candidates, one in each line"), required=False, max_length=4000,
        help_text=_("Only for an election."), widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean_candidates(self) -> list[str]:
        """One name in each line."""
        return [line.strip() for line in self.cleaned_data["candidates"].splitlines() if line.strip()]


class HouseMoment(forms.DateTimeField):
    """A moment by the clocks of the house. An hour that comes twice in the night of a change is asked for anew."""

    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> Any:
        """The moment, with its offset."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            if getattr(error, "code", "") != "ambiguous_timezone":
                raise
            message = _("That night the clocks change: this hour comes twice, or not at all. Choose another.")
            raise ValidationError(message, code="ambiguous_timezone") from None


class RoundForm(forms.Form):
    """A motion sent round in writing, with the moment until which answers are taken."""

    item = forms.ModelChoiceField(label=_("Item of the agenda"), queryset=AgendaItem.objects.none())
    text = forms.CharField(label=_("Motion"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    closes_at = HouseMoment(label=_("Answers until"), help_text=_("By Polish time. Later answers are not taken."))

    def __init__(self, meeting: Meeting, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="round_%s")
        self.fields["item"].queryset = meeting.items.order_by("position", "pk")  # type: ignore[attr-defined]


class ArrivalForm(forms.Form):
    """Somebody comes."""

    member = forms.ModelChoiceField(label=_("Person"), queryset=Member.objects.none())
    remote = forms.BooleanField(label=_("joins remotely"), required=False)

    def __init__(self, meeting: Meeting, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="arrival_%s")
        there = meeting.presences.filter(ends__isnull=True).values("member")
        rows = Member.objects.filter(people_of(meeting)).exclude(pk__in=there).order_by("name", "pk")
        self.fields["member"].queryset = rows  # type: ignore[attr-defined]


class HandsForm(forms.Form):
    """Shown hands by choice."""

    def __init__(self, ballot: Ballot, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="hands_%s")
        known = ballot.hands or {}
        self.choices = ballot.motion.choices
        for place, choice in enumerate(self.choices):
            self.fields[f"choice{place}"] = forms.IntegerField(
                label=choice_words(choice), min_value=0, max_value=5000, initial=known.get(choice, 0)
            )

    def hands(self) -> dict[str, int]:
        """Choice → number."""
        return {str(choice): self.cleaned_data[f"choice{place}"] for place, choice in enumerate(self.choices)}
