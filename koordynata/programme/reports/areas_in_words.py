"""One area of a snapshot in words: its indicators, actions, milestones, money and risks."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..enums import ActionState, Involved, MeasureSource
from ..paragraphs import paragraphs
from .figures_in_words import NBSP, amount, days, name_of, percent, short_day
from .ground import AMOUNTS

Row = dict[str, Any]


def area_words(area: Row, snapshot: Row) -> Row:
    """What the part of an area says."""
    shown = [row for row in area["indicators"] if row["shown"]]
    actions: list[Row] = area["actions"]
    return {
        "code": area["code"], "name": name_of(area["name"]), "key": area["key"],
        "narrative": paragraphs(area["narrative"]),
        "figures": [figure_words(row, area, snapshot) for row in shown],
        "actions": [_action(one, snapshot["words"]) for one in actions],
        "milestones": [_milestone(one, action) for action in actions for one in action["milestones"] if _is_told(one)],
        "money": money_words(area["money"], snapshot["words"]),
        "risks": [_risk(one, action) for action in actions for one in action["risks"]],
    }  # fmt: skip


def figure_words(row: Row, area: Row, snapshot: Row) -> Row:
    """One row of an indicator."""
    card = snapshot["measures"][row["measure"]]
    lights = {one["id"]: name_of(one) for one in snapshot["thresholds"]}
    above = row["element"] == area["code"]
    return {
        "code": row["measure"], "name": name_of(card["name"]), "unit": card["unit"],
        "element": "" if above else f"{row['element']} {area['elements'][row['element']]}",
        "value": _value(row), "target": amount(row["target"]) if row["target"] else _("not set"),
        "final": amount(row["final"]) if row["final"] else _("not set"), "progress": percent(row["progress"]),
        "light": lights.get(row["light"], _("no data")), "light_id": row["light"] or "", "note": row["note"],
        "source": str(MeasureSource(card["source"]).label), "partial": _partial(row),
        "bar": [Decimal(row[name]) if row[name] else None for name in ("value", "target", "final")],
        "series": row["series"],
    }  # fmt: skip


def _value(row: Row) -> str:
    if row["denominator"] is None:
        return amount(row["value"])
    return f"{amount(row['value'])} ({amount(row['numerator'])}{NBSP}/{NBSP}{amount(row['denominator'])})"


def _partial(row: Row) -> str:
    """How many of those below had reported, where some had not."""
    if row["reported"] >= row["expected"]:
        return ""
    return _("%(n)d of %(of)d reported") % {"n": row["reported"], "of": row["expected"]}


def _action(action: Row, words: Row) -> Row:
    responsible = [one["name"] for one in action["institutions"] if one["role"] == Involved.RESPONSIBLE]
    state, late = str(ActionState(action["state"]).label), pgettext("programme action", "late")
    return {
        "code": action["code"], "name": action["name"], "level": name_of(words["levels"][action["level"]]),
        "who": ", ".join(responsible) or _("not given"), "days": days(action["starts"], action["ends"]),
        "state": f"{state}, {late}" if action["late"] else state, "state_id": action["state"],
        "late": action["late"], "reason": action["state_reason"],
    }  # fmt: skip


def _is_told(milestone: Row) -> bool:
    """Those that were due or reached by then; the rest stands in the annex."""
    return bool(milestone["late"] or milestone["reached_on"])


def _milestone(one: Row, action: Row) -> Row:
    reached = one["reached_on"]
    return {
        "action": action["code"], "name": one["name"], "due": short_day(one["due"]), "late": one["late"],
        "state": _("reached on %s") % short_day(reached) if reached else _("not reached in time"),
    }  # fmt: skip


def money_words(rows: list[Row], words: Row) -> list[Row]:
    """Rows by source and, where there are several, their sum."""
    told = [(name_of(words["money"][one["source"]]), {name: Decimal(one[name]) for name in AMOUNTS}) for one in rows]
    if len(told) > 1:
        told.append((_("Together"), {name: sum((one[name] for _name, one in told), Decimal(0)) for name in AMOUNTS}))
    return [
        {
            "source": source, **{name: amount(str(one[name])) for name in AMOUNTS},
            "share": percent(one["spent"] / one["planned"]) if one["planned"] else _("not applicable"),
        }
        for source, one in told
    ]  # fmt: skip


def _risk(one: Row, action: Row) -> Row:
    weight = _("%(weight)d (likelihood %(likelihood)d × impact %(impact)d)") % one
    return {
        "action": action["code"],
        "name": one["name"],
        "weight": weight,
        "response": one["response"] or _("not given"),
    }
