"""Which kind of institution a `Typ` of RSPO is: data/rspo_types.csv."""

import csv
from functools import cache
from pathlib import Path

from ..enums import InstitutionKind

UNKNOWN = InstitutionKind.ESTABLISHMENT


@cache
def kinds_by_type() -> dict[str, str]:
    """The kind of every known type; others count as establishments and earn a remark."""
    path = Path(__file__).parents[1] / "data" / "rspo_types.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";")
        return {row["type"]: str(InstitutionKind(row["kind"])) for row in rows}
