"""`koordynata composition [BODY] --territory TERYT [--on DAY] [--json]`: who sits in a body."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from koordynata.cli.command import HouseCommand, Refused
from koordynata.coordination.days import end_of, last_day
from koordynata.coordination.models import Body
from koordynata.coordination.queries.composition import Composition, Filled, composition, term_at

YEARS = range(1900, 2201)


class Command(HouseCommand):
    help = gettext_noop("Prints who sits in a body: seats, sides, balance, substitutes, who ends when.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("body", nargs="?", help=_("short name of the body, as WZK; needed where there are several"))
        parser.add_argument("--territory", required=True, help=_("TERYT code of the territory"))
        parser.add_argument("--on", type=date.fromisoformat, help=_("a day as 2026-11-27; today without it"))
        parser.add_argument("--json", action="store_true", help=_("print one JSON object"))

    def handle(self, *args: Any, **options: Any) -> None:
        at = _moment(options["on"])
        body = _body(options["body"], options["territory"])
        term = term_at(body, at)
        if term is None:
            raise Refused(_("This body has no term yet. Open one first."))
        found = composition(term, at)
        self.stdout.write(json.dumps(as_data(found), ensure_ascii=False) if options["json"] else as_text(found))


def _moment(day: date | None) -> datetime:
    """Now, or the last moment of a day. Raises Refused."""
    if day is None:
        return timezone.now()
    if day.year not in YEARS:
        raise Refused(_("Give a year from %(first)d to %(last)d.") % {"first": YEARS[0], "last": YEARS[-1]})
    return end_of(day) - timedelta(microseconds=1)


def _body(name: str | None, territory: str) -> Body:
    """The body meant. Raises Refused."""
    rows = Body.objects.filter(territory__code=territory).select_related("territory").order_by("short_name", "pk")
    found = [one for one in rows if name is None or one.short_name.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    known = ", ".join(one.short_name for one in rows)
    if not known:
        raise Refused(_("This territory has no bodies."))
    raise Refused(_("Name one of the bodies of this territory: %s") % known)


def as_data(found: Composition) -> dict[str, Any]:
    """What `--json` prints. Addresses of people are not part of it."""
    body = found.term.body
    return {
        "body": body.short_name, "name": body.name, "territory": body.territory.code, "kind": body.kind,
        "at": timezone.localtime(found.at).isoformat(), "term": found.term.number,
        "seats": found.voting, "vacant": found.vacant, "suspended": found.suspended, "is_sample": body.is_sample,
        "balance": [
            {"side": one.side.code, "seats": one.seats, "filled": one.filled, "share": round(one.share, 1)}
            for one in found.balance
        ],
        "composition": [_seat(one) for one in found.seats],
    }  # fmt: skip


def _seat(one: Filled) -> dict[str, Any]:
    mandate = one.mandate
    return {
        "number": one.seat.number, "side": one.side.code, "organisation": one.seat.organisation,
        "voting": one.seat.voting, "person": mandate.member.name if mandate else None,
        "function": mandate.function if mandate else None,
        "since": timezone.localdate(mandate.starts).isoformat() if mandate else None,
        "until": last_day(one.ends).isoformat() if one.ends else None,
        "suspended": one.suspended, "substitutes": [person.name for person in one.substitutes],
    }  # fmt: skip


def as_text(found: Composition) -> str:
    """The same for people."""
    counts = _("Seats %(seats)d, vacant %(vacant)d, suspended %(suspended)d.") % {
        "seats": found.voting, "vacant": found.vacant, "suspended": found.suspended,
    }  # fmt: skip
    day = date_format(timezone.localtime(found.at), "SHORT_DATE_FORMAT")
    lines = [f"{found.term.body.name}, {day}", counts]
    for side, seats in found.by_side:
        lines += ["", f"{side.name.capitalize()} ({len(seats)})", *(f"  {_line(one)}" for one in seats)]
    return "\n".join(lines)


def _line(one: Filled) -> str:
    if one.mandate is None:
        return f"{one.seat.number}. [{pgettext('seat', 'vacant')}] {one.seat.organisation}"
    words = [f"{one.seat.number}. {one.mandate.member} – {one.mandate.get_function_display()}", one.seat.organisation]
    if one.suspended:
        words.append(pgettext("seat", "suspended"))
    if one.ends:
        words.append(_("until %s") % date_format(last_day(one.ends), "SHORT_DATE_FORMAT"))
    if one.substitutes:
        words.append(_("substitutes: %s") % ", ".join(str(person) for person in one.substitutes))
    return "; ".join(word for word in words if word)
