"""Pupils, graduates and exam results by school, occupation and grade."""

from pathlib import Path

import polars as pl
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from koordynata.reference.beyond import told_apart
from koordynata.reference.models import Occupation
from koordynata.sources import catalogue
from koordynata.sources.catalogue import Importer, ReadOptions
from koordynata.sources.codes import headers, keys_of, look_up
from koordynata.sources.reading import Reading
from koordynata.sources.sio.reader import LAYOUT, read
from koordynata.sources.staging import Staging, Table

from ..models import Offer
from .schools import schools_by_number

KEY = ("school_id", "occupation_id", "school_year", "grade")
LABEL = "_label"


class SioImporter(Importer):
    """A file replaces the counts of its schools in its years; what RSPO says of them (grade 0) stays."""

    id = "sio"
    title = _("Pupils and graduates by occupation")
    publisher = "System informacji oświatowej"
    licence = gettext_noop("as stated by the publisher")
    expects = _("Our own template, filled in from the school information system")
    layout = LAYOUT

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """Rows of the template."""
        return read(path.read_bytes())

    def stage(self, reading: Reading, options: ReadOptions) -> Staging:
        """Schools by RSPO number, occupations by code."""
        schools = schools_by_number()
        frame, no_school = look_up(
            reading.rows, "rspo", schools, "school_unknown", "rspo", to="school_id", known_by="rspo"
        )
        known = keys_of(Occupation.objects.all(), "code")
        frame, no_occupation = look_up(
            frame, "occupation", known, "occupation_unknown", "kod_zawodu", to="occupation_id"
        )
        territories = schools.join(frame, left_on="pk", right_on="school_id", how="semi")["territory"].unique()
        parts = [pl.col(name).cast(pl.String) for name in ("rspo", "occupation", "school_year", "grade")]
        table = Table(
            model=Offer,
            key=KEY,
            columns=(*KEY, "pupils", "graduates", "pass_share"),
            frame=frame.with_columns(pl.concat_str(parts, separator=" · ").alias(LABEL)),
            label=LABEL,
            scope=_spoken_for(frame),
            found_in=Q(school_year__in=frame["school_year"].unique().to_list()),
            territory="school__territory__code",
            stored_label=("school__name", "occupation__name_pl", "school_year", "grade"),
            headers=headers(LAYOUT, school_id="rspo", occupation_id="occupation"),
        )
        return Staging((table,), no_school + told_apart(no_occupation), frozenset(territories.to_list()))


def _spoken_for(frame: pl.DataFrame) -> Q:
    spoken_for = Q(pk__in=[])
    schools = frame.group_by("school_year").agg(pl.col("school_id").unique()).sort("school_year")
    for school_year, ids in schools.iter_rows():
        spoken_for |= Q(school_year=school_year, school_id__in=ids, grade__gt=0)
    return spoken_for


catalogue.enter(SioImporter())
