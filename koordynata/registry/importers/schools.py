"""Schools by the numbers that files name them by."""

import polars as pl

from koordynata.sources.codes import keys_of

from ..enums import NumberScheme
from ..models import Institution, RegisterNumber


def schools_by_number() -> pl.DataFrame:
    """`pk`, `rspo`, `territory`; a number kept by a merge leads to the institution that stays."""
    own = keys_of(Institution.objects.filter(rspo__isnull=False), "rspo", "territory__code", rspo=pl.Int64)
    kept = RegisterNumber.objects.filter(scheme=NumberScheme.RSPO).values_list(
        "institution_id", "value", "institution__territory__code"
    )
    rows = [(pk, int(value), code) for pk, value, code in kept if value.isdecimal()]
    aliases = pl.DataFrame(rows, schema=own.schema, orient="row")
    return pl.concat([aliases, own]).rename({"territory__code": "territory"})
