"""Forms of an agenda and its papers: parse and validate, no writes."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.enums import ItemKind, MeetingState
from koordynata.coordination.models import AgendaItem
from koordynata.foundation.files import ACCEPT

LONGEST = 24 * 60


class ItemForm(forms.Form):
    """An item of the agenda."""

    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind of item"), choices=ItemKind.choices, initial=ItemKind.DISCUSSION)
    rapporteur = forms.CharField(label=_("Rapporteur"), max_length=150, required=False)
    minutes = forms.IntegerField(label=_("Minutes planned"), min_value=1, max_value=LONGEST, initial=10)


class PaperForm(forms.Form):
    """A file: a new paper, or the next version of one that is there."""

    document = forms.ChoiceField(label=_("Paper"), required=False)
    title = forms.CharField(
        label=_("Title of the new paper"), max_length=200, required=False,
        help_text=_("Not needed for a newer version."),
    )  # fmt: skip
    file = forms.FileField(label=_("File"), widget=forms.ClearableFileInput({"accept": ACCEPT}))
    confidential = forms.BooleanField(
        label=_("Confidential: for members, substitutes and the office alone"), required=False
    )
    reason = forms.CharField(label=_("Why it changed"), max_length=300, required=False)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = item.papers.order_by("title").values_list("title", flat=True).distinct()
        opened = item.meeting.state == MeetingState.OPEN
        self.fields["document"].choices = [  # type: ignore[attr-defined]
            *([] if opened else [("", _("A new paper"))]),
            *((title, _("Newer version of: %s") % title) for title in titles),
        ]
        self.fields["file"].help_text = _("%(kinds)s, up to %(most)d MB.") % {
            "kinds": ACCEPT.replace(",", " "), "most": settings.PAPER_MAX_BYTES // 2**20
        }  # fmt: skip
        if opened:
            del self.fields["title"], self.fields["confidential"]
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Either a paper that is there, or a title."""
        data = super().clean() or self.cleaned_data
        title = data.get("document") or data.get("title", "").strip()
        if not title and "title" in self.fields and "title" not in self.errors:
            self.add_error("title", _("Give the new paper a title."))
        return data | {"title": title}
