"""Outlook of supply: today's grades move up as earlier ones did, entrants follow demography."""

from collections.abc import Iterable
from functools import reduce
from operator import add, mul

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..method import limits, outlook_breaks
from ..warehouse.ground import KEYS
from ..warehouse.nodes import ALL, COUNTRY
from . import units
from .card import Card

YEARS = int(limits()["outlook_years"])
STEPS = range(1, YEARS + 1)
REMEMBERED = 3  # transitions of this many years make a rate
CARD = Card(
    id="supply_outlook",
    title=_("Outlook of supply"),
    why=_("Who will leave school in five years is sitting in a classroom now."),
    unit=units.PEOPLE,
    grain=_("territory or school × occupation × year, up to five years ahead"),
    direction=_("neither"),
    method=_(
        "Each of today's grades is carried to its end with the shares that went on in the last three years, by "
        "occupation in the whole country; occupations with small cohorts borrow the shares of all. Entrants of coming "
        "years: this year's first grade times births fifteen years earlier (or the population aged 15); where neither "
        "is in the house they are taken as constant, and the page says so. The band holds 8 of 10 of the errors that "
        "earlier outlooks over the same number of years made. Computed from published figures only. Pupils in a grade "
        "beyond the last of their occupation are counted, and left out of the outlook."
    ),
    rollup=_("Computed anew from the summed grades of each territory."),
    inputs=("offer_pupils", "offer_graduates", "observation"),
)


def layers(figures: ir.Table) -> ir.Table:
    """One row per territory (or school) × subject × year with r1…r5, i1…i5 (pupils) and graduates; `*_hidden`."""
    pupils, columns = figures.measure == "pupils", {}
    for kind in ("r", "i"):
        for n in STEPS:
            mine = pupils & (figures.layer == f"{kind}{n}")
            columns[f"{kind}{n}"] = figures.value.max(where=mine)
            columns[f"{kind}{n}_hidden"] = figures.hidden.max(where=mine).fill_null(False)
    leaving = figures.measure == "graduates"
    columns["g"] = figures.value.max(where=leaving)
    columns["g_hidden"] = figures.hidden.max(where=leaving).fill_null(False)
    columns["all"] = figures.value.max(where=pupils & (figures.layer == "all"))
    return figures.group_by(*KEYS).aggregate(**columns)


def rates(wide: ir.Table) -> ir.Table:
    """(subject, year, t1…t5) for the base year: t1 the share of last grades that graduates, t2… that moves up."""
    country = wide.filter(wide.territory == COUNTRY)
    after = country.mutate(year=country.year - 1)
    pairs = country.join(after, ["subject", "year"], rname="{name}_after")
    steps = {}
    for n in STEPS:
        known, arrived = pairs[f"r{n}"].notnull() & ~pairs[f"r{n}_hidden"], pairs.g_after
        if n > 1:
            # Entrants of shorter schools stand in the same layer without having come from the one before.
            arrived = pairs[f"r{n - 1}_after"] - pairs[f"i{n - 1}_after"].fill_null(0)
            known = known & ~pairs[f"i{n - 1}_hidden_after"]
        known = known & arrived.notnull()
        steps[f"from{n}"] = ibis.ifelse(known, pairs[f"r{n}"], 0)
        steps[f"to{n}"] = ibis.ifelse(known, arrived, 0)
    moved = pairs.select("subject", year=pairs.year + 1, **steps)
    bases = country.select("subject", base="year")
    seen = bases.join(moved, "subject").filter((ibis._.year <= ibis._.base) & (ibis._.year > ibis._.base - REMEMBERED))
    sums = seen.group_by("subject", year=seen.base).aggregate(**{name: seen[name].sum() for name in steps})
    return _with_borrowed(bases.rename(year="base"), sums)


def _with_borrowed(bases: ir.Table, sums: ir.Table) -> ir.Table:
    """Rates of each subject; small cohorts take those of all occupations."""
    least = limits()["outlook_least_cohort"]
    every = sums.filter(sums.subject == ALL).drop("subject")
    joined = bases.left_join(sums, ["subject", "year"]).drop("subject_right", "year_right")
    joined = joined.left_join(every, "year", rname="{name}_every")
    columns = {}
    for n in STEPS:
        own = ibis.ifelse(joined[f"from{n}"] >= least, joined[f"to{n}"] / joined[f"from{n}"], ibis.null("float64"))
        every_one = joined[f"to{n}_every"] / joined[f"from{n}_every"].nullif(0)
        columns[f"t{n}"] = ibis.coalesce(own, every_one)
    return joined.select("subject", "year", **columns)


def _product(values: Iterable[ir.Value]) -> ir.Value:
    return reduce(mul, values, ibis.literal(1.0))


def _term(count: ir.Value, rate: ir.Value) -> ir.Value:
    """Nobody stays nobody, whatever the rate; somebody without a rate is unknown."""
    return ibis.ifelse(count.fill_null(0) == 0, 0.0, count * rate)


