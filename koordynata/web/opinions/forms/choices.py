"""What several forms offer to choose from."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.coordination.models import Meeting
from koordynata.foundation.files import ACCEPT
from koordynata.foundation.periods import SchoolYear
from koordynata.opinions.models.request import own_schools
from koordynata.reference.models import Occupation
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution

DAY = {"type": "date"}


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, picked or written."""
    return forms.DateField(label=label, widget=forms.DateInput(DAY, format="%Y-%m-%d"), **more)


def file_field(label: Any, **more: Any) -> forms.FileField:
    """A file of a kind that people attach."""
    told = _("PDF, DOCX, XLSX, ODT, ODS, PNG or JPG, up to 8 MB.")
    return forms.FileField(label=label, widget=forms.ClearableFileInput({"accept": ACCEPT}), help_text=told, **more)


def coming_years() -> list[tuple[int, str]]:
    """The next school years."""
    this = SchoolYear.of(timezone.localdate()).start
    return [(year, str(SchoolYear(year))) for year in range(this + 1, this + 5)]


def occupations() -> Any:
    """Occupations that admit pupils next school year."""
    return Occupation.objects.open_in(SchoolYear.of(timezone.localdate()).start + 1).order_by("name_pl")


def schools_of(user: User) -> Any:
    """Schools for which the user answers."""
    return Institution.objects.filter(own_schools(user), kind=InstitutionKind.SCHOOL).current().order_by("name")


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Meetings by body and day."""

    def label_from_instance(self, obj: Meeting) -> str:
        """`WZK 4, 27.11.2026`."""
        day = timezone.localtime(obj.starts).strftime("%d.%m.%Y")
        return f"{obj}, {day}"
