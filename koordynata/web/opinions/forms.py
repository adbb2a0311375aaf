"""Forms of opinions: parse and validate, no writes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.coordination.models import Meeting
from koordynata.foundation.files import ACCEPT
from koordynata.foundation.periods import SchoolYear
from koordynata.opinions.enums import DeliveryWay, PriorSource, ResourceKind, Stance
from koordynata.opinions.kinds import kinds
from koordynata.opinions.law import attachment_rules, in_force
from koordynata.opinions.models import OpinionRequest
from koordynata.opinions.models.request import own_schools
from koordynata.opinions.queries.cases import meetings_for
from koordynata.reference.models import Occupation, SchoolType
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution

DAY = {"type": "date"}


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, picked or written."""
    return forms.DateField(label=label, widget=forms.DateInput(DAY, format="%Y-%m-%d"), **more)


def coming_years() -> list[tuple[int, str]]:
    """The next school years."""
    this = SchoolYear.of(timezone.localdate()).start
    return [(year, str(SchoolYear(year))) for year in range(this + 1, this + 5)]


def occupations() -> Any:
    """Occupations that admit pupils next school year."""
    return Occupation.objects.open_in(SchoolYear.of(timezone.localdate()).start + 1).order_by("name_pl")


class StartForm(forms.Form):
    """School, occupation, type of school, first year."""

    school = forms.ModelChoiceField(Institution.objects.none(), label=_("School"))
    occupation = forms.ModelChoiceField(Occupation.objects.none(), label=_("Occupation"))
    school_type = forms.ModelChoiceField(SchoolType.objects.none(), label=_("School type"))
    start_year = forms.TypedChoiceField(label=_("First school year"), coerce=int)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = Institution.objects.filter(own_schools(user), kind=InstitutionKind.SCHOOL).current().order_by("name")
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
    file = forms.FileField(
        label=_("File"), widget=forms.ClearableFileInput({"accept": ACCEPT}),
        help_text=_("PDF, DOCX, XLSX, ODT, ODS, PNG or JPG, up to 8 MB."),
    )  # fmt: skip

    def __init__(self, *args: Any, shown: OpinionRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = [rule for rule in in_force(attachment_rules(), timezone.localdate()) if shown.school_kind in rule.kinds]
        self.fields["kind"].choices = [(rule.id, rule.name) for rule in rules]  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    """What is to be completed."""

    what = forms.CharField(label=_("What is to be completed"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class WithdrawForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


class OffAgendaForm(forms.Form):
    """Why the item was taken off."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Meetings by body and day."""

    def label_from_instance(self, obj: Meeting) -> str:
        """`WZK 4, 27.11.2026`."""
        day = timezone.localtime(obj.starts).strftime("%d.%m.%Y")
        return f"{obj}, {day}"


class AgendaForm(forms.Form):
    """At which meeting, presented by whom."""

    meeting = MeetingField(Meeting.objects.none(), label=_("Meeting"))
    rapporteur = forms.CharField(label=_("Rapporteur"), max_length=150, required=False)

    def __init__(self, *args: Any, shown: OpinionRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings_for(shown)  # type: ignore[attr-defined]


class PriorForm(forms.Form):
    """What a group or council said."""

    source = forms.ChoiceField(label=_("Who"), choices=PriorSource.choices)
    body_name = forms.CharField(label=_("Name of the body"), max_length=200)
    stance = forms.ChoiceField(label=_("Position"), choices=Stance.choices)
    given_on = day_field(_("Given on"))
    act = forms.CharField(label=_("Resolution or letter"), max_length=120, required=False)
    text = forms.CharField(label=_("Text"), required=False, max_length=5000, widget=forms.Textarea({"rows": 3}))


class PositionForm(forms.Form):
    """The office's position."""

    kind = forms.ChoiceField(label=_("Kind of opinion"), widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("Reasons"), max_length=20_000, widget=forms.Textarea({"rows": 12}))
    recommendations = forms.CharField(
        label=_("Recommendations"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.code, kind.name) for kind in kinds().values()]  # type: ignore[attr-defined]


class ReasonsForm(forms.Form):
    """The reasons of the opinion, until it is delivered."""

    reasons = forms.CharField(label=_("Reasons"), max_length=20_000, widget=forms.Textarea({"rows": 12}))
    recommendations = forms.CharField(
        label=_("Recommendations"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )


class DeliverForm(forms.Form):
    """How and when."""

    way = forms.ChoiceField(label=_("Way of delivery"), choices=DeliveryWay.choices)
    on = day_field(_("Delivered on"), initial=timezone.localdate)
    note = forms.CharField(label=_("Proof of delivery"), max_length=200, required=False)


class FollowForm(forms.Form):
    """Which school year."""

    year = forms.TypedChoiceField(label=_("School year"), coerce=int)

    def __init__(self, *args: Any, shown: OpinionRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = SchoolYear.of(timezone.localdate()).start
        years = range(min(shown.start_year, this), this + 1)
        self.fields["year"].choices = [(year, str(SchoolYear(year))) for year in reversed(years)]  # type: ignore[attr-defined]


class WizardForm(forms.Form):
    """The questions of the wizard."""

    occupation = forms.ModelChoiceField(Occupation.objects.none(), label=_("Occupation"))
    school_type = forms.ModelChoiceField(SchoolType.objects.none(), label=_("School type"), to_field_name="code")
    school = forms.ModelChoiceField(Institution.objects.none(), label=_("School"), required=False)
    young_workers_only = forms.BooleanField(label=_("A class for young workers only"), required=False)
    main_occupation = forms.ModelChoiceField(
        Occupation.objects.none(), label=_("Auxiliary to the occupation"), required=False,
        help_text=_("Only for an auxiliary occupation: the one for which it is provided."),
    )  # fmt: skip
    earlier = day_field(
        _("Earlier opinion of"),
        required=False,
        help_text=_("When the school last got one for this occupation, if it did."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("occupation", "main_occupation"):
            self.fields[name].queryset = occupations()  # type: ignore[attr-defined]
            self.fields[name].to_field_name = "code"  # type: ignore[attr-defined]
        self.fields["school_type"].queryset = SchoolType.objects.filter(withdrawn_run=None).order_by("name_pl")  # type: ignore[attr-defined]
        mine = Institution.objects.filter(own_schools(user), kind=InstitutionKind.SCHOOL).current().order_by("name")
        self.fields["school"].queryset = mine  # type: ignore[attr-defined]
        if not mine.exists():
            del self.fields["school"]
