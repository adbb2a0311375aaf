"""Database tables → staging Parquet: renamed and cast, nothing computed.

Figures and links that were withdrawn stay out. Schools, occupations, branches and territories stay in: what was counted
there in earlier years still counts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import QuerySet

from koordynata.reference.models import (
    BarometerGroup,
    Branch,
    Crosswalk,
    FunctionalAreaMember,
    Occupation,
    OccupationQualification,
    OccupationSchoolType,
    Territory,
)
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution, Offer
from koordynata.sources.models import ImportRun, Snapshot

from ..models import BarometerRating, DemandForecast, GraduateOutcome, LabourFlow, Observation

CHUNK = 20_000
TEXT, INT, REAL, FLAG = pa.string(), pa.int64(), pa.float64(), pa.bool_()


@dataclass(frozen=True)
class Staged:
    """One staging table: its rows, and its columns as `name: (field, type)`."""

    rows: QuerySet[Any]
    columns: dict[str, tuple[str, pa.DataType]]

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Rows in chunks."""
        fields = [field for field, _ in self.columns.values()]
        rows: Iterable[tuple[Any, ...]] = self.rows.order_by("pk").values_list(*fields).iterator(chunk_size=CHUNK)
        source = iter(rows)
        while chunk := list(islice(source, CHUNK)):
            arrays = [pa.array(values, type=kind) for values, (_, kind) in zip(zip(*chunk, strict=True), self.columns.values(), strict=True)]  # fmt: skip # noqa: E501
            yield pa.RecordBatch.from_arrays(arrays, schema=self.schema)

    @property
    def schema(self) -> pa.Schema:
        """Names and types of the columns."""
        return pa.schema([(name, kind) for name, (_, kind) in self.columns.items()])


def _in_force(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(withdrawn_run__isnull=True)


_RUN = ("created_run_id", INT)
_PLACE = ("territory__path", TEXT)
_OCCUPATION = ("occupation__code", TEXT)


def staged() -> dict[str, Staged]:
    """Every staging table by name."""
    return {**_lists(), **_registry(), **_labour_market(), **_files()}


def _lists() -> dict[str, Staged]:
    names = {"name_pl": ("name_pl", TEXT), "name_en": ("name_en", TEXT)}
    return {
        "territory": Staged(
            Territory.objects.all(),
            {"code": ("code", TEXT), "kind": ("kind", TEXT), "name": ("name", TEXT), "path": ("path", TEXT),
             "parent": ("parent__code", TEXT), "seat": ("seat", TEXT), "lat": ("lat", REAL), "lon": ("lon", REAL),
             "city_rights": ("city_rights", FLAG), "withdrawn_run": ("withdrawn_run_id", INT)},
        ),
        "area_member": Staged(
            _in_force(FunctionalAreaMember.objects.all()),
            {"area": ("area__code", TEXT), "member": ("member__code", TEXT), "kind": ("member__kind", TEXT)},
        ),
        "branch": Staged(Branch.objects.all(), {"code": ("code", TEXT), **names}),
        "barometer_group": Staged(_in_force(BarometerGroup.objects.all()), {"code": ("code", TEXT), **names}),
        "occupation": Staged(
            Occupation.objects.all(),
            {"code": ("code", TEXT), **names, "branch": ("branch__code", TEXT), "school_types": ("school_types", TEXT),
             "opened": ("opened", INT), "closed": ("closed", INT), "withdrawn_run": ("withdrawn_run_id", INT)},
        ),
        "length": Staged(
            OccupationSchoolType.objects.all(),
            {"occupation": _OCCUPATION, "school_type": ("school_type__code", TEXT), "years": ("years", REAL)},
        ),
        "qualification": Staged(
            _in_force(OccupationQualification.objects.all()),
            {"occupation": _OCCUPATION, "qualification": ("qualification__code", TEXT)},
        ),
        "crosswalk": Staged(
            _in_force(Crosswalk.objects.all()),
            {"from_scheme": ("from_scheme", TEXT), "from_code": ("from_code", TEXT), "to_scheme": ("to_scheme", TEXT),
             "to_code": ("to_code", TEXT), "version": ("version", TEXT)},
        ),
    }  # fmt: skip


def _registry() -> dict[str, Staged]:
    kinds = [InstitutionKind.SCHOOL, InstitutionKind.SCHOOL_COMPLEX]
    schools = Institution.objects.filter(kind__in=kinds, merged_into__isnull=True)
    return {
        "school": Staged(
            schools,
            {"id": ("id", INT), "name": ("name", TEXT), "place": _PLACE, "gmina": ("gmina_code", TEXT),
             "lat": ("lat", REAL), "lon": ("lon", REAL), "school_type": ("school_type__code", TEXT),
             "years": ("school_type__years", INT)},
        ),
        "offer": Staged(
            _in_force(Offer.objects.filter(school__in=schools)),
            {"school": ("school_id", INT), "occupation": _OCCUPATION, "school_year": ("school_year", INT),
             "grade": ("grade", INT), "pupils": ("pupils", INT), "graduates": ("graduates", INT),
             "pass_share": ("pass_share", REAL), "place": ("school__territory__path", TEXT), "run": _RUN},
        ),
    }  # fmt: skip


def _labour_market() -> dict[str, Staged]:
    year = ("year", INT)
    return {
        "rating": Staged(
            _in_force(BarometerRating.objects.all()),
            {"year": year, "place": _PLACE, "group": ("group__code", TEXT), "occupation": _OCCUPATION,
             "demand_change": ("demand_change", INT), "relation": ("relation", INT), "run": _RUN},
        ),
        "forecast": Staged(
            _in_force(DemandForecast.objects.all()),
            {"year": year, "place": _PLACE, "occupation": _OCCUPATION, "level": ("level", TEXT), "run": _RUN},
        ),
        "outcome": Staged(
            _in_force(GraduateOutcome.objects.all()),
            {"year": year, "place": _PLACE, "occupation": _OCCUPATION, "graduates": ("graduates", INT),
             "working": ("working", INT), "learning": ("learning", INT), "unemployed": ("unemployed", INT),
             "staying": ("staying", INT), "wage_ratio": ("wage_ratio", REAL), "run": _RUN},
        ),
        "flow": Staged(
            _in_force(LabourFlow.objects.all()),
            {"year": year, "place": _PLACE, "occupation": _OCCUPATION, "vacancies": ("vacancies", INT),
             "unemployed": ("unemployed", INT), "run": _RUN},
        ),
        "observation": Staged(
            _in_force(Observation.objects.filter(value__isnull=False)),
            {"variable": ("variable", TEXT), "year": year, "period": ("period", TEXT), "place": _PLACE,
             "value": ("value", REAL), "run": _RUN},
        ),
    }  # fmt: skip


def _files() -> dict[str, Staged]:
    return {
        "run": Staged(ImportRun.objects.all(), {"id": ("id", INT), "snapshot": ("snapshot_id", INT)}),
        "snapshot": Staged(
            Snapshot.objects.all(),
            {"id": ("id", INT), "publisher": ("publisher", TEXT), "title": ("file_name", TEXT),
             "vintage": ("vintage", pa.date32()), "is_sample": ("is_sample", FLAG)},
        ),
    }  # fmt: skip


def write_staging(folder: Path) -> dict[str, int]:
    """Write every staging table to `<folder>/<name>.parquet`; returns rows by table."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name, table in staged().items():
        counts[name] = 0
        with pq.ParquetWriter(folder / f"{name}.parquet", table.schema) as writer:
            for batch in table.batches():
                writer.write_batch(batch)
                counts[name] += batch.num_rows
    return counts
