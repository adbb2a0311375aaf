"""The gap: what pushes supply and demand apart, from −100 (large deficit) to +100 (large surplus)."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..method import GapMethod, PartRule, gap_method
from ..warehouse.ground import KEYS
from . import units
from .card import Card

CARD = Card(
    id="gap",
    title=_("Gap"),
    why=_("One figure says where people will be missing or too many, and can be taken apart into what pushed it."),
    unit=units.POINTS,
    grain=_("territory × occupation × year"),
    direction=_("−100 large deficit, 0 balance, +100 large surplus"),
    method=_(
        "Each part turns its value into a sub-score: −100, 0 and +100 at the thresholds of the method, straight lines "
        "between, never beyond. Parts without data and parts whose figures are hidden are left out, the weights of the "
        "others are scaled to 100%, and the page names what is missing. With too few parts there is no class."
    ),
    rollup=_("Computed anew from the rolled-up inputs of each territory; never a mean of scores."),
    inputs=("rating", "flow", "offer_graduates", "offer_pupils", "forecast", "outcome", "observation"),
)


def balance(people: ir.Value, offers: ir.Value) -> ir.Value:
    """(people − offers) / (people + offers): −1 only offers, +1 only people; unknown where there is neither."""
    # DuckDB sums whole numbers into 128 bits, in which arithmetic is ten times slower.
    p, o = people.cast("float64"), offers.cast("float64")
    return (p - o) / (p + o).nullif(0.0)


def part_values(cells: ir.Table) -> dict[str, tuple[ir.Value, ir.Value]]:
    """Part → (value as the method takes it, whether it is left out because a figure is hidden)."""
    never = ibis.literal(False)
    return {
        "barometer_relation": (cells.barometer_relation, never),
        "barometer_demand": (cells.barometer_demand, never),
        "offers_per_graduate": (
            balance(cells.graduates, cells.vacancies), _hidden(cells.graduates_hidden, cells.vacancies)),
        "offers_per_unemployed": (
            balance(cells.unemployed, cells.vacancies), _hidden(cells.unemployed_hidden, cells.vacancies)),
        "forecast_level": (cells.forecast_points, never),
        "graduates_unemployed": (cells.graduates_unemployed, cells.graduates_unemployed_hidden.fill_null(False)),
        "intake_change": (cells.intake_change, cells.intake_change_hidden.fill_null(False)),
        "unemployment_rate": (cells.unemployment_rate, never),
    }  # fmt: skip


def _hidden(flag: ir.BooleanValue, other: ir.Value) -> ir.BooleanValue:
    """Hidden, and would have counted: the other number of the pair is known."""
    return flag.fill_null(False) & other.notnull()


def subscore(value: ir.Value, rule: PartRule) -> ir.FloatingValue:
    """−100 … +100 by two straight lines that meet at the balance."""
    below = (value - rule.balance_at) / abs(rule.balance_at - rule.deficit_at)
    above = (value - rule.balance_at) / abs(rule.surplus_at - rule.balance_at)
    rising = rule.surplus_at > rule.deficit_at
    side = ibis.ifelse(value < rule.balance_at, below, above) * (1 if rising else -1)
    score = side * 100.0
    # Written out: least() and greatest() would take an unknown value for the limit.
    return ibis.cases((score > 100.0, 100.0), (score < -100.0, -100.0), else_=score)


def expression(cells: ir.Table, method: GapMethod | None = None) -> ir.Table:
    """Keys, `sub_*`, `points_*` and `out_*` (left out as hidden) by part, weight_known, gap, klass; from `cell`.

    `gap_hidden`: there would be a gap if the hidden parts counted.
    """
    method = method or gap_method()
    values = part_values(cells)
    scored = cells.select(
        *KEYS,
        **{f"sub_{rule.id}": subscore(values[rule.id][0], rule) for rule in method.parts},
        **{f"out_{rule.id}": values[rule.id][1] for rule in method.parts},
    )
    weight = _total(ibis.ifelse(scored[f"sub_{rule.id}"].notnull(), rule.weight, 0.0) for rule in method.parts)
    known = _total(scored[f"sub_{rule.id}"].notnull().cast("int64") for rule in method.parts)
    unseen = _total(ibis.ifelse(scored[f"out_{rule.id}"], rule.weight, 0.0) for rule in method.parts)
    kept_back = _total(scored[f"out_{rule.id}"].cast("int64") for rule in method.parts)
    weighed = scored.mutate(weight_known=weight, parts_known=known, weight_unseen=unseen, parts_unseen=kept_back)
    enough = (weighed.parts_known >= method.minimum_parts) & (weighed.weight_known >= method.minimum_weight)
    with_hidden = (weighed.parts_known + weighed.parts_unseen >= method.minimum_parts) & (
        weighed.weight_known + weighed.weight_unseen >= method.minimum_weight
    )
    pointed = weighed.mutate(
        **{
            f"points_{rule.id}": weighed[f"sub_{rule.id}"] * rule.weight / weighed.weight_known.nullif(0.0)
            for rule in method.parts
        },
        enough=enough,
        gap_hidden=~enough & with_hidden,
    ).drop("weight_unseen", "parts_unseen")
    total = _total(pointed[f"points_{rule.id}"].fill_null(0.0) for rule in method.parts)
    score = pointed.mutate(gap=ibis.ifelse(pointed.enough, total, ibis.null("float64"))).drop("enough")
    return score.mutate(klass=classify(score.gap, method))


def _total(terms: "ibis.expr.types.Value") -> ir.Value:
    terms = list(terms)
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def classify(score: ir.FloatingColumn, method: GapMethod) -> ir.StringColumn:
    """The letter of a score's class; limits belong to the class nearer to balance."""
    score = score.round(6)  # on a limit, the last bit must not decide
    branches = []
    for rule in method.classes:
        inside = (score > rule.above) & (score < rule.up_to)
        if rule.letter == "R":
            inside = (score >= rule.above) & (score <= rule.up_to)
        elif rule.letter.startswith("D"):
            inside = (score >= rule.above) & (score < rule.up_to)
        else:
            inside = (score > rule.above) & (score <= rule.up_to)
        branches.append((inside, rule.letter))
    return ibis.cases(*branches, else_=ibis.null("string"))
