"""Carrying out: states of actions, milestones reached, money contracted and spent, risks, remarks."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.accounts.models import User
from koordynata.foundation.audit import Actor
from koordynata.foundation.states import IllegalMove

from ..enums import ACTION_MOVES, NEEDS_REASON, ActionState, LevelRole, MoneyStage
from ..errors import ProgrammeRefusal
from ..layout import money_sources
from ..models import Element, Evidence, Milestone, Money, Reached, Remark, Risk, Strand
from .evidence import prove_milestone
from .locking import locked, seen
from .trail import record

_WORK = (LevelRole.ACTION, LevelRole.SUBTASK)


@transaction.atomic
def move_action(
    *, strand: Strand, state: ActionState, on: date, by: Actor, reason: str = "", revision: int | None = None
) -> Strand:
    """Begin, suspend, finish, abandon an action or take it up again. Pressed twice, it moves once.

    Raises ProgrammeRefusal, ChangedMeanwhile, ValidationError.
    """
    current = seen(strand, revision, "programme__territory")
    if current.state == state:
        return current
    if not current.elements.filter(role__in=_WORK).exists():
        raise ProgrammeRefusal(_("Only actions and sub-tasks are carried out."))
    if state in NEEDS_REASON and not reason.strip():
        raise ProgrammeRefusal(_("Say why the action is suspended or abandoned."))
    try:
        ACTION_MOVES.check(current.state, state)
    except IllegalMove:
        words = {"now": current.get_state_display(), "wanted": ActionState(state).label}
        raise ProgrammeRefusal(_("An action cannot go from “%(now)s” to “%(wanted)s”.") % words) from None
    before = {"state": current.state}
    current.state, current.state_reason = state, reason
    current.began_on = current.began_on or (on if state == ActionState.RUNNING else None)
    current.ended_on = on if state in (ActionState.DONE, ActionState.ABANDONED) and current.began_on else None
    current.revision += 1
    current.full_clean()
    current.save()
    after = {"state": state, "reason": reason, "on": on}
    record("strand.moved", _worded(current), current.programme, by=by, before=before, after=after, about=current)
    return current


def _worded(strand: Strand) -> Element | Strand:
    """The action as its newest version names it."""
    return strand.elements.order_by("-version__number").first() or strand


@transaction.atomic
def reach_milestone(
    *, milestone: Milestone, on: date, by: Actor, note: str = "", file: tuple[str, bytes] | None = None
) -> Reached:
    """Say that a milestone of any version was reached, with a file (name, content) that proves it.

    Said twice, the first stays. Raises ProgrammeRefusal for a day before the programme, FileRefused.
    """
    strand = locked(milestone.element.strand, "programme__territory")
    known = Reached.objects.filter(uid=milestone.uid).first()
    if known is not None:
        return known
    if on < strand.programme.starts:
        raise ProgrammeRefusal(_("The programme had not begun on that day."))
    reached = Reached(strand=strand, uid=milestone.uid, on=on, note=note, noted_by=by.audit_label)
    reached.full_clean()
    reached.save()
    after = {"on": on, "note": note}
    record("milestone.reached", milestone, strand.programme, by=by, after=after, about=strand)
    if file is not None:
        prove_milestone(milestone=milestone, name=file[0], content=file[1], by=by)
    return reached


@transaction.atomic
def unreach_milestone(*, reached: Reached, reason: str, by: Actor) -> None:
    """Take back a milestone that was not reached after all; twice, once. Raises ProgrammeRefusal without a reason."""
    if not reason.strip():
        raise ProgrammeRefusal(_("Say why the milestone is taken back."))
    strand = locked(reached.strand, "programme__territory")
    if not Reached.objects.filter(pk=reached.pk).exists():  # somebody was faster
        return
    files = Evidence.objects.filter(programme=strand.programme, milestone=reached.uid).order_by("pk")
    told = {"on": reached.on, "note": reached.note, "file": [one.file_name for one in files]}
    milestone = Milestone.objects.filter(uid=reached.uid).order_by("-pk").first() or reached
    record("milestone.taken_back", milestone, strand.programme, by=by, before=told, after={"reason": reason},
           about=strand)  # fmt: skip
    files.delete()
    reached.delete()


@transaction.atomic
def note_money(
    *, strand: Strand, stage: MoneyStage, source: str, on: date, amount: Decimal, document: str, by: Actor
) -> Money:
    """Enter a contract or a payment; a correction is a negative amount with its own document.

    Raises ProgrammeRefusal, ValidationError.
    """
    strand = locked(strand, "programme__territory")
    if source not in money_sources():
        raise ProgrammeRefusal(_("Unknown source of money: %s.") % source)
    money = Money(strand=strand, stage=stage, source=source, on=on, amount=amount, document=document,
                  noted_by=by.audit_label)  # fmt: skip
    money.full_clean()
    money.save()
    after = {"stage": stage, "source": source, "on": on, "amount": amount}
    record("money.noted", money, strand.programme, by=by, after=after, about=strand)
    return money


@transaction.atomic
def take_back_money(*, money: Money, by: Actor) -> Money:
    """Take a row back by the same one below zero. Raises ProgrammeRefusal for one that takes back itself."""
    strand = locked(money.strand, "programme__territory")
    if money.amount < 0:
        raise ProgrammeRefusal(_("This row takes another one back. Enter the amount anew instead."))
    same = {name: getattr(money, name) for name in ("stage", "source", "on", "document")}
    known = Money.objects.filter(strand=strand, amount=-money.amount, **same).first()
    return known or note_money(strand=strand, amount=-money.amount, by=by, **same)


@transaction.atomic
def note_risk(*, strand: Strand, name: str, likelihood: int, impact: int, by: Actor, **more: Any) -> Risk:
    """Enter a risk. Raises ValidationError."""
    risk = Risk(strand=strand, name=name, likelihood=likelihood, impact=impact, **more)
    risk.full_clean()
    risk.save()
    record("risk.noted", risk, strand.programme, by=by, after={"likelihood": likelihood, "impact": impact},
           about=strand)  # fmt: skip
    return risk


@transaction.atomic
def change_risk(*, risk: Risk, revision: int | None, by: Actor, **values: Any) -> Risk:
    """Weigh a risk anew, or close it. Raises ChangedMeanwhile, ValidationError."""
    current = seen(risk, revision, "strand__programme__territory")
    before = {name: getattr(current, name) for name in values}
    for name, value in values.items():
        setattr(current, name, value)
    current.revision += 1
    current.full_clean()
    current.save()
    record("risk.changed", current, current.strand.programme, by=by, before=before, after=values, about=current.strand)
    return current


@transaction.atomic
def remark(*, strand: Strand, text: str, by: User) -> Remark:
    """Say something in the discussion of an action. Raises ValidationError."""
    said = Remark(strand=strand, text=text, author_id=by.pk, author=by.full_name)
    said.full_clean()
    said.save()
    record("remark.made", said, strand.programme, by=by, about=strand)
    return said
