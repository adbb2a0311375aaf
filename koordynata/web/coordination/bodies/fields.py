"""Fields of forms that several forms of bodies have."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.days import end_of, first_moment
from koordynata.coordination.models import Body, Member
from koordynata.coordination.services import NewPerson
from koordynata.coordination.sides import sides

LONG = {"rows": 4}
FIRST, LAST = date(1990, 1, 1), date(2199, 12, 31)
today = timezone.localdate  # asked anew for each form


def _picker() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day of our time, picked or written."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=_picker(), validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)], **more)


class SinceField(DayField):
    """A first day; cleaned to the moment at which it begins."""

    def clean(self, value: Any) -> datetime | None:
        """None where nothing was given."""
        day = super().clean(value)
        return first_moment(day) if day else None


class LastDayField(DayField):
    """A last day; cleaned to the moment at which it is over."""

    def clean(self, value: Any) -> datetime | None:
        """None where nothing was given."""
        day = super().clean(value)
        return end_of(day) if day else None


def side_field() -> forms.ChoiceField:
    """The side for which a seat speaks, in the reader's language."""
    return forms.ChoiceField(
        label=_("Side"), choices=lambda: [("", _("choose")), *((code, side.name) for code, side in sides().items())]
    )


class PersonForm(forms.Form):
    """Somebody from the region's lists, or somebody new."""

    member = forms.ModelChoiceField(
        Member.objects.none(), label=_("Person"), required=False, empty_label=_("somebody new"),
        help_text=_("People in the lists of this region. Of somebody new fill in the name below."),
    )  # fmt: skip
    name = forms.CharField(label=_("Name and surname"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = Member.objects.filter(territory=body.territory).order_by("name", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The person as the services take it."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        known = values.get("member")
        told = {name: values.pop(name, "") for name in ("name", "email", "phone")}
        if known is None and not told["name"].strip():
            self.add_error("name", _("Choose a person, or write a name."))
        elif known is not None and told["name"].strip():
            self.add_error("name", _("Either a person from the list or a new name, not both."))
        values["member"] = known or NewPerson(told["name"].strip(), told["email"], told["phone"])
        return values
