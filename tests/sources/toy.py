"""A small importer for tests of the engine: lines `rspo;name;powiat;parent;pupils` become institutions."""

from pathlib import Path

import polars as pl
from django.db.models import Q

from koordynata.reference.models import Territory
from koordynata.registry.models import Institution
from koordynata.sources.catalogue import Importer, ReadOptions
from koordynata.sources.reading import LINE, Problem, Reading
from koordynata.sources.staging import Reference, Staging, Table

COLUMNS = ["rspo", "name", "powiat", "parent", "pupils"]


class ToyImporter(Importer):
    """Reads comma-less lines; trusts them."""

    id = "toy"
    title = "Toy"
    publisher = "Nobody"
    licence = "none"
    expects = "lines"

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """Every line has five cells."""
        lines = path.read_text("utf-8").splitlines()
        rows = [(number, *line.split(";")) for number, line in enumerate(lines, 1)]
        frame = pl.DataFrame(rows, schema=[LINE, *COLUMNS], orient="row")
        whole = pl.col("rspo", "pupils").cast(pl.Int64, strict=False)
        return Reading(frame.with_columns(whole, pl.col("parent").cast(pl.Int64, strict=False)), [], len(lines))

    def stage(self, reading: Reading, options: ReadOptions) -> Staging:
        """Powiat codes become keys; unknown ones reject their row."""
        known = Territory.objects.in_bulk(field_name="code")
        codes = pl.DataFrame({"powiat": list(known), "territory_id": [t.pk for t in known.values()]})
        rows = reading.rows.join(codes, on="powiat", how="left", maintain_order="left")
        bad = rows.filter(pl.col("territory_id").is_null())
        rows = rows.filter(pl.col("territory_id").is_not_null())
        rows = rows.rename({"parent": "parent_rspo"}).with_columns(kind=pl.lit("school"))
        powiats = rows["powiat"].unique().to_list()
        table = Table(
            model=Institution,
            key=("rspo",),
            columns=("rspo", "name", "kind", "territory_id", "parent_rspo", "pupils"),
            frame=rows,
            label="name",
            scope=Q(territory__code__in=powiats, kind="school"),
            found_in=Q(rspo__isnull=False),
            references=(Reference("parent_id", by="parent_rspo", to="rspo"),),
            headers={"rspo": "Numer"},
        )
        problems = [Problem("teryt_unknown", line, "powiat", code) for line, code in bad.select(LINE, "powiat").rows()]
        return Staging((table,), problems, frozenset(powiats))
