"""Occupations and groups by what people call them."""

import polars as pl

from koordynata.reference.beyond import told_apart
from koordynata.reference.models import BarometerGroup, Occupation
from koordynata.sources.codes import keys_of
from koordynata.sources.reading import LINE, Problem


def plain(name: pl.Expr) -> pl.Expr:
    """A name as it is compared: small letters, one blank, one kind of dash, no blanks around the dash."""
    small = name.str.to_lowercase().str.replace_all("[\u2010-\u2015]", "-")
    return small.str.replace_all(r"[\s\u00a0]+", " ").str.replace_all(" ?- ?", "-").str.strip_chars(" .;,")


def open_occupations() -> pl.DataFrame:
    """`pk`, `plain`, `opened`, `closed` of all occupations in force."""
    known = keys_of(
        Occupation.objects.filter(withdrawn_run=None), "name_pl", "opened", "closed", opened=pl.Int64, closed=pl.Int64
    )
    return known.with_columns(plain=plain(pl.col("name_pl")))


def link_names(frame: pl.DataFrame, header: str) -> tuple[pl.DataFrame, list[Problem]]:
    """`occupation_id` for rows that have only `occupation_name`: the one occupation so called and open in the year.

    Where none of that name is open, a single closed one is taken. Two of them are a problem.
    """
    named = frame.filter(pl.col("occupation_id").is_null()).select(LINE, "year", plain=plain(pl.col("occupation_name")))
    matches = named.join(open_occupations(), on="plain", how="left", maintain_order="left").with_columns(
        is_open=_open()
    )
    best = matches.filter(pl.col("is_open") == pl.col("is_open").max().over(LINE))
    counted = best.group_by(LINE, maintain_order=True).agg(pl.col("pk").first(), n=pl.col("pk").drop_nulls().len())
    problems = [_problem(frame, line, n, header) for line, _pk, n in counted.iter_rows() if n != 1]
    problems = told_apart(problems)
    found = counted.filter(pl.col("n") == 1).select(LINE, named_id="pk")
    joined = frame.join(found, on=LINE, how="left", maintain_order="left")
    joined = joined.with_columns(occupation_id=pl.coalesce("occupation_id", "named_id")).drop("named_id")
    return joined.filter(pl.col("occupation_id").is_not_null()), problems


def _open() -> pl.Expr:
    """Whether an occupation admits pupils in the row's year."""
    opened = pl.col("opened").is_null() | (pl.col("opened") <= pl.col("year"))
    return (opened & (pl.col("closed").is_null() | (pl.col("closed") >= pl.col("year")))).fill_null(False)


def _problem(frame: pl.DataFrame, line: int, found: int, header: str) -> Problem:
    name = frame.filter(pl.col(LINE) == line)["occupation_name"].item()
    return Problem("occupation_name_ambiguous" if found else "occupation_name_unknown", line, header, str(name)[:200])


def group_keys() -> pl.DataFrame:
    """`pk` and `plain` of barometer groups, under their codes and under their names."""
    known = keys_of(BarometerGroup.objects.filter(withdrawn_run=None), "code", "name_pl")
    by_code = known.select("pk", plain=plain(pl.col("code")))
    return pl.concat([by_code, known.select("pk", plain=plain(pl.col("name_pl")))])
