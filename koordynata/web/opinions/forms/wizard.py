"""The questions of the wizard."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.reference.models import Occupation, SchoolType
from koordynata.registry.models import Institution

from .choices import day_field, occupations, schools_of


class WizardForm(forms.Form):
    """The questions of the wizard."""

    occupation = forms.ModelChoiceField(Occupation.objects.none(), label=_("Occupation"))
    school_type = forms.ModelChoiceField(SchoolType.objects.none(), label=_("School type"), to_field_name="code")
    school = forms.ModelChoiceField(Institution.objects.none(), label=_("School"), required=False)
    young_workers_only = forms.BooleanField(label=_("A class for young workers only"), required=False)
    main_occupation = forms.ModelChoiceField(
        Occupation.objects.none(), label=_("Auxiliary to the occupation"), required=False,
        help_text=_("Only for an auxiliary occupation: the one for which it is provided."),
    )  # fmt: skip
    earlier = day_field(
        _("Earlier opinion of"),
        required=False,
        help_text=_("When the school last got one for this occupation, if it did."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("occupation", "main_occupation"):
            self.fields[name].queryset = occupations()  # type: ignore[attr-defined]
            self.fields[name].to_field_name = "code"  # type: ignore[attr-defined]
        self.fields["school_type"].queryset = SchoolType.objects.filter(withdrawn_run=None).order_by("name_pl")  # type: ignore[attr-defined]
        mine = schools_of(user)
        self.fields["school"].queryset = mine  # type: ignore[attr-defined]
        if not mine.exists():
            del self.fields["school"]
