"""Forms of correspondence: parse and validate, no writes."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koordynata.accounts.models import User
from koordynata.coordination.case_numbers import series_in_force
from koordynata.coordination.models import Case, Letter
from koordynata.coordination.queries.correspondence import cases_of, waiting
from koordynata.foundation import files
from koordynata.reference.models import Territory

from .subjects import choices

ADDRESS = re.compile(r"AE:PL-[0-9]{5}-[0-9]{5}-[A-Z]{5}-[0-9]{2}")
FIELDS = ("direction", "counterpart", "way", "address", "dated_on", "handled_on", "their_sign", "subject", "answer_due",
          "answers")  # fmt: skip


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class CaseField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Cases with what they are about."""

    def label_from_instance(self, obj: Case) -> str:
        """`EDU.4301.7.2026 Kalendarz posiedzeń`."""
        return f"{obj.signature} {obj.title}"


class AnsweredField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Letters with their subject."""

    def label_from_instance(self, obj: Letter) -> str:
        """`EDU.4301.7.2026/1 Prośba o dane`."""
        return f"{obj} {obj.subject}"


class LetterForm(forms.ModelForm):  # type: ignore[type-arg]
    """A letter in a case, or with a new case round it. Its `save` is never called: a service writes."""

    case = CaseField(
        Case.objects.none(), label=gettext_lazy("Case"), required=False, empty_label=gettext_lazy("a new case")
    )
    region = forms.ModelChoiceField(Territory.objects.none(), label=gettext_lazy("Office"), required=False)
    series = forms.ChoiceField(
        label=gettext_lazy("Series of the new case"), required=False,
        help_text=gettext_lazy("The next number of the series is given with the entry."),
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("What the new case is about"), required=False, max_length=300,
        help_text=gettext_lazy("Only for a new case."),
    )  # fmt: skip
    concerns = forms.ChoiceField(label=gettext_lazy("What it concerns"), required=False)
    file = forms.FileField(
        label=gettext_lazy("File"), required=False, widget=forms.ClearableFileInput({"accept": files.ACCEPT}),
        help_text=gettext_lazy("Further files are attached on the page of the case."),
    )  # fmt: skip

    class Meta:
        model = Letter
        fields = FIELDS
        field_classes = {"answers": AnsweredField}
        widgets = {"dated_on": _day(), "handled_on": _day(), "answer_due": _day()}

    field_order = ("case", "region", "series", "title", *FIELDS, "concerns", "file")

    def __init__(self, *args: Any, user: User, regions: Sequence[Territory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["case"].queryset = cases_of(user).filter(closed_on=None).order_by("-year", "-number", "pk")
        fields["answers"].empty_label = _("no letter")
        fields["answers"].queryset = waiting(Letter.objects.visible_to(user)).select_related("case").order_by("-pk")
        fields["region"].queryset = Territory.objects.filter(pk__in=[one.pk for one in regions]).order_by("name")
        fields["concerns"].choices = choices(user)
        codes = [one.code for one in regions] or [""]
        known = {key: one.name for code in codes for key, one in series_in_force(code, timezone.localdate()).items()}
        fields["series"].choices = [("", ""), *known.items()]
        if len(regions) == 1:
            del fields["region"]
        self._regions = regions

    def clean_address(self) -> str:
        """`AE:PL-12345-67890-ABCDE-12`, in capitals, or nothing."""
        address: str = self.cleaned_data["address"].strip().upper()
        if address and not ADDRESS.fullmatch(address):
            raise forms.ValidationError(_("An e-delivery address looks like AE:PL-12345-67890-ABCDE-12."))
        return address

    def clean(self) -> dict[str, Any]:
        """A new case needs its series, what it is about, and whose office opens it."""
        found: dict[str, Any] = super().clean() or {}
        if not found.get("case"):
            for name in ("series", "title", *(["region"] if "region" in self.fields else [])):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed for a new case."))
        return found

    def new_case(self) -> dict[str, Any]:
        """What a new case is made of; empty where the letter goes into a known one."""
        if self.cleaned_data.get("case"):
            return {}
        region = self.cleaned_data.get("region") or self._regions[0]
        return {"territory": region, "series": self.cleaned_data["series"], "title": self.cleaned_data["title"]}

    def letter(self) -> dict[str, Any]:
        """The letter's own fields, and its file."""
        file = self.cleaned_data.get("file")
        attached = [(file.name, file.read(files.LARGEST + 1))] if file else []
        return {name: self.cleaned_data[name] for name in (*FIELDS, "concerns")} | {"attached": attached}


class FileForm(forms.Form):
    """One more file."""

    file = forms.FileField(label=gettext_lazy("File"), widget=forms.ClearableFileInput({"accept": files.ACCEPT}))


class StrikeForm(forms.Form):
    """Why an entry is struck out."""

    reason = forms.CharField(label=gettext_lazy("Why it is struck out"), max_length=300)
