"""The form of a value: the number or the ratio, its parts by division, an explanation."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koordynata.programme.layout import dimensions
from koordynata.programme.models import Actual, Measure
from koordynata.programme.services.actuals import Value

from ..amounts import AmountField


class ValueForm(forms.Form):
    """What is asked follows from the indicator's card. Parts are named `part-sex-women`."""

    def __init__(self, data: Any = None, *, measure: Measure, actual: Actual | None, **more: Any) -> None:
        super().__init__(data, **more)
        self.measure = measure
        names = ("numerator", "denominator") if measure.is_ratio else ("value",)
        labels = {"value": _("Value"), "numerator": _("Numerator"), "denominator": _("Denominator")}
        for name in names:
            shown = getattr(actual, name, None)
            self.fields[name] = AmountField(label=labels[name], initial=shown)
        self._add_parts(actual)
        note = actual.note if actual else ""
        self.fields["note"] = forms.CharField(
            label=_("Explanation"), required=False, max_length=4000, initial=note, widget=forms.Textarea({"rows": 3})
        )

    def _add_parts(self, actual: Actual | None) -> None:
        known = {(one.dimension, one.category): one.value for one in actual.parts.all()} if actual else {}
        for dimension in self.measure.dimensions:
            for category in dimensions()[dimension].categories:
                self.fields[f"part-{dimension}-{category.id}"] = AmountField(
                    label=f"{dimensions()[dimension].name}: {category.name}", required=False, min_value=Decimal(0),
                    initial=known.get((dimension, category.id)),
                )  # fmt: skip

    def given(self) -> Value:
        """What was written; parts that were left empty are not given."""
        told = self.cleaned_data
        parts: dict[str, dict[str, Decimal]] = {}
        for name, value in told.items():
            if name.startswith("part-") and value is not None:
                _part, dimension, category = name.split("-", 2)
                parts.setdefault(dimension, {})[category] = value
        return Value(told.get("value"), told.get("numerator"), told.get("denominator"), parts, told["note"])


class ReturnForm(forms.Form):
    """Why a value is returned, of the revision that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("What is to be corrected"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class ReopenForm(forms.Form):
    """Why a period is opened again."""

    reason = forms.CharField(label=_("Why the period is reopened"), max_length=2000, widget=forms.Textarea({"rows": 2}))


class EvidenceForm(forms.Form):
    """A file that proves a value."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, Word, Excel, a picture or text, up to 8 MB."))
