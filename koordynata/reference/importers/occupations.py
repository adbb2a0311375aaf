"""School types, branches, occupations, qualifications."""

import polars as pl
from django.utils.translation import gettext_lazy as _

from koordynata.sources import catalogue
from koordynata.sources.lists import layouts

from ..models import Branch, Occupation, OccupationQualification, OccupationSchoolType, Qualification, SchoolType
from .own_list import Link, ListImporter, ListShape

NAMES = ["name_pl", "name_en"]
TO_OCCUPATION = Link("occupation", "occupation_id", Occupation.objects.all, "occupation_unknown")


def _begun_years(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.col("years").ceil().cast(pl.Int64))


SCHOOL_TYPES = ListShape(
    model=SchoolType,
    layout=layouts.SCHOOL_TYPES,
    key=["code"],
    columns=[*NAMES, "abbreviation", "years", "rspo_name"],
    label="name_pl",
    prepare=_begun_years,
)
BRANCHES = ListShape(
    model=Branch,
    layout=layouts.BRANCHES,
    key=["code"],
    columns=[*NAMES, "valid_from", "valid_to"],
    label="name_pl",
)
OCCUPATIONS = ListShape(
    model=Occupation,
    layout=layouts.OCCUPATIONS,
    key=["code"],
    columns=[*NAMES, "branch_id", "school_types", "prk_level", "opened", "closed", "replaced_by", "status", "source"],
    label="name_pl",
    links=[Link("branch", "branch_id", Branch.objects.all, "branch_unknown")],
)
OCCUPATION_SCHOOL_TYPES = ListShape(
    model=OccupationSchoolType,
    layout=layouts.OCCUPATION_SCHOOL_TYPES,
    key=["occupation_id", "school_type_id"],
    columns=["years", "opened", "closed", "for_group", "status"],
    label="occupation",
    links=[TO_OCCUPATION, Link("school_type", "school_type_id", SchoolType.objects.all, "school_type_unknown")],
    stored_label=["occupation__name_pl", "school_type__code"],
)
QUALIFICATIONS = ListShape(
    model=Qualification,
    layout=layouts.QUALIFICATIONS,
    key=["code"],
    columns=[*NAMES, "status", "source"],
    label="name_pl",
)
OCCUPATION_QUALIFICATIONS = ListShape(
    model=OccupationQualification,
    layout=layouts.OCCUPATION_QUALIFICATIONS,
    key=["occupation_id", "qualification_id"],
    columns=["status"],
    label="occupation",
    links=[
        TO_OCCUPATION,
        Link("qualification", "qualification_id", Qualification.objects.all, "qualification_unknown"),
    ],
    stored_label=["occupation__name_pl", "qualification__code"],
)

catalogue.enter(ListImporter("school-types", _("School types"), SCHOOL_TYPES))
catalogue.enter(ListImporter("branches", _("Branches"), BRANCHES))
catalogue.enter(ListImporter("occupations", _("Occupations"), OCCUPATIONS))
catalogue.enter(ListImporter("occupation-school-types", _("Where occupations may be taught"), OCCUPATION_SCHOOL_TYPES))
catalogue.enter(ListImporter("qualifications", _("Qualifications"), QUALIFICATIONS))
catalogue.enter(
    ListImporter("occupation-qualifications", _("Qualifications of occupations"), OCCUPATION_QUALIFICATIONS)
)
