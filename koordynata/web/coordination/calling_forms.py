"""Forms of a call, of guests and of answers: parse and validate, no writes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.enums import Capacity, MeetingForm, Reply
from koordynata.coordination.models import Notice
from koordynata.coordination.queries.calling import substitutes_of


class CallForm(forms.Form):
    """The call; a reason where the notice is too short."""

    short_notice_reason = forms.CharField(label=_("Why the notice is so short"), max_length=300, required=False)


class CancelForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why it is cancelled"), max_length=300, required=False)


class GuestForm(forms.Form):
    """Somebody who is no member."""

    name = forms.CharField(label=_("Name and surname"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), required=False)


class ReplyForm(forms.Form):
    """Coming or not; what cannot be answered is not offered."""

    reply = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left_out = set()
        if notice.meeting.form in (MeetingForm.IN_PERSON, MeetingForm.WRITTEN):
            left_out.add(Reply.REMOTE)
        if notice.capacity != Capacity.MEMBER or not substitutes_of(notice):
            left_out.add(Reply.SUBSTITUTE)
        choices = [(value, label) for value, label in Reply.choices if value not in left_out]
        self.fields["reply"].choices = choices  # type: ignore[attr-defined]
        self.initial.update({"reply": notice.reply, "remark": notice.remark})
