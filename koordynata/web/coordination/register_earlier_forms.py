"""The form for a resolution of the time before the register."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.enums import ActKind
from koordynata.coordination.known_votes import CHOICES
from koordynata.coordination.models import Body
from koordynata.foundation.files import ACCEPT, LARGEST

from .register_forms import DAY

MOST = 1000


def _votes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST)


class EarlierForm(forms.Form):
    """What the old books say of it; votes as far as they say."""

    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"))
    kind = forms.ChoiceField(label=_("Kind"), choices=ActKind.choices)
    earlier_number = forms.CharField(
        label=_("Number as it was"), max_length=60,
        help_text=_("As on the document, for example XII/45/2025. It changes nothing in the numbers of this register."),
    )  # fmt: skip
    adopted_on = forms.DateField(label=_("Adopted on"), widget=forms.DateInput(DAY, format="%Y-%m-%d"))
    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(
        label=_("Adopted text"), max_length=60_000, required=False, widget=forms.Textarea({"rows": 10}),
        help_text=_("May stay empty when the document is attached."),
    )  # fmt: skip
    addressee = forms.CharField(label=_("Addressee"), max_length=200, required=False)
    in_favour = _votes(_("Votes in favour, if known"))
    against = _votes(_("Votes against, if known"))
    abstained = _votes(_("Abstained, if known"))
    file = forms.FileField(label=_("Document"), required=False, widget=forms.ClearableFileInput({"accept": ACCEPT}))

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["body"].initial = bodies.first() if bodies.count() == 1 else None
        self.fields["file"].help_text = _(
            "%(kinds)s, up to %(most)d MB. What is attached here is public once the entry is: leave out personal data."
        ) % {"kinds": ACCEPT.replace(",", " "), "most": LARGEST // 2**20}

    def clean(self) -> dict[str, Any]:
        """The votes under one name; a text or a document there must be."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("text") and not data.get("file") and not {"text", "file"} & set(self.errors):
            self.add_error("text", _("Give the text, or a file with it."))
        told = {name: data.pop(name, None) for name in CHOICES}
        return data | {"votes": {name: number for name, number in told.items() if number is not None}}
