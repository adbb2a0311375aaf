"""Forms of the live page."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.models import Ballot, Meeting, Member
from koordynata.coordination.queries.people import people_of
from koordynata.coordination.verdict import Choice
from koordynata.coordination.verdict.ballot import NONE_OF_THEM

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


class ArrivalForm(forms.Form):
    """Somebody comes."""

    member = forms.ModelChoiceField(label=_("Person"), queryset=Member.objects.none())
    remote = forms.BooleanField(label=_("joins remotely"), required=False)

    def __init__(self, meeting: Meeting, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="arrival_%s")
        there = meeting.presences.filter(ends__isnull=True).values("member")
        rows = Member.objects.filter(people_of(meeting)).exclude(pk__in=there).distinct().order_by("name", "pk")
        self.fields["member"].queryset = rows  # type: ignore[attr-defined]


class HandsForm(forms.Form):
    """Shown hands by choice."""

    def __init__(self, ballot: Ballot, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="hands_%s")
        known = ballot.hands or {}
        self.choices = [*ballot.motion.candidates, NONE_OF_THEM] if ballot.motion.candidates else list(Choice)
        for place, choice in enumerate(self.choices):
            self.fields[f"choice{place}"] = forms.IntegerField(
                label=choice_words(choice), min_value=0, max_value=5000, initial=known.get(choice, 0)
            )

    def hands(self) -> dict[str, int]:
        """Choice → number."""
        return {str(choice): self.cleaned_data[f"choice{place}"] for place, choice in enumerate(self.choices)}
