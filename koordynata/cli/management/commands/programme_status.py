"""`koordynata programme-status PROGRAMME [--period NAME] [--json]`: lights, money, what needs a decision."""

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.programme.models import Period, Programme, Version
from koordynata.programme.queries.burning import Burn, Burning, burning_of
from koordynata.programme.queries.decisions import Decision, decisions_of
from koordynata.programme.queries.lights import Lit, lights_of
from koordynata.programme.queries.reading import period_for
from koordynata.programme.queries.watched import Watched, watched

MOST_DIGITS = 10  # of a programme's number


class Command(HouseCommand):
    help = gettext_noop("Prints how a programme stands: its lights, its money, what needs a decision.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("programme", help=_("number of the programme, its short name, or TERYT:short name"))
        parser.add_argument("--period", help=_("name of the reporting period; the last that has ended without it"))
        parser.add_argument("--json", action="store_true", help=_("print one JSON object"))

    def handle(self, *args: Any, **options: Any) -> None:
        seen = _look(_programme(options["programme"]), options["period"])
        lights, burning, decisions = lights_of(seen), burning_of(seen), decisions_of(seen)
        if options["json"]:
            told = _told(seen, lights, burning, decisions)
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(f"{seen.programme.name}, {_('version %s') % seen.version.number}")
        self.stdout.write(_("As of the end of: %s") % (seen.period.name if seen.period else "–"))
        for title, lines in (
            (_("Lights"), [_light(one) for one in lights]),
            (_("Money and time"), [_money(one) for one in _rows(burning)]),
            (_("What needs a decision"), [_decision(one) for one in decisions]),
        ):
            self.stdout.write(f"\n{title}")
            self.stdout.write("\n".join(f"  {line}" for line in lines) or f"  {_('nothing')}")


def _programme(named: str) -> Programme:
    """By its number, its short name, or both its territory and its short name. Raises Refused."""
    region, _colon, name = named.rpartition(":")
    rows = Programme.objects.select_related("territory").order_by("territory__code", "short_name", "pk")
    is_number = named.isascii() and named.isdecimal() and len(named) < MOST_DIGITS
    found = list(rows.filter(pk=int(named))) if is_number else []
    found = found or list(rows.filter(short_name=name, **({"territory__code": region} if region else {})))
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{one.territory.code}:{one.short_name}" for one in found or rows)
    if found:
        raise Refused(_("Several programmes are called so. Name one of: %s") % known)
    raise Refused(
        _("There is no programme “%(named)s”. There are: %(known)s") % {"named": named, "known": known or "–"}
    )


def _look(programme: Programme, named: str | None) -> Watched:
    today = timezone.localdate()
    rows = Version.objects.filter(programme=programme).order_by("-number")
    version = Version.objects.filter(programme=programme).in_force_on(today).first() or rows.first()
    if version is None:
        raise Refused(_("The programme has no version."))
    version.programme = programme
    return watched(version, _period(version, named), None, today, office=True)


def _period(version: Version, named: str | None) -> Period | None:
    if named is None:
        return period_for(version, "", timezone.localdate())
    periods = list(version.programme.periods.order_by("starts"))
    found = next((one for one in periods if one.name == named), None)
    if found is None:
        raise Refused(_("There is no period “%(named)s”. There are: %(known)s")
                      % {"named": named, "known": ", ".join(one.name for one in periods) or "–"})  # fmt: skip
    return found


def _rows(burning: Burning) -> list[Burn]:
    return [burning.whole, *(row for _key, row in burning.sources), *(row for _key, row in burning.years)]


def _light(one: Lit) -> str:
    light = one.light.name if one.light else f"{_('no data')}: {one.dark.label if one.dark else ''}"
    share = "" if one.share is None else f" ({number_format(round(100 * one.share), 0)}%)"
    return f"{one.element.code}  {one.line.measure.code} {one.line.measure.title}: {light}{share}"


def _money(row: Burn) -> str:
    words = {
        "name": row.name or _("all together"), "planned": _zloty(row.planned), "contracted": _zloty(row.contracted),
        "spent": _zloty(row.spent), "time": f"{number_format(round(100 * (row.time or 0)), 0)}%",
    }  # fmt: skip
    text = _("%(name)s: planned %(planned)s, contracted %(contracted)s, spent %(spent)s; time gone %(time)s")
    return text % words


def _zloty(amount: Any) -> str:
    return str(number_format(amount, 2, use_l10n=True, force_grouping=True))


def _decision(one: Decision) -> str:
    due = f"{date_format(one.due, 'SHORT_DATE_FORMAT')}  " if one.due else ""
    note = f" ({one.note})" if one.note else ""
    return f"{due}{one.why.label}: {one.title}{note}"


def _told(seen: Watched, lights: list[Lit], burning: Burning, decisions: list[Decision]) -> dict[str, Any]:
    return {
        "programme": seen.programme.pk, "short_name": seen.programme.short_name,
        "territory": seen.programme.territory.code, "version": seen.version.number,
        "period": seen.period.name if seen.period else None, "is_sample": seen.programme.is_sample,
        "lights": [_told_light(one) for one in lights], "money": [_told_money(one) for one in _rows(burning)],
        "decisions": [
            {"why": one.why.value, "reason": str(one.why.label), "title": one.title, "note": one.note,
             "due": one.due.isoformat() if one.due else None,
             "number": None if one.number is None else float(one.number)}
            for one in decisions
        ],
    }  # fmt: skip


def _told_light(one: Lit) -> dict[str, Any]:
    numbers = {"start": one.start, "value": one.value, "target": one.target, "share": one.share}
    return {
        "element": one.element.code, "measure": one.line.measure.code, "light": one.light.id if one.light else None,
        "why_none": one.dark.value if one.dark else None,
        **{name: None if value is None else float(value) for name, value in numbers.items()},
    }  # fmt: skip


def _told_money(row: Burn) -> dict[str, Any]:
    return {
        "name": row.name or "all", "planned": float(row.planned), "contracted": float(row.contracted),
        "spent": float(row.spent), "time_gone": row.time, "ends": row.ends.isoformat() if row.ends else None,
    }  # fmt: skip
