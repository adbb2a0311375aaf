"""Forms of what hangs on an element of a draft: links, tags, milestones, institutions, planned money."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.programme.enums import Involved, LinkKind
from koordynata.programme.layout import money_sources, tags
from koordynata.programme.models import Element, Milestone, Programme
from koordynata.programme.services.parts import MoneyLine
from koordynata.registry.models import Institution

from ..amounts import AmountField

LISTED = (LinkKind.OCCUPATION, LinkKind.BRANCH, LinkKind.TERRITORY)  # named by their own lists


class LinkForm(forms.Form):
    """What the element points to; what stands in no list is named by whoever points to it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=LinkKind.choices)
    code = forms.CharField(
        label=_("Code or number"), max_length=60,
        help_text=_("Of an occupation, branch or territory its code (311408, TWO, 0861); of a resolution its number."),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Title"), max_length=300, required=False,
        help_text=_("For a proposal or project. Occupations, branches, territories, resolutions take theirs."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A proposal or a project is named."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("kind") in (LinkKind.PROPOSAL, LinkKind.PROJECT) and not told.get("title"):
            self.add_error("title", _("Give a title that people can read."))
        return told


class TagsForm(forms.Form):
    """All tags of the element."""

    wanted = forms.MultipleChoiceField(label=_("Tags"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [one for one in tags().values() if one.holds_on(timezone.localdate())]
        self.fields["wanted"].choices = [(one.id, one.name) for one in known]  # type: ignore[attr-defined]


class MilestoneForm(forms.ModelForm):  # type: ignore[type-arg]
    """A milestone. Its `save` is never called."""

    class Meta:
        model = Milestone
        fields = ("name", "due", "evidence")
        widgets = {"due": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}

    def _get_validation_exclusions(self) -> set[str]:
        return {field.name for field in Milestone._meta.fields}  # the service checks the whole


class SearchForm(forms.Form):
    """Words of a name, or a number of a register."""

    q = forms.CharField(label=_("Name, town, or number (RSPO, REGON, NIP)"), max_length=100)


class InvolvementForm(forms.Form):
    """One of the institutions that were found, its role, who answers there."""

    institution = forms.ModelChoiceField(
        Institution.objects.none(), label=_("Institution"), widget=forms.RadioSelect, empty_label=None
    )
    role = forms.ChoiceField(label=_("Role"), choices=Involved.choices, initial=Involved.COOPERATING)
    person = forms.CharField(
        label=_("Who answers there"), max_length=150, required=False, help_text=_("A person or a post.")
    )

    def __init__(self, data: Any = None, *, found: Any, **more: Any) -> None:
        super().__init__(data, **more)
        field: Any = self.fields["institution"]
        field.queryset = found
        field.label_from_instance = lambda one: f"{one.name} · {one.territory.title}"


class BudgetForm(forms.Form):
    """zł by year (rows) and source (columns); fields are named `2026-esf_plus`, an empty one plans nothing."""

    def __init__(self, data: Any = None, *, element: Element, **more: Any) -> None:
        super().__init__(data, **more)
        planned = {f"{one.year}-{one.source}": one.amount for one in element.budget.all()}
        self.years = years_of(element.version.programme)
        for year in self.years:
            for source in money_sources().values():
                self._add(year, source, planned.get(f"{year}-{source.id}"))

    def _add(self, year: int, source: Any, amount: Decimal | None) -> None:
        field = AmountField(label=f"{year}, {source.name}", required=False, min_value=Decimal(0), initial=amount)
        field.widget.attrs["aria-label"] = field.label
        self.fields[f"{year}-{source.id}"] = field

    def rows(self) -> list[tuple[int, list[Any]]]:
        """Years with their bound fields, in the order of the sources."""
        return [(year, [self[f"{year}-{source}"] for source in money_sources()]) for year in self.years]

    def lines(self) -> list[MoneyLine]:
        """What is planned."""
        told = [(name.partition("-"), amount) for name, amount in self.cleaned_data.items() if amount]
        return [MoneyLine(source, int(year), amount) for (year, _dash, source), amount in told]


def years_of(programme: Programme) -> list[int]:
    """Years in which a programme may have money."""
    return list(range(programme.starts.year, (programme.durable_until or programme.ends).year + 1))
