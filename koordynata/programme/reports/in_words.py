"""What a snapshot says, in words of the language that is on: for the page and, in Polish, for the documents."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import ActionState
from ..paragraphs import paragraphs
from .areas_in_words import area_words, money_words
from .cards_in_words import card_words, threshold_words
from .figures_in_words import amount, long_day, name_of, percent, short_day

Snapshot = dict[str, Any]


def in_words(snapshot: Snapshot, digest: str = "") -> dict[str, Any]:
    """Everything that a document says. Pure: nothing but the snapshot is read."""
    programme, report = snapshot["programme"], snapshot["report"]
    area = f"{report['area']['code']}. {report['area']['name']}" if report["area"] else ""
    return {
        "title": title_of(snapshot), "programme": programme["name"], "short_name": programme["short_name"],
        "kind": name_of(programme["kind"]), "territory": programme["territory"]["name"],
        "coordinator": programme["coordinator"], "basis": programme["legal_basis"],
        "period": report["period"]["name"], "area": area,
        "days": f"{long_day(report['period']['starts'])} – {long_day(report['period']['ends'])}",
        "edition": _edition(report), "version": _version(snapshot["version"]),
        "changes": _changes(snapshot["version"]), "frozen": _frozen(snapshot["frozen"]),
        "sample": sample_words(snapshot), "summary": _summary(snapshot),
        "narrative": paragraphs(snapshot["narrative"]),
        "areas": [area_words(one, snapshot) for one in snapshot["areas"]],
        "money": money_words(snapshot["money"], snapshot["words"]), "thresholds": threshold_words(snapshot),
        "measures": card_words(snapshot), "remarks": _remarks(snapshot), "sha256": digest,
    }  # fmt: skip


def title_of(snapshot: Snapshot) -> str:
    """`Sprawozdanie z realizacji programu RPW ZSU za okres 2025 I`."""
    words = {"programme": snapshot["programme"]["short_name"], "period": snapshot["report"]["period"]["name"]}
    return _("Report on the programme %(programme)s for the period %(period)s") % words


def sample_words(snapshot: Snapshot) -> str:
    """The warning; empty for real data."""
    if not snapshot["sample"]:
        return ""
    return _("Sample data: people, companies and figures are made up. Do not base decisions on them.")


def _edition(report: dict[str, Any]) -> str:
    if not report["corrects"]:
        return ""
    words = {"edition": report["edition"], "before": report["corrects"]["edition"], "reason": report["reason"]}
    return _("Edition %(edition)d; corrects edition %(before)d: %(reason)s") % words


def _version(version: dict[str, Any]) -> str:
    words = {
        "number": version["number"], "by": version["decided_by"], "act": version["decision_number"],
        "on": long_day(version["decision_date"]), "day": long_day(version["in_force_from"]),
    }  # fmt: skip
    return _("version %(number)d, in force from %(day)s (%(by)s, resolution No. %(act)s of %(on)s)") % words


def _changes(version: dict[str, Any]) -> list[str]:
    """Versions that came into force within the period."""
    texts = []
    for one in version["begun_in_period"]:
        words = {"number": one["number"], "day": long_day(one["from"])}
        text = _("Version %(number)d came into force on %(day)s.") % words
        texts.append(f"{text} {one['reason']}".strip())
    return texts


def _frozen(frozen: dict[str, Any]) -> str:
    if not frozen["at"]:
        return ""
    day = long_day(frozen["at"][:10])
    return _("approved and frozen on %(day)s, %(who)s") % {"day": day, "who": frozen["by"] or "Koordynata"}


def _summary(snapshot: Snapshot) -> list[dict[str, str]]:
    actions = [action for area in snapshot["areas"] for action in area["actions"]]
    late = sum(action["late"] for action in actions)
    states = [
        f"{ActionState(state).label}: {count}"
        for state in ActionState.values
        if (count := sum(action["state"] == state for action in actions))
    ]
    milestones = [one for action in actions for one in action["milestones"]]
    due = [one for one in milestones if one["late"] or one["reached_on"]]
    reached = sum(bool(one["reached_on"]) for one in due)
    planned = sum((Decimal(one["planned"]) for one in snapshot["money"]), Decimal(0))
    spent = sum((Decimal(one["spent"]) for one in snapshot["money"]), Decimal(0))
    rows = [
        (_("Indicators"), _lights(snapshot)),
        (_("Actions and sub-tasks"), "; ".join([*states, _("late: %d") % late]) if actions else _("none yet")),
        (_("Milestones due"), _("reached %(reached)d of %(due)d") % {"reached": reached, "due": len(due)}),
        (_("Money spent"), _spent(planned, spent)),
    ]  # fmt: skip
    return [{"name": name, "value": value} for name, value in rows]


def _lights(snapshot: Snapshot) -> str:
    names = {one["id"]: name_of(one) for one in snapshot["thresholds"]}
    known = [f"{name}: {snapshot['lights'][id_]}" for id_, name in names.items() if id_ in snapshot["lights"]]
    silent = snapshot["lights"].get("none", 0)
    return "; ".join([*known, *([_("cannot be said: %d") % silent] if silent else [])]) or _("none yet")


def _spent(planned: Decimal, spent: Decimal) -> str:
    if not planned:
        return _("No budget has been planned.")
    words = {"spent": amount(str(spent)), "planned": amount(str(planned)), "share": percent(spent / planned)}
    return _("%(spent)s zł of %(planned)s zł planned for the whole programme (%(share)s)") % words


def _remarks(snapshot: Snapshot) -> list[str]:
    """What a reader must know of the figures."""
    ends = short_day(snapshot["report"]["period"]["ends"])
    texts = [
        _("Only approved values count. Values, milestones and money are given as of %s.") % ends,
        _("States of actions and risks are those of the day on which the report was frozen."),
        _("Parts by sex, age and so on stand in the annex (XLSX); each person counts once."),
    ]  # fmt: skip
    for one in snapshot["not_settled"]:
        text = ngettext(
            "%(count)d value of the earlier period %(period)s is not approved and does not count.",
            "%(count)d values of the earlier period %(period)s are not approved and do not count.", one["values"],
        )  # fmt: skip
        texts.append(text % {"count": one["values"], "period": one["period"]})
    return texts