def graduates_in(rows: ir.Table, ahead: int) -> tuple[ir.Value, ir.Value]:
    """(graduates `ahead` years after the base year, whether hidden)."""
    terms = [_term(rows[f"r{ahead}"], _product(rows[f"t{n}"] for n in range(1, ahead + 1)))]
    hidden = [rows[f"r{ahead}_hidden"]]
    for length in range(1, ahead):  # schools so short that entrants yet to come will have finished
        entrants = rows[f"i{length}"] * rows[f"f{ahead - length}"]
        terms.append(_term(entrants, _product(rows[f"t{n}"] for n in range(1, length + 1))))
        hidden.append(rows[f"i{length}_hidden"])
    return reduce(add, terms), reduce(lambda a, b: a | b, hidden)


def pupils_in(rows: ir.Table, ahead: int) -> tuple[ir.Value, ir.Value]:
    """(pupils on 30 September `ahead` years after the base year, whether hidden)."""
    terms, hidden = [ibis.literal(0.0)], [ibis.literal(False)]
    for left in range(ahead + 1, YEARS + 1):  # grades that are still at school then
        terms.append(_term(rows[f"r{left}"], _product(rows[f"t{n}"] for n in range(left - ahead + 1, left + 1))))
        hidden.append(rows[f"r{left}_hidden"])
    for length in STEPS:  # entrants of each coming year who are still at school then
        for entered in range(max(1, ahead - length + 1), ahead + 1):
            years = ahead - entered
            climb = _product(rows[f"t{n}"] for n in range(length - years + 1, length + 1))
            terms.append(_term(rows[f"i{length}"] * rows[f"f{entered}"], climb))
        hidden.append(rows[f"i{length}_hidden"])
    return reduce(add, terms), reduce(lambda a, b: a | b, hidden)


def expression(wide: ir.Table, rate: ir.Table, factors: ir.Table) -> ir.Table:
    """Keys of the base (`territory, subject, base`), ahead, year, graduates, pupils, each with `_hidden`.

    `factors` is (territory, year, f1…f5) with schools standing for themselves; absent: constant entrants.
    """
    with_pupils = wide.filter(wide["all"].notnull())
    rows = with_pupils.join(rate, ["subject", "year"]).left_join(factors, ["territory", "year"])
    rows = rows.drop("territory_right", "year_right").mutate(demography_known=rows.f1.notnull())
    rows = rows.mutate(**{f"f{n}": rows[f"f{n}"].fill_null(1.0) for n in STEPS})
    found = []
    for ahead in STEPS:
        (leaving, leaving_hidden), (staying, staying_hidden) = graduates_in(rows, ahead), pupils_in(rows, ahead)
        found.append(
            rows.select(
                "territory", "subject", "demography_known", base=rows.year, year=rows.year + ahead,
                ahead=ibis.literal(ahead, "int64"),
                graduates=ibis.ifelse(leaving_hidden, ibis.null("float64"), leaving), graduates_hidden=leaving_hidden,
                pupils=ibis.ifelse(staying_hidden, ibis.null("float64"), staying), pupils_hidden=staying_hidden,
            )
        )  # fmt: skip
    return _without_breaks(ibis.union(*found))


def _without_breaks(outlook: ir.Table) -> ir.Table:
    for gap in outlook_breaks():
        mixed = (outlook.base >= gap.based_from) & (outlook.base <= gap.based_to) & (outlook.year == gap.year)
        outlook = outlook.filter(~mixed)
    return outlook


def with_band(outlook: ir.Table, wide: ir.Table) -> ir.Table:
    """The outlook with `*_low`, `*_high` from the errors of earlier ones, and what came of it in `*_actual`."""
    actual = wide.select(*KEYS, graduates_actual="g", pupils_actual="all")
    rows = outlook.left_join(actual, list(KEYS)).drop("territory_right", "subject_right", "year_right")
    territory = rows.territory
    kind = ibis.cases(
        (territory.startswith("s"), "school"), (territory.re_search("^[0-9]{4}$"), "powiat"), else_="wide"
    )
    rows = rows.mutate(kind=kind)
    errors = {}
    for what in ("graduates", "pupils"):
        expected, came = rows[what], rows[f"{what}_actual"]
        ratio = came / expected.nullif(0.0)
        fair = (expected >= 10) & came.notnull() & rows.subject.re_search("^[0-9]{6}$|^ALL$")
        enough = fair.sum() >= int(limits()["outlook_least_errors"])
        for name, share in (("low", 0.1), ("high", 0.9)):
            errors[f"{what}_{name}"] = ibis.ifelse(enough, ratio.quantile(share, where=fair), ibis.null("float64"))
    band = rows.group_by("kind", "ahead").aggregate(**errors)
    joined = rows.join(band, ["kind", "ahead"], rname="{name}_band")
    return joined.mutate(
        **{name: joined[name] * joined[name.rsplit("_", 1)[0]] for name in errors}
    ).drop("kind")  # fmt: skip
