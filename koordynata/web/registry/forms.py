"""Forms of the register: parse and validate, no writes."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.foundation.identifiers import is_nip, is_regon
from koordynata.foundation.periods import SchoolYear
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Occupation, Territory
from koordynata.registry.enums import KEPT_BY_HAND, InstitutionKind, NumberScheme
from koordynata.registry.models import Contact, Institution
from koordynata.registry.queries.values import EDITABLE
from koordynata.registry.scopes import scope_of

CHECK_DIGIT = _("The check digit does not match. Check for swapped digits.")


def territories_to_edit(user: User) -> QuerySet[Territory]:
    """Powiats and voivodeships whose registers the user keeps."""
    kinds = (TerritoryKind.VOIVODESHIP, TerritoryKind.POWIAT)
    inside = scope_of(user, Permission.EDIT_REGISTERS).query("path")
    return Territory.objects.filter(inside, kind__in=kinds, withdrawn_run=None).region_by_region()


class TerritoryField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Territories with their kind in the label."""

    def label_from_instance(self, obj: Territory) -> str:
        """`powiat nyski`."""
        return obj.title


class InstitutionForm(forms.ModelForm):  # type: ignore[type-arg]
    """The fields that people fill in. Its `save` is never called: a service writes."""

    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=120)
    founded_on = forms.DateField(
        label=_("Founded"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = Institution
        fields = EDITABLE
        field_classes = {"territory": TerritoryField}
        labels = {"territory": _("Territory")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = territories_to_edit(user)  # type: ignore[attr-defined]
        kinds = [kind for kind in InstitutionKind if kind in KEPT_BY_HAND]
        if self.instance.pk and self.instance.kind not in KEPT_BY_HAND:
            kinds = [InstitutionKind(self.instance.kind)]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]

    def clean_regon(self) -> str:
        """9 or 14 digits with a right check digit, or nothing."""
        number: str = self.cleaned_data["regon"].strip()
        if number and number != self.instance.regon and not is_regon(number):
            raise forms.ValidationError(CHECK_DIGIT)
        return number

    def clean_nip(self) -> str:
        """10 digits with a right check digit, or nothing; dashes are left out."""
        number: str = self.cleaned_data["nip"].replace("-", "").strip()
        if number and number != self.instance.nip and not is_nip(number):
            raise forms.ValidationError(CHECK_DIGIT)
        return number


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person to contact."""

    class Meta:
        model = Contact
        fields = ("name", "function", "phone", "email")


class NumberForm(forms.Form):
    """A further number in a register."""

    scheme = forms.ChoiceField(label=_("Register"), choices=NumberScheme.choices)
    value = forms.CharField(label=_("Number"), max_length=20)


class OfferForm(forms.Form):
    """An occupation in a school year."""

    occupation = forms.ModelChoiceField(Occupation.objects.none(), label=_("Occupation"))
    school_year = forms.TypedChoiceField(label=_("School year"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = SchoolYear.of(timezone.localdate()).start
        self.fields["school_year"].choices = [(y, str(SchoolYear(y))) for y in range(this + 2, this - 3, -1)]  # type: ignore[attr-defined]
        self.fields["school_year"].initial = this
        self.fields["occupation"].queryset = Occupation.objects.filter(withdrawn_run=None).order_by("name_pl")  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """The day of a closing."""

    closed_on = forms.DateField(
        label=_("Closed on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), initial=timezone.localdate
    )


class MergeForm(forms.Form):
    """The number of the entry that is the same institution."""

    number = forms.CharField(label=_("RSPO, REGON or NIP of the other entry"), max_length=14)
