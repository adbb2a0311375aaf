"""Forms of imports: parse and validate, no writes."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.roles import Permission
from koordynata.sources.catalogue import Importer
from koordynata.sources.models import ImportRun


class UploadForm(forms.Form):
    """A file, the day as of which it speaks, and in a demo whether it belongs to the sample."""

    file = forms.FileField(
        label=_("File"), allow_empty_file=True, widget=forms.FileInput({"accept": ".csv,.txt,.xlsx,.json,.geojson"})
    )
    vintage = forms.DateField(
        label=_("As of"),
        required=False,
        help_text=_("The day as of which the file speaks, where it does not say so itself."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    is_sample = forms.BooleanField(
        label=_("Sample data"),
        required=False,
        help_text=_("Invented, or loaded to try things out: marked on every page and removed with the sample."),
    )

    def __init__(self, *args: Any, importer: Importer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_sample"].initial = True
        if not settings.DEMO or importer.permission == Permission.IMPORT_REFERENCE:
            del self.fields["is_sample"]  # where real data are at home nothing is a sample, and lists never are


class ConfirmForm(forms.Form):
    """What must be ticked before a run is applied: removals, and a file that shrank."""

    removals = forms.BooleanField(label=_("Yes, withdraw these records"))
    shrink = forms.BooleanField(label=_("Yes, the file is complete although records are missing from it"))

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not run.removed:
            del self.fields["removals"]
        if not run.shrank:
            del self.fields["shrink"]
