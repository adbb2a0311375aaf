"""Forms of people and invitations: parse and validate, no writes."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.registry.models import Institution
from koordynata.registry.queries.institutions import find_by_number
from koordynata.registry.rules import roles_to_give
from koordynata.registry.scopes import scope_of


def territories_to_give(user: User) -> Any:
    """Territories in which the user gives roles, without gminas."""
    scope = scope_of(user, Permission.INVITE)
    inside = scope.query("path") if not scope.country else Q()
    return Territory.objects.filter(inside).exclude(kind=TerritoryKind.GMINA).region_by_region()


class RoleForm(forms.Form):
    """A role in a place."""

    role = forms.ChoiceField(label=_("Role"))
    territory = forms.ModelChoiceField(Territory.objects.none(), label=_("Territory"), empty_label=_("choose"))
    institution = forms.CharField(
        label=_("Institution"),
        required=False,
        max_length=14,
        help_text=_("Its number in RSPO, REGON or NIP. Needed for school heads and employers."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        places = territories_to_give(user)
        self.fields["territory"].queryset = places  # type: ignore[attr-defined]
        highest = [place for place in places if place.path in scope_of(user, Permission.INVITE).paths]
        self.fields["territory"].initial = (highest or [None])[0]
        roles = roles_to_give(user, highest or list(places[:1]))
        self.fields["role"].choices = [("", _("choose")), *((role.id, role.name) for role in roles)]  # type: ignore[attr-defined]

    def clean_institution(self) -> Institution | None:
        """The institution behind the number."""
        number = self.cleaned_data["institution"].strip()
        if not number:
            return None
        found = find_by_number(self.user, number)
        if found is None:
            raise forms.ValidationError(_("No institution with this number is known here."))
        return found


class InviteForm(RoleForm):
    """An invitation: to whom, and with which role."""

    email = forms.EmailField(label=_("E-mail address"))
    field_order = ("email", "role", "territory", "institution")


class AcceptForm(forms.Form):
    """What a new person says about themselves."""

    full_name = forms.CharField(
        label=_("Name and surname"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters; several words in a row are best."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
