"""The office of the sample's region at work: letters, duties done, own actions, seats with their places."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from koordynata.coordination import services
from koordynata.coordination.duties import occurrences
from koordynata.coordination.enums import ActionState
from koordynata.coordination.models import Body, Case, DutyMark, Letter, LetterFile, OwnAction, Seat
from koordynata.foundation.audit import SYSTEM
from koordynata.reference.models import Territory
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution

from .ground import OWN, read_rows
from .plan import Plan

REGION = "08"
DAY = timedelta(days=1)
# Seats by their number in data/council.csv, and what kind of institution of the register delegates to them.
PLACES = {4: InstitutionKind.SCHOOL, 5: InstitutionKind.SCHOOL, 6: InstitutionKind.UNIVERSITY,
          12: InstitutionKind.EMPLOYER, 13: InstitutionKind.EMPLOYER, 14: InstitutionKind.LABOUR_OFFICE}  # fmt: skip
LEFT_OPEN = {"follow_up", "barometer", "actions_plan", "intake_dates"}  # not marked as done


def make_office(plan: Plan) -> None:
    """Set it up once, where the region is part of the sample."""
    if REGION not in plan.regions or Case.objects.filter(territory__code=REGION, is_sample=True).exists():
        return
    region, today = Territory.objects.get(code=REGION), timezone.localdate()
    _place_seats(region)
    _letters(region, today)
    _duties(region, today)
    _actions(region, today)


def remove_office() -> Counter[str]:
    """Take the sample's correspondence, marks and actions out, and untie seats from its institutions; how many went."""
    Seat.objects.filter(institution__is_sample=True).update(institution=None)
    Letter.objects.filter(case__is_sample=True).update(answers=None)
    gone = (
        LetterFile.objects.filter(letter__case__is_sample=True),
        Letter.objects.filter(case__is_sample=True),
        *(model._default_manager.filter(is_sample=True) for model in (Case, DutyMark, OwnAction)),
    )
    removed: Counter[str] = Counter()
    for rows in gone:
        removed[rows.model._meta.model_name or ""] += rows.delete()[0]
    return removed


def _place_seats(region: Territory) -> None:
    """Each seat comes from another powiat, as long as there are some."""
    body = Body.objects.filter(territory=region, is_sample=True).order_by("pk").first()
    taken: set[int] = set()
    for number, kind in PLACES.items() if body else ():
        rows = Institution.objects.filter(territory__path__startswith=region.path, kind=kind).current()
        found = rows.exclude(territory__in=taken).select_related("territory").order_by("pk").first()
        seat = Seat.objects.filter(term__body=body, number=number).order_by("-term__number").first()
        if found and seat:
            taken.add(found.territory_id)
            services.tie_seat(seat=seat, institution=found, by=SYSTEM)


def _letters(region: Territory, today: date) -> None:
    """From data/letters.csv: the first letter of a case opens it; `answers` names an earlier line."""
    cases: dict[str, Case] = {}
    entered: dict[str, Letter] = {}
    for row in read_rows(OWN / "letters.csv"):
        day = today - int(row["days_ago"]) * DAY
        case = cases.get(row["case"]) or services.open_case(
            territory=region, series=row["series"], title=row["title"], opened_on=day, by=SYSTEM, is_sample=True
        )
        cases[row["case"]] = case
        values: dict[str, Any] = {name: row[name] for name in ("direction", "way", "counterpart", "subject")}
        due = day + int(row["answer_in_days"]) * DAY if row["answer_in_days"] else None
        entered[row["line"]] = services.enter_letter(
            case=case, dated_on=day, handled_on=day, answer_due=due, answers=entered.get(row["answers"]), by=SYSTEM,
            **values,
        )  # fmt: skip


def _duties(region: Territory, today: date) -> None:
    for one in occurrences(today.year, region.code):
        if one.due < today and one.duty.id not in LEFT_OPEN:
            services.mark_duty(territory=region, duty=one.duty.id, year=one.year, month=one.month,
                               done_on=one.due - 2 * DAY, remark="przykład", by=SYSTEM, is_sample=True)  # fmt: skip


def _actions(region: Territory, today: date) -> None:
    for row in read_rows(OWN / "actions.csv"):
        starts = today + int(row["starts_in_days"]) * DAY
        action = services.plan_action(
            territory=region, name=row["name"], kind=row["kind"], starts=starts,
            ends=starts + int(row["lasts_days"]) * DAY, budget=Decimal(row["budget"]) if row["budget"] else None,
            objective=row["objective"], is_sample=True, by=SYSTEM,
        )  # fmt: skip
        _move(action, row["state"], row["result"])


def _move(action: OwnAction, state: str, result: str) -> None:
    if state in (ActionState.RUNNING, ActionState.DONE):
        services.move_action(action=action, state=ActionState.RUNNING, by=SYSTEM)
    if state in (ActionState.DONE, ActionState.ABANDONED):
        services.move_action(action=action, state=ActionState(state), result=result, by=SYSTEM)
