"""Rows of the annex: heads with widths, and what a snapshot puts under them. A blank cell: not known or not given."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ..enums import ActionState, Involved
from .cards_in_words import card_words
from .figures_in_words import name_of
from .ground import AMOUNTS

Table = tuple[list[tuple[str, int]], list[list[Any]]]
Row = dict[str, Any]


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _indicators(snapshot: Row) -> list[tuple[Row, Row, list[Any]]]:
    """Area, row, and the cells with which every row of an indicator begins."""
    cards = snapshot["measures"]
    return [
        (area, row, [area["code"], row["element"], area["elements"][row["element"]], row["measure"],
                     name_of(cards[row["measure"]]["name"]), cards[row["measure"]]["unit"]])
        for area in snapshot["areas"]
        for row in area["indicators"]
    ]  # fmt: skip


def _begin() -> list[tuple[str, int]]:
    return [(_("Area"), 8), (_("Element"), 10), (_("Name of the element"), 40), (_("Indicator"), 10),
            (_("Name of the indicator"), 40), (_("Unit"), 12)]  # fmt: skip


def figures(snapshot: Row) -> Table:
    """Every indicator at every element, also those put together from below."""
    heads = [*_begin(), (_("Baseline"), 12), (_("Year"), 8), (_("Reported in the period"), 14), (_("Achieved"), 12),
             (_("Numerator"), 12), (_("Denominator"), 12), (_("Planned by now"), 12), (_("Target"), 12),
             (_("Progress"), 10), (_("Light"), 16), (_("Reported"), 10), (_("Expected"), 10),
             (_("Approved on"), 12), (_("Explanation"), 50)]  # fmt: skip
    names = {one["id"]: name_of(one) for one in snapshot["thresholds"]}
    numbers = ("in_period", "value", "numerator", "denominator", "target", "final", "progress")
    rows = [
        [*start, _number(row["baseline"]), row["baseline_year"] and str(row["baseline_year"]),
         *(_number(row[name]) for name in numbers), names.get(row["light"], ""), row["reported"], row["expected"],
         _day(row["approved_on"]), row["note"]]
        for _area, row, start in _indicators(snapshot)
    ]  # fmt: skip
    return heads, rows


def parts(snapshot: Row) -> Table:
    """Parts of values by sex, age and so on."""
    words = snapshot["words"]["dimensions"]
    rows = [
        [*start, name_of(words[one["dimension"]]), name_of(words[one["dimension"]]["categories"][one["category"]]),
         _number(one["value"])]
        for _area, row, start in _indicators(snapshot) for one in row["parts"]
    ]  # fmt: skip
    return [*_begin(), (_("Division"), 14), (_("Category"), 28), (_("Value"), 12)], rows


def series(snapshot: Row) -> Table:
    """Values of all periods up to this one, targets of all."""
    rows = [
        [*start, one["period"], _number(one["value"]), _number(one["target"])]
        for _area, row, start in _indicators(snapshot) for one in row["series"]
        if one["value"] is not None or one["target"] is not None
    ]  # fmt: skip
    return [*_begin(), (_("Period"), 12), (_("Achieved"), 12), (_("Planned"), 12)], rows


def _actions(snapshot: Row) -> list[tuple[Row, list[Any]]]:
    return [(one, [area["code"], one["code"], one["name"]]) for area in snapshot["areas"] for one in area["actions"]]


def _of_action() -> list[tuple[str, int]]:
    return [(_("Area"), 8), (_("Action"), 10), (_("Name of the action"), 50)]


def actions(snapshot: Row) -> Table:
    """Actions and sub-tasks with their days, states and institutions."""
    heads = [*_of_action(), (_("Level"), 14), (_("State"), 16), (_("Late"), 8), (_("Begins"), 12), (_("Ends"), 12),
             (_("Began on"), 12), (_("Ended on"), 12), (_("Responsible"), 40), (_("Co-operating"), 40),
             (_("Reason"), 40)]  # fmt: skip
    days = ("starts", "ends", "began_on", "ended_on")
    rows = [
        [*start, name_of(snapshot["words"]["levels"][one["level"]]), str(ActionState(one["state"]).label),
         _("yes") if one["late"] else _("no"), *(_day(one[name]) for name in days),
         _institutions(one, Involved.RESPONSIBLE), _institutions(one, Involved.COOPERATING), one["state_reason"]]
        for one, start in _actions(snapshot)
    ]  # fmt: skip
    return heads, rows


def _institutions(action: Row, role: str) -> str:
    return ", ".join(one["name"] for one in action["institutions"] if one["role"] == role)


def milestones(snapshot: Row) -> Table:
    """All milestones of the version."""
    rows = [
        [*start, one["name"], _day(one["due"]), _day(one["reached_on"]), _("yes") if one["late"] else _("no")]
        for action, start in _actions(snapshot) for one in action["milestones"]
    ]  # fmt: skip
    heads = [*_of_action(), (_("Milestone"), 40), (_("Due"), 12), (_("Reached on"), 12), (_("Late"), 8)]
    return heads, rows


def money(snapshot: Row) -> Table:
    """Money of each action by source."""
    names = {"planned": _("Planned"), "contracted": _("Contracted"), "spent": _("Spent"),
             "spent_in_period": _("Spent in the period")}  # fmt: skip
    rows = [
        [*start, name_of(snapshot["words"]["money"][one["source"]]), *(_number(one[name]) for name in AMOUNTS)]
        for action, start in _actions(snapshot) for one in action["money"]
    ]  # fmt: skip
    return [*_of_action(), (_("Source of money"), 30), *((f"{names[one]} (zł)", 16) for one in AMOUNTS)], rows


def risks(snapshot: Row) -> Table:
    """Open risks."""
    rows = [
        [*start, one["name"], one["likelihood"], one["impact"], one["weight"], one["response"]]
        for action, start in _actions(snapshot) for one in action["risks"]
    ]  # fmt: skip
    heads = [*_of_action(), (_("Risk"), 40), (_("Likelihood"), 14), (_("Impact"), 10), (_("Weight"), 10),
             (_("What is done about it"), 50)]  # fmt: skip
    return heads, rows


def cards(snapshot: Row) -> Table:
    """What each indicator measures and how."""
    names = {"code": _("Indicator"), "name": _("Name"), "unit": _("Unit"), "source": _("Source"),
             "over_time": _("Over time"), "over_elements": _("Over elements"), "definition": _("Definition"),
             "method": _("How it is measured"), "keeper": _("Who measures"),
             "common": _("Common indicator")}  # fmt: skip
    rows = [[card[name] for name in names] for card in card_words(snapshot)]
    return [(words, 12 if name in ("code", "unit", "common") else 40) for name, words in names.items()], rows
