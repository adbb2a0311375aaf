"""Counts of people at their finest grain, from which every published count is summed.

One row per measure × unit × occupation × year × layer: `value` people, and `room`: how many of them may stand
elsewhere without contradicting the row's other figures (see docs/adr/0011-suppression.md).
The layer of pupils says in how many years they leave school: `1` is the last grade, `5i` are this year's entrants,
`0` stand in a grade beyond the last. The layer of tracked graduates says what was told of them.
"""

from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir

from ..method import earlier_lengths
from .nodes import powiat_of, school_unit

PEOPLE = ("measure", "unit", "occupation", "year", "layer", "value", "room")
WHOLE = ""  # the layer of measures that have none
TOLD = ("working", "unemployed", "staying", "wage_ratio")  # what may be told of tracked graduates, and published


def with_layer(offer: ir.Table, school: ir.Table, length: ir.Table) -> ir.Table:
    """Offers by grade with `layer`: how long the occupation takes in such a school for those admitted in that year.

    A grade beyond the last has a layer of its own (`0`, `-1`): nobody knows when these pupils leave.
    """
    graded = offer.filter(offer.grade > 0)
    joined = graded.join(school.select("id", "years", "school_type"), graded.school == school.id)
    own = length.select("occupation", "school_type", own=length.years.ceil().cast("int64"))
    joined = joined.left_join(own, ["occupation", "school_type"]).drop("occupation_right", "school_type_right")
    highest = joined.grade.max().over(ibis.window(group_by=["school", "occupation"]))
    years = ibis.coalesce(joined.own, joined.years, highest)
    admitted = joined.school_year - joined.grade + 1
    for earlier in earlier_lengths():
        then = (joined.school_type == earlier.school_type) & (admitted <= earlier.admitted_until)
        years = ibis.ifelse(then, earlier.years, years)
    left = years - joined.grade + 1
    return joined.mutate(layer=left.cast("string") + ibis.ifelse(joined.grade == 1, "i", ""))


def pupils(offer: ir.Table, school: ir.Table, length: ir.Table) -> ir.Table:
    """Pupils on 30 September; `year` is the one in which the school year starts."""
    counted = with_layer(offer, school, length).filter(ibis._.pupils.notnull())
    rows = counted.group_by("school", "occupation", "school_year", "layer").aggregate(value=counted.pupils.sum())
    return rows.select(
        measure=ibis.literal("pupils"),
        unit=school_unit(rows.school),
        occupation=rows.occupation,
        year=rows.school_year,
        layer=rows.layer,
        value=rows.value,
        room=rows.value - 1,
    )


def graduates(offer: ir.Table) -> ir.Table:
    """Graduates by calendar year: those of the school year 2025/2026 left school in 2026."""
    counted = offer.filter(offer.graduates.notnull())
    rows = counted.group_by("school", "occupation", "school_year").aggregate(
        value=counted.graduates.sum(),
        passing=(counted.graduates * counted.pass_share).sum().round().cast("int64"),
    )
    room = ibis.least(rows.value - 1, rows.passing.fill_null(rows.value))
    return rows.select(
        measure=ibis.literal("graduates"),
        unit=school_unit(rows.school),
        occupation=rows.occupation,
        year=rows.school_year + 1,
        layer=ibis.literal(WHOLE),
        value=rows.value,
        room=room,
    )


def unemployed(flow: ir.Table) -> ir.Table:
    """Registered unemployed by powiat; rows for larger territories are left to their publishers."""
    counted = flow.mutate(unit=powiat_of(flow.place)).filter(ibis._.unemployed.notnull() & (ibis._.unit != ""))
    rows = counted.group_by("unit", "occupation", "year").aggregate(value=counted.unemployed.sum())
    return rows.mutate(
        measure=ibis.literal("unemployed"), layer=ibis.literal(WHOLE), room=rows.value - 1
    ).select(*PEOPLE)  # fmt: skip


def told(column: str) -> str:
    """The node in which those count of whom `column` was told."""
    return f"told:{column}"


def tracked(outcome: ir.Table) -> ir.Table:
    """Graduates whose careers were tracked, by the powiat of the school and year of graduation.

    Their layer names all that was told of them: the people behind every share and ratio are figures of their own.
    """
    rows = outcome.mutate(unit=powiat_of(outcome.place)).filter(ibis._.unit != "")
    counts = ibis.greatest(*(rows[name].fill_null(0) for name in ("working", "learning", "unemployed", "staying")))
    words = [ibis.ifelse(rows[name].notnull(), told(name) + " ", "") for name in TOLD]
    return rows.select(
        measure=ibis.literal("tracked"),
        unit=rows.unit,
        occupation=rows.occupation,
        year=rows.year,
        layer=reduce(add, words).strip(),
        value=rows.graduates,
        room=ibis.greatest(rows.graduates - ibis.greatest(counts, 1), 0),
    )


def layer_nodes(people: ir.Table) -> ir.Table:
    """(layer, node): `5i` counts in all, among those who leave in five years, and among entrants of any length.

    Tracked graduates count in all, and in the node of everything that was told of them.
    """
    layers = people.select("layer").distinct()
    grades = layers.filter(layers.layer.re_search("^-?[0-9]+i?$"))
    left = grades.layer.replace("i", "")
    entrants = grades.filter(grades.layer.endswith("i"))
    words = layers.filter(layers.layer.contains(told("")))
    return ibis.union(
        layers.select("layer", node=ibis.literal("all")),
        grades.select("layer", node=ibis.literal("r") + left),
        entrants.select("layer", node=ibis.literal("in")),
        entrants.select("layer", node=ibis.literal("i") + entrants.layer.replace("i", "")),
        words.select("layer", node=words.layer.split(" ").unnest()),
    )


def roll_up(people: ir.Table, units: ir.Table, subjects: ir.Table, layers: ir.Table) -> ir.Table:
    """Sums over territories, subjects and layers: every figure that may be published, before anything is hidden."""
    cells = people.join(units, "unit").join(subjects, "occupation").join(layers, "layer")
    of_school = cells.territory.startswith("s")
    wanted = cells.filter(~of_school | (cells.subject == "ALL") | (cells.subject == cells.occupation))
    return wanted.group_by("measure", "territory", "subject", "year", layer=wanted.node).aggregate(
        value=wanted.value.sum()
    )
