"""Minutes drafted from what the room knows of a meeting: in Polish, as the office writes them; people edit them."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from .enums import ItemState
from .models import AgendaItem, Ballot, Meeting, Motion
from .queries.attendance import Attendant, Stay, attendance
from .verdict.telling import frozen_quorum, frozen_rule, frozen_words

Section = dict[str, str]


def draft_sections(meeting: Meeting) -> list[Section]:
    """Opening, presence, agenda, one section for each item, closing."""
    with override("pl"):
        items = list(meeting.items.prefetch_related("motions__ballots", "recusals__member").order_by("position", "pk"))
        people = attendance(meeting)
        return [
            _section(_("Opening"), _opening(meeting, people)),
            _section(_("Presence"), _presence(people)),
            _section(_("Agenda"), [f"{item.position}. {item.title}" for item in items]),
            *(_section(f"{item.position}. {item.title}", _item(item)) for item in items),
            _section(_("Closing"), _closing(meeting)),
        ]


def _section(title: str, lines: Iterable[str]) -> Section:
    return {"title": title, "text": "\n".join(lines)}


def _opening(meeting: Meeting, people: list[Attendant]) -> list[str]:
    at = meeting.opened_at or meeting.starts
    voting = [one for one in people if one.voting]
    lines = [_("The meeting was opened on %(day)s at %(time)s.") % {"day": day_words(at), "time": time_words(at)}]
    lines.append(_("Form of the meeting: %s.") % meeting.get_form_display())
    if meeting.place:
        lines.append(_("Place: %s.") % meeting.place)
    if meeting.presiding:
        lines.append(_("Presided over by: %s.") % meeting.presiding.name)
    numbers = {"there": sum(one.was_there for one in voting), "of": len(voting)}
    lines.append(_("Mandates represented: %(there)d of %(of)d.") % numbers)
    return lines


def _presence(people: list[Attendant]) -> list[str]:
    there = [_attendant(one) for one in people if one.was_there]
    absent = [f"– {_who(one)}" for one in people if not one.was_there]
    return [_("Present:"), *there, *([_("Absent:"), *absent] if absent else [])]


def _who(one: Attendant) -> str:
    return f"{one.name}, {one.organisation}" if one.organisation else one.name


def _attendant(one: Attendant) -> str:
    return f"– {_who(one)}: {'; '.join(stays_words(one))}"


def stays_words(one: Attendant) -> list[str]:
    """The member's own stays, then those of whoever stood in."""
    substitute = pgettext("presence", "substitute")
    own = [_stay(stay) for stay in one.own]
    return own + [f"{substitute}: {stay.name} {_stay(stay)}" for stay in one.substitutes]


def _stay(stay: Stay) -> str:
    """`10:00–13:00`, with a word where it was by link."""
    until, remote = time_words(stay.until) if stay.until else "", pgettext("presence", "remote")
    return f"{time_words(stay.since)}–{until}" + (f", {remote}" if stay.remote else "")


def day_words(at: datetime) -> str:
    """`21 listopada 2026`."""
    return date_format(localtime(at), "DATE_FORMAT")


def time_words(at: datetime) -> str:
    """`14:30`."""
    return date_format(localtime(at), "TIME_FORMAT")


def _item(item: AgendaItem) -> list[str]:
    lines = [_("Rapporteur: %s.") % item.rapporteur] if item.rapporteur else []
    lines += [_("Out of this matter: %s.") % _recused(one.member.name, one.reason) for one in item.recusals.all()]
    lines += [item.record] if item.record else []
    for motion in item.motions.all():
        lines += _motion(motion)
    if item.state == ItemState.POSTPONED:
        lines.append(_("The item was postponed."))
    return lines


def _recused(name: str, reason: str) -> str:
    return f"{name} ({reason})" if reason else name


def _motion(motion: Motion) -> list[str]:
    beginning = _("Amendment: “%s”") if motion.amends_id else _("Motion: “%s”")
    lines = [beginning % motion.text]
    if motion.proposed_by:
        lines.append(_("Proposed by: %s.") % motion.proposed_by)
    for ballot in motion.ballots.all():
        lines += ballot_lines(ballot)
    return lines


def ballot_lines(ballot: Ballot) -> list[str]:
    """What the minutes say of a closed ballot; of a secret one the sums alone."""
    if ballot.verdict is None:
        return []
    mode = _("by show of hands") if ballot.by_hands else str(ballot.get_mode_display())
    return [
        f"{capfirst(mode)}. {frozen_quorum(ballot.verdict)}",
        f"{frozen_words(ballot.verdict)} {frozen_rule(ballot.verdict)}",
    ]


def _closing(meeting: Meeting) -> list[str]:
    if meeting.closed_at is None:
        return []
    at = meeting.closed_at
    return [_("The meeting was closed on %(day)s at %(time)s.") % {"day": day_words(at), "time": time_words(at)}]
