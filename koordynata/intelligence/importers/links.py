"""Codes that most files carry, and the part of the stored records for which such a file speaks."""

import polars as pl
from django.db.models import Q

from koordynata.reference.beyond import told_apart
from koordynata.reference.models import Occupation, Territory
from koordynata.sources.codes import keys_of, look_up
from koordynata.sources.reading import Problem

LABEL = "_label"


def link_territories(frame: pl.DataFrame, header: str) -> tuple[pl.DataFrame, list[Problem]]:
    """`territory` (a code) → `territory_id`."""
    known = keys_of(Territory.objects.all(), "code")
    return look_up(frame, "territory", known, "territory_unknown", header, to="territory_id")


def link_occupations(frame: pl.DataFrame, header: str) -> tuple[pl.DataFrame, list[Problem]]:
    """`occupation` (a code) → `occupation_id`."""
    known = keys_of(Occupation.objects.all(), "code")
    linked, problems = look_up(frame, "occupation", known, "occupation_unknown", header, to="occupation_id")
    return linked, told_apart(problems)


def labelled(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """With a label for people made of some columns."""
    parts = [pl.col(name).cast(pl.String) for name in columns]
    return frame.with_columns(pl.concat_str(parts, separator=" · ", ignore_nulls=True).alias(LABEL))


def years_and_places(frame: pl.DataFrame) -> Q:
    """Records of the same year and territory as any row: a file speaks for nothing else."""
    spoken_for = Q(pk__in=[])
    places = frame.group_by("year").agg(pl.col("territory_id").unique()).sort("year")
    for year, territories in places.iter_rows():
        spoken_for |= Q(year=year, territory_id__in=territories)
    return spoken_for


def years(frame: pl.DataFrame) -> Q:
    """Where stored records of these years are to be looked for."""
    return Q(year__in=frame["year"].unique().to_list())


def codes_in(frame: pl.DataFrame) -> frozenset[str]:
    """The territories for which a file speaks."""
    return frozenset(frame["territory"].unique().to_list())
