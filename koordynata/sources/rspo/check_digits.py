"""Check digits of REGON and NIP over whole columns; the same answers as `foundation.identifiers`, in bulk."""

import polars as pl

REGON_9 = (8, 9, 2, 3, 4, 5, 6, 7)
REGON_14 = (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)
NIP = (6, 5, 7, 2, 3, 4, 5, 6, 7)


def regon_is_right(cell: pl.Expr) -> pl.Expr:
    """True for 9 or 14 digits whose check digits fit; null for null."""
    nine = _number(cell, 9) | _number(cell, 14)
    short = pl.when(cell.str.len_bytes() == 14).then(_value(cell) // 10**5).otherwise(_value(cell))
    long = (cell.str.len_bytes() == 9) | (_weighted(_value(cell), REGON_14) % 11 % 10 == _value(cell) % 10)
    return nine & (_weighted(short, REGON_9) % 11 % 10 == short % 10) & long


def nip_is_right(cell: pl.Expr) -> pl.Expr:
    """True for 10 digits whose check digit fits; null for null."""
    return _number(cell, 10) & (_weighted(_value(cell), NIP) % 11 == _value(cell) % 10)


def _number(cell: pl.Expr, digits: int) -> pl.Expr:
    return cell.str.contains(f"^[0-9]{{{digits}}}$") & (cell != "0" * digits)


def _value(cell: pl.Expr) -> pl.Expr:
    return cell.cast(pl.Int64, strict=False)


def _weighted(number: pl.Expr, weights: tuple[int, ...]) -> pl.Expr:
    """The weighted sum of all digits but the last."""
    count = len(weights)
    return pl.sum_horizontal(number // 10 ** (count - place) % 10 * weight for place, weight in enumerate(weights))
