"""Filters of the pages of what is seen. They live in the address; what cannot be read is left out and said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from koordynata.intelligence import queries
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Branch, Occupation, SchoolType, Territory

from .places import region_or_404, territories_in_reach
from .widgets import LongSelect

ALL = ""
KLASSES = [
    (ALL, _("all classes")),
    ("deficit", _("deficits")),
    ("lasting", _("lasting deficits")),
    ("growing", _("growing deficits")),
    ("balance", _("balance")),
    ("surplus", _("surpluses")),
]


@dataclass(frozen=True)
class Chosen:
    """What the reader asks for, read from the address."""

    territory: Territory
    year: int | None  # None: the warehouse holds no year at all
    branch: Branch | None
    occupation: Occupation | None
    school_type: SchoolType | None
    klass: str
    form: "GapFilters"
    ignored: tuple[str, ...]  # labels of filters whose value cannot be read


class GapFilters(forms.Form):
    """Territory, year, branch, occupation, school type, class: each page shows the ones that it uses."""

    territory = forms.ChoiceField(label=_("Territory"), required=False, widget=LongSelect)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    branch = forms.ChoiceField(label=_("Branch"), required=False, widget=LongSelect)
    occupation = forms.ChoiceField(label=_("Occupation"), required=False, widget=LongSelect)
    school_type = forms.ChoiceField(label=_("School type"), required=False)
    klass = forms.ChoiceField(label=_("Class"), required=False, choices=KLASSES)

    def __init__(self, data: Any, region: Territory, places: Sequence[Territory], names: Sequence[str]) -> None:
        super().__init__(data, auto_id="filter-%s", label_suffix="")
        self.region, self.places = region, {place.code: place for place in places}
        self.branches = {branch.code: branch for branch in Branch.objects.all()} if "branch" in names else {}
        self.school_types = {kind.code: kind for kind in SchoolType.objects.all()} if "school_type" in names else {}
        self.occupations = self._occupations() if "occupation" in names else {}
        self.years = queries.available_years()
        self._offer()
        for name in [name for name in self.fields if name not in names]:
            del self.fields[name]

    def _occupations(self) -> dict[str, Occupation]:
        return {occupation.code: occupation for occupation in Occupation.objects.all()}

    def _offer(self) -> None:
        """Fill the lists with what may be chosen."""
        self._choices("territory", [(place.code, place.title) for place in self.places.values()])
        self._choices("year", [(str(year), str(year)) for year in self.years])
        self._choices("branch", [(ALL, _("all branches")), *((b.code, b.name) for b in self.branches.values())])
        types = ((t.code, t.name) for t in self.school_types.values())
        self._choices("school_type", [(ALL, _("all school types")), *types])
        occupations = ((o.code, f"{o.name} ({o.code})") for o in self.occupations.values())
        self._choices("occupation", [(ALL, _("all occupations")), *occupations])

    def _choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def chosen(self) -> Chosen:
        """The choice; every value that cannot be read falls back to the default and is named."""
        self.is_valid()
        clean = self.cleaned_data
        return Chosen(
            territory=self.places.get(clean.get("territory") or self.region.code, self.region),
            year=clean.get("year") or next(iter(self.years), None),
            branch=self.branches.get(clean.get("branch", ALL)),
            occupation=self.occupations.get(clean.get("occupation", ALL)),
            school_type=self.school_types.get(clean.get("school_type", ALL)),
            klass=clean.get("klass", ALL),
            form=self,
            ignored=tuple(str(self.fields[name].label) for name in self.errors if name in self.fields),
        )


def read_filters(request: HttpRequest, *names: str, powiats: bool = True) -> Chosen:
    """The filters of a page from its address."""
    region = region_or_404(request)
    places = territories_in_reach(request)
    if not powiats:
        places = [place for place in places if place.kind != TerritoryKind.POWIAT or place.code == region.code]
    data = request.GET.copy()
    data.setdefault("territory", region.code)
    form = GapFilters(data, region, places, names)
    if "year" in form.fields and form.years:
        data.setdefault("year", str(form.years[0]))
    return form.chosen()
