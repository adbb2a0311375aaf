"""Grupy robocze: bodies of a body, and what they hand in."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..enums import BodyKind, ItemKind, MandateFunction
from ..errors import CoordinationRefusal
from ..models import AgendaItem, Body, GroupReport, Mandate, Meeting, Member, Term
from .agenda import put_on_agenda
from .bodies import create_body
from .mandates import appoint
from .people import NewPerson
from .seats import add_seat
from .terms import open_term
from .trail import record


@transaction.atomic
def set_up_group(
    *, parent: Body, name: str, short_name: str, starts: datetime, task: str = "", legal_basis: str = "", by: Actor
) -> Body:
    """A working group with its first term. It is where its body is. Raises CoordinationRefusal, ValidationError."""
    if parent.kind == BodyKind.GROUP:
        raise CoordinationRefusal(_("A working group has no working groups of its own."))
    group = create_body(
        kind=BodyKind.GROUP, parent=parent, territory=parent.territory, is_sample=parent.is_sample, name=name,
        short_name=short_name, task=task, legal_basis=legal_basis, by=by,
    )  # fmt: skip
    open_term(body=group, starts=starts, by=by)
    return group


@transaction.atomic
def seat_person(
    *, term: Term, member: Member | NewPerson, side: str, starts: datetime, organisation: str = "",
    function: str = MandateFunction.MEMBER, by: Actor,
) -> Mandate:  # fmt: skip
    """Add a seat and fill it at once. Raises CoordinationRefusal, ValidationError."""
    seat = add_seat(term=term, side=side, organisation=organisation, by=by)
    return appoint(seat=seat, member=member, starts=starts, function=function, by=by)


@transaction.atomic
def hand_in_report(*, group: Body, title: str, text: str, handed_in_on: date, by: Actor) -> GroupReport:
    """A group hands a report to its body. Raises CoordinationRefusal, ValidationError."""
    if group.kind != BodyKind.GROUP:
        raise CoordinationRefusal(_("Reports to a body come from its working groups."))
    report = GroupReport(group=group, title=title, text=text, handed_in_on=handed_in_on)
    report.full_clean()
    report.save()
    record("report.handed_in", report, group, by=by, after={"title": title, "on": handed_in_on})
    return report


@transaction.atomic
def put_report_on_agenda(*, report: GroupReport, meeting: Meeting, by: Actor) -> AgendaItem:
    """Let the body hear a report at one of its meetings; again changes nothing. Raises CoordinationRefusal."""
    report = GroupReport.objects.select_for_update(of=("self",)).select_related("group__territory").get(pk=report.pk)
    if meeting.term.body_id != report.group.parent_id:
        raise CoordinationRefusal(_("This meeting is not one of the group's body."))
    item = put_on_agenda(
        meeting=meeting, title=f"{report.group.short_name}: {report.title}", origin=f"group_report:{report.pk}",
        kind=ItemKind.INFORMATION, rapporteur=report.group.name[:150], by=by,
    )  # fmt: skip
    if report.item_id != item.pk:
        report.item = item
        report.save(update_fields=["item"])
        record("report.on_agenda", report, report.group, by=by, after={"meeting": meeting.number})
    return item
