"""What earns a remark and is kept: formula signs, wrong check digits."""

import polars as pl

from ..enums import Severity
from ..reading import LINE, Problem
from ..tabular.layout import Layout
from .check_digits import nip_is_right, regon_is_right

CHECKED = {
    "regon": ("regon_wrong", regon_is_right),
    "body_regon": ("regon_wrong", regon_is_right),
    "nip": ("nip_wrong", nip_is_right),
    "body_nip": ("nip_wrong", nip_is_right),
}


def remarks(rows: pl.DataFrame, layout: Layout) -> list[Problem]:
    """Remarks on typed rows, in the order of their columns."""
    texts = [name for name, dtype in rows.schema.items() if dtype == pl.String]
    checks = {(name, "cell_formula_kept"): _formula(name) for name in texts}
    checks |= {
        (name, code): pl.col(name).is_not_null() & ~is_right(pl.col(name))
        for name, (code, is_right) in CHECKED.items()
        if name in texts
    }
    masks = rows.select(bad.any().alias(str(place)) for place, bad in enumerate(checks.values()))
    wanted = zip(checks.items(), masks.row(0), strict=True)
    return [
        problem for ((name, code), bad), some in wanted if some for problem in _remark(rows, name, bad, code, layout)
    ]


def _formula(name: str) -> pl.Expr:
    cell = pl.col(name)
    signed = cell.str.starts_with("-") | cell.str.starts_with("+")
    return cell.str.starts_with("=") | cell.str.starts_with("@") | (signed & cell.str.contains(r"[!(|]"))


def _remark(rows: pl.DataFrame, name: str, bad: pl.Expr, code: str, layout: Layout) -> list[Problem]:
    header = layout.column(name).header
    return [
        Problem(code, line, header, value[:200], severity=Severity.REMARK)
        for line, value in rows.filter(bad.fill_null(False)).select(LINE, name).iter_rows()
    ]
