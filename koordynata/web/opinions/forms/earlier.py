"""The form for an opinion from the old books."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.periods import SchoolYear
from koordynata.opinions.kinds import kinds
from koordynata.reference.models import Occupation, SchoolType
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution

from .choices import day_field

FIRST = 2018


class EarlierForm(forms.Form):
    """What the old books say of it."""

    rspo = forms.IntegerField(label=_("RSPO number of the school"), min_value=1)
    occupation = forms.ModelChoiceField(Occupation.objects.none(), label=_("Occupation"))
    school_type = forms.ModelChoiceField(SchoolType.objects.none(), label=_("School type"))
    start_year = forms.TypedChoiceField(label=_("First school year"), coerce=int)
    places = forms.IntegerField(label=_("Places in the first grade"), min_value=1, max_value=500)
    number = forms.IntegerField(label=_("Number of the opinion in its year"), min_value=1, max_value=9999)
    kind = forms.ChoiceField(label=_("Kind of opinion"))
    decided_on = day_field(_("Given on"))
    delivered_on = day_field(_("Delivered on"))
    giver = forms.CharField(
        label=_("Given by"), max_length=200, required=False, help_text=_("Empty: the body proper on that day.")
    )
    reasons = forms.CharField(label=_("Reasons"), max_length=20_000, widget=forms.Textarea({"rows": 6}))
    recommendations = forms.CharField(
        label=_("Recommendations"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, schools: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._schools = schools.filter(kind=InstitutionKind.SCHOOL)
        self.fields["occupation"].queryset = Occupation.objects.filter(withdrawn_run=None).order_by("name_pl")  # type: ignore[attr-defined]
        self.fields["school_type"].queryset = SchoolType.objects.filter(withdrawn_run=None).order_by("name_pl")  # type: ignore[attr-defined]
        years = range(this_year + 1, FIRST - 1, -1)
        self.fields["start_year"].choices = [(year, str(SchoolYear(year))) for year in years]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(kind.code, kind.name) for kind in kinds().values()]  # type: ignore[attr-defined]

    def clean_rspo(self) -> Institution:
        """The school itself. A school of another region is as good as none."""
        found: Institution | None = self._schools.filter(rspo=self.cleaned_data["rspo"]).order_by("pk").first()
        if found is None:
            raise forms.ValidationError(_("The register holds no school with this number."))
        return found
