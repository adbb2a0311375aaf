"""TERC of Statistics Poland: names of voivodeships and powiats, and all gminas."""

from pathlib import Path

import polars as pl
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from koordynata.accounts.roles import Permission
from koordynata.sources import catalogue
from koordynata.sources.catalogue import Importer, ReadOptions
from koordynata.sources.codes import headers, keys_of
from koordynata.sources.enums import Severity
from koordynata.sources.reading import Problem, Reading
from koordynata.sources.staging import Reference, Staging, Table
from koordynata.sources.terc.reader import LAYOUT, read

from ..enums import TerritoryKind
from ..models import ListVersion, Territory
from .territories import with_paths

KINDS = {2: TerritoryKind.VOIVODESHIP, 4: TerritoryKind.POWIAT, 6: TerritoryKind.GMINA}


class TercImporter(Importer):
    """Gminas go under their powiats; a name is changed only when it differs in more than its capitals."""

    id = "terc"
    title = _("TERC: voivodeships, powiats, gminas")
    publisher = "Główny Urząd Statystyczny"
    licence = gettext_noop("GUS open data")
    expects = _("TERC file of the TERYT register, from the site of Statistics Poland")
    layout = LAYOUT
    permission = Permission.IMPORT_REFERENCE

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """Rows of the file."""
        return read(path.read_bytes())

    def stage(self, reading: Reading, options: ReadOptions) -> Staging:
        """One record per unit; gminas that the file lacks in its voivodeships are withdrawn, powiats never."""
        units = reading.rows.filter(~pl.col("part"))
        parts = reading.rows.height - units.height
        problems = [_remark("terc_parts", count=parts)] if parts else []
        older = self._older_than_ours(reading)
        frame = _described(units, keep_names=older is not None)
        voivodeships = units["woj"].unique().to_list()
        table = Table(
            model=Territory,
            key=("code",),
            columns=("code", "kind", "name", "path", "type_name", "city_rights"),
            frame=frame,
            label="name",
            scope=Q(kind=TerritoryKind.GMINA, parent__parent__code__in=voivodeships),
            territory="",
            references=(Reference("parent_id", by="parent", to="code"),),
            headers=headers(LAYOUT, code="gmi"),
        )
        return Staging((table,), [*problems, *([older] if older else [])], frozenset({"PL"}), set_aside=parts)

    def _older_than_ours(self, reading: Reading) -> Problem | None:
        """An edition older than the list in force brings gminas but does not turn names back."""
        newest = ListVersion.objects.filter(list__in=["territories", "terc"]).aggregate(day=Max("valid_from"))["day"]
        if newest is None or reading.vintage is None or reading.vintage >= newest:
            return None
        return _remark("terc_older", day=reading.vintage.isoformat(), newest=newest.isoformat())


def _remark(code: str, **params: object) -> Problem:
    return Problem(code, params=params, severity=Severity.REMARK)


def _described(units: pl.DataFrame, *, keep_names: bool) -> pl.DataFrame:
    """Kind, parent and path follow from the code; the name from the file, unless ours is to be kept."""
    code, size = pl.col("code"), pl.col("code").str.len_bytes()
    above = (
        pl.when(size == 2).then(pl.lit("PL")).when(size == 4).then(code.str.slice(0, 2)).otherwise(code.str.slice(0, 4))
    )
    kinds = {length: kind.value for length, kind in KINDS.items()}
    frame = units.with_columns(
        parent=above,
        kind=size.cast(pl.Int64).replace_strict(kinds, return_dtype=pl.String),
        type_name=pl.col("kind_name").fill_null(""),
        city_rights=((size == 4) & pl.col("kind_name").str.starts_with("miasto").fill_null(False)).cast(pl.Int64),
    )
    return _named(with_paths(frame), keep_names=keep_names)


def _named(frame: pl.DataFrame, *, keep_names: bool) -> pl.DataFrame:
    """Voivodeships stand in capitals in the file: our spelling is kept where the letters are the same."""
    stored = keys_of(Territory.objects.exclude(kind=TerritoryKind.FUNCTIONAL_AREA), "code", "name")
    frame = frame.join(stored.select("code", stored_name="name"), on="code", how="left", maintain_order="left")
    shouted = pl.col("kind") == TerritoryKind.VOIVODESHIP.value
    name = pl.when(shouted).then(pl.col("name").str.to_lowercase()).otherwise(pl.col("name"))
    same = name.str.to_lowercase() == pl.col("stored_name").str.to_lowercase()
    ours = pl.col("stored_name").is_not_null() & (same | pl.lit(keep_names))
    return frame.with_columns(name=pl.when(ours).then("stored_name").otherwise(name))


catalogue.enter(TercImporter())
