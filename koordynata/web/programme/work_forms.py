"""Forms of the work: the state of an action, milestones reached, money, risks, the discussion."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.foundation.files import ACCEPT, LARGEST
from koordynata.programme.enums import ACTION_MOVES, ActionState, MoneyStage, RiskState
from koordynata.programme.layout import money_sources
from koordynata.programme.models import Strand

from ..amounts import AmountField
from .forms import day_field

RISK = ("name", "likelihood", "impact", "response", "owner", "state")


def _has_come(day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError(_("The day lies ahead. Enter what has happened."))


def _to_date(label: Any) -> forms.DateField:
    return day_field(label, initial=timezone.localdate, validators=[_has_come])


class MoveForm(forms.Form):
    """Where the action may go from where it is."""

    state = forms.ChoiceField(label=_("New state"))
    on = _to_date(_("Day"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False,
        help_text=_("Needed for an action that is suspended or abandoned."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, strand: Strand, **more: Any) -> None:
        super().__init__(data, **more)
        open_to = [one for one in ActionState if ACTION_MOVES.allows(strand.state, one)]
        self.fields["state"].choices = [(one.value, one.label) for one in open_to]  # type: ignore[attr-defined]


class ReachForm(forms.Form):
    """When and how a milestone was reached, and what proves it."""

    on = _to_date(_("Reached on"))
    note = forms.CharField(label=_("How it was reached"), max_length=2000, required=False)
    file = forms.FileField(label=_("File that proves it"), required=False,
                           widget=forms.ClearableFileInput({"accept": ACCEPT}))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"kinds": ACCEPT.replace(",", " "), "most": LARGEST // 2**20}
        self.fields["file"].help_text = _("%(kinds)s, up to %(most)d MB.") % words


class ProveForm(forms.Form):
    """One more file for a milestone that was reached."""

    file = forms.FileField(label=_("File that proves it"), widget=forms.ClearableFileInput({"accept": ACCEPT}))


class TakeBackForm(forms.Form):
    """Why a milestone was not reached after all."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class MoneyForm(forms.Form):
    """A contract or a payment."""

    stage = forms.ChoiceField(label=_("Stage"), choices=MoneyStage.choices)
    source = forms.ChoiceField(label=_("Source of money"))
    on = _to_date(_("Day"))
    amount = AmountField(label=_("Amount in zł"), min_value=Decimal("0.01"))
    document = forms.CharField(label=_("Document"), max_length=120, help_text=_("Number of the contract or payment."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(one.id, one.name) for one in money_sources().values()]  # type: ignore[attr-defined]


def _scale(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, choices=[(one, str(one)) for one in range(1, 6)], initial=3)


class RiskForm(forms.Form):
    """A risk, weighed."""

    name = forms.CharField(label=_("Risk"), max_length=200)
    likelihood = _scale(_("Likelihood (1–5)"))
    impact = _scale(_("Impact (1–5)"))
    response = forms.CharField(
        label=_("What is done about it"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2})
    )
    owner = forms.CharField(label=_("Who watches it"), max_length=150, required=False)


class ChangeRiskForm(RiskForm):
    """A risk weighed anew, or closed."""

    state = forms.ChoiceField(label=pgettext_lazy("risk", "State"), choices=RiskState.choices)


class RemarkForm(forms.Form):
    """What somebody says."""

    text = forms.CharField(label=_("Remark"), max_length=4000, widget=forms.Textarea({"rows": 3}))
