"""Forms of minutes: parse and validate, no writes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.enums import BallotState, MeetingState
from koordynata.coordination.models import Ballot, Meeting, Minutes

MOST = 200  # sections
FREE = 1  # empty ones offered at the end


class SectionsForm(forms.Form):
    """All sections in one form, with an empty one at the end; what is emptied is gone."""

    def __init__(self, data: Any = None, *, sections: Sequence[Mapping[str, str]]) -> None:
        super().__init__(data)
        self.count = self._count(data, len(sections) + FREE)
        for place in range(self.count):
            known = sections[place] if place < len(sections) and data is None else {"title": "", "text": ""}
            shown = known["text"] if data is None else data.get(f"text{place}", "")
            self.fields[f"title{place}"] = forms.CharField(
                label=_("Title of the section"), max_length=300, required=False, initial=known["title"]
            )
            self.fields[f"text{place}"] = forms.CharField(
                label=_("Text"), max_length=60_000, required=False, initial=known["text"],
                widget=forms.Textarea({"rows": min(max(shown.count("\n") + 2, 4), 18)}),
            )  # fmt: skip

    @staticmethod
    def _count(data: Any, otherwise: int) -> int:
        text = data.get("count", "") if data is not None else ""
        return min(int(text), MOST) if text.isascii() and text.isdecimal() and len(text) < 4 else min(otherwise, MOST)

    def rows(self) -> list[tuple[BoundField, BoundField]]:
        """Title and text of each section."""
        return [(self[f"title{place}"], self[f"text{place}"]) for place in range(self.count)]

    def sections(self) -> list[dict[str, str]]:
        """What was entered, in order, with line breaks as they are kept."""
        said = self.cleaned_data
        pairs = [(said[f"title{n}"], said[f"text{n}"].replace("\r\n", "\n")) for n in range(self.count)]
        return [{"title": title, "text": text} for title, text in pairs]


class ApproveForm(forms.Form):
    """At which later meeting, by which ballot where there was one."""

    where = forms.ChoiceField(label=_("Approved at"))

    def __init__(self, data: Any = None, *, minutes: Minutes, auto_id: str) -> None:
        super().__init__(data, auto_id=auto_id)
        self.meetings = {str(one.pk): one for one in _later(minutes)}
        self.ballots = {str(one.pk): one for one in _adopted(list(self.meetings.values()))}
        self.fields["where"].choices = self._choices()  # type: ignore[attr-defined]

    def _choices(self) -> list[tuple[str, str]]:
        found, none = [], gettext("without a ballot")
        for pk, meeting in self.meetings.items():
            day = localtime(meeting.starts).strftime("%d.%m.%Y")
            own = [one for one in self.ballots.values() if one.motion.item.meeting_id == meeting.pk]
            found += [(f"{pk}-{one.pk}", f"{meeting}, {day}: {one.motion.text[:90]}") for one in own]
            found.append((f"{pk}-", f"{meeting}, {day}: {none}"))
        return found

    def chosen(self) -> tuple[Meeting, Ballot | None]:
        """The meeting and the ballot."""
        meeting, _dash, ballot = self.cleaned_data["where"].partition("-")
        return self.meetings[meeting], self.ballots.get(ballot)


def _later(minutes: Minutes) -> list[Meeting]:
    own = minutes.meeting
    rows = Meeting.objects.filter(
        term__body=own.term.body_id, starts__gt=own.starts, state__in=[MeetingState.OPEN, MeetingState.CLOSED]
    )
    return list(rows.select_related("term__body").order_by("starts", "pk"))


def _adopted(meetings: list[Meeting]) -> list[Ballot]:
    rows = Ballot.objects.filter(motion__item__meeting__in=meetings, state=BallotState.CLOSED)
    rows = rows.select_related("motion__item").order_by("pk")
    return [one for one in rows if one.verdict and one.verdict["positive"]]


class CorrectionForm(forms.Form):
    """What is corrected."""

    text = forms.CharField(
        label=_("Correction"), max_length=5000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Which place, what it should say, and why. The approved text itself stays."),
    )  # fmt: skip
