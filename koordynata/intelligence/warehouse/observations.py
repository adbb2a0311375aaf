"""Public statistics by the role they play here; which variable plays which role is data."""

import ibis
import ibis.expr.types as ir

from ..method import variables


def with_role(observation: ir.Table) -> ir.Table:
    """(role, territory, year, period, value) of observations that play a role."""
    variable = observation.variable
    branches = [
        (variable.re_search(pattern) & ~variable.re_search(but_not), role) for role, pattern, but_not in variables()
    ]
    parts = observation.place.split("/")  # `16/1607/` ends with an empty part
    rows = observation.select(
        "year", "period", "value",
        role=ibis.cases(*branches, else_=ibis.null("string")), territory=parts[parts.length() - 2],
    )  # fmt: skip
    return rows.filter(rows.role.notnull())


def cohorts(observations: ir.Table, role: str) -> ir.Table:
    """(territory, year, value): the yearly values of a role, as published for each territory."""
    mine = observations.filter((observations.role == role) & (observations.period == ""))
    # A total is the largest of its own breakdowns, should a file hold both.
    return mine.group_by("territory", "year").aggregate(value=mine.value.max())


def cohort_factors(observations: ir.Table, powiats: ir.Table, ahead: int) -> ir.Table:
    """(territory, year, f1 … f<ahead>): entrants in `year + n` relative to `year`.

    Those who were born fifteen years earlier, or, where births are not in the house, the population aged 15.
    """
    births = cohorts(observations, "births").mutate(year=ibis._.year + 15)
    people = cohorts(observations, "population_15")
    both = _ratios(births, powiats, ahead).outer_join(_ratios(people, powiats, ahead), ["territory", "year"])
    return both.select(
        territory=ibis.coalesce(both.territory, both.territory_right),
        year=ibis.coalesce(both.year, both.year_right),
        **{f"f{n}": ibis.coalesce(both[f"f{n}"], both[f"f{n}_right"]) for n in range(1, ahead + 1)},
    )


def _ratios(cohort: ir.Table, powiats: ir.Table, ahead: int) -> ir.Table:
    """The territory's own values of two years against each other, else those of its powiats known in both years.

    A powiat known in one year only would make the others seem to grow or shrink.
    """
    later = cohort.view().rename(year_later="year", value_later="value")
    joined = cohort.join(later, "territory")
    pairs = joined.select("territory", "year", "value", "value_later", n=joined.year_later - joined.year)
    pairs = pairs.filter(pairs.n.between(1, ahead))
    places = powiats.select("unit", wider="territory")
    inside = pairs.join(places, pairs.territory == places.unit).drop("territory").rename(territory="wider")
    sums = inside.group_by("territory", "year", "n").aggregate(
        value=inside.value.sum(), value_later=inside.value_later.sum()
    )
    sums = sums.select(*pairs.columns).mutate(own=ibis.literal(0))
    both = ibis.union(pairs.mutate(own=ibis.literal(1)), sums)
    best = both.mutate(best=both.own.max().over(ibis.window(group_by=["territory", "year", "n"])))
    kept = best.filter(best.own == best.best)
    ratio = kept.value_later / kept.value.nullif(0.0)
    factors = {f"f{n}": ratio.max(where=kept.n == n) for n in range(1, ahead + 1)}
    return kept.group_by("territory", "year").aggregate(**factors)
