"""Territories and functional areas from the house's own lists."""

import polars as pl
from django.utils.translation import gettext_lazy as _

from koordynata.sources import catalogue
from koordynata.sources.lists import layouts
from koordynata.sources.staging import Reference

from ..enums import TerritoryKind
from ..models import FunctionalAreaMember, Territory
from .own_list import Link, ListImporter, ListShape


def with_paths(rows: pl.DataFrame) -> pl.DataFrame:
    """A TERYT code contains the codes above it: `160701` lies in `1607` in `16`."""
    code = pl.col("code")
    levels = [
        pl.when(code.str.len_bytes() >= size).then(code.str.slice(0, size) + "/").otherwise(pl.lit(""))
        for size in (2, 4, 6)
    ]
    path = pl.when(code == "PL").then(pl.lit("PL/")).otherwise(pl.concat_str(levels))
    return rows.with_columns(path=path, city_rights=pl.col("city_rights").fill_null(0) == 1)


def _areas(rows: pl.DataFrame) -> pl.DataFrame:
    path = pl.format("{}/{}/", "voivodeship", "code")
    return rows.with_columns(path=path, kind=pl.lit(TerritoryKind.FUNCTIONAL_AREA.value))


TERRITORIES = ListShape(
    model=Territory,
    layout=layouts.TERRITORIES,
    key=["code"],
    columns=["kind", "name", "path", "seat", "lat", "lon", "nuts3", "city_rights"],
    label="name",
    prepare=with_paths,
    whole=False,
    references=[Reference("parent_id", by="parent", to="code")],
)
FUNCTIONAL_AREAS = ListShape(
    model=Territory,
    layout=layouts.FUNCTIONAL_AREAS,
    key=["code"],
    columns=["kind", "name", "path", "parent_id"],
    label="name",
    prepare=_areas,
    whole=False,
    links=[Link("voivodeship", "parent_id", Territory.objects.all, "territory_unknown")],
)
MEMBERS = ListShape(
    model=FunctionalAreaMember,
    layout=layouts.FUNCTIONAL_AREA_MEMBERS,
    key=["area_id", "member_id"],
    columns=["status", "source"],
    label="member",
    links=[
        Link("area", "area_id", Territory.objects.all, "area_unknown"),
        Link("member", "member_id", Territory.objects.all, "territory_unknown"),
    ],
    stored_label=["area__name", "member__name"],
)

catalogue.enter(ListImporter("territories", _("Territories"), TERRITORIES))
catalogue.enter(ListImporter("functional-areas", _("Functional areas"), FUNCTIONAL_AREAS))
catalogue.enter(ListImporter("functional-area-members", _("Members of functional areas"), MEMBERS))
