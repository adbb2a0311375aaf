"""What the classification says of an occupation: qualifications, where it may be taught, its other names."""

from dataclasses import dataclass

from ..enums import Scheme
from ..models import BarometerGroup, Crosswalk, Occupation, OccupationQualification, OccupationSchoolType


@dataclass(frozen=True)
class Link:
    """The occupation in another classification; `proposed`: by this program, not by the publisher."""

    scheme: str
    code: str
    name: str
    proposed: bool

    @property
    def address(self) -> str:
        """Where the code leads: codes of ESCO are addresses."""
        return self.code if self.code.startswith("http") else ""


@dataclass(frozen=True)
class Education:
    """How an occupation is learnt."""

    qualifications: tuple[OccupationQualification, ...]
    schools: tuple[OccupationSchoolType, ...]
    links: tuple[Link, ...]


def education_of(occupation: Occupation) -> Education:
    """Four queries, whatever the occupation."""
    qualifications = OccupationQualification.objects.filter(
        occupation=occupation, withdrawn_run=None, qualification__withdrawn_run=None
    )
    schools = OccupationSchoolType.objects.filter(occupation=occupation, withdrawn_run=None)
    return Education(
        tuple(qualifications.select_related("qualification").order_by("qualification__code")),
        tuple(schools.select_related("school_type").order_by("closed", "school_type__code")),
        _links(occupation.code),
    )


def _links(code: str) -> tuple[Link, ...]:
    """In the order of the schemes; of several editions of one step the newest."""
    steps = Crosswalk.objects.filter(from_scheme=Scheme.KZSB, from_code=code, withdrawn_run=None)
    newest = {(step.to_scheme, step.to_code): step for step in steps.order_by("version", "to_code")}
    groups = {group.code: group.name for group in BarometerGroup.objects.filter(code__in=[to for _, to in newest])}
    order = list(Scheme)
    return tuple(
        Link(str(Scheme(scheme).label), to, groups.get(to, ""), step.quality != "exact")
        for (scheme, to), step in sorted(newest.items(), key=lambda pair: (order.index(Scheme(pair[0][0])), pair[0][1]))
    )
