"""The school register as its API gives it: institutions, and the occupations that they teach."""

import datetime as dt
from pathlib import Path

import polars as pl
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.periods import SchoolYear
from koordynata.reference.models import Occupation
from koordynata.sources import catalogue
from koordynata.sources.catalogue import Importer, ReadOptions
from koordynata.sources.columns import fetch
from koordynata.sources.enums import Severity
from koordynata.sources.reading import LINE, Problem, Reading
from koordynata.sources.rspo import OCCUPATIONS, read_pages
from koordynata.sources.rspo.pages import API_LAYOUT
from koordynata.sources.staging import Reference, Staging, Table

from ..models import Offer
from .rspo import LICENCE, PUBLISHER
from .rspo_records import Institutions, stage_institutions

TAUGHT = "ksztalcenieZawodowe"
HEADERS = {column.name: column.header for column in API_LAYOUT.columns}


class RspoApiImporter(Importer):
    """Pages of the RSPO API → institutions and offers of the school year (grade 0: taught, counts unknown)."""

    id = "rspo-api"
    title = _("Register of Schools and Educational Establishments (RSPO), pages of the API")
    publisher = PUBLISHER
    licence = LICENCE
    expects = _("JSON pages of the API, old or new, one or several in a file; with the occupations taught.")

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """See `sources.rspo.pages`."""
        return read_pages(path.read_bytes())

    def stage(self, reading: Reading, options: ReadOptions) -> Staging:
        """Institutions first, then their offers in the school year of the file's date."""
        found = stage_institutions(reading, HEADERS)
        if OCCUPATIONS not in found.table.frame.columns:
            return Staging((found.table,), found.problems, found.powiats, found.set_aside)
        year = SchoolYear.of(options.vintage or dt.date.today()).start
        offers, problems = _offers(found, year)
        return Staging((found.table, offers), [*found.problems, *problems], found.powiats, found.set_aside)


def _offers(found: Institutions, year: int) -> tuple[Table, list[Problem]]:
    rows = found.table.frame
    taught = rows.select(LINE, "name", "type_name", "_powiat", _school="rspo", _taught=OCCUPATIONS)
    taught = taught.explode("_taught").filter(pl.col("_taught").is_not_null()).unnest("_taught", separator=".")
    taught = taught.rename({"_taught.code": "_code", "_taught.name": "_occupation"})
    taught = _with_occupation(taught)
    unknown = taught.filter(pl.col("occupation_id").is_null())
    problems = [
        Problem("occupation_not_taken", line, TAUGHT, (name or code or "")[:200], severity=Severity.REMARK)
        for line, name, code in unknown.select(LINE, "_occupation", "_code").iter_rows()
    ]
    frame = taught.filter(pl.col("occupation_id").is_not_null()).with_columns(
        school_year=pl.lit(year, dtype=pl.Int64),
        grade=pl.lit(0, dtype=pl.Int64),
        _label=pl.concat_str("name", "_occupation", separator=" · ", ignore_nulls=True),
    )
    return _table(found, frame.unique(["_school", "occupation_id"], keep="first", maintain_order=True), year), problems


def _table(found: Institutions, frame: pl.DataFrame, year: int) -> Table:
    rows = found.table.frame
    return Table(
        model=Offer,
        key=("school_id", "occupation_id", "school_year", "grade"),
        columns=("school_id", "occupation_id", "school_year", "grade"),
        frame=frame,
        label="_label",
        scope=Q(
            school__territory__code__in=rows["_powiat"].unique().to_list(),
            school__type_name__in=rows["type_name"].unique().to_list(),
        ),
        found_in=Q(school_year=year, grade=0),
        territory="school__territory__code",
        references=(Reference("school_id", by="_school", to="rspo", table=0, aliases=found.aliases),),
        stored_label=("school__name", "occupation__name_pl"),
    )


def _with_occupation(taught: pl.DataFrame) -> pl.DataFrame:
    """By the 6-digit code where the key is one, else by the name in any letter case."""
    known = fetch(Occupation.objects.values_list("code", "name_pl", "pk"),
                  {"_code": pl.String, "_name": pl.String, "_id": pl.Int64})  # fmt: skip
    by_name = known.select(_key=_plain("_name"), _by_name="_id").unique("_key", keep="none")
    taught = taught.join(known.select("_code", _by_code="_id"), on="_code", how="left", maintain_order="left")
    taught = taught.with_columns(_key=_plain("_occupation"))
    taught = taught.join(by_name, on="_key", how="left", maintain_order="left")
    return taught.with_columns(occupation_id=pl.coalesce("_by_code", "_by_name"))


def _plain(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase().str.strip_chars().str.replace_all(r"\s+", " ")


catalogue.enter(RspoApiImporter())
