"""Forms of bodies, terms and seats: parse and validate, no writes. Answers are called as the services call them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.coordination.enums import BodyKind
from koordynata.coordination.models import Body, Seat
from koordynata.coordination.services.bodies import EDITABLE
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.registry.scopes import scope_of

from .fields import LONG, LastDayField, SinceField, side_field, today


class BodyForm(forms.ModelForm):  # type: ignore[type-arg]
    """What stands on a body's page. Its `save` is never called: a service writes."""

    class Meta:
        model = Body
        fields = EDITABLE
        widgets = {"legal_basis": forms.Textarea(LONG), "task": forms.Textarea(LONG)}
        help_texts = {
            "short_name": _("As in numbers of meetings and resolutions, e.g. WZK."),
            "advises": _("For example: the executive board of the voivodeship."),
            "legal_basis": _("The act, resolution or order by which it exists, with number and day."),
        }


class NewBodyForm(BodyForm):
    """A new body; working groups are set up on the page of theirs."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[one for one in BodyKind.choices if one[0] != BodyKind.GROUP])
    territory = forms.ModelChoiceField(Territory.objects.none(), label=_("Territory"), empty_label=_("choose"))
    field_order = ("kind", "territory", *EDITABLE)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (TerritoryKind.VOIVODESHIP, TerritoryKind.POWIAT)
        inside = scope_of(user, Permission.RUN_MEETINGS).query("path")
        places = Territory.objects.filter(inside, kind__in=kinds, withdrawn_run=None).region_by_region()
        self.fields["territory"].queryset = places  # type: ignore[attr-defined]


class TermForm(forms.Form):
    """A new term."""

    starts = SinceField(label=_("First day"), initial=today)
    ends = LastDayField(label=_("Last day"), required=False)


class EndTermForm(forms.Form):
    """When a term ends."""

    ends = LastDayField(label=_("Last day"))


class SeatForm(forms.Form):
    """A seat that nobody holds yet."""

    side = side_field()
    organisation = forms.CharField(label=_("Delegating organisation"), max_length=200, required=False)
    voting = forms.BooleanField(label=_("with a vote"), required=False, initial=True)


class ChangeSeatForm(forms.ModelForm):  # type: ignore[type-arg]
    """Correct a seat. Its `save` is never called."""

    side = side_field()

    class Meta:
        model = Seat
        fields = ("side", "organisation")
