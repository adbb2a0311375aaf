"""What lies in what: schools and powiats in territories, occupations in branches, grades in layers.

`unit` is a powiat's code, or `s` and the id of a school. `subject` is an occupation's code, a branch (`TKO`), all
(`ALL`), or one of these two narrowed to what a type of school may teach (`TKO:TEC`, `ALL:TEC`).
"""

import ibis
import ibis.expr.types as ir

ALL = "ALL"
COUNTRY = "PL"


def powiat_of(path: ir.StringColumn) -> ir.StringColumn:
    """The powiat's code in a territory's path `16/1607/…`; empty above the powiat."""
    return path.split("/")[1].fill_null("")


def powiat_nodes(territory: ir.Table, member: ir.Table) -> ir.Table:
    """(unit, territory): each powiat in itself, its voivodeship, the country, and areas that hold it wholly."""
    powiats = territory.filter(territory.kind == "powiat").select(unit=territory.code)
    upward = [
        powiats.select("unit", territory=powiats.unit),
        powiats.select("unit", territory=powiats.unit[:2]),
        powiats.select("unit", territory=ibis.literal(COUNTRY)),
        _areas_holding_powiats(territory, member),
    ]
    return ibis.union(*upward, distinct=True)


def _areas_holding_powiats(territory: ir.Table, member: ir.Table) -> ir.Table:
    """Areas with the powiats they hold wholly: as a member, or with every gmina of theirs."""
    whole = member.filter(member.kind == "powiat").select(unit=member.member, territory=member.area)
    gminas = territory.filter(territory.kind == "gmina").select(gmina=territory.code, powiat=territory.code[:4])
    sizes = gminas.group_by("powiat").aggregate(size=gminas.count())
    inside = (
        member.filter(member.kind == "gmina")
        .join(gminas, member.member == gminas.gmina)
        .group_by("area", "powiat")
        .aggregate(inside=ibis._.count())
    )
    full = inside.join(sizes, "powiat").filter(ibis._.inside == ibis._.size)
    return ibis.union(whole, full.select(unit=full.powiat, territory=full.area), distinct=True)


def school_nodes(school: ir.Table, member: ir.Table) -> ir.Table:
    """(unit, territory): each school in itself, its powiat, voivodeship, country, and areas by its gmina or powiat."""
    s = school.mutate(unit=school_unit(school.id), powiat=powiat_of(school.place), gmina6=school.gmina[:6])
    by_gmina = s.join(member, s.gmina6 == member.member[:6]).filter(ibis._.kind == "gmina")
    by_powiat = s.join(member, s.powiat == member.member).filter(ibis._.kind == "powiat")
    upward = [
        s.select("unit", territory=s.unit),
        s.filter(s.powiat != "").select("unit", territory=ibis._.powiat),
        s.select("unit", territory=s.place[:2]),
        s.select("unit", territory=ibis.literal(COUNTRY)),
        by_gmina.select("unit", territory=ibis._.area),
        by_powiat.select("unit", territory=ibis._.area),
    ]
    return ibis.union(*upward, distinct=True)


def school_unit(school_id: ir.IntegerColumn) -> ir.StringColumn:
    """`s17` for the school with id 17."""
    return ibis.literal("s") + school_id.cast("string")


def subject_nodes(occupation: ir.Table) -> ir.Table:
    """(occupation, subject): each occupation in itself, its branch, all, and both by the school types teaching it."""
    o = occupation
    typed = o.select("code", "branch", type=o.school_types.split(" ").unnest()).filter(ibis._.type != "")
    upward = [
        o.select(occupation=o.code, subject=o.code),
        o.select(occupation=o.code, subject=o.branch),
        o.select(occupation=o.code, subject=ibis.literal(ALL)),
        typed.select(occupation=typed.code, subject=typed.branch + ":" + typed.type),
        typed.select(occupation=typed.code, subject=ibis.literal(ALL) + ":" + typed.type),
    ]
    return ibis.union(*upward, distinct=True).filter(ibis._.subject.notnull())
