"""The form of a saved view: parses and validates, never writes."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.reference.models import Territory
from koordynata.registry.rules import may_share_views_in


class SavedViewForm(forms.Form):
    """A name and, for officers, whether the region shares it."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)
    share = forms.BooleanField(label=_("Share with the region"), required=False)

    def __init__(self, *args: Any, user: User, region: Territory | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region
        if region is None or not may_share_views_in(user, region):
            del self.fields["share"]
        else:
            self.fields["share"].help_text = capfirst(region.title)

    def shared_in(self) -> Territory | None:
        """With which region the view is to be shared."""
        return self.region if self.cleaned_data.get("share") else None
