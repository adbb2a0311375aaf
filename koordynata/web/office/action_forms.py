"""Forms of own actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.enums import ActionState
from koordynata.coordination.models import OwnAction
from koordynata.coordination.office import action_kinds
from koordynata.coordination.queries.actions import DEFAULT_SORT, EDITABLE, SORTS, ActionFilter
from koordynata.reference.models import Territory

ANY = [("", _("any"))]


class ActionFilterForm(forms.Form):
    """What may be asked; what is not on offer counts as not asked."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *ActionState.choices])
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter-%s")
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [*ANY, *((code, one.name) for code, one in action_kinds().items())]
        this = timezone.localdate().year
        fields["year"].choices = [*ANY, *((str(year), str(year)) for year in range(this + 2, this - 5, -1))]

    def asked(self) -> ActionFilter:
        """The question."""
        self.is_valid()
        sort = self.data.get("sort", DEFAULT_SORT)
        return ActionFilter(**self.cleaned_data, sort=sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT)


class ActionForm(forms.ModelForm):  # type: ignore[type-arg]
    """The fields that people fill in. Its `save` is never called: a service writes."""

    kind = forms.ChoiceField(label=_("Kind"))
    region = forms.ModelChoiceField(Territory.objects.none(), label=_("Office"))
    objective = forms.CharField(
        label=_("Objective of the programme"), required=False, max_length=300,
        help_text=_("Number or name of the objective that the action serves."),
    )  # fmt: skip

    class Meta:
        model = OwnAction
        fields = EDITABLE
        widgets = {
            name: forms.DateInput({"type": "date"}, format="%Y-%m-%d") for name in ("starts", "ends")
        }  # fmt: skip

    field_order = ("region", *EDITABLE)

    def __init__(self, *args: Any, regions: Sequence[Territory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(code, one.name) for code, one in action_kinds().items()]
        fields["region"].queryset = Territory.objects.filter(pk__in=[one.pk for one in regions]).order_by("name")
        if self.instance.pk or len(regions) == 1:
            del fields["region"]
        self._regions = regions

    def territory(self) -> Territory:
        """Whose action it is."""
        found: Territory = self.cleaned_data.get("region") or self._regions[0]
        return found

    def values(self) -> dict[str, Any]:
        """What was written."""
        return {name: self.cleaned_data[name] for name in EDITABLE}


class MoveForm(forms.Form):
    """The next state, and what came of the action."""

    state = forms.ChoiceField(choices=ActionState.choices)
    result = forms.CharField(
        label=_("Result"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when the action is done."),
    )  # fmt: skip
