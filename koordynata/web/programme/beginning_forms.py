"""Forms for a new programme, its reporting periods, and the table of its structure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.foundation.files import LARGEST
from koordynata.programme.importers.structure import LAYOUT
from koordynata.programme.layout import kinds
from koordynata.reference.models import Territory
from koordynata.registry.scopes import scope_of

from .forms import day_field

RHYTHMS = (
    ("12", pgettext_lazy("rhythm", "every year")), ("6", pgettext_lazy("rhythm", "every half-year")),
    ("3", pgettext_lazy("rhythm", "every quarter")),
)  # fmt: skip


class BeginForm(forms.Form):
    """What programme, whose, for how long."""

    kind = forms.ChoiceField(label=_("Kind"))
    territory = forms.ModelChoiceField(Territory.objects.none(), label=_("Territory"), empty_label=None)
    name = forms.CharField(label=_("Name"), max_length=300)
    short_name = forms.CharField(label=_("Short name"), max_length=40)
    starts = day_field(_("First day"))
    ends = day_field(_("Last day"))
    durable_until = day_field(_("Last day of the durability period"), required=False)
    legal_basis = forms.CharField(
        label=_("Legal basis"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.id, one.name) for one in kinds().values()]  # type: ignore[attr-defined]
        self.fields["territory"].queryset = territories_for(user)  # type: ignore[attr-defined]


def territories_for(user: Any) -> Any:
    """Territories for which the user may begin a programme of some kind."""
    rows = Territory.objects.filter(scope_of(user, Permission.RUN_PROGRAMMES).query("path"))
    return rows.filter(kind__in={one.scope for one in kinds().values()}).order_by("code")


class PeriodForm(forms.Form):
    """One reporting period."""

    name = forms.CharField(label=_("Name"), max_length=40)
    starts = day_field(_("First day"))
    ends = day_field(_("Last day"))
    due = day_field(_("Values are due"), required=False)


class RhythmForm(forms.Form):
    """Periods of one length over the whole time of the programme."""

    months = forms.TypedChoiceField(label=_("How often"), choices=RHYTHMS, coerce=int)
    due_days = forms.IntegerField(
        label=_("Days for the values after a period ends"), min_value=0, max_value=365, initial=31
    )


class StructureForm(forms.Form):
    """The table."""

    file = forms.FileField(label=_("File"), widget=forms.ClearableFileInput({"accept": ".csv,.xlsx"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"needed": "numer, nazwa", "more": ", ".join(one.header for one in LAYOUT.columns[2:])}
        self.fields["file"].help_text = _("CSV or XLSX. Columns: %(needed)s; where wanted %(more)s.") % words

    def clean_file(self) -> Any:
        """Not larger than files may be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than %d MB.") % (LARGEST // 2**20))
        return file
