"""Forms of indicators: the card with its rule chosen field by field, and what an element promises of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from koordynata.intelligence.queries import metric_cards
from koordynata.programme.common_indicators import common_indicators
from koordynata.programme.enums import Direction, MeasureSource, OverElements, OverTime
from koordynata.programme.layout import dimensions, fact_kinds
from koordynata.programme.models import Commitment, Measure, Period, Programme

from ..amounts import AmountField

CARD = ("code", "name", "name_en", "unit", "over_time", "over_elements", "direction", "source", "rule", "dimensions",
        "common", "definition", "purpose", "method", "keeper")  # fmt: skip
ANY = ("", _("any"))
BY = (("person", _("each person once")), ("fact", _("each fact")))


def _text(label: Any, rows: int = 3) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=4000, widget=forms.Textarea({"rows": rows}))


class MeasureForm(forms.Form):
    """The card. What is counted is chosen: kinds of facts, persons or facts, by which features; or a metric."""

    code = forms.CharField(label=_("Code"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=300)
    name_en = forms.CharField(label=_("English name"), max_length=300, required=False)
    unit = forms.CharField(label=_("Unit"), max_length=40)
    over_time = forms.ChoiceField(label=_("Over time"), choices=OverTime.choices)
    over_elements = forms.ChoiceField(label=_("Over elements"), choices=OverElements.choices)
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices)
    source = forms.ChoiceField(label=_("Where values come from"), choices=MeasureSource.choices)
    facts = forms.MultipleChoiceField(
        label=_("Facts that are counted"), required=False, widget=forms.CheckboxSelectMultiple
    )
    by = forms.ChoiceField(label=_("What is counted"), choices=BY, required=False, initial="person")
    any_project = forms.BooleanField(
        label=_("Facts of every project of the territory, not only of those linked to the elements"), required=False
    )
    metric = forms.ChoiceField(label=_("Metric of the warehouse"), required=False)
    dimensions = forms.MultipleChoiceField(label=_("Divided by"), required=False, widget=forms.CheckboxSelectMultiple)
    common = forms.ChoiceField(label=_("Common indicator of the regions"), required=False)
    definition = _text(_("Definition"))
    purpose = _text(_("Why it is measured"))
    method = _text(_("How it is measured"))
    keeper = forms.CharField(label=_("Who measures"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, measure: Measure | None = None, **more: Any) -> None:
        super().__init__(data, initial=started(measure) if measure else None, **more)
        self.fields["name_en"].label = capfirst(_("English name"))
        today = timezone.localdate()
        told: dict[str, list[Any]] = {
            "facts": [(one.id, one.name) for one in fact_kinds().values()],
            "metric": [("", _("none")), *((one.id, one.title) for one in metric_cards())],
            "dimensions": [(one.id, one.name) for one in dimensions().values()],
            "common": [("", _("none")), *((one.id, f"{one.id} {one.name}") for one in common_indicators(today))],
        }  # fmt: skip
        for name, choices in told.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["facts"].help_text = _("Only for values counted from facts.")
        self.fields["metric"].help_text = _("Only for values that a metric of the warehouse gives.")
        kept = measure.common if measure else ""
        if kept and kept not in dict(told["common"]):  # of an earlier set
            self.fields["common"].choices = [*told["common"], (kept, kept)]  # type: ignore[attr-defined]
        self._add_where()

    def _add_where(self) -> None:
        """For each division: of which of its parts facts are counted. They stand after the choice of facts."""
        where = {}
        for one in dimensions().values():
            choices = [ANY, *((part.id, part.name) for part in one.categories)]
            label = _("Only facts of: %s") % one.name
            where[f"where-{one.id}"] = forms.ChoiceField(label=label, choices=choices, required=False)
        fields = list(self.fields.items())
        at = [name for name, _field in fields].index("any_project")
        self.fields = dict([*fields[:at], *where.items(), *fields[at:]])

    def card(self) -> dict[str, Any]:
        """The card as the service takes it."""
        told = self.cleaned_data
        return {name: told[name] for name in CARD if name != "rule"} | {"rule": _rule(told)}


def _rule(told: Mapping[str, Any]) -> dict[str, Any]:
    if told["source"] == MeasureSource.METRIC:
        return {"metric": told["metric"]}
    if told["source"] != MeasureSource.COUNTED:
        return {}
    where = {name.removeprefix("where-"): value for name, value in told.items() if name.startswith("where-") and value}
    rule: dict[str, Any] = {"facts": told["facts"], "by": told["by"] or "fact"}
    rule |= {"where": where} if where else {}
    return rule | ({"any_project": True} if told["any_project"] else {})


def started(measure: Measure) -> dict[str, Any]:
    """A card as the form shows it."""
    rule = measure.rule
    told = {name: getattr(measure, name) for name in CARD if name != "rule"}
    where = {f"where-{name}": value for name, value in rule.get("where", {}).items()}
    return {
        **told, **where, "facts": rule.get("facts", []), "by": rule.get("by", "person"),
        "any_project": rule.get("any_project", False), "metric": rule.get("metric", ""),
    }  # fmt: skip


class PromiseForm(forms.Form):
    """What an element promises: the baseline with its year, a target for each period; an empty one sets none."""

    baseline = AmountField(label=_("Baseline"), required=False)
    baseline_year = forms.IntegerField(label=_("Year of the baseline"), required=False, min_value=1990, max_value=2100)

    def __init__(
        self, data: Any = None, *, programme: Programme, measure: Measure, commitment: Commitment | None, **more: Any
    ) -> None:
        super().__init__(data, initial=promised(commitment) if commitment else None, **more)
        self.periods = list(programme.periods.order_by("starts"))
        for period in self.periods:
            self.fields[f"target-{period.pk}"] = AmountField(label=_("Target: %s") % period.name, required=False)
        per_cent = {"baseline": _("In per cent: the indicator is a ratio.")} if measure.is_ratio else {}
        for name, hint in per_cent.items():
            self.fields[name].help_text = hint

    def targets(self) -> dict[Period, Decimal]:
        """What was given, by period."""
        told = self.cleaned_data
        given = {one: told[f"target-{one.pk}"] for one in self.periods}
        return {one: value for one, value in given.items() if value is not None}

    def clean(self) -> dict[str, Any]:
        """A promise has a target."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.targets():
            raise forms.ValidationError(_("Give a target for at least one period."))
        return told


def promised(commitment: Commitment) -> dict[str, Any]:
    """A promise as the form shows it."""
    targets = {f"target-{one.period_id}": one.value for one in commitment.targets.all()}
    return {"baseline": commitment.baseline, "baseline_year": commitment.baseline_year, **targets}


class ChooseMeasureForm(forms.Form):
    """Which indicator an element is to promise."""

    measure = forms.ModelChoiceField(Measure.objects.none(), label=_("Indicator"))

    def __init__(self, *args: Any, measures: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]
