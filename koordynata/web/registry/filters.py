"""The filters of the list: from the address to a question, and back to words."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.foundation.alphabet import polish_key
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Occupation, SchoolType, Territory
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.queries.institutions import DEFAULT_SORT, SORTS, InstitutionFilter, known_statuses
from koordynata.registry.scopes import scope_of

ANY = [("", _("any"))]


class InstitutionFilterForm(forms.Form):
    """What may be asked; a value that is not on offer is left out, so that old addresses keep working."""

    q = forms.CharField(
        label=_("Name, place or number"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ANY, *InstitutionKind.choices])
    school_type = forms.ChoiceField(label=_("School type"), required=False)
    territory = forms.ChoiceField(label=_("Territory"), required=False)
    status = forms.ChoiceField(label=_("Public or non-public"), required=False)
    occupation = forms.ChoiceField(label=_("Occupation taught"), required=False)
    closed = forms.BooleanField(label=_("With closed ones"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("school_type", _by_name(SchoolType.objects.all()))
        self._offer("territory", [(t.code, t.title) for t in _territories(user)])
        self._offer("status", [(status, status) for status in known_statuses(user)])
        self._offer("occupation", _by_name(Occupation.objects.filter(withdrawn_run=None)))

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [*ANY, *choices]  # type: ignore[attr-defined]

    def asked(self) -> InstitutionFilter:
        """The question; what is not on offer counts as not asked."""
        self.is_valid()
        known = self.cleaned_data
        sort = self.data.get("sort", DEFAULT_SORT)
        return InstitutionFilter(
            **{name: known.get(name, "") for name in ("q", "kind", "school_type", "territory", "status", "occupation")},
            current=not known.get("closed"),
            sort=sort if sort in SORTS else DEFAULT_SORT,
        )


def _by_name(rows: Iterable[SchoolType | Occupation]) -> list[tuple[str, str]]:
    """Codes and names, in the order of the names that the reader sees."""
    return sorted(((row.code, row.name) for row in rows), key=lambda choice: polish_key(choice[1]))


def _territories(user: User) -> Any:
    """Voivodeships, powiats and functional areas that the user sees."""
    scope = scope_of(user, Permission.VIEW_REGISTERS)
    kinds = (TerritoryKind.VOIVODESHIP, TerritoryKind.POWIAT, TerritoryKind.FUNCTIONAL_AREA)
    return Territory.objects.filter(scope.query("path"), kind__in=kinds, withdrawn_run=None).region_by_region()
