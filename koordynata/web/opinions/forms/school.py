"""Forms of the school: parse and validate, no writes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.opinions.enums import ResourceKind
from koordynata.opinions.law import attachment_rules, in_force
from koordynata.opinions.models import OpinionRequest
from koordynata.reference.models import Occupation, SchoolType
from koordynata.registry.models import Institution

from .choices import coming_years, day_field, file_field, occupations, schools_of


class StartForm(forms.Form):
    """School, occupation, type of school, first year."""

    school = forms.ModelChoiceField(Institution.objects.none(), label=_("School"))
    occupation = forms.ModelChoiceField(Occupation.objects.none(), label=_("Occupation"))
    school_type = forms.ModelChoiceField(SchoolType.objects.none(), label=_("School type"))
    start_year = forms.TypedChoiceField(label=_("First school year"), coerce=int)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = schools_of(user)
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]
        self.fields["occupation"].queryset = occupations()  # type: ignore[attr-defined]
        self.fields["school_type"].queryset = SchoolType.objects.filter(withdrawn_run=None).order_by("name_pl")  # type: ignore[attr-defined]
        self.fields["start_year"].choices = coming_years()  # type: ignore[attr-defined]
        only = list(schools.select_related("school_type")[:2])
        if len(only) == 1:
            self.initial.update(school=only[0].pk, school_type=only[0].school_type_id)


class RequestForm(forms.ModelForm):  # type: ignore[type-arg]
    """The content of an application. Its `save` is never called: a service writes."""

    class Meta:
        model = OpinionRequest
        fields = (
            "school_type", "start_year", "places", "young_workers_only", "main_occupation", "reasons", "programme",
        )  # fmt: skip
        widgets = {"reasons": forms.Textarea({"rows": 8}), "programme": forms.Textarea({"rows": 5})}
        help_texts = {
            "reasons": _(
                "Why this occupation, here and now: employers who look for people, pupils who want to learn it."
            ),
            "programme": _("Who writes the curriculum, where pupils train, which employers take part."),
            "main_occupation": _("Only for an auxiliary occupation: the one for which it is provided."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = self.instance.occupation.school_type_codes
        self.fields["school_type"].queryset = SchoolType.objects.filter(code__in=codes).order_by("name_pl")  # type: ignore[attr-defined]
        years = dict(coming_years()) | {self.instance.start_year: str(self.instance.start)}
        self.fields["start_year"] = forms.TypedChoiceField(
            label=_("First school year"), coerce=int, choices=sorted(years.items())
        )
        self.fields["main_occupation"].queryset = occupations()  # type: ignore[attr-defined]


class PartnerForm(forms.Form):
    """An employer."""

    name = forms.CharField(label=_("Employer"), max_length=200)
    training_places = forms.IntegerField(label=_("Training places"), min_value=0, max_value=999, initial=0)
    jobs = forms.IntegerField(label=_("Jobs promised"), min_value=0, max_value=999, initial=0)
    letter = forms.ModelChoiceField(OpinionRequest.objects.none(), label=_("Letter or agreement"), required=False)

    def __init__(self, *args: Any, shown: OpinionRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"].queryset = shown.attachments.order_by("file_name")  # type: ignore[attr-defined]


class ResourceForm(forms.Form):
    """A workshop, equipment, a teacher."""

    kind = forms.ChoiceField(label=_("What"), choices=ResourceKind.choices)
    name = forms.CharField(label=_("Which"), max_length=200, help_text=_("Of a teacher the subject, not the name."))
    available = forms.BooleanField(label=_("There already"), required=False)
    available_by = day_field(_("To be there by"), required=False)

    def __init__(self, *args: Any, shown: OpinionRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class AttachmentForm(forms.Form):
    """A file and what it is."""

    kind = forms.ChoiceField(label=_("Kind of attachment"))
    file = file_field(_("File"))

    def __init__(self, *args: Any, shown: OpinionRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = [rule for rule in in_force(attachment_rules(), timezone.localdate()) if shown.school_kind in rule.kinds]
        self.fields["kind"].choices = [(rule.id, rule.name) for rule in rules]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=300, required=False)
