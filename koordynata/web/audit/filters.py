"""The filters of the audit log: who, what, when, object."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.alphabet import polish_key
from koordynata.foundation.models import AuditEvent

from ..wording import OBJECTS, VERBS

ANY = ("", _("any"))


class AuditFilterForm(forms.Form):
    """What may be asked; a wrong date narrows nothing and says so."""

    who = forms.CharField(label=_("Who"), required=False, max_length=100)
    verb = forms.ChoiceField(label=_("What"), required=False)
    kind = forms.ChoiceField(label=_("Object"), required=False)
    name = forms.CharField(label=_("Name or number of the object"), required=False, max_length=100)
    since = forms.DateField(
        label=_("Since"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [ANY, *sorted(VERBS.items(), key=lambda pair: polish_key(str(pair[1])))]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [ANY, *OBJECTS.items()]  # type: ignore[attr-defined]

    def apply(self, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        """The events that were asked for, newest first."""
        self.is_valid()
        asked = self.cleaned_data
        for name, field in (("who", "actor_label__mentions"), ("verb", "verb"), ("kind", "object_type")):
            if asked.get(name):
                events = events.filter(**{field: asked[name]})
        if asked.get("name"):
            events = events.filter(Q(object_label__mentions=asked["name"]) | Q(object_id=asked["name"]))
        if asked.get("since"):
            events = events.filter(at__date__gte=asked["since"])
        if asked.get("until"):
            events = events.filter(at__date__lte=asked["until"])
        return events.order_by("-id")
