"""Forms of people in the lists of a body."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.coordination.models import Member

from .accounts import accounts_for


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name and contact of a person. Its `save` is never called."""

    class Meta:
        model = Member
        fields = ("name", "email", "phone")


class AccountForm(forms.Form):
    """With which account a person votes."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Account"), required=False, empty_label=_("none"))

    def __init__(self, *args: Any, member: Member, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = accounts_for(member, reader)  # type: ignore[attr-defined]
        self.fields["user"].initial = member.user_id
