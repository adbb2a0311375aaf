"""Three ways in which BDL numbers a territorial unit → TERYT.

* website, now: 7 digits `WWPPGGR`, leading zeros lost (`200000` = voivodeship 02; `0` = the country);
* website, older: 10 digits, region · WW · subregion (2) · PP · GG · R;
* API: 12 digits, `0` region WW subregion (3) PP GG R.

Regions, subregions and parts of gminas have no TERYT number of their own: null.
"""

import polars as pl

PARTS_OF_GMINAS = ["4", "5", "8", "9"]


def to_teryt(code: pl.Expr) -> pl.Expr:
    """`PL`, 2, 4 or 6 digits; null for a unit that TERYT does not number."""
    digits = pl.when(code.str.contains("^[0-9]{1,12}$")).then(code)
    size = digits.str.len_bytes()
    return (
        pl.when(digits.str.contains("^0+$"))
        .then(pl.lit("PL"))
        .when(size == 12)
        .then(_level(digits.str.slice(2, 2), digits.str.slice(4, 3), digits.str.slice(7, 5)))
        .when(size == 10)
        .then(_level(digits.str.slice(1, 2), digits.str.slice(3, 2), digits.str.slice(5, 5)))
        .when(size.is_in([6, 7]))
        .then(_level(digits.str.zfill(7).str.slice(0, 2), pl.lit("0"), digits.str.zfill(7).str.slice(2, 5)))
    )


def _level(voivodeship: pl.Expr, subregion: pl.Expr, rest: pl.Expr) -> pl.Expr:
    """The code of the level at which the zeros begin; `rest` is PPGGR."""
    powiat, gmina, kind = rest.str.slice(0, 2), rest.str.slice(2, 2), rest.str.slice(4, 1)
    region_only = (powiat == "00") & subregion.str.contains("[1-9]")
    return (
        pl.when((voivodeship == "00") | region_only | kind.is_in(PARTS_OF_GMINAS))
        .then(None)
        .when(powiat == "00")
        .then(voivodeship)
        .when(gmina == "00")
        .then(voivodeship + powiat)
        .otherwise(voivodeship + powiat + gmina)
    )
